#include "indexer/scan.h"

#include <string.h>

#include "indexer/calendar.h"
#include "indexer/pipeline.h"
#include "indexer/sweep.h"
#include "lib/cli.h"
#include "lib/error.h"
#include "lib/progress.h"

enum {
	MAX_PASSES = 3,                /* after what others changed during a pass */
	MAX_MESSAGES = 2000,           /* recorded in one transaction, */
	MAX_TIME = G_USEC_PER_SEC / 2, /* or µs that one may take: others wait for it */
};

/* One pass over the mail. */
typedef struct {
	const ScanContext *context;
	const ScanState *state;
	Summary *summary;
	GHashTable *calendars; /* messages that have one */
	bool fresh;            /* a first run: nothing is known, all is new */
	bool news;             /* there was something to read */
	bool open;             /* a transaction is */
	guint n_open;          /* messages in it */
	gint64 opened;         /* monotonic, µs */
	guint64 done;          /* messages of the pass */
	Progress *progress;
} Pass;

static bool
pass_begin(Pass *pass, GError **error)
{
	if (pass->open)
		return true;
	pass->open = store_begin(pass->context->store, error);
	pass->opened = g_get_monotonic_time();
	pass->n_open = 0;
	return pass->open;
}

static bool
pass_commit(Pass *pass, GError **error)
{
	if (!pass->open)
		return true;
	pass->open = false;
	return store_commit(pass->context->store, error);
}

static bool
judge_batch(Pass *pass, Batch *batch, GError **error)
{
	for (guint i = 0; i < batch->n_items; i++) {
		Item *item = &batch->items[i];

		item->hash = store_hash(item->id);
		if (!pass->fresh &&
			!store_know(pass->context->store, item->hash, &item->known, error))
			return false;
		item->action = batch_judge(item, pass->state->generation);
		item->has_calendar = g_hash_table_contains(
			pass->calendars, GSIZE_TO_POINTER(item->hash));
	}
	return true;
}

static bool
put(Pass *pass, const Item *item, const Record *record, GError **error)
{
	ScannedMessage message = {
		.message_id = item->id,
		.hash = item->hash,
		.files = item->names,
		.thread = item->thread,
		.generation = pass->state->generation,
		.record = record,
		.calendar = item->calendar,
		.report = item->report,
	};

	return store_put(pass->context->store, &message, &item->known, error);
}

static bool
withdraw(Pass *pass, const Item *item, GError **error)
{
	g_autoptr(Record) record = record_of_rule(RULE_EXCLUDED);

	if (item->known.id != 0 && item->known.rule != RULE_EXCLUDED)
		pass->summary->withdrawn++;
	return put(pass, item, record, error);
}

/* A mark that is to outlive the death of this program must be on its own. */
static bool
take_calendar(Pass *pass, Item *item, GError **error)
{
	Store *store = pass->context->store;
	bool taken = false;

	if (item->calendar == NULL)
		return true;
	if (!pass_commit(pass, error) ||
		!calendar_take(store, item->id, item->calendar, item->record,
			pass->context->settings, &taken, error) ||
		!pass_begin(pass, error))
		return false;
	if (taken)
		return store_unmark_reading(store, item->hash, error);
	g_clear_pointer(&item->calendar, calendar_mail_free);
	return true;
}

/* What cannot be read just now keeps what it gave before: it may only have been moved. */
static bool
record_read(Pass *pass, const Batch *batch, Item *item, GError **error)
{
	Sent *sent = pass->context->sent;

	pass->summary->vanished += item->vanished;
	pass->summary->unreadable += item->unreadable;
	if (item->record->rule == RULE_UNREADABLE)
		return item->known.id != 0 || put(pass, item, item->record, error);
	if (!take_calendar(pass, item, error))
		return false;
	summary_add(pass->summary, item->record);
	if (sent != NULL &&
		!sent_add(sent, pass->context->store, batch->files->pdata[item->first_file],
			item->sent, item->record, error))
		return false;
	return put(pass, item, item->record, error);
}

