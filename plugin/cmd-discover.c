#include <stdio.h>

#include "lib/session.h"
#include "lib/text.h"
#include "plugin/best-first.h"
#include "plugin/commands.h"
#include "plugin/kinship.h"
#include "plugin/print.h"
#include "plugin/shared.h"
#include "plugin/terminal.h"
#include "plugin/usage.h"
#include "plugin/wording.h"

enum { USUAL_LIMIT = 20 };

typedef struct {
	FormatOptions format_options;
	Format format;
	gboolean all;
	int limit;
} Request;

static bool
parse(int argc, char *argv[], Request *request, GError **error)
{
	const GOptionEntry options[] = {
		{ "all", 'a', 0, G_OPTION_ARG_NONE, &request->all,
			"every correspondent: the tracked, lists and robots too", NULL },
		{ "limit", 'n', 0, G_OPTION_ARG_INT, &request->limit,
			"at most so many; without it 20, or all with --all", "N" },
		FORMAT_OPTIONS(request->format_options),
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	request->limit = USAGE_NO_LIMIT;
	return cli_options(options, &argc, &argv, error) &&
	       format_parse(&request->format_options,
		       1 << FORMAT_TEXT | 1 << FORMAT_JSON | 1 << FORMAT_SEXP,
		       &request->format, error) &&
	       usage_limit(request->limit, error) &&
	       usage_arguments(argc, argv, 0, "no argument", error);
}

/* The user is nobody's correspondent, nor anybody else. */
static GPtrArray *
find_correspondents(Session *session, GError **error)
{
	GPtrArray *all = store_correspondents(session->store, error);

	for (guint i = all != NULL ? all->len : 0; i-- > 0;) {
		const Correspondent *who = all->pdata[i];

		if (settings_is_own(session->settings, who->email))
			g_ptr_array_remove_index(all, i);
	}
	return all;
}

/* All who may be proposed. */
static GPtrArray *
find_prospects(const GPtrArray *correspondents, bool all)
{
	GPtrArray *prospects =
		g_ptr_array_new_with_free_func((GDestroyNotify)prospect_free);

	for (guint i = 0; i < correspondents->len; i++) {
		const Correspondent *who = g_ptr_array_index(correspondents, i);

		if (all || discover_is_person(who))
			g_ptr_array_add(prospects, prospect_new(who, cli_common()->now));
	}
	return prospects;
}

typedef struct {
	Store *store;
	GPtrArray *classes;
} Source;

static bool
learn(Prospect *prospect, gpointer data, GError **error)
{
	Source *source = data;
	g_autoptr(GArray) events =
		store_events_of(source->store, prospect->who->email, error);

	if (events == NULL)
		return false;
	prospect_learn(prospect, events, source->classes, cli_common()->now);
	return true;
}

/* The best, borrowed from `best_first`. Whom notmuch has to be asked about is asked only
 * until there are enough. */
static GPtrArray *
choose(BestFirst *best_first, const Request *request, Session *session, GError **error)
{
	g_autoptr(GPtrArray) chosen = g_ptr_array_new();
	guint limit = request->all ? G_MAXUINT : USUAL_LIMIT;

	if (request->limit != USAGE_NO_LIMIT)
		limit = (guint)request->limit;
	while (chosen->len < limit) {
		Prospect *prospect = NULL;
		bool shared = false;

		if (!best_first_next(best_first, &prospect, error))
			return NULL;
		if (prospect == NULL)
			break;
		if (!request->all &&
			!shared_is(session, prospect->who->email, &shared, error))
			return NULL;
		if (!shared)
			g_ptr_array_add(chosen, prospect);
	}
	return g_steal_pointer(&chosen);
}

static bool
relate(Store *store, GPtrArray *prospects, const Kinship *kinship, GError **error)
{
	for (guint i = 0; i < prospects->len; i++) {
		Prospect *prospect = prospects->pdata[i];
		const char *email = prospect->who->email;
		g_auto(GStrv) answers = store_answers_for(store, email, error);
		g_auto(GStrv) apart = NULL;

		if (answers == NULL)
			return false;
		apart = store_apart_from(store, email, error);
		if (apart == NULL)
			return false;
		prospect->same_person = kinship_find(kinship, prospect->who,
			(const char *const *)answers, (const char *const *)apart);
		prospect->namesake = kinship_namesake(
			kinship, prospect->who, (const char *const *)apart);
	}
	return true;
}

static void
print_prospect(Printer *printer, const Prospect *prospect, Instant now)
{
	static const Count shown[] = { COUNT_IN, COUNT_OUT, COUNT_CC, COUNT_GROUP };
	const Correspondent *who = prospect->who;
	g_autofree char *evidence = prospect_evidence(prospect, now);

	print_begin_map(printer);
	print_key(printer, "address");
	print_string(printer, who->email);
	print_key(printer, "name");
	print_string(printer, who->name[0] != '\0' ? who->name : NULL);
	for (guint i = 0; i < G_N_ELEMENTS(shown); i++) {
		print_key(printer, count_name(shown[i]));
		print_int(printer, who->counts[shown[i]]);
	}
	print_key(printer, "first");
	print_instant(printer, who->first);
	print_key(printer, "last");
	print_instant(printer, who->last);
	print_key(printer, "rhythm_days");
	if (prospect->rhythm_days > 0)
		print_real(printer, prospect->rhythm_days);
	else
		print_null(printer);
	print_key(printer, "two_way");
	print_bool(printer, prospect->two_way);
	print_key(printer, "bulk");
	print_bool(printer, prospect->bulk);
	print_key(printer, "class");
	print_string(printer, prospect->klass->name);
	print_key(printer, "cadence_days");
	print_int(printer, when_interval_days(prospect->klass->cadence));
	print_key(printer, "evidence");
	print_string(printer, evidence);
	print_key(printer, "same_person");
	print_begin_list(printer);
	for (guint i = 0; i < prospect->same_person->len; i++)
		print_string(
			printer, ((const Kin *)prospect->same_person->pdata[i])->email);
	print_end_list(printer);
	print_end_map(printer);
}

static void
write_structured(const GPtrArray *prospects, Format format)
{
	g_autoptr(Printer) printer = printer_new(format);

	print_begin_list(printer);
	for (guint i = 0; i < prospects->len; i++)
		print_prospect(printer, g_ptr_array_index(prospects, i), cli_common()->now);
	print_end_list(printer);
}

static void
write_prospect(const Prospect *prospect, Instant now)
{
	const Correspondent *who = prospect->who;
	g_autofree char *name = text_visible(who->name);
	g_autofree char *every = when_describe_interval(prospect->klass->cadence);
	g_autofree char *evidence = prospect_evidence(prospect, now);
	g_autofree char *email = text_visible(who->email);
	g_autofree char *class_name = text_visible(prospect->klass->name);

	printf("%s%s%s%s%s: %s%s, every %s%s\n", terminal_style(STYLE_NAME), email,
		terminal_style(STYLE_NONE), name[0] != '\0' ? " " : "", name,
		terminal_style(STYLE_CALL), class_name, every, terminal_style(STYLE_NONE));
	terminal_put(2, evidence);
	if (prospect->same_person->len > 0) {
		g_autoptr(GString) text = g_string_new("perhaps the same person as");

		for (guint i = 0; i < prospect->same_person->len; i++) {
			const Kin *kin = prospect->same_person->pdata[i];

			g_string_append_printf(text, "%s %s (%s)", i > 0 ? "," : "",
				kin->email, kin_reason(kin->reason));
		}
		terminal_put(2, text->str);
	}
}

static void
write_text(const GPtrArray *prospects, Instant now)
{
	for (guint i = 0; i < prospects->len; i++)
		write_prospect(g_ptr_array_index(prospects, i), now);
	if (prospects->len == 0 && terminal_has_reader())
		fputs("There is nobody to propose.\n", stderr);
	else if (terminal_is())
		printf("\n\"notmuch cadence track ADDRESS --class=CLASS\" begins to follow "
		       "one.\n");
}

static bool
run(int argc, char *argv[], GError **error)
{
	Request request = { 0 };
	g_autoptr(Session) session = NULL;
	g_autoptr(GPtrArray) correspondents = NULL;
	g_autoptr(GPtrArray) contacts = NULL;
	g_autoptr(GPtrArray) classes = NULL;
	g_autoptr(BestFirst) best_first = NULL;
	g_autoptr(GPtrArray) prospects = NULL;
	g_autoptr(Kinship) kinship = NULL;
	Source source = { 0 };

	if (!parse(argc, argv, &request, error))
		return false;
	session = session_open(SESSION_STORE, STORE_READ, error);
	correspondents = session != NULL ? find_correspondents(session, error) : NULL;
	contacts = correspondents != NULL ? store_contacts(session->store, error) : NULL;
	classes = contacts != NULL ? store_classes(session->store, error) : NULL;
	if (classes == NULL)
		return false;
	source = (Source){ session->store, classes };
	best_first =
		best_first_new(find_prospects(correspondents, request.all), learn, &source);
	prospects = choose(best_first, &request, session, error);
	if (prospects == NULL)
		return false;
	kinship = kinship_new(correspondents, contacts);
	if (!relate(session->store, prospects, kinship, error))
		return false;
	if (request.format == FORMAT_TEXT)
		write_text(prospects, cli_common()->now);
	else
		write_structured(prospects, request.format);
	return true;
}

const Command cmd_discover = {
	.name = "discover",
	.synopsis = "",
	.summary = "correspondents worth tracking, and why",
	.run = run,
};
