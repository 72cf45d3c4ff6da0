#include <stdio.h>

#include "lib/error.h"
#include "plugin/commands.h"
#include "plugin/output.h"
#include "plugin/suggestion.h"
#include "plugin/terminal.h"
#include "plugin/usage.h"
#include "plugin/who.h"
#include "plugin/wording.h"

typedef struct {
	FormatOptions format_options;
	Format format;
	char *output_name;
	Output output;
	gboolean all, soon;
	char *class_name;
	char **reason_names;
	guint reasons; /* bits 1 << Reason */
	int limit;
} Request;

static void
request_clear(Request *request)
{
	g_free(request->output_name);
	g_free(request->class_name);
	g_strfreev(request->reason_names);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

static bool
parse_reasons(Request *request, GError **error)
{
	char *const *names = request->reason_names;

	for (guint i = 0; names != NULL && names[i] != NULL; i++) {
		Reason reason;

		if (!reason_from_name(names[i], &reason))
			return usage_fail(error, "there is no reason \"%s\": there are %s",
				names[i],
				"planned, rsvp, owed, awaiting, undeliverable, occasion, "
				"overdue, drifting, due and due-soon");
		request->reasons |= 1u << reason;
	}
	return true;
}

static bool
check(Request *request, GError **error)
{
	const unsigned formats =
		1 << FORMAT_TEXT | 1 << FORMAT_TEXT0 | 1 << FORMAT_JSON | 1 << FORMAT_SEXP;
	const unsigned outputs = 1 << OUTPUT_SUMMARY | 1 << OUTPUT_MESSAGES |
				 1 << OUTPUT_THREADS | 1 << OUTPUT_IDS;

	return format_parse(&request->format_options, formats, &request->format, error) &&
	       output_parse(&request->output_name, outputs, request->format,
		       &request->output, error) &&
	       parse_reasons(request, error) && usage_limit(request->limit, error);
}

static bool
parse(int argc, char *argv[], Request *request, GError **error)
{
	const GOptionEntry options[] = {
		{ "all", 'a', 0, G_OPTION_ARG_NONE, &request->all,
			"everybody, not only the few of a day", NULL },
		{ "soon", 's', 0, G_OPTION_ARG_NONE, &request->soon,
			"also who will be due soon, and occasions of the week", NULL },
		{ "class", 0, 0, G_OPTION_ARG_FILENAME, &request->class_name,
			"only contacts of this class", "CLASS" },
		{ "reason", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request->reason_names,
			"only for this reason; may be repeated", "REASON" },
		{ "limit", 'n', 0, G_OPTION_ARG_INT, &request->limit,
			"at most so many; without it, cadence.daily", "N" },
		{ "output", 0, 0, G_OPTION_ARG_FILENAME, &request->output_name,
			"what to show: summary, messages, threads or ids", "WHAT" },
		FORMAT_OPTIONS(request->format_options),
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	request->limit = USAGE_NO_LIMIT;
	return cli_options(options, &argc, &argv, error) &&
	       usage_arguments(argc, argv, 0, "no argument", error) &&
	       check(request, error);
}

/* How many suggestions to show; -1 for all. */
static int
limit_of(const Request *request, const Settings *settings)
{
	if (request->limit != USAGE_NO_LIMIT)
		return request->limit;
	return request->all ? -1 : settings->daily;
}

/* Each with what the mail says, as far as it is asked for, before the first word is
 * written. */
static GPtrArray *
load(Session *session, const GPtrArray *suggestions, Output output, GError **error)
{
	g_autoptr(GPtrArray) shown =
		g_ptr_array_new_with_free_func((GDestroyNotify)shown_free);

	for (guint i = 0; i < suggestions->len; i++) {
		const Suggestion *suggestion = g_ptr_array_index(suggestions, i);
		Shown *one = output == OUTPUT_SUMMARY
				     ? shown_new(session, suggestion, error)
				     : shown_new_anchor(session, suggestion, error);

		if (one == NULL)
			return NULL;
		g_ptr_array_add(shown, one);
	}
	return g_steal_pointer(&shown);
}

static void
write_nobody(bool tracks_somebody)
{
	if (!terminal_has_reader())
		return;
	if (tracks_somebody)
		fputs("Nobody is due. Enjoy the day.\n", stderr);
	else
		fputs("You track nobody yet. \"notmuch cadence discover\" proposes "
		      "people,\n\"notmuch cadence track ADDRESS\" adds one.\n",
			stderr);
}

static void
write_next_step(const GPtrArray *shown, guint n_more)
{
	const Shown *first = shown->pdata[0];
	g_autoptr(GString) text = g_string_new(NULL);

	g_string_printf(text, "\"notmuch cadence reply %s\" begins a reply to the first",
		first->suggestion->candidate->contact->slug);
	if (n_more > 0)
		g_string_append_printf(text, "; --all shows %u more", n_more);
	g_string_append_c(text, '.');
	putchar('\n');
	terminal_put(0, text->str);
}

/* One proposal is enough to answer: that of the cadence that fits worst. */
static void
write_proposal(const GPtrArray *shown, const Candidate *misfit)
{
	g_autofree char *wording = NULL, *sentence = NULL, *every = NULL;

	if (misfit == NULL)
		return;
	wording = wording_misfit(misfit);
	sentence = wording_sentence(wording);
	every = when_format_interval(suggest_cadence(misfit));
	if (shown->len > 0)
		putchar('\n');
	terminal_put(0, sentence);
	printf("  to change it:   notmuch cadence edit %s --every=%s\n"
	       "  to leave it so: notmuch cadence dismiss %s --reason=cadence\n",
		misfit->contact->slug, every, misfit->contact->slug);
}

static void
write_text(const GPtrArray *shown, guint n_more, Instant now)
{
	for (guint i = 0; i < shown->len; i++) {
		if (i > 0)
			putchar('\n');
		shown_write(g_ptr_array_index(shown, i), now);
	}
	if (terminal_is() && shown->len > 0)
		write_next_step(shown, n_more);
}

static void
write_structured(const GPtrArray *shown, Format format, Instant now)
{
	g_autoptr(Printer) printer = printer_new(format);

	print_begin_list(printer);
	for (guint i = 0; i < shown->len; i++)
		shown_print(g_ptr_array_index(shown, i), now, printer);
	print_end_list(printer);
}

static void
write_values(const GPtrArray *shown, const Request *request)
{
	g_autoptr(GPtrArray) values = g_ptr_array_new();

	for (guint i = 0; i < shown->len; i++) {
		const Shown *one = g_ptr_array_index(shown, i);
		char *value = request->output == OUTPUT_MESSAGES ? one->message_id
								 : one->thread_id;

		if (value != NULL)
			g_ptr_array_add(values, value);
	}
	output_values(request->output, request->format, values);
}

static void
write_ids(const GPtrArray *suggestions, Format format)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new();

	for (guint i = 0; i < suggestions->len; i++) {
		const Suggestion *suggestion = g_ptr_array_index(suggestions, i);

		g_ptr_array_add(ids, suggestion->candidate->contact->slug);
	}
	output_values(OUTPUT_IDS, format, ids);
}

static bool
answer(Session *session, const Request *request, const Suggested *suggested, GError **error)
{
	Instant now = cli_common()->now;
	g_autoptr(GPtrArray) shown = NULL;

	if (request->output == OUTPUT_IDS) {
		write_ids(suggested->list, request->format);
		return true;
	}
	shown = load(session, suggested->list, request->output, error);
	if (shown == NULL)
		return false;
	if (request->output != OUTPUT_SUMMARY) {
		write_values(shown, request);
		return true;
	}
	if (request->format != FORMAT_TEXT) {
		write_structured(shown, request->format, now);
		return true;
	}
	if (shown->len == 0)
		write_nobody(suggested->n_contacts > 0);
	write_text(shown, suggested->n_wanted - shown->len, now);
	/* Who asks for some of them asks for nothing else. */
	if (request->class_name == NULL && request->reasons == 0)
		write_proposal(shown, suggested->misfit);
	return true;
}

static bool
run(int argc, char *argv[], GError **error)
{
	g_auto(Request) request = { 0 };
	g_autoptr(Session) session = NULL;
	g_auto(Suggested) suggested = { 0 };
	SuggestOptions wanted;

	if (!parse(argc, argv, &request, error))
		return false;
	session = session_open(SESSION_STORE, STORE_READ, error);
	if (session == NULL || !who_check_class(session->store, request.class_name, error))
		return false;
	wanted = (SuggestOptions){ .soon = request.soon ||
					   (request.reasons & 1u << REASON_DUE_SOON) != 0,
		.reasons = request.reasons,
		.class_name = request.class_name,
		.limit = limit_of(&request, session->settings) };
	return store_suggest(
		       session->store, &wanted, cli_common()->now, &suggested, error) &&
	       answer(session, &request, &suggested, error);
}

const Command cmd_suggest = {
	.name = "suggest",
	.synopsis = "",
	.summary = "whom to write to next, and why",
	.run = run,
};
