#include <string.h>

#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/table.h"
#include "plugin/terminal.h"
#include "plugin/usage.h"
#include "plugin/who.h"

/* "by the end of next month at 3 pm" */
enum { MAX_DATE_WORDS = 9 };

typedef struct {
	int remove; /* the number of a reminder; 0 */
	gboolean until_answer;
	FormatOptions format_options;
	Format format;
	const char *who;    /* borrowed, as are the words; NULL: everybody */
	char *const *words; /* behind it; empty: list what there is */
	guint n_when;       /* how many of them are the date */
	Instant date;
} Request;

/* How many of `words` are the date: the first, if it was quoted, else as many as are one
 * together; 0 if they do not begin with a date. */
static guint
count_date_words(char *const *words)
{
	g_auto(GStrv) first = g_strdupv((char **)words);
	Instant date;

	if (strchr(words[0], ' ') != NULL)
		return when_parse(words[0], cli_common()->now, &date, NULL);
	for (guint n = g_strv_length(first); n > 0; n--) {
		g_autofree char *text = n > MAX_DATE_WORDS ? NULL : change_text(first);

		if (text != NULL && when_parse(text, cli_common()->now, &date, NULL))
			return n;
		g_clear_pointer(&first[n - 1], g_free);
	}
	return 0;
}

/* What is meant for today is meant from now on: the letter of this morning was not it. */
static bool
read_date(Request *request, GError **error)
{
	Instant now = cli_common()->now;
	g_auto(GStrv) when = g_strdupv((char **)request->words);
	g_autofree char *text = NULL;

	request->n_when = count_date_words(when);
	for (guint i = g_strv_length(when); request->n_when > 0 && i > request->n_when; i--)
		g_clear_pointer(&when[i - 1], g_free);
	text = change_text(when);
	if (!when_parse(text, now, &request->date, error))
		return false;
	if (request->date == when_day_start(when_day(now)))
		request->date = now;
	return request->date >= now ||
	       usage_fail(error, "\"%s\" is past: when do you want to be reminded?", text);
}

static bool
check(int argc, char *argv[], Request *request, GError **error)
{
	const unsigned formats = 1 << FORMAT_TEXT | 1 << FORMAT_JSON | 1 << FORMAT_SEXP;

	if (request->remove != 0 && argc != 2)
		return usage_fail(error,
			"--remove takes a contact and a number, as in \"remind ada "
			"--remove=3\"");
	request->who = argc > 1 ? argv[1] : NULL;
	request->words = argc > 2 ? argv + 2 : argv + argc;
	if (request->until_answer && *request->words == NULL)
		return usage_fail(error, "--unless-answered needs a contact and a date");
	return format_parse(&request->format_options, formats, &request->format, error) &&
	       (*request->words == NULL || read_date(request, error));
}

