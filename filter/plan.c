#include "filter/plan.h"

#include "filter/followup.h"
#include "lib/cli.h"
#include "lib/error.h"
#include "lib/progress.h"
#include "lib/store-scan.h"
#include "lib/store-tags.h"

static void
free_change(gpointer change)
{
	change_free(change);
}

Plan *
plan_new(Session *session, Instant now, GError **error)
{
	g_autoptr(Plan) plan = g_new0(Plan, 1);

	plan->session = session;
	tracked_init(&plan->tracked, session);
	plan->changes = g_ptr_array_new_with_free_func(free_change);
	plan->planned = g_hash_table_new(g_int64_hash, g_int64_equal);
	plan->anchors = followup_anchors(session, now, error);
	if (plan->anchors == NULL ||
		!senders_init(&plan->senders, session, &plan->tracked, now, error))
		return NULL;
	return g_steal_pointer(&plan);
}

void
plan_free(Plan *plan)
{
	if (plan == NULL)
		return;
	g_clear_pointer(&plan->planned, g_hash_table_unref);
	g_clear_pointer(&plan->changes, g_ptr_array_unref);
	g_clear_pointer(&plan->anchors, g_hash_table_unref);
	tracked_clear(&plan->tracked);
	g_free(plan);
}

/* The tags that the contacts among `emails` call for. New, or NULL. */
static GPtrArray *
contact_tags(Plan *plan, const GPtrArray *emails, GError **error)
{
	const char *prefix = plan->session->settings->tag_prefix;
	g_autoptr(GPtrArray) tags = g_ptr_array_new();

	for (guint i = 0; i < emails->len; i++) {
		const char *class_name = NULL;

		if (!tracked_class(&plan->tracked, emails->pdata[i], &class_name, error))
			return NULL;
		if (class_name == NULL)
			continue;
		wanted_add(tags, wanted_contact_tag(prefix));
		wanted_add(tags, wanted_class_tag(prefix, class_name));
	}
	return g_steal_pointer(&tags);
}

/* Adds the change that makes `message` have the tags of its contacts, `contact`, and those
 * of a follow-up. */
static bool
compare(Plan *plan, const MailboxMessage *message, int64_t hash, const GPtrArray *contact,
	GError **error)
{
	g_auto(GStrv) ours = NULL;
	g_auto(WantedChange) tags = { 0 };
	g_autoptr(GPtrArray) wanted = g_ptr_array_new();
	const Anchor *anchor = g_hash_table_lookup(plan->anchors, &hash);
	Change *change;

	if (!store_tags(plan->session->store, hash, &ours, error))
		return false;
	g_ptr_array_extend(wanted, (GPtrArray *)contact, NULL, NULL);
	if (anchor != NULL && (anchor->is_draft || !message->excluded))
		g_ptr_array_extend(wanted, anchor->tags, NULL, NULL);
	if (!wanted_compare(
		    wanted, contact, (const char *const *)ours, message->tags, &tags))
		return true;
	change = change_new(message->id, &tags);
	g_ptr_array_add(plan->changes, change);
	g_hash_table_add(plan->planned, &change->hash);
	return true;
}

/* Adds the change that `message` needs, if any. Mail that notmuch hides is nobody's: it has
 * no tags of ours. */
static bool
consider(Plan *plan, const MailboxMessage *message, GError **error)
{
	int64_t hash = store_hash(message->id);
	g_autoptr(GPtrArray) emails = NULL;
	g_autoptr(GPtrArray) tags = NULL;

	if (g_hash_table_contains(plan->planned, &hash))
		return true;
	if (message->excluded)
		emails = g_ptr_array_new();
	else if (!senders_of(&plan->senders, message, hash, &emails, error))
		return false;
	if (emails == NULL) {
		plan->unreadable++;
		return true;
	}
	tags = contact_tags(plan, emails, error);
	return tags != NULL && compare(plan, message, hash, tags, error);
}

typedef struct {
	Plan *plan;
	Progress *progress;
	unsigned total;
	guint done;
	bool quiet;
} Walk;

static bool
visit(const MailboxMessage *message, gpointer user_data, GError **error)
{
	Walk *walk = user_data;

	if (cli_interrupted()) {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_INTERRUPT,
			"interrupted: nothing was tagged");
		return false;
	}
	if (walk->progress == NULL)
		walk->progress = progress_new("reading", walk->total, walk->quiet);
	progress_update(walk->progress, ++walk->done);
	return consider(walk->plan, message, error);
}

bool
plan_walk(Plan *plan, const char *query, uint64_t since, bool quiet, GError **error)
{
	const MailboxWalk what = {
		.query = query,
		.since = since,
		.exclude = (const char *const *)plan->session->settings->exclude_tags,
		.tags = true,
	};
	Walk walk = { .plan = plan, .quiet = quiet };
	bool done = mailbox_walk(plan->session->mailbox, &what, quiet ? NULL : &walk.total,
		visit, &walk, error);

	progress_free(walk.progress);
	return done;
}
