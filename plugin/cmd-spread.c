#include <stdio.h>

#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/table.h"
#include "plugin/terminal.h"
#include "plugin/usage.h"
#include "plugin/who.h"

/* spread: a backlog of people who are due, put on the days to come. */

#define SILENCE (1u << REASON_DUE | 1u << REASON_OVERDUE | 1u << REASON_DRIFTING)

#define NOT_GIVEN G_MININT /* --days: as many as it takes */

typedef struct {
	int days;
	char *class_name;
	gboolean dry_run;
} Request;

static void
request_clear(Request *request)
{
	g_free(request->class_name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

static bool
parse(int argc, char *argv[], Request *request, GError **error)
{
	const GOptionEntry options[] = {
		{ "days", 0, 0, G_OPTION_ARG_INT, &request->days,
			"within so many days, today being the first", "N" },
		{ "class", 0, 0, G_OPTION_ARG_FILENAME, &request->class_name,
			"only contacts of this class", "CLASS" },
		{ "dry-run", 0, 0, G_OPTION_ARG_NONE, &request->dry_run,
			"show who would come on which day, and change nothing", NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	request->days = NOT_GIVEN;
	if (!cli_options(options, &argc, &argv, error) ||
		!usage_arguments(argc, argv, 0, "no argument", error))
		return false;
	return request->days == NOT_GIVEN || request->days > 0 ||
	       usage_fail(error, "--days=%d: give a number from 1 on", request->days);
}

/* Who is due, by silence alone; who is suggested for more than that stays, and takes a
 * place of the first day. */
typedef struct {
	GPtrArray *people; /* of Suggestion, borrowed, the most pressing first */
	int a_day, n_others;
} Plan;

static void
plan_clear(Plan *plan)
{
	g_clear_pointer(&plan->people, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Plan, plan_clear)

/* As many a day as the daily list holds, or as it takes to be done in time. */
static void
make_plan(const GPtrArray *suggestions, int days, int daily, Plan *plan)
{
	int n = (int)suggestions->len;

	plan->people = g_ptr_array_new();
	plan->a_day = days == NOT_GIVEN ? daily : MAX(daily, (n + days - 1) / days);
	for (int i = 0; i < n; i++) {
		Suggestion *suggestion = suggestions->pdata[i];

		if ((suggestion->reasons & ~SILENCE) == 0)
			g_ptr_array_add(plan->people, suggestion);
	}
	plan->n_others = n - (int)plan->people->len;
}

/* The day on which the person with index `i` comes; 0 is today. */
static int
day_of(const Plan *plan, guint i)
{
	return (MIN(plan->n_others, plan->a_day) + (int)i) / plan->a_day;
}

static Instant
start_of(int day)
{
	return when_day_start(when_day(cli_common()->now) + day);
}

/* When the person with index `i` comes: on their day, or with a reminder before it. */
static Instant
comes(const Plan *plan, guint i)
{
	const Suggestion *suggestion = plan->people->pdata[i];
	const Candidate *candidate = suggestion->candidate;
	Instant day = start_of(day_of(plan, i));

	for (guint j = 0; j < candidate->reminders->len; j++) {
		const Reminder *reminder = candidate->reminders->pdata[j];

		if (reminder_is_open(reminder, &candidate->standing))
			return MIN(day, reminder->date);
	}
	return day;
}

static void
write_plan(const Plan *plan)
{
	static const char *const headings[] = { "DATE", "ID", "NAME" };
	g_autoptr(Table) table = table_new(G_N_ELEMENTS(headings), 2);

	if (terminal_is())
		table_head(table, headings);
	for (guint i = 0; i < plan->people->len; i++) {
		const Suggestion *suggestion = plan->people->pdata[i];
		const Contact *contact = suggestion->candidate->contact;
		g_autofree char *date = when_format_date(comes(plan, i));

		table_add(
			table, (const char *const[]){ date, contact->slug, contact->name });
	}
	table_print(table);
}

/* Snoozes all who do not come today; *ret_n: how many. */
static bool
snooze_all(Store *store, const Plan *plan, int *ret_n, GError **error)
{
	*ret_n = 0;
	for (guint i = 0; i < plan->people->len; i++) {
		const Suggestion *suggestion = plan->people->pdata[i];
		Contact *contact = suggestion->candidate->contact;

		if (day_of(plan, i) == 0)
			continue;
		contact->snoozed_until = comes(plan, i);
		if (!store_update_contact(store, contact, error))
			return false;
		++*ret_n;
	}
	return true;
}

/* `n` come later. */
static void
say(const Plan *plan, int n)
{
	int all = (int)plan->people->len;
	g_autofree char *last = NULL;

	if (all == 0)
		printf("nothing to spread: nobody is suggested for silence alone\n");
	else if (n == 0)
		printf("nothing to spread: all who are due fit into today's %d\n",
			plan->a_day);
	if (n == 0)
		return;
	last = when_format_date(start_of(day_of(plan, (guint)all - 1)));
	printf("%d stay for today, %d come later: %d a day, the last on %s\n",
		plan->n_others + all - n, n, plan->a_day, last);
	change_hint_undo();
}

static bool
apply(Session *session, const Plan *plan, GError **error)
{
	Store *store = session->store;
	int n = 0;

	store_remember(store, "spread", cli_common()->now);
	if (!store_begin(store, error))
		return false;
	if (!snooze_all(store, plan, &n, error)) {
		store_rollback(store);
		return false;
	}
	if (!store_commit(store, error) || !who_refresh(session, error))
		return false;
	say(plan, n);
	return true;
}

static bool
spread(Session *session, const Request *request, GError **error)
{
	const SuggestOptions wanted = { .class_name = request->class_name, .limit = -1 };
	Instant now = cli_common()->now;
	g_autoptr(GPtrArray) candidates = NULL;
	g_autoptr(GPtrArray) suggestions = NULL;
	g_auto(Plan) plan = { .people = NULL };
	ReplyTimes global;

	if (!who_check_class(session->store, request->class_name, error) ||
		!store_reply_times(session->store, &global, error))
		return false;
	candidates = store_candidates(session->store, request->class_name, now, error);
	if (candidates == NULL)
		return false;
	suggestions = suggest(candidates, &global, &wanted, now);
	make_plan(suggestions, request->days, session->settings->daily, &plan);
	if (!request->dry_run)
		return apply(session, &plan, error);
	write_plan(&plan);
	return true;
}

static bool
run(int argc, char *argv[], GError **error)
{
	g_auto(Request) request = { .class_name = NULL };
	g_autoptr(Session) session = NULL;

	if (!parse(argc, argv, &request, error))
		return false;
	session = session_open(
		SESSION_STORE, request.dry_run ? STORE_READ : STORE_WRITE, error);
	return session != NULL && spread(session, &request, error);
}

const Command cmd_spread = {
	.name = "spread",
	.synopsis = "",
	.summary = "put those who are due on the days to come, a few a day",
	.run = run,
};
