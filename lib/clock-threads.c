#include "lib/clock-private.h"

/* Of how many open messages of one side, the newest, it is asked whether they ask: each
 * costs a mail file once, and who leaves more without an answer has no open question but
 * a habit. */
#define MAX_ASKED 20

/* What is known of a thread once the events up to some point were seen. */
typedef struct {
	Instant newest[2];     /* message in each direction, whether or not it counts */
	Instant waiting_since; /* newest of the messages that the other side has to answer
				*/
	int waiting;           /* for an answer to this direction; -1 for none */
} Thread;

/* The newest events that count, in one direction: of all, and outside its thread. */
typedef struct {
	uint64_t thread;
	Instant date;
	Instant elsewhere;
} Newest;

typedef struct {
	Clock *clock;
	const Event *events;
	guint n_events;
	GHashTable *threads; /* of uint64_t, borrowed from events, to Thread */
	Newest newest[2];
} Reading;

static bool
is_message(const Event *event)
{
	return event->thread != 0 && event->direction != DIRECTION_BOTH;
}

static Thread *
thread_of(Reading *reading, const Event *event)
{
	Thread *thread = g_hash_table_lookup(reading->threads, &event->thread);

	if (thread == NULL) {
		thread = g_new(Thread, 1);
		*thread = (Thread){ { WHEN_NEVER, WHEN_NEVER }, WHEN_NEVER, -1 };
		g_hash_table_insert(reading->threads, (gpointer)&event->thread, thread);
	}
	return thread;
}

/* A second message of the same side is no answer. It starts the wait anew: a thread taken
 * up again after months says nothing about how soon its first letter would have been
 * answered. */
static void
note_answer(Clock *clock, Thread *thread, const Event *event)
{
	GArray *times =
		event->direction == DIRECTION_IN ? clock->reply_theirs : clock->reply_mine;

	if (thread->waiting >= 0 && thread->waiting != (int)event->direction) {
		double hours =
			when_weekday_seconds(thread->waiting_since, event->date) / 3600.0;
		g_array_append_val(times, hours);
	}
	thread->waiting = event->direction;
	thread->waiting_since = event->date;
}

static void
note_newest(Newest *newest, const Event *event)
{
	if (newest->thread != event->thread)
		newest->elsewhere = newest->date;
	newest->thread = event->thread;
	newest->date = event->date;
}

static void
read_events(Reading *reading)
{
	for (guint i = 0; i < reading->n_events; i++) {
		const Event *event = &reading->events[i];

		if (is_message(event)) {
			Thread *thread = thread_of(reading, event);

			thread->newest[event->direction] = event->date;
			if (event->counts)
				note_answer(reading->clock, thread, event);
		}
		if (event->counts && event->direction != DIRECTION_OUT)
			note_newest(&reading->newest[DIRECTION_IN], event);
		if (event->counts && event->direction != DIRECTION_IN)
			note_newest(&reading->newest[DIRECTION_OUT], event);
	}
}

static Instant
newest_outside(const Newest *newest, uint64_t thread)
{
	return newest->thread == thread ? newest->elsewhere : newest->date;
}

/* Both sides have talked about something else since: nobody waits any more. */
static bool
has_moved_on(const Reading *reading, const Event *event)
{
	return newest_outside(&reading->newest[DIRECTION_IN], event->thread) >
		       event->date &&
	       newest_outside(&reading->newest[DIRECTION_OUT], event->thread) > event->date;
}

static bool
is_open(Reading *reading, const Event *event, Direction direction)
{
	if (event->direction != direction || !event->counts || !is_message(event))
		return false;
	return event->date > thread_of(reading, event)->newest[!direction] &&
	       !has_moved_on(reading, event);
}

/* The open messages of one side, newest first. */
static guint
find_open(Reading *reading, Direction direction, const Event *ret_open[MAX_ASKED])
{
	guint n = 0;

	for (guint i = reading->n_events; i-- > 0 && n < MAX_ASKED;)
		if (is_open(reading, &reading->events[i], direction))
			ret_open[n++] = &reading->events[i];
	return n;
}

/* Their newest question: what was asked before it is older news of the same debt. */
static void
find_owed(Reading *reading, ClockAsks asks, gpointer user_data)
{
	const Event *open[MAX_ASKED];
	guint n = find_open(reading, DIRECTION_IN, open);

	for (guint i = 0; i < n; i++) {
		if (asks(open[i]->message, user_data)) {
			reading->clock->owed_since = open[i]->date;
			reading->clock->owed_message = open[i]->message;
			return;
		}
	}
}

/* The user's oldest question: that is how long they have been waiting. */
static void
find_awaiting(Reading *reading, ClockAsks asks, gpointer user_data)
{
	const Event *open[MAX_ASKED];

	for (guint i = find_open(reading, DIRECTION_OUT, open); i-- > 0;) {
		if (asks(open[i]->message, user_data)) {
			reading->clock->awaiting_since = open[i]->date;
			reading->clock->awaiting_message = open[i]->message;
			return;
		}
	}
}

static int
compare_hours(gconstpointer a, gconstpointer b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

void
clock_read_threads(Clock *clock, const Event *events, guint n_events, ClockAsks asks,
	gpointer user_data)
{
	g_autoptr(GHashTable) threads =
		g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, g_free);
	Reading reading = { clock, events, n_events, threads,
		{ { 0, WHEN_NEVER, WHEN_NEVER }, { 0, WHEN_NEVER, WHEN_NEVER } } };

	read_events(&reading);
	g_array_sort(clock->reply_theirs, compare_hours);
	g_array_sort(clock->reply_mine, compare_hours);
	find_owed(&reading, asks, user_data);
	find_awaiting(&reading, asks, user_data);
}
