#include <stdlib.h>

#include "lib/clock.h"

/* cases ----------------------------------------------------------------------------- */

static void
test_last_contact(void)
{
	static const struct {
		Instant in, out;
		Policy policy;
		Instant last;
	} cases[] = {
		{ 5, 9, POLICY_ANY, 9 },
		{ 9, 5, POLICY_ANY, 9 },
		{ WHEN_NEVER, 5, POLICY_ANY, 5 },
		{ WHEN_NEVER, WHEN_NEVER, POLICY_ANY, WHEN_NEVER },
		{ 9, 5, POLICY_SENT, 5 },
		{ 9, WHEN_NEVER, POLICY_SENT, WHEN_NEVER },
		{ 5, 9, POLICY_RECEIVED, 5 },
		{ WHEN_NEVER, 9, POLICY_RECEIVED, WHEN_NEVER },
		{ 5, 9, POLICY_EXCHANGE, 5 },
		{ 9, 5, POLICY_EXCHANGE, 5 },
		{ 9, WHEN_NEVER, POLICY_EXCHANGE, WHEN_NEVER },
		{ WHEN_NEVER, 9, POLICY_EXCHANGE, WHEN_NEVER },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpint(
			clock_last_contact(cases[i].in, cases[i].out, cases[i].policy), ==,
			cases[i].last);
}

/* The days that the `gaps` (ended by 0) part, beginning with day 1000. */
static GArray *
days_of(const int *gaps)
{
	GArray *days = g_array_new(FALSE, FALSE, sizeof(int));
	int day = 1000;

	g_array_append_val(days, day);
	for (; *gaps != 0; gaps++) {
		day += *gaps;
		g_array_append_val(days, day);
	}
	return days;
}

static double
rhythm_of(const int *gaps, int *ret_gaps)
{
	g_autoptr(GArray) days = days_of(gaps);

	return clock_rhythm((const int *)days->data, days->len, ret_gaps);
}

static void
test_rhythm(void)
{
	static const struct {
		int gaps[40]; /* oldest first */
		double rhythm;
		int n;
	} cases[] = {
		{ { 0 }, 0, 0 },
		{ { 10, 10 }, 0, 0 },
		{ { 7, 7, 7 }, 7, 3 },
		{ { 6, 7, 6 }, 0, 0 },
		{ { 6, 6, 6, 6 }, 6, 4 },
		/* one long holiday does not change a habit */
		{ { 7, 90, 7 }, 7, 3 },
		/* an even number: between the middle ones */
		{ { 4, 6, 6, 4 }, 0, 0 },
		{ { 7, 5, 5, 7 }, 6, 4 },
		/* habits change: old gaps stay outside the window */
		{ { 100, 100, 100, 7, 7, 7 }, 7, 3 },
		{ { 7, 7, 7, 100, 100, 100 }, 100, 3 },
		/* a burst of daily mail: the window grows through it */
		{ { 30, 30, 30, 30, 1, 1, 1 }, 15.5, 6 },
		{ { 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1 }, 1,
			21 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		int n = -1;

		g_assert_cmpfloat(rhythm_of(cases[i].gaps, &n), ==, cases[i].rhythm);
		g_assert_cmpint(n, ==, cases[i].n);
		g_assert_cmpfloat(rhythm_of(cases[i].gaps, NULL), ==, cases[i].rhythm);
	}
}

/* What was a habit over a long time; no habit are a few days of letters, then none for
 * months. */
static void
test_pace(void)
{
	static const struct {
		int gaps[40]; /* oldest first */
		double pace;
		int span;
	} cases[] = {
		{ { 30, 30, 30, 30 }, 0, 0 },
		{ { 30, 30, 30, 30, 30 }, 30, 150 },
		{ { 20, 30, 40, 30, 90, 30 }, 30, 240 },
		{ { 2, 2, 100, 2, 2, 120 }, 0, 228 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GArray) days = days_of(cases[i].gaps);
		int span = -1;

		g_assert_cmpfloat(clock_pace((const int *)days->data, days->len, &span), ==,
			cases[i].pace);
		g_assert_cmpint(span, ==, cases[i].span);
	}
}

/* `hours` as "10 10 14". */
static int
usual_hour_of(const char *hours)
{
	g_auto(GStrv) words = g_strsplit(hours, " ", -1);
	int numbers[30];
	guint n = 0;

	for (char **word = words; *word != NULL; word++)
		numbers[n++] = atoi(*word);
	return clock_usual_hour(numbers, n);
}

static void
test_usual_hour(void)
{
	static const struct {
		const char *hours;
		int first;
	} cases[] = {
		{ "9 10 11 12 9 10 11", -1 }, /* too few */
		{ "9 10 11 12 9 10 11 12", 9 },
		{ "10 10 10 10 10 10 10 10", 10 },
		{ "23 0 1 2 23 0 1 2", 23 }, /* over midnight */
		{ "21 0 21 0 21 0 21 0", 21 },
		{ "22 2 22 2 22 2 22 2", -1 },      /* five hours apart */
		{ "9 9 9 9 9 9 15 17 19 21", 9 },   /* six of ten */
		{ "9 9 9 9 9 14 15 17 19 21", -1 }, /* five */
		{ "3 3 3 3 3 3 20 20 20 20 20 20", -1 },
		{ "5 6 7 8 9 5 6 7 8 9", 5 }, /* two spans alike: the earliest */
		{ "6 7 8 9 9 5 6 7 8 9", 6 },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpint(usual_hour_of(cases[i].hours), ==, cases[i].first);
	g_assert_cmpint(clock_usual_hour(NULL, 0), ==, -1);
}

static void
test_fitting(void)
{
	static const struct {
		double pace;
		int span;
		Interval cadence, fitting;
	} cases[] = {
		{ 0, 400, { 0, 14 }, { 0, 0 } }, /* no pace */
		{ 58, 400, { 0, 14 }, { 2, 0 } },
		{ 30, 180, { 0, 14 }, { 1, 0 } },
		{ 30, 179, { 0, 14 }, { 0, 0 } }, /* half a year at least */
		{ 14, 272, { 3, 0 }, { 0, 0 } },  /* three cadences at least */
		{ 14, 273, { 3, 0 }, { 0, 14 } },
		{ 24.4, 400, { 0, 14 }, { 0, 0 } }, /* a factor of 1.75 */
		{ 24.5, 400, { 0, 14 }, { 0, 21 } },
		{ 8.1, 400, { 0, 14 }, { 0, 0 } },
		{ 8, 400, { 0, 14 }, { 0, 7 } },
		{ 1, 400, { 0, 7 }, { 0, 0 } }, /* none rarer than is said */
		{ 1, 400, { 0, 14 }, { 0, 7 } },
		{ 5000, 9000, { 12, 0 }, { 24, 0 } },
		{ 5000, 9000, { 24, 0 }, { 0, 0 } },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		Interval fitting =
			clock_fitting(cases[i].pace, cases[i].span, cases[i].cadence);

		g_assert_cmpint(fitting.months, ==, cases[i].fitting.months);
		g_assert_cmpint(fitting.days, ==, cases[i].fitting.days);
	}
}

static void
test_quantile(void)
{
	static const double values[] = { 1, 2, 3, 4, 5 };

	g_assert_cmpfloat(clock_quantile(values, 5, 0), ==, 1);
	g_assert_cmpfloat(clock_quantile(values, 5, 0.5), ==, 3);
	g_assert_cmpfloat(clock_quantile(values, 4, 0.5), ==, 2.5);
	g_assert_cmpfloat_with_epsilon(clock_quantile(values, 5, 0.9), 4.6, 1e-9);
	g_assert_cmpfloat(clock_quantile(values, 5, 1), ==, 5);
	g_assert_cmpfloat(clock_quantile(values, 1, 0.9), ==, 1);
}

static void
test_reply_threshold(void)
{
	static const struct {
		double own;
		int n;
		double global;
		int n_global;
		double hours;
	} cases[] = {
		{ 0, 0, 0, 0, 168 },      /* nothing known: a week */
		{ 10, 4, 0, 4, 168 },     /* too little known */
		{ 10, 4, 100, 5, 100 },   /* the user's usual */
		{ 10, 4, 30, 5, 48 },     /* two days at least */
		{ 400, 5, 100, 50, 200 }, /* half way, of logarithms */
		{ 100, 5, 400, 50, 200 },
		{ 300, 5000, 100, 5000, 299.67 }, /* well known: their own */
		{ 0, 5, 100, 50, 48 },            /* always on weekends */
		{ 168, 5, 0, 0, 168 },            /* against a week */
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpfloat_with_epsilon(
			clock_reply_threshold(cases[i].own, cases[i].n, cases[i].global,
				cases[i].n_global),
			cases[i].hours, 0.01);
}

static void
test_drifting(void)
{
	g_assert_false(clock_is_drifting(0, 1000));
	g_assert_false(clock_is_drifting(7, 21)); /* m + 14 */
	g_assert_true(clock_is_drifting(7, 21.1));
	g_assert_true(clock_is_drifting(7, 97)); /* m + 90 */
	g_assert_false(clock_is_drifting(7, 97.1));
	g_assert_false(clock_is_drifting(30, 60)); /* 2m */
	g_assert_true(clock_is_drifting(30, 60.1));
	g_assert_true(clock_is_drifting(30, 360)); /* 12m */
	g_assert_false(clock_is_drifting(30, 360.1));
}

static void
test_reciprocity(void)
{
	g_assert_cmpfloat(clock_reciprocity(1, 2), ==, -1);
	g_assert_cmpfloat(clock_reciprocity(2, 2), ==, 1);
	g_assert_cmpfloat(clock_reciprocity(1, 4), ==, 0.25);
	g_assert_cmpfloat(clock_reciprocity(4, 1), ==, 0.25);
	g_assert_cmpfloat(clock_reciprocity(9, 0), ==, 0);
}

/* properties --------------------------------------------------------------------------- */

#define ROUNDS 500

/* Somebody who writes twice as rarely has twice the rhythm. (Only gaps of a week and more:
 * for shorter ones the window is of another length.) */
static void
test_scaling_gaps_scales_rhythm(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(1);

	for (int round = 0; round < ROUNDS; round++) {
		int gaps[21] = { 0 }, scaled[21] = { 0 }, n = 0, n_scaled = 0;
		int factor = g_rand_int_range(random, 2, 9);
		double rhythm = 0;

		for (int i = 0; i < g_rand_int_range(random, 3, 21); i++) {
			gaps[i] = g_rand_int_range(random, 7, 100);
			scaled[i] = gaps[i] * factor;
		}
		rhythm = rhythm_of(gaps, &n);
		g_assert_cmpfloat(rhythm_of(scaled, &n_scaled), ==, rhythm * factor);
		g_assert_cmpint(n_scaled, ==, n);
	}
}

/* A median is among what it is the median of, and old gaps have no part in it. */
static void
test_rhythm_is_of_its_window(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(2);

	for (int round = 0; round < ROUNDS; round++) {
		int gaps[41] = { 0 }, n = 0, len = g_rand_int_range(random, 0, 41);
		int least = G_MAXINT, most = 0;
		double rhythm = 0;

		for (int i = 0; i < len; i++)
			gaps[i] = g_rand_int_range(random, 1, 40);
		rhythm = rhythm_of(gaps, &n);
		g_assert_cmpint(n, <=, 30);
		if (n == 0)
			continue;
		for (int i = len - n; i < len; i++) {
			least = MIN(least, gaps[i]);
			most = MAX(most, gaps[i]);
		}
		g_assert_cmpfloat(rhythm, >=, least);
		g_assert_cmpfloat(rhythm, <=, most);
		for (int i = 0; i < len - n; i++)
			gaps[i] = 1;
		g_assert_cmpfloat(rhythm_of(gaps, NULL), ==, rhythm);
	}
}

static void
test_threshold_is_monotone(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(3);

	for (int round = 0; round < ROUNDS; round++) {
		double own = g_rand_double_range(random, 0, 500);
		double global = g_rand_double_range(random, 0, 500);
		double more = g_rand_double_range(random, 0, 100);
		int n = g_rand_int_range(random, 0, 20), n_global = n + 5;
		double hours = clock_reply_threshold(own, n, global, n_global);

		g_assert_cmpfloat(hours, >=, 48);
		g_assert_cmpfloat(
			clock_reply_threshold(own + more, n, global, n_global), >=, hours);
		g_assert_cmpfloat(
			clock_reply_threshold(own, n, global + more, n_global), >=, hours);
	}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/clock-formulas/last-contact", test_last_contact);
	g_test_add_func("/clock-formulas/rhythm", test_rhythm);
	g_test_add_func("/clock-formulas/pace", test_pace);
	g_test_add_func("/clock-formulas/usual-hour", test_usual_hour);
	g_test_add_func("/clock-formulas/fitting", test_fitting);
	g_test_add_func("/clock-formulas/quantile", test_quantile);
	g_test_add_func("/clock-formulas/reply-threshold", test_reply_threshold);
	g_test_add_func("/clock-formulas/drifting", test_drifting);
	g_test_add_func("/clock-formulas/reciprocity", test_reciprocity);
	g_test_add_func("/clock-formulas/scaling-gaps-scales-rhythm",
		test_scaling_gaps_scales_rhythm);
	g_test_add_func(
		"/clock-formulas/rhythm-is-of-its-window", test_rhythm_is_of_its_window);
	g_test_add_func(
		"/clock-formulas/threshold-is-monotone", test_threshold_is_monotone);
	return g_test_run();
}
