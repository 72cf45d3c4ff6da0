#include "lib/occasion.h"

#include <stdio.h>
#include <stdlib.h>

#include "tests/unit/cases.h"

/* By GLib's count of days: also before 1970. */
static char *
date_text(int day)
{
	GDate date;

	g_date_clear(&date, 1);
	g_date_set_dmy(&date, 1, G_DATE_JANUARY, 1);
	g_date_add_days(&date, (guint)(day - occasion_day(1, 1, 1)));
	return g_strdup_printf("%04d-%02d-%02d", g_date_get_year(&date),
		g_date_get_month(&date), g_date_get_day(&date));
}

static int
day_from(const char *text)
{
	int year = 0, month = 0, day = 0;

	if (sscanf(text, "%d-%d-%d", &year, &month, &day) != 3)
		g_error("no date: %s", text);
	return occasion_day(year, month, day);
}

static char *
show_easter(char **words)
{
	int year = atoi(words[1]);
	g_autofree char *western = date_text(occasion_easter(year, false));
	g_autofree char *orthodox = date_text(occasion_easter(year, true));

	return g_strdup_printf("%s %s", western, orthodox);
}

static char *
show_next(char **words)
{
	g_autoptr(Occasion) occasion = NULL;
	g_autofree char *date = NULL;
	OccasionKind kind = 0;
	int year = 0, month = 0, day = 0, next;

	if (!occasion_from_name(words[1], &kind) ||
		(sscanf(words[2], "--%d-%d", &month, &day) != 2 &&
			sscanf(words[2], "%d-%d-%d", &year, &month, &day) != 3))
		g_error("no occasion: %s %s", words[1], words[2]);
	occasion = occasion_new(kind, NULL, year, month, day);
	next = occasion_next(occasion, day_from(words[3]));
	if (next < 0)
		return g_strdup("never");
	date = date_text(next);
	return g_strdup_printf("%s %d", date, occasion_years(occasion, next));
}

static void
check(const char *input, const char *expected)
{
	g_auto(GStrv) words = g_strsplit(input, " ", -1);
	g_autofree char *actual =
		strcmp(words[0], "easter") == 0 ? show_easter(words) : show_next(words);

	case_assert(input, actual, expected);
}

static void
test_cases(void)
{
	cases_run("occasion.txt", FALSE, check);
}

/* In all years of the rules: a Sunday, in its bounds, the orthodox one never first. */
static void
test_easter_is_a_spring_sunday(void)
{
	for (int year = OCCASION_EASTER_FIRST; year <= OCCASION_EASTER_LAST; year++) {
		int western = occasion_easter(year, false);
		int orthodox = occasion_easter(year, true);
		int behind = year / 100 - year / 400 - 2;

		/* 1970 began on a Thursday */
		g_assert_cmpint((western % 7 + 7) % 7, ==, 3);
		g_assert_cmpint((orthodox % 7 + 7) % 7, ==, 3);
		g_assert_cmpint(western, >=, occasion_day(year, 3, 22));
		g_assert_cmpint(western, <=, occasion_day(year, 4, 25));
		g_assert_cmpint(orthodox - behind, >=, occasion_day(year, 3, 22));
		g_assert_cmpint(orthodox - behind, <=, occasion_day(year, 4, 25));
		g_assert_cmpint(orthodox, >=, western);
	}
}

/* Easter by tables instead of formulas, as the calendar reform laid them down: the Sunday
 * after the 14th of the moon that the golden number and the epact give. */
static int
easter_by_epact(int year)
{
	int golden = year % 19 + 1, century = year / 100 + 1;
	int sun = 3 * century / 4 - 12, moon = (8 * century + 5) / 25 - 5;
	int sunday = 5 * year / 4 - sun - 10;
	int epact = ((11 * golden + 20 + moon - sun) % 30 + 30) % 30;
	int full;

	if ((epact == 25 && golden > 11) || epact == 24)
		epact++;
	full = 44 - epact;
	if (full < 21)
		full += 30;
	full += 7 - (sunday + full) % 7;
	return occasion_day(year, 3, 1) + full - 1;
}

static void
test_easter_agrees_with_epacts(void)
{
	for (int year = OCCASION_EASTER_FIRST; year <= OCCASION_EASTER_LAST; year++)
		g_assert_cmpint(occasion_easter(year, false), ==, easter_by_epact(year));
}

/* Every day of the year comes again within it, and is not passed over. */
static void
test_next_is_the_next(void)
{
	for (int day = 0; day < 366; day++) {
		int first = occasion_day(2024, 1, 1) + day;
		GDate date;
		g_autoptr(Occasion) occasion = NULL;

		g_date_clear(&date, 1);
		g_date_set_dmy(&date, 1, G_DATE_JANUARY, 2024);
		g_date_add_days(&date, (guint)day);
		occasion = occasion_new(OCCASION_BIRTHDAY, NULL, 2000,
			g_date_get_month(&date), g_date_get_day(&date));
		g_assert_cmpint(occasion_next(occasion, first), ==, first);
		g_assert_cmpint(occasion_next(occasion, first - 365), <=, first);
		for (int today = first + 1; today < first + 800; today += 13) {
			int next = occasion_next(occasion, today);

			g_assert_cmpint(next, >=, today);
			g_assert_cmpint(next, <=, today + 366);
			g_assert_cmpint(occasion_next(occasion, next), ==, next);
			g_assert_cmpint(occasion_years(occasion, next), ==,
				occasion_year(next) - 2000);
		}
	}
}

static void
test_names(void)
{
	OccasionKind kind = 0;

	for (OccasionKind i = 0; i < N_OCCASIONS; i++) {
		g_assert_true(occasion_from_name(occasion_name(i), &kind));
		g_assert_cmpint(kind, ==, i);
	}
	g_assert_false(occasion_from_name("whim", &kind));
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/occasion/cases", test_cases);
	g_test_add_func(
		"/occasion/easter-is-a-spring-sunday", test_easter_is_a_spring_sunday);
	g_test_add_func(
		"/occasion/easter-agrees-with-epacts", test_easter_agrees_with_epacts);
	g_test_add_func("/occasion/next-is-the-next", test_next_is_the_next);
	g_test_add_func("/occasion/names", test_names);
	return g_test_run();
}