static bool
record_item(Pass *pass, const Batch *batch, Item *item, GError **error)
{
	if (item->action == ACTION_NONE)
		return true;
	if (!pass_begin(pass, error))
		return false;
	pass->n_open++;
	if (item->action == ACTION_WITHDRAW)
		return withdraw(pass, item, error);
	if (item->action == ACTION_MOVE)
		return store_move(pass->context->store, &item->known, item->thread, error);
	return record_read(pass, batch, item, error);
}

static bool
record_batch(Pass *pass, Batch *batch, GError **error)
{
	for (guint i = 0; i < batch->n_items; i++)
		if (!record_item(pass, batch, &batch->items[i], error))
			return false;
	pass->done += batch->n_items;
	if (pass->n_open < MAX_MESSAGES && g_get_monotonic_time() - pass->opened < MAX_TIME)
		return true;
	return pass_commit(pass, error);
}

/* Always false. */
static bool
fail_interrupted(const Pass *pass, GError **error)
{
	g_autofree char *done = summary_number(pass->done);

	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_INTERRUPT,
		"interrupted after %s messages: run it again to go on from there", done);
	return false;
}

static bool
take_batch(Pass *pass, Pipeline *pipeline, Batch *batch, GError **error)
{
	if (pass->progress == NULL)
		pass->progress = progress_new(
			"reading mail", pipeline_total(pipeline), pass->context->quiet);
	if (!batch->read) {
		if (!judge_batch(pass, batch, error))
			return false;
		pipeline_send(pipeline, batch);
		return true;
	}
	if (!record_batch(pass, batch, error))
		return false;
	pipeline_recycle(pipeline, batch);
	progress_update(pass->progress, pass->done);
	return true;
}

/* Records what the walk finds. The last transaction is still open after it. */
static bool
read_mail(Pass *pass, uint64_t since, GError **error)
{
	const ScanContext *context = pass->context;
	MailboxWalk what = { .since = since,
		.exclude = (const char *const *)context->settings->exclude_tags,
		.tags = true };
	g_autoptr(Pipeline) pipeline = pipeline_new(
		context->mailbox, &what, context->settings, context->now, context->workers);
	Batch *batch = NULL;

	while (pipeline_next(pipeline, &batch)) {
		if (cli_interrupted())
			return fail_interrupted(pass, error);
		if (batch != NULL && !take_batch(pass, pipeline, batch, error)) {
			store_rollback(context->store);
			pass->open = false;
			return false;
		}
	}
	return pipeline_finish(pipeline, error);
}

static bool
walk(Pass *pass, uint64_t since, GError **error)
{
	bool walked = false;

	pass->calendars = calendar_find(pass->context->mailbox, since, error);
	walked = pass->calendars != NULL && read_mail(pass, since, error);
	g_clear_pointer(&pass->calendars, g_hash_table_unref);
	return walked;
}

/* Totals and the state go to disk with the last messages, or not at all. */
static bool
finish(Pass *pass, GError **error)
{
	Store *store = pass->context->store;

	return pass_begin(pass, error) &&
	       store_settle_meetings(store, pass->context->now, error) &&
	       store_settle(store, error) && store_save_scan(store, pass->state, error) &&
	       pass_commit(pass, error);
}

/* What was recorded before a walk broke off stays: the next run need not do it again. */
static bool
keep(Pass *pass, GError *cause, GError **error)
{
	if (pass_commit(pass, error))
		g_propagate_error(error, cause);
	else
		g_error_free(cause);
	return false;
}

static bool
run_pass(Pass *pass, uint64_t since, const ScanState *after, GError **error)
{
	GError *cause = NULL;
	bool walked = walk(pass, since, &cause);

	g_clear_pointer(&pass->progress, progress_free);
	if (!walked)
		return keep(pass, cause, error);
	pass->state = after;
	return finish(pass, error);
}

