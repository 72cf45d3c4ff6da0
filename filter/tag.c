#include "filter/tag.h"

#include <stdio.h>

#include "filter/followup.h"
#include "filter/memory.h"
#include "filter/plan.h"
#include "filter/query.h"
#include "lib/cli.h"
#include "lib/refresh.h"
#include "lib/store-tags.h"

/* From this many on, one walk over all mail is quicker than asking for each. */
enum { SELECT_MAX = 20 };

/* Of `query` (NULL: all) what can have tags of contacts by the settings as they are. */
static bool
walk_taggable(Plan *plan, const char *query, bool quiet, GError **error)
{
	g_autofree char *recent = query_since(query, plan->session->settings->tag_since);

	return plan_walk(plan, recent, 0, quiet, error);
}

/* By other settings, tags of ours may stand anywhere. */
static bool
walk_anew(Plan *plan, bool quiet, GError **error)
{
	bool any;

	if (!store_has_tags(plan->session->store, &any, error))
		return false;
	return any ? plan_walk(plan, NULL, 0, quiet, error)
		   : walk_taggable(plan, NULL, quiet, error);
}

/* The mail of those who were tracked, untracked or moved to another class meanwhile. */
static bool
walk_changed_people(Plan *plan, const Memory *memory, bool quiet, GError **error)
{
	const Settings *settings = plan->session->settings;
	const char *const *emails = (const char *const *)memory->changed;
	guint n = g_strv_length(memory->changed);
	g_autofree char *query = NULL;

	if (n == 0)
		return true;
	/* What is indexed under "ada+x" is not found under "ada". */
	if (n <= SELECT_MAX && !settings->plus_detail)
		query = query_of_addresses(emails, settings->tag_sent);
	return walk_taggable(plan, query, quiet, error);
}

static bool
walk_since(Plan *plan, const Memory *memory, bool quiet, GError **error)
{
	if (memory->is_stale)
		return walk_anew(plan, quiet, error);
	if (memory->state.revision < memory->revision &&
		!plan_walk(plan, NULL, memory->state.revision + 1, quiet, error))
		return false;
	return walk_changed_people(plan, memory, quiet, error);
}

static bool
walk_followups(Plan *plan, bool quiet, GError **error)
{
	g_autofree char *query = NULL;

	if (!followup_query(plan->session, plan->anchors, &query, error))
		return false;
	return query == NULL || plan_walk(plan, query, 0, quiet, error);
}

static void
print_report(const Plan *plan)
{
	guint tagged = 0, untagged = 0;

	for (guint i = 0; i < plan->changes->len; i++) {
		const Change *change = plan->changes->pdata[i];

		if (!change->tags.touches)
			continue;
		if (change->tags.add[0] != NULL)
			tagged++;
		else
			untagged++;
	}
	printf("tagged %u message%s, untagged %u", tagged, tagged == 1 ? "" : "s",
		untagged);
	if (plan->unreadable > 0)
		printf(", could not read %u", plan->unreadable);
	printf("\n");
}

static bool
decide(Plan *plan, const Memory *memory, const char *query, bool quiet, GError **error)
{
	bool walked = query != NULL ? plan_walk(plan, query, 0, quiet, error)
				    : walk_since(plan, memory, quiet, error);

	return walked && walk_followups(plan, quiet, error);
}

static bool
run(Session *session, const char *query, bool quiet, GError **error)
{
	g_auto(Memory) memory = { 0 };
	g_autoptr(Plan) plan = NULL;

	if (!batch_settle(session, quiet, error) ||
		!refresh_clocks(session->store, session->mailbox, NULL, error) ||
		!followup_forget_drafts(session, error) ||
		!store_hold(session->store, error) || !memory_load(&memory, session, error))
		return false;
	plan = plan_new(session, cli_common()->now, error);
	if (plan == NULL || !decide(plan, &memory, query, quiet, error) ||
		!store_release(session->store, error) ||
		!batch_write(session, plan->changes, quiet, &memory.revision, error))
		return false;
	if (query == NULL && !memory_keep(&memory, session, error))
		return false;
	if (!quiet)
		print_report(plan);
	return true;
}

bool
tag_run(const char *query, bool quiet, GError **error)
{
	g_autoptr(Session) session = session_open(SESSION_MAIL, STORE_WRITE, error);

	cli_catch_interrupts();
	return session != NULL && run(session, query, quiet, error);
}
