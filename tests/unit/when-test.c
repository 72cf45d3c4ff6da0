#include "lib/when.h"

#include "lib/error.h"
#include "tests/unit/cases.h"

static Instant now = 0;

/* `""` stands for the empty text, which a line cannot hold. */
static const char *
unquote(const char *text)
{
	return strcmp(text, "\"\"") == 0 ? "" : text;
}

static void
check_interval(const char *input, const char *expected)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *shortest = NULL;
	g_autofree char *words = NULL;
	g_autofree char *actual = NULL;
	Interval interval = { 0, 0 }, again = { 0, 0 };

	if (!when_parse_interval(unquote(input), &interval, &error)) {
		g_assert_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE);
		g_assert_nonnull(strstr(error->message, unquote(input)));
		case_assert(input, "refused", expected);
		return;
	}
	shortest = when_format_interval(interval);
	words = when_describe_interval(interval);
	actual = g_strdup_printf(
		"%s | %s | %d", shortest, words, when_interval_days(interval));
	case_assert(input, actual, expected);
	g_assert_true(when_parse_interval(shortest, &again, NULL));
	g_assert_cmpmem(&again, sizeof(again), &interval, sizeof(interval));
	g_assert_true(when_parse_interval(words, &again, NULL));
	g_assert_cmpmem(&again, sizeof(again), &interval, sizeof(interval));
}

static void
test_intervals(void)
{
	cases_run("interval.txt", FALSE, check_interval);
}

static Instant
exact(const char *text)
{
	g_autoptr(GError) error = NULL;
	Instant instant = 0;

	when_now(text, &instant, &error);
	g_assert_no_error(error);
	return instant;
}

/* Minutes east of the zone that holds, at `instant`. */
static int
local_offset(Instant instant)
{
	g_autoptr(GDateTime) local = g_date_time_new_from_unix_local(instant);

	return (int)(g_date_time_get_utc_offset(local) / G_TIME_SPAN_MINUTE);
}

static char *
do_zone(const char *const *args)
{
	g_setenv("TZ", args[0], TRUE);
	return g_strdup(args[0]);
}

static char *
do_now(const char *const *args)
{
	now = exact(args[0]);
	return g_strdup(args[0]);
}

static char *
answer(bool ok, Instant instant, const GError *error)
{
	if (!ok) {
		g_assert_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE);
		return g_strdup("refused");
	}
	return when_format_at(instant, local_offset(instant));
}

static char *
do_parse(const char *const *args)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = g_strjoinv(" ", (char **)args);
	Instant instant = 0;
	bool ok = when_parse(unquote(text), now, &instant, &error);

	return answer(ok, instant, error);
}

static char *
do_past(const char *const *args)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = g_strjoinv(" ", (char **)args);
	Instant instant = 0;
	bool ok = when_parse_past(unquote(text), now, &instant, &error);

	return answer(ok, instant, error);
}

static char *
do_yearly(const char *const *args)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = g_strjoinv(" ", (char **)args);
	int year = 0, month = 0, day = 0;

	if (when_parse_anniversary(unquote(text), &year, &month, &day, &error))
		return g_strdup_printf("%d-%d-%d", year, month, day);
	return answer(false, 0, error);
}

static char *
do_exactly(const char *const *args)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = g_strjoinv(" ", (char **)args);
	Instant instant = 0;
	bool ok = when_now(text, &instant, &error);

	return answer(ok, instant, error);
}

static Interval
interval_of(const char *text)
{
	Interval interval = { 0, 0 };

	g_assert_true(when_parse_interval(text, &interval, NULL));
	return interval;
}

static char *
do_add(const char *const *args)
{
	return when_format_at(when_add(exact(args[0]), interval_of(args[1])), 0);
}

static char *
do_ratio(const char *const *args)
{
	return g_strdup_printf(
		"%.3f", when_ratio(exact(args[0]), interval_of(args[1]), exact(args[2])));
}

