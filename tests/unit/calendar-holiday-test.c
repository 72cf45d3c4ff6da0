#include "lib/calendar.h"
#include "lib/occasion.h"
#include "tests/unit/cases.h"

enum { FIRST = 2026, LAST = 2027 };

static char *
describe(const GPtrArray *days)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < days->len; i++) {
		const CalendarDay *day = days->pdata[i];
		g_autofree char *date = when_format_at(day->day * WHEN_DAY, 0);

		g_string_append_printf(
			out, "%s%.10s %s", i > 0 ? "; " : "", date, day->name);
	}
	if (out->len == 0)
		g_string_append(out, "nothing");
	return g_string_free(out, FALSE);
}

static void
check(const char *input, const char *expected)
{
	g_autofree char *text = NULL;
	g_autofree char *actual = NULL;
	g_autoptr(GPtrArray) days = NULL;
	g_autoptr(GError) error = NULL;

	if (strstr(input, "VCALENDAR") != NULL)
		text = g_strdup(input);
	else
		text = g_strdup_printf("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\n"
				       "SUMMARY:Fest\n%s\nEND:VEVENT\nEND:VCALENDAR\n",
			input);
	days = calendar_holidays(text, FIRST, LAST, &error);
	g_assert_true((days == NULL) == (error != NULL));
	actual = days == NULL ? g_strdup(error->message) : describe(days);
	case_assert(input, actual, expected);
}

static void
test_cases(void)
{
	cases_run("holiday.txt", TRUE, check);
}

/* A calendar of `n` events of the lines in `event`. New. */
static char *
repeated(const char *event, int n)
{
	GString *text = g_string_new("BEGIN:VCALENDAR\n");

	for (int i = 0; i < n; i++)
		g_string_append_printf(text,
			"BEGIN:VEVENT\nSUMMARY:s%d\nDTSTART:15830101\n%s\nEND:VEVENT\n", i,
			event);
	g_string_append(text, "END:VCALENDAR\n");
	return g_string_free(text, FALSE);
}

static void
check_refused(const char *event, int n, const char *why)
{
	g_autofree char *text = repeated(event, n);
	g_autoptr(GError) error = NULL;

	g_assert_null(calendar_holidays(text, FIRST, LAST, &error));
	g_assert_nonnull(strstr(error->message, why));
}

static void
test_limits(void)
{
	g_autofree char *most = repeated("RRULE:FREQ=YEARLY", 1000);
	g_autoptr(GPtrArray) days = calendar_holidays(most, FIRST, LAST, NULL);

	g_assert_nonnull(days);
	g_assert_cmpuint(days->len, ==, 2000);
	check_refused("RRULE:FREQ=YEARLY", 1001, "too many days");
	check_refused("RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU", 5, "too many days");
	check_refused("RRULE:FREQ=YEARLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;COUNT=999", 30,
		"too many days");
	check_refused("COMMENT:much", 40000, "too long");
}

