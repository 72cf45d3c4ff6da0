#include "lib/clock.h"

#include "lib/clock-private.h"

/* Their time zone: so great a share of their last messages must agree. */
#define ZONE_PERCENT 60

static void
read_last(Clock *clock, const Event *event)
{
	if (!event->counts)
		return;
	if (event->direction != DIRECTION_OUT)
		clock->last_in = event->date;
	if (event->direction != DIRECTION_IN)
		clock->last_out = event->date;
	if (event->message == 0)
		return;
	if (event->direction == DIRECTION_IN)
		clock->last_in_message = event->message;
	if (event->direction == DIRECTION_OUT)
		clock->last_out_message = event->message;
}

/* All events of one UTC day are one: a conversation is one contact, not twenty. */
static void
read_rhythm(Clock *clock, const Event *events, guint n_events)
{
	g_autoptr(GArray) days = g_array_new(FALSE, FALSE, sizeof(int));

	for (guint i = 0; i < n_events; i++) {
		int day = (int)(events[i].date / WHEN_DAY);

		if (events[i].counts &&
			(days->len == 0 || day > g_array_index(days, int, days->len - 1)))
			g_array_append_val(days, day);
	}
	clock->rhythm_days =
		clock_rhythm((const int *)days->data, days->len, &clock->rhythm_gaps);
	clock->pace_days =
		clock_pace((const int *)days->data, days->len, &clock->pace_span);
}

static int
count_equal(const int *values, int n, int value)
{
	int equal = 0;

	for (int i = 0; i < n; i++)
		equal += values[i] == value;
	return equal;
}

/* What was logged has the user's own offset: it tells nothing about theirs. */
static void
read_utc_offset(Clock *clock, const Event *events, guint n_events)
{
	int offsets[CLOCK_LAST_LETTERS], n = 0;

	for (guint i = n_events; i-- > 0 && n < CLOCK_LAST_LETTERS;)
		if (events[i].direction == DIRECTION_IN && events[i].message != 0)
			offsets[n++] = events[i].utc_offset;
	for (int i = 0; i < n; i++) {
		if (100 * count_equal(offsets, n, offsets[i]) >= ZONE_PERCENT * n) {
			clock->has_utc_offset = true;
			clock->utc_offset = offsets[i];
			return;
		}
	}
}

/* The hour of the day where each of their last messages was written. */
static void
read_usual_hour(Clock *clock, const Event *events, guint n_events)
{
	int hours[CLOCK_LAST_LETTERS];
	guint n = 0;

	for (guint i = n_events; i-- > 0 && n < CLOCK_LAST_LETTERS;) {
		const Event *event = &events[i];
		int64_t second = (event->date + event->utc_offset * 60) % WHEN_DAY;

		if (event->direction == DIRECTION_IN && event->message != 0)
			hours[n++] = (int)((second + WHEN_DAY) % WHEN_DAY / 3600);
	}
	clock->usual_hour = clock_usual_hour(hours, n);
}

Clock *
clock_new(const Event *events, guint n_events, double half_life_days, ClockAsks asks,
	gpointer user_data)
{
	Clock *clock = g_new0(Clock, 1);

	clock->first = n_events > 0 ? events[0].date : WHEN_NEVER;
	clock->last = n_events > 0 ? events[n_events - 1].date : WHEN_NEVER;
	clock->last_in = clock->last_out = WHEN_NEVER;
	clock->owed_since = clock->awaiting_since = WHEN_NEVER;
	clock->reply_theirs = g_array_new(FALSE, FALSE, sizeof(double));
	clock->reply_mine = g_array_new(FALSE, FALSE, sizeof(double));
	for (guint i = 0; i < n_events; i++) {
		clock->counts[interaction_count(
			events[i].direction, events[i].role, events[i].channel)]++;
		read_last(clock, &events[i]);
	}
	read_rhythm(clock, events, n_events);
	read_utc_offset(clock, events, n_events);
	read_usual_hour(clock, events, n_events);
	clock_read_threads(clock, events, n_events, asks, user_data);
	clock->strength = clock_strength(events, n_events, half_life_days, clock->last);
	return clock;
}

void
clock_free(Clock *clock)
{
	if (clock == NULL)
		return;
	g_array_unref(clock->reply_theirs);
	g_array_unref(clock->reply_mine);
	g_free(clock);
}