static char *
do_span(const char *const *args)
{
	return when_describe_span(g_ascii_strtoll(args[0], NULL, 10));
}

static char *
do_weekdays(const char *const *args)
{
	return g_strdup_printf("%.2f",
		(double)when_weekday_seconds(exact(args[0]), exact(args[1])) / 3600);
}

static char *
do_at(const char *const *args)
{
	return when_format_at(exact(args[0]), (int)g_ascii_strtoll(args[1], NULL, 10));
}

static char *
do_date(const char *const *args)
{
	return when_format_date(exact(args[0]));
}

static const struct {
	const char *name;
	char *(*run)(const char *const *args);
} verbs[] = {
	{ "zone", do_zone },
	{ "now", do_now },
	{ "parse", do_parse },
	{ "past", do_past },
	{ "yearly", do_yearly },
	{ "exactly", do_exactly },
	{ "add", do_add },
	{ "ratio", do_ratio },
	{ "span", do_span },
	{ "weekdays", do_weekdays },
	{ "at", do_at },
	{ "date", do_date },
};

static void
check_when(const char *input, const char *expected)
{
	g_auto(GStrv) words = g_strsplit(input, " ", -1);
	const char *const setting[] = { expected, NULL };

	for (gsize i = 0; i < G_N_ELEMENTS(verbs); i++) {
		if (strcmp(words[0], verbs[i].name) == 0) {
			g_autofree char *actual = verbs[i].run(
				words[1] != NULL ? (const char *const *)words + 1
						 : setting);

			case_assert(input, actual, expected);
			return;
		}
	}
	g_error("no such verb: %s", input);
}

static void
test_dates(void)
{
	cases_run("when.txt", FALSE, check_when);
	g_setenv("TZ", "UTC", TRUE);
}

static void
test_never(void)
{
	g_autofree char *text = when_format_date(WHEN_NEVER);

	g_assert_cmpstr(text, ==, "never");
}

static void
test_now_has_three_sources(void)
{
	g_autoptr(GError) error = NULL;
	Instant instant = 0;

	g_setenv("CADENCE_NOW", "2026-03-10T12:00Z", TRUE);
	g_assert_true(when_now(NULL, &instant, NULL));
	g_assert_cmpint(instant, ==, 1773144000);
	g_assert_true(when_now("@5", &instant, NULL));
	g_assert_cmpint(instant, ==, 5);
	g_setenv("CADENCE_NOW", "soon", TRUE);
	g_assert_false(when_now(NULL, &instant, &error));
	g_assert_nonnull(strstr(error->message, "CADENCE_NOW"));
	g_setenv("CADENCE_NOW", "", TRUE);
	g_assert_true(when_now(NULL, &instant, NULL));
	g_assert_cmpint(ABS(instant - g_get_real_time() / G_USEC_PER_SEC), <=, 1);
}

/* A second is a weekday's if its day is: counted one quarter of an hour at a time. */
static void
test_weekday_seconds_agree_with_counting(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(3);

	for (int round = 0; round < 200; round++) {
		Instant from = g_rand_int_range(random, 0, 2000000) * INT64_C(900);
		Instant to = from + g_rand_int_range(random, 0, 3000) * INT64_C(900);
		int64_t counted = 0;

		for (Instant at = from; at < to; at += 900)
			if ((at / WHEN_DAY + 3) % 7 < 5)
				counted += 900;
		g_assert_cmpint(when_weekday_seconds(from, to), ==, counted);
		g_assert_cmpint(when_weekday_seconds(to, from), ==, -counted);
	}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_setenv("TZ", "UTC", TRUE);
	g_test_add_func("/when/intervals", test_intervals);
	g_test_add_func("/when/dates", test_dates);
	g_test_add_func("/when/never", test_never);
	g_test_add_func("/when/now-has-three-sources", test_now_has_three_sources);
	g_test_add_func("/when/weekday-seconds-agree-with-counting",
		test_weekday_seconds_agree_with_counting);
	return g_test_run();
}