/* That it is under way is stored with its first messages, so that a run that is cut off can
 * be resumed. `again`: it is not the rest of such a run. */
static bool
read_all(Pass *pass, ScanState *state, bool again, GError **error)
{
	Store *store = pass->context->store;
	ScanState after = *state;

	after.full = false;
	after.revision = state->full_until;
	if (!pass_begin(pass, error) || (again && !store_forget_sent(store, error)) ||
		!store_save_scan(store, state, error))
		return false;
	if (!run_pass(pass, 0, &after, error))
		return false;
	*state = after;
	return true;
}

/* What is newer than the state, up to what the database holds when this is called. A
 * database that was rebuilt meanwhile is left to the next run. */
static bool
read_news(Pass *pass, ScanState *state, bool *ret_any, int64_t *ret_stamp, GError **error)
{
	ScanState after = *state;
	const char *uuid = NULL;

	*ret_stamp = mailbox_stamp(pass->context->mailbox);
	if (!mailbox_reopen(pass->context->mailbox, error))
		return false;
	after.revision = mailbox_revision(pass->context->mailbox, &uuid);
	*ret_any = after.revision > state->revision && strcmp(uuid, state->uuid) == 0;
	if (!*ret_any)
		return true;
	pass->news = true;
	if (!run_pass(pass, state->revision + 1, &after, error))
		return false;
	*state = after;
	return true;
}

static bool
withdraw_gone(Pass *pass, GError **error)
{
	guint pruned = 0;

	if (!pass->context->prune)
		return true;
	if (!store_prune(pass->context->store, &pruned, error))
		return false;
	pass->summary->pruned += pruned;
	return true;
}

static bool
sweep_and_finish(Pass *pass, bool full, GError **error)
{
	Store *store = pass->context->store;
	guint gone = 0;

	if (!sweep(store, pass->context->mailbox, &gone, error) ||
		!withdraw_gone(pass, error) ||
		(full && !store_drop_names(store, pass->state->generation, error)))
		return false;
	pass->summary->gone += gone;
	return finish(pass, error);
}

/* `stamp` is from before the database was last opened: if it moves from then on, the next
 * run looks again. */
static bool
find_gone(Pass *pass, ScanState *state, int64_t stamp, bool full, GError **error)
{
	bool moved = stamp == 0 || stamp != state->stamp;

	if (!full && !pass->context->prune &&
		(!moved || (pass->news && sweep_may_wait(state->stamp, stamp))))
		return true;
	state->stamp = stamp;
	if (!pass_begin(pass, error))
		return false;
	if (sweep_and_finish(pass, full, error))
		return true;
	store_rollback(pass->context->store);
	pass->open = false;
	return false;
}

bool
scan_run(const ScanContext *context, Plan *plan, Summary *summary, GError **error)
{
	Pass pass = { .context = context, .state = &plan->state, .summary = summary };
	int64_t stamp = 0;
	bool any = true;

	if (!plan->first && store_is_fresh(context->store) &&
		!store_make_indexes(context->store, error))
		return false;
	pass.fresh = store_is_fresh(context->store);
	if (plan->full && !read_all(&pass, &plan->state, plan->why != NULL, error))
		return false;
	pass.fresh = false;
	for (int i = 0; i < MAX_PASSES && any; i++) {
		pass.state = &plan->state;
		pass.done = 0;
		if (!read_news(&pass, &plan->state, &any, &stamp, error))
			return false;
	}
	pass.state = &plan->state;
	return find_gone(&pass, &plan->state, stamp, plan->full, error);
}

bool
scan_meetings(const ScanContext *context, GError **error)
{
	Store *store = context->store;
	bool due = false;

	if (!store_meetings_due(store, context->now, &due, error))
		return false;
	if (!due)
		return true;
	if (!store_begin(store, error))
		return false;
	if (store_settle_meetings(store, context->now, error) &&
		store_settle(store, error) && store_commit(store, error))
		return true;
	store_rollback(store);
	return false;
}
