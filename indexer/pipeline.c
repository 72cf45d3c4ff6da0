#include "indexer/pipeline.h"

enum {
	N_BATCHES = 32,
	PATIENCE = G_USEC_PER_SEC / 10, /* of pipeline_next(), in µs */
};

struct Pipeline {
	Mailbox *mailbox; /* the reader's */
	MailboxWalk walk;
	const Settings *settings;
	Instant now;

	GThread *reader;
	GThreadPool *workers;
	Batch *batches[N_BATCHES]; /* all there are */
	GAsyncQueue *empty;        /* to the reader */
	GAsyncQueue *arrived;      /* to the caller; the pipeline itself marks the end */
	gint stopped;              /* atomic */

	/* The reader's, until the end has arrived. */
	Batch *filling;
	guint64 n_found;
	guint total; /* set before the first batch */
	bool walked;
	GError *error;

	/* The caller's. */
	Batch *waiting[N_BATCHES]; /* read ahead of their turn */
	guint64 n_given;
	bool ended;
};

static bool
is_stopped(Pipeline *pipeline)
{
	return g_atomic_int_get(&pipeline->stopped) != 0;
}

static void
send_found(Pipeline *pipeline)
{
	pipeline->filling->number = pipeline->n_found++;
	g_async_queue_push(pipeline->arrived, g_steal_pointer(&pipeline->filling));
}

/* Called by mailbox_walk(). The batch that pipeline_free() sends to wake the reader may be
 * in use elsewhere, so nothing is done with it. */
static bool
take_message(const MailboxMessage *message, gpointer data, G_GNUC_UNUSED GError **error)
{
	Pipeline *pipeline = data;

	if (pipeline->filling == NULL)
		pipeline->filling = g_async_queue_pop(pipeline->empty);
	if (is_stopped(pipeline))
		return false;
	batch_add(pipeline->filling, message);
	if (pipeline->filling->n_items == BATCH_SIZE)
		send_found(pipeline);
	return true;
}

static gpointer
run_reader(gpointer data)
{
	Pipeline *pipeline = data;

	pipeline->walked = mailbox_walk(pipeline->mailbox, &pipeline->walk,
		&pipeline->total, take_message, pipeline, &pipeline->error);
	if (pipeline->filling != NULL && !is_stopped(pipeline))
		send_found(pipeline);
	g_async_queue_push(pipeline->arrived, pipeline);
	return NULL;
}

static void
run_worker(gpointer data, gpointer user_data)
{
	Batch *batch = data;
	Pipeline *pipeline = user_data;

	if (is_stopped(pipeline))
		return;
	batch_read(batch, pipeline->settings, pipeline->now);
	g_async_queue_push(pipeline->arrived, batch);
}

Pipeline *
pipeline_new(Mailbox *mailbox, const MailboxWalk *walk, const Settings *settings,
	Instant now, int workers)
{
	Pipeline *pipeline = g_new0(Pipeline, 1);

	pipeline->mailbox = mailbox;
	pipeline->walk = *walk;
	pipeline->settings = settings;
	pipeline->now = now;
	pipeline->empty = g_async_queue_new();
	pipeline->arrived = g_async_queue_new();
	for (int i = 0; i < N_BATCHES; i++) {
		pipeline->batches[i] = batch_new();
		g_async_queue_push(pipeline->empty, pipeline->batches[i]);
	}
	pipeline->workers = g_thread_pool_new(run_worker, pipeline, workers, FALSE, NULL);
	pipeline->reader = g_thread_new("reader", run_reader, pipeline);
	return pipeline;
}

void
pipeline_free(Pipeline *pipeline)
{
	if (pipeline == NULL)
		return;
	g_atomic_int_set(&pipeline->stopped, 1);
	g_async_queue_push(pipeline->empty, pipeline->batches[0]);
	g_thread_join(pipeline->reader);
	g_thread_pool_free(pipeline->workers, TRUE, TRUE);
	for (int i = 0; i < N_BATCHES; i++)
		batch_free(pipeline->batches[i]);
	g_async_queue_unref(pipeline->empty);
	g_async_queue_unref(pipeline->arrived);
	g_clear_error(&pipeline->error);
	g_free(pipeline);
}

static Batch **
turn(Pipeline *pipeline, guint64 number)
{
	return &pipeline->waiting[number % N_BATCHES];
}

bool
pipeline_next(Pipeline *pipeline, Batch **ret_batch)
{
	gpointer arrived = NULL;
	Batch *batch = NULL;

	*ret_batch = g_steal_pointer(turn(pipeline, pipeline->n_given));
	if (*ret_batch != NULL) {
		pipeline->n_given++;
		return true;
	}
	if (pipeline->ended && pipeline->n_given == pipeline->n_found)
		return false;
	arrived = g_async_queue_timeout_pop(pipeline->arrived, PATIENCE);
	if (arrived == pipeline) {
		pipeline->ended = true;
		return true;
	}
	batch = arrived;
	if (batch != NULL && batch->read)
		*turn(pipeline, batch->number) = batch;
	else
		*ret_batch = batch;
	return true;
}

void
pipeline_send(Pipeline *pipeline, Batch *batch)
{
	g_thread_pool_push(pipeline->workers, batch, NULL);
}

void
pipeline_recycle(Pipeline *pipeline, Batch *batch)
{
	batch_clear(batch);
	g_async_queue_push(pipeline->empty, batch);
}

guint
pipeline_total(Pipeline *pipeline)
{
	return pipeline->total;
}

bool
pipeline_finish(Pipeline *pipeline, GError **error)
{
	if (pipeline->walked)
		return true;
	g_propagate_error(error, g_steal_pointer(&pipeline->error));
	return false;
}
