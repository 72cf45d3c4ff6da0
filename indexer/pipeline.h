#pragma once

#include "indexer/batch.h"

/* The threads of the indexer. One walks the notmuch database and fills batches, some read
 * the files of those; the caller, who owns the store, stands between and at the end of it:
 *
 *	walk -> caller judges -> pipeline_send() -> workers -> caller records -> again
 *
 * The number of batches is fixed, so memory is bounded and whoever is too fast waits. Read
 * batches arrive in the order of the walk, whichever worker ends first: the result does not
 * depend on the number of workers. */
typedef struct Pipeline Pipeline;

/* Starts `walk`; `mailbox` belongs to the reader until pipeline_free(). New. */
Pipeline *pipeline_new(Mailbox *mailbox, const MailboxWalk *walk, const Settings *settings,
	Instant now, int workers);

/* Ends the walk, early if need be, and drops what is under way. NULL is allowed. */
void pipeline_free(Pipeline *pipeline);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Pipeline, pipeline_free)

/* Waits for the next batch, to be judged (not yet `read`) or recorded; NULL if a tenth of a
 * second brings none, so that the caller can look at the time. False once all were given.
 */
bool pipeline_next(Pipeline *pipeline, Batch **ret_batch);

/* Passes a judged batch on to the workers. */
void pipeline_send(Pipeline *pipeline, Batch *batch);

/* Gives back a recorded batch. */
void pipeline_recycle(Pipeline *pipeline, Batch *batch);

/* How many messages the walk will meet (an estimate), once a batch has arrived. */
guint pipeline_total(Pipeline *pipeline);

/* After pipeline_next() has returned false: whether the walk came to a good end. */
bool pipeline_finish(Pipeline *pipeline, GError **error);