/* What a rule gives in a year does not depend on where the reading of it began. */
static void
test_years_are_independent(void)
{
	static const char *const rules[] = { "FREQ=YEARLY", "FREQ=YEARLY;INTERVAL=3",
		"FREQ=YEARLY;BYMONTH=2,11;BYDAY=4TH", "FREQ=YEARLY;BYDAY=-1FR",
		"FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=19,20,21,22,23,24,25;BYDAY=FR",
		"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=2TU", "FREQ=YEARLY;BYYEARDAY=-1",
		"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "FREQ=YEARLY;COUNT=20" };
	static const int starts[] = { 19700101, 19720229, 19991231, 20000229, 20210615 };

	for (gsize i = 0; i < G_N_ELEMENTS(rules) * G_N_ELEMENTS(starts); i++) {
		g_autofree char *text = g_strdup_printf("BEGIN:VCALENDAR\nBEGIN:VEVENT\n"
							"SUMMARY:s\nDTSTART:%d\nRRULE:%s\n"
							"END:VEVENT\nEND:VCALENDAR\n",
			starts[i / G_N_ELEMENTS(rules)], rules[i % G_N_ELEMENTS(rules)]);
		g_autoptr(GPtrArray) all = calendar_holidays(text, 1970, 2030, NULL);

		for (int year = 2019; year <= 2030; year++) {
			g_autoptr(GPtrArray) of_year =
				calendar_holidays(text, year, year, NULL);
			guint n = 0;

			for (guint k = 0; k < all->len; k++) {
				const CalendarDay *day = all->pdata[k];

				if (occasion_year(day->day) != year)
					continue;
				g_assert_cmpuint(n, <, of_year->len);
				g_assert_cmpint(day->day, ==,
					((CalendarDay *)of_year->pdata[n++])->day);
			}
			g_assert_cmpuint(n, ==, of_year->len);
		}
	}
}

/* the files that come with the program ------------------------------------------------ */

/* As RFC 5545 wants it: lines end with CRLF and are short, an event names what it must. */
static void
check_format(const char *path, const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\r\n", -1);
	guint n = g_strv_length(lines), events = 0, stamps = 0;
	g_autoptr(GHashTable) uids = g_hash_table_new(g_str_hash, g_str_equal);

	g_assert_cmpstr(lines[0], ==, "BEGIN:VCALENDAR");
	g_assert_cmpstr(lines[1], ==, "VERSION:2.0");
	g_assert_true(g_str_has_prefix(lines[2], "PRODID:"));
	g_assert_cmpstr(lines[n - 1], ==, "");
	for (char **line = lines; *line != NULL; line++) {
		if (strlen(*line) > 75 || strpbrk(*line, "\r\n") != NULL)
			g_error("%s: %s", path, *line);
		events += strcmp(*line, "BEGIN:VEVENT") == 0;
		stamps += g_str_has_prefix(*line, "DTSTAMP:");
		if (g_str_has_prefix(*line, "UID:"))
			g_hash_table_add(uids, *line);
	}
	g_assert_cmpuint(events, >, 0);
	g_assert_cmpuint(stamps, ==, events);
	g_assert_cmpuint(g_hash_table_size(uids), ==, events);
}

/* Whatever the year, the same holidays: none is lost to a rule that does not fit. */
static void
check_shipped(const char *path)
{
	g_autofree char *text = NULL;
	g_autoptr(GPtrArray) days = NULL;
	g_autoptr(GError) error = NULL;

	g_file_get_contents(path, &text, NULL, &error);
	g_assert_no_error(error);
	check_format(path, text);
	for (int year = 2026; year < 2032; year++) {
		g_autoptr(GPtrArray) next = calendar_holidays(text, year, year, &error);

		if (next == NULL)
			g_error("%s: %s", path, error->message);
		if (days != NULL && days->len != next->len)
			g_error("%s: other holidays in %d", path, year);
		g_clear_pointer(&days, g_ptr_array_unref);
		days = g_steal_pointer(&next);
	}
}

static void
test_shipped(void)
{
	g_autoptr(GDir) dir = g_dir_open("contrib/data/holidays", 0, NULL);
	const char *name;
	int n = 0;

	while ((name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *path =
			g_build_filename("contrib/data/holidays", name, NULL);

		check_shipped(path);
		n++;
	}
	g_assert_cmpint(n, >, 20);
}

static void
check_country(const char *name, const char *expected)
{
	g_autofree char *path =
		g_strdup_printf("contrib/data/holidays/country-%s.ics", name);
	g_autofree char *text = NULL;
	g_autofree char *actual = NULL;
	g_autoptr(GPtrArray) days = NULL;

	g_assert_true(g_file_get_contents(path, &text, NULL, NULL));
	days = calendar_holidays(text, FIRST, FIRST, NULL);
	actual = describe(days);
	g_assert_cmpstr(actual, ==, expected);
}

static void
test_known(void)
{
	check_country("us", "2026-01-01 New Year's Day; 2026-04-05 Easter Sunday; "
			    "2026-07-04 Independence Day; 2026-11-26 Thanksgiving; "
			    "2026-12-25 Christmas Day");
	check_country("ca", "2026-01-01 New Year's Day; 2026-04-05 Easter Sunday; "
			    "2026-07-01 Canada Day; 2026-10-12 Thanksgiving; "
			    "2026-12-25 Christmas Day");
	check_country("de", "2026-01-01 New Year's Day; 2026-04-05 Easter Sunday; "
			    "2026-10-03 German Unity Day; 2026-12-24 Christmas Eve");
	check_country("ru", "2026-01-01 New Year's Day; 2026-01-07 Orthodox Christmas; "
			    "2026-03-08 International Women's Day; "
			    "2026-04-12 Orthodox Easter");
	check_country("nl", "2026-01-01 New Year's Day; 2026-04-05 Easter Sunday; "
			    "2026-04-27 King's Day; 2026-12-25 Christmas Day");
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/calendar-holiday/cases", test_cases);
	g_test_add_func("/calendar-holiday/limits", test_limits);
	g_test_add_func(
		"/calendar-holiday/years-are-independent", test_years_are_independent);
	g_test_add_func("/calendar-holiday/shipped", test_shipped);
	g_test_add_func("/calendar-holiday/known", test_known);
	return g_test_run();
}
