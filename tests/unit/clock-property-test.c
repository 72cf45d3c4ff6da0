#include "lib/clock.h"

/* What holds for every history and habit: random ones, always the same. */

#define HALF_LIFE 30
#define ROUNDS 500

static void
random_events(GRand *random, Event *events, guint n)
{
	Instant date = 0;

	for (guint i = 0; i < n; i++) {
		date += g_rand_int_range(random, 0, 20 * 86400);
		events[i] = (Event){ .date = date,
			.direction = g_rand_int_range(random, 0, 2),
			.role = g_rand_int_range(random, 0, N_ROLES),
			.thread = g_rand_int_range(random, 1, 6),
			.message = i + 1,
			.recipients = g_rand_int_range(random, 1, 5) };
		events[i].counts = events[i].role == ROLE_TO;
	}
}

/* What is kept and decayed is what would be computed anew. */
static void
test_strength_only_decays(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(4);
	Event events[20];

	for (int round = 0; round < ROUNDS; round++) {
		double before = 0;

		random_events(random, events, G_N_ELEMENTS(events));
		for (int day = 0; day < 100; day += 10) {
			Instant last = events[19].date, now = last + day * WHEN_DAY;
			double kept = clock_strength(events, 20, HALF_LIFE, last);
			double fresh = clock_strength(events, 20, HALF_LIFE, now);

			g_assert_cmpfloat_with_epsilon(
				clock_strength_at(kept, last, HALF_LIFE, now), fresh, 1e-9);
			if (day > 0)
				g_assert_cmpfloat(fresh, <=, before);
			before = fresh;
		}
	}
}

/* What a person would do with a finger on the list, for what is open and what is not. */
static bool
is_open_plainly(const Event *events, guint n, guint at)
{
	const Event *event = &events[at];
	bool in = false, out = false;

	for (guint i = 0; i < n; i++) {
		const Event *other = &events[i];

		if (other->date < event->date || other->direction == DIRECTION_BOTH)
			continue;
		if (other->thread == event->thread && other->direction != event->direction)
			return false;
		if (other->thread != event->thread && other->counts &&
			other->date > event->date) {
			in = in || other->direction == DIRECTION_IN;
			out = out || other->direction == DIRECTION_OUT;
		}
	}
	return event->counts && !(in && out);
}

static bool
every_third_asks(int64_t message, gpointer user_data)
{
	(void)user_data;
	return message % 3 == 0;
}

static void
test_open_questions_agree_with_plain_search(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(5);
	Event events[15];

	for (int round = 0; round < ROUNDS; round++) {
		guint n = g_rand_int_range(random, 0, 16);
		int64_t owed = 0, awaiting = 0;
		g_autoptr(Clock) clock = NULL;

		random_events(random, events, n);
		clock = clock_new(events, n, HALF_LIFE, every_third_asks, NULL);
		for (guint i = 0; i < n; i++) {
			if (!every_third_asks(events[i].message, NULL) ||
				!is_open_plainly(events, n, i))
				continue;
			if (events[i].direction == DIRECTION_IN)
				owed = events[i].message;
			else if (awaiting == 0)
				awaiting = events[i].message;
		}
		g_assert_cmpint(clock->owed_message, ==, owed);
		g_assert_cmpint(clock->awaiting_message, ==, awaiting);
	}
}

static bool
never_asks(int64_t message, gpointer user_data)
{
	(void)message, (void)user_data;
	return false;
}

/* No clock goes back when somebody writes once more, and the beginning stays. */
static void
test_more_contact_is_never_less(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(6);
	Event events[15];

	for (int round = 0; round < ROUNDS; round++) {
		g_autoptr(Clock) before = NULL;
		g_autoptr(Clock) after = NULL;

		random_events(random, events, G_N_ELEMENTS(events));
		before = clock_new(events, 14, HALF_LIFE, never_asks, NULL);
		after = clock_new(events, 15, HALF_LIFE, never_asks, NULL);
		g_assert_cmpint(after->first, ==, before->first);
		g_assert_cmpint(after->last, >=, before->last);
		g_assert_cmpint(after->last_in, >=, before->last_in);
		g_assert_cmpint(after->last_out, >=, before->last_out);
		for (Policy policy = 0; policy < N_POLICIES; policy++)
			g_assert_cmpint(
				clock_last_contact(after->last_in, after->last_out, policy),
				>=,
				clock_last_contact(
					before->last_in, before->last_out, policy));
	}
}

