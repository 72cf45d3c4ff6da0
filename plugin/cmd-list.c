#include <stdio.h>
#include <string.h>

#include "plugin/card.h"
#include "plugin/commands.h"
#include "plugin/output.h"
#include "plugin/table.h"
#include "plugin/terminal.h"
#include "plugin/usage.h"
#include "plugin/who.h"
#include "plugin/wording.h"

typedef struct {
	FormatOptions format_options;
	Format format;
	char *output_name;
	Output output;
	char *class_name;
	char *state;
	gboolean due;
} Request;

static void
request_clear(Request *request)
{
	g_free(request->output_name);
	g_free(request->class_name);
	g_free(request->state);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

static bool
check_state(const char *state, GError **error)
{
	static const char *const states[] = { "active", "snoozed", "paused",
		"do-not-contact", "deceased", NULL };

	return state == NULL || g_strv_contains(states, state) ||
	       usage_fail(error,
		       "there is no state \"%s\": there are active, snoozed, paused, "
		       "do-not-contact and deceased",
		       state);
}

static bool
parse(int argc, char *argv[], Request *request, GError **error)
{
	const unsigned formats =
		1 << FORMAT_TEXT | 1 << FORMAT_TEXT0 | 1 << FORMAT_JSON | 1 << FORMAT_SEXP;
	const GOptionEntry options[] = {
		{ "class", 0, 0, G_OPTION_ARG_FILENAME, &request->class_name,
			"only contacts of this class", "CLASS" },
		{ "state", 0, 0, G_OPTION_ARG_FILENAME, &request->state,
			"only those in this state: active, snoozed, paused, "
			"do-not-contact, "
			"deceased",
			"STATE" },
		{ "due", 0, 0, G_OPTION_ARG_NONE, &request->due,
			"only those whose time has come", NULL },
		{ "output", 0, 0, G_OPTION_ARG_FILENAME, &request->output_name,
			"what to show: summary or ids", "WHAT" },
		FORMAT_OPTIONS(request->format_options),
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	return cli_options(options, &argc, &argv, error) &&
	       usage_arguments(argc, argv, 0, "no argument", error) &&
	       check_state(request->state, error) &&
	       format_parse(&request->format_options, formats, &request->format, error) &&
	       output_parse(&request->output_name, 1 << OUTPUT_SUMMARY | 1 << OUTPUT_IDS,
		       request->format, &request->output, error);
}

/* The time of those whom nothing will suggest does not come, unless one asks for them. */
static bool
is_wanted(const Request *request, const Suggestion *clocks, Instant now)
{
	const Contact *contact = clocks->candidate->contact;
	const char *state = request->state != NULL ? request->state
			    : request->due         ? "active"
						   : NULL;

	return (state == NULL || strcmp(state, contact_state(contact, now)) == 0) &&
	       (!request->due || clocks->ratio >= 1);
}

/* Where those that were asked for go. */
typedef struct {
	const Request *request;
	Instant now;
	Table *table;
	GHashTable *spans; /* what wording_ago() says of each span that was met */
	GHashTable *every; /* each cadence that was met */
	GPtrArray *ids;    /* or NULL: all is shown */
} Listing;

/* A number for all instants of which wording_ago() says the same. */
static int64_t
span_of(Instant then, Instant now)
{
	int64_t n = 0;
	WhenUnit unit;

	if (then == WHEN_NEVER)
		return -1;
	unit = when_span(now - then, &n);
	return (n * N_WHEN_UNITS + unit) * 2 + (then > now);
}

/* Many contacts have few words in common. Borrowed. */
static const char *
ago_of(Listing *listing, Instant then)
{
	gpointer span = GSIZE_TO_POINTER(span_of(then, listing->now));
	char *words = g_hash_table_lookup(listing->spans, span);

	if (words == NULL) {
		words = wording_ago(then, listing->now);
		g_hash_table_insert(listing->spans, span, words);
	}
	return words;
}

/* Borrowed. */
static const char *
every_of(Listing *listing, Interval cadence)
{
	gpointer key = GSIZE_TO_POINTER(cadence.months * (gsize)G_MAXINT + cadence.days);
	char *words = g_hash_table_lookup(listing->every, key);

	if (words == NULL) {
		words = when_format_interval(cadence);
		g_hash_table_insert(listing->every, key, words);
	}
	return words;
}

/* When they are due; on a terminal, which is narrow, the state of those whom nothing will
 * suggest stands in its place. */
static void
add_row(Listing *listing, const Suggestion *clocks)
{
	const Contact *contact = clocks->candidate->contact;
	const char *state = contact_is_active(contact, listing->now)
				    ? ""
				    : contact_state(contact, listing->now);
	bool never =
		contact->deceased != WHEN_NEVER || contact->do_not_contact != WHEN_NEVER;
	const char *every = every_of(listing, contact->cadence);
	const char *last = ago_of(listing, clocks->last_contact);
	const char *due = never ? "" : ago_of(listing, clocks->due);
	bool narrow = terminal_is() && *state != '\0';

	table_add(listing->table,
		(const char *const[]){ contact->slug, contact->name, contact->class_name,
			every, last, narrow ? state : due, narrow ? "" : state });
}

static void
see(Candidate *candidate, gpointer user_data)
{
	Listing *listing = user_data;
	Suggestion clocks = suggest_clocks(candidate, listing->now);

	if (!is_wanted(listing->request, &clocks, listing->now))
		return;
	if (listing->ids != NULL)
		g_ptr_array_add(listing->ids, g_strdup(candidate->contact->slug));
	else
		add_row(listing, &clocks);
}

static bool
write_table(Store *store, const Request *request, Instant now, GError **error)
{
	static const char *const headings[] = { "ID", "NAME", "CLASS", "EVERY",
		"LAST CONTACT", "DUE", "STATE" };
	g_autoptr(Table) table = table_new(G_N_ELEMENTS(headings), 1);
	g_autoptr(GHashTable) spans = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	g_autoptr(GHashTable) every = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	Listing listing = { .request = request,
		.now = now,
		.table = table,
		.spans = spans,
		.every = every };

	if (terminal_is())
		table_head(table, headings);
	if (!store_each_candidate(store, request->class_name, see, &listing, error))
		return false;
	table_print(table);
	return true;
}

static bool
write_ids(Store *store, const Request *request, Instant now, GError **error)
{
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	Listing listing = { .request = request, .now = now, .ids = ids };

	if (!store_each_candidate(store, request->class_name, see, &listing, error))
		return false;
	output_values(OUTPUT_IDS, request->format, ids);
	return true;
}

static bool
write_structured(Store *store, const Request *request, Instant now, GError **error)
{
	g_autoptr(GPtrArray) candidates =
		store_candidates(store, request->class_name, now, error);
	g_autoptr(Printer) printer = NULL;

	if (candidates == NULL)
		return false;
	printer = printer_new(request->format);
	print_begin_list(printer);
	for (guint i = 0; i < candidates->len; i++) {
		const Candidate *candidate = candidates->pdata[i];
		Suggestion clocks = suggest_clocks(candidate, now);

		if (is_wanted(request, &clocks, now) &&
			(!store_need_addresses(store, candidate->contact, error) ||
				!card_print(printer, store, &clocks, now, error)))
			return false;
	}
	print_end_list(printer);
	return true;
}

static bool
run(int argc, char *argv[], GError **error)
{
	g_auto(Request) request = { 0 };
	g_autoptr(Session) session = NULL;
	Instant now;

	if (!parse(argc, argv, &request, error))
		return false;
	now = cli_common()->now;
	session = session_open(SESSION_STORE, STORE_READ, error);
	if (session == NULL || !who_check_class(session->store, request.class_name, error))
		return false;
	if (request.output == OUTPUT_IDS)
		return write_ids(session->store, &request, now, error);
	if (request.format != FORMAT_TEXT)
		return write_structured(session->store, &request, now, error);
	return write_table(session->store, &request, now, error);
}

const Command cmd_list = {
	.name = "list",
	.synopsis = "",
	.summary = "those you track, with their clocks",
	.run = run,
};