static bool
parse(int argc, char *argv[], Request *request, GError **error)
{
	const GOptionEntry options[] = {
		{ "unless-answered", 0, 0, G_OPTION_ARG_NONE, &request->until_answer,
			"not if they have written by then", NULL },
		{ "remove", 0, 0, G_OPTION_ARG_INT, &request->remove,
			"remove the one that is listed with this number", "N" },
		FORMAT_OPTIONS(request->format_options),
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	return cli_options(options, &argc, &argv, error) &&
	       check(argc, argv, request, error);
}

/* changing ----------------------------------------------------------------------------- */

static void
say_reminder(const Contact *contact, const Request *request, int64_t id, const char *text)
{
	g_autofree char *date = change_when(request->date);
	const char *but = contact_is_active(contact, request->date)
				  ? ""
				  : " (shown only when they are suggested again)";

	change_say(contact, "reminder #%" G_GINT64_FORMAT " on %s%s%s%s%s", id, date,
		request->until_answer ? ", unless they write" : "", but,
		*text != '\0' ? ": " : "", text);
}

static bool
add(const Request *request, GError **error)
{
	g_auto(Change) change = { NULL, NULL };
	g_autofree char *text = change_text(request->words + request->n_when);
	int64_t id = 0;

	if (!change_begin("remind", request->who, &change, error) ||
		!store_add_reminder(change.session->store, change.contact->id,
			cli_common()->now, request->date, request->until_answer, text, &id,
			error))
		return false;
	say_reminder(change.contact, request, id, text);
	return true;
}

static bool
remove_reminder(const Request *request, GError **error)
{
	g_auto(Change) change = { NULL, NULL };
	bool was = false;

	if (!change_begin("remind --remove", request->who, &change, error) ||
		!store_remove_reminder(change.session->store, change.contact->id,
			request->remove, &was, error))
		return false;
	if (!was)
		return usage_fail(error,
			"%s has no reminder #%d: \"notmuch cadence remind %s\" lists them",
			change.contact->slug, request->remove, change.contact->slug);
	change_say(change.contact, "reminder #%d removed", request->remove);
	return true;
}

/* listing ------------------------------------------------------------------------------ */

typedef struct {
	const Candidate *candidate; /* borrowed, as is the reminder */
	const Reminder *reminder;
} Row;

static int
compare_rows(gconstpointer a, gconstpointer b)
{
	const Reminder *x = ((const Row *)a)->reminder, *y = ((const Row *)b)->reminder;

	if (x->date != y->date)
		return x->date < y->date ? -1 : 1;
	return (x->id > y->id) - (x->id < y->id);
}

static bool
is_open(const Row *row)
{
	return reminder_is_open(row->reminder, &row->candidate->standing);
}

/* By date; those that are done only with `all`. New array of Row. */
static GArray *
collect(const GPtrArray *candidates, bool all)
{
	GArray *rows = g_array_new(FALSE, FALSE, sizeof(Row));

	for (guint i = 0; i < candidates->len; i++) {
		const Candidate *candidate = candidates->pdata[i];

		for (guint j = 0; j < candidate->reminders->len; j++) {
			Row row = { candidate, candidate->reminders->pdata[j] };

			if (all || is_open(&row))
				g_array_append_val(rows, row);
		}
	}
	g_array_sort(rows, compare_rows);
	return rows;
}

static const char *
state(const Row *row)
{
	if (!is_open(row))
		return "done";
	if (row->reminder->date <= cli_common()->now)
		return "now";
	return row->reminder->until_answer ? "unless they write" : "";
}

static void
add_row(Table *table, const Row *row)
{
	const Reminder *reminder = row->reminder;
	g_autofree char *number = g_strdup_printf("#%" G_GINT64_FORMAT, reminder->id);
	g_autofree char *date = change_when(reminder->date);

	table_add(table, (const char *const[]){ number, date, row->candidate->contact->slug,
				 state(row), reminder->text });
}

static void
write_table(const GArray *rows)
{
	static const char *const headings[] = { "", "DATE", "ID", "STATE", "REMINDER" };
	g_autoptr(Table) table = table_new(G_N_ELEMENTS(headings), 4);

	if (terminal_is())
		table_head(table, headings);
	for (guint i = 0; i < rows->len; i++)
		add_row(table, &g_array_index(rows, Row, i));
	table_print(table);
}

static void
print_row(Printer *printer, const Row *row)
{
	const Reminder *reminder = row->reminder;

	print_begin_map(printer);
	print_key(printer, "contact");
	who_print(printer, row->candidate->contact);
	print_key(printer, "id");
	print_int(printer, reminder->id);
	print_key(printer, "created");
	print_instant(printer, reminder->created);
	print_key(printer, "date");
	print_instant(printer, reminder->date);
	print_key(printer, "unless_answered");
	print_bool(printer, reminder->until_answer);
	print_key(printer, "open");
	print_bool(printer, is_open(row));
	print_key(printer, "text");
	print_string(printer, reminder->text);
	print_end_map(printer);
}

static bool
write_structured(Store *store, const GArray *rows, Format format, GError **error)
{
	g_autoptr(Printer) printer = printer_new(format);

	print_begin_list(printer);
	for (guint i = 0; i < rows->len; i++) {
		const Row *row = &g_array_index(rows, Row, i);

		if (!store_need_addresses(store, row->candidate->contact, error))
			return false;
		print_row(printer, row);
	}
	print_end_list(printer);
	return true;
}

/* Everybody, or the one who was named. Array of Candidate. */
static GPtrArray *
load(Store *store, const char *who, GError **error)
{
	g_autoptr(GPtrArray) candidates = NULL;
	g_autoptr(Contact) contact = NULL;
	Candidate *candidate;

	if (who == NULL)
		return store_candidates(store, NULL, cli_common()->now, error);
	contact = who_find(store, who, error);
	candidate = contact == NULL
			    ? NULL
			    : store_candidate(store, contact->id, cli_common()->now, error);
	if (candidate == NULL)
		return NULL;
	candidates = g_ptr_array_new_with_free_func((GDestroyNotify)candidate_unref);
	g_ptr_array_add(candidates, candidate);
	return g_steal_pointer(&candidates);
}

static bool
list(const Request *request, GError **error)
{
	g_autoptr(Session) session = session_open(SESSION_STORE, STORE_READ, error);
	g_autoptr(GPtrArray) candidates = NULL;
	g_autoptr(GArray) rows = NULL;

	if (session == NULL)
		return false;
	candidates = load(session->store, request->who, error);
	if (candidates == NULL)
		return false;
	rows = collect(candidates, request->who != NULL);
	if (request->format != FORMAT_TEXT)
		return write_structured(session->store, rows, request->format, error);
	write_table(rows);
	return true;
}

static bool
run(int argc, char *argv[], GError **error)
{
	Request request = { 0 };

	if (!parse(argc, argv, &request, error))
		return false;
	if (request.remove != 0)
		return remove_reminder(&request, error);
	return *request.words != NULL ? add(&request, error) : list(&request, error);
}

const Command cmd_remind = {
	.name = "remind",
	.synopsis = "[WHO [WHEN [TEXT]]]",
	.summary = "be reminded of somebody on a day, or list what is planned",
	.run = run,
};