/* The silence that is open is in no clock: a history moved by years has the same. */
static void
test_clocks_do_not_know_the_present(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(7);
	Event events[15];

	for (int round = 0; round < ROUNDS; round++) {
		Instant by = g_rand_int_range(random, 1, 500) * 7 * WHEN_DAY;
		g_autoptr(Clock) early = NULL;
		g_autoptr(Clock) late = NULL;

		random_events(random, events, G_N_ELEMENTS(events));
		early = clock_new(events, 15, HALF_LIFE, every_third_asks, NULL);
		for (gsize i = 0; i < G_N_ELEMENTS(events); i++)
			events[i].date += by;
		late = clock_new(events, 15, HALF_LIFE, every_third_asks, NULL);
		g_assert_cmpfloat(late->rhythm_days, ==, early->rhythm_days);
		g_assert_cmpfloat(late->pace_days, ==, early->pace_days);
		g_assert_cmpfloat(late->strength, ==, early->strength);
		g_assert_cmpint(late->usual_hour, ==, early->usual_hour);
		g_assert_cmpint(late->owed_message, ==, early->owed_message);
		g_assert_cmpint(late->awaiting_message, ==, early->awaiting_message);
		g_assert_cmpuint(late->reply_mine->len, ==, early->reply_mine->len);
		for (guint i = 0; i < late->reply_mine->len; i++)
			g_assert_cmpfloat(g_array_index(late->reply_mine, double, i), ==,
				g_array_index(early->reply_mine, double, i));
	}
}

/* What fits once it was taken fits: the same is not proposed again, nor its opposite. */
static void
test_fitting_fits(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(4);

	for (int round = 0; round < ROUNDS; round++) {
		double pace = g_rand_double_range(random, 1, 800);
		Interval cadence = { 0, g_rand_int_range(random, 1, 800) };
		Interval fitting = clock_fitting(pace, 10000, cadence);

		if (when_interval_days(fitting) == 0)
			continue;
		g_assert_cmpint(
			when_interval_days(clock_fitting(pace, 10000, fitting)), ==, 0);
		g_assert_true((when_interval_days(fitting) > cadence.days) ==
			      (pace > cadence.days));
	}
}

/* Whoever writes a while later each day has later hours, but the same share in them. */
static void
test_hours_turn(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(5);

	for (int round = 0; round < ROUNDS; round++) {
		int hours[8], turned[8], first, by = g_rand_int_range(random, 1, 24);

		/* one span holds most: no ties, which go by the hour of the day */
		hours[0] = g_rand_int_range(random, 0, 24);
		for (int i = 1; i < 8; i++)
			hours[i] = (hours[0] + (i < 7 ? i % 4 : 12)) % 24;
		for (int i = 0; i < 8; i++)
			turned[i] = (hours[i] + by) % 24;
		first = clock_usual_hour(hours, 8);
		g_assert_cmpint(first, ==, hours[0]);
		g_assert_cmpint(clock_usual_hour(turned, 8), ==, (first + by) % 24);
	}
}

/* Days of letters and what has been known of them for long do not depend on the silence
 * that is open, nor on what came before the thirty newest gaps. */
static void
test_pace_is_of_its_gaps(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(6);

	for (int round = 0; round < ROUNDS; round++) {
		int days[60] = { 0 }, span = 0, later = 0,
		    n = g_rand_int_range(random, 6, 60);
		int shift = g_rand_int_range(random, 1, 1000);
		double pace = 0;

		for (int i = 1; i < n; i++)
			days[i] = days[i - 1] + g_rand_int_range(random, 1, 40);
		pace = clock_pace(days, n, &span);
		g_assert_cmpint(span, ==, days[n - 1] - days[MAX(0, n - 31)]);
		for (int i = MAX(0, n - 31); i < n; i++)
			days[i] += shift;
		g_assert_cmpfloat(clock_pace(days, n, &later), ==, pace);
		g_assert_cmpint(later, ==, span);
	}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/clock-property/strength-only-decays", test_strength_only_decays);
	g_test_add_func("/clock-property/open-questions-agree-with-plain-search",
		test_open_questions_agree_with_plain_search);
	g_test_add_func("/clock-property/more-contact-is-never-less",
		test_more_contact_is_never_less);
	g_test_add_func("/clock-property/clocks-do-not-know-the-present",
		test_clocks_do_not_know_the_present);
	g_test_add_func("/clock-property/fitting-fits", test_fitting_fits);
	g_test_add_func("/clock-property/hours-turn", test_hours_turn);
	g_test_add_func("/clock-property/pace-is-of-its-gaps", test_pace_is_of_its_gaps);
	return g_test_run();
}
