#include <string.h>

#include "lib/error.h"
#include "lib/when-private.h"

#define DAY "(?<day>0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th)?\\.?"
#define NAME "(?<name>[a-z]{3,9})\\.?"
#define YEAR "(?<year>[0-9]{4})"

int
when_find_name(const char *text, const char *const *names)
{
	for (int i = 0; strlen(text) >= 3 && names[i] != NULL; i++)
		if (g_str_has_prefix(names[i], text))
			return i;
	return -1;
}

static int
number(const GMatchInfo *match, const char *name)
{
	g_autofree char *text = g_match_info_fetch_named(match, name);

	return text == NULL ? 0 : (int)g_ascii_strtoll(text, NULL, 10);
}

/* The month has a name or a number. */
static int
month(const GMatchInfo *match)
{
	static const char *const names[] = { "january", "february", "march", "april", "may",
		"june", "july", "august", "september", "october", "november", "december",
		NULL };
	g_autofree char *name = g_match_info_fetch_named(match, "name");

	return name != NULL ? when_find_name(name, names) + 1 : number(match, "month");
}

/* The first of `patterns`, NULL-terminated, that fits decides. */
static bool
read_first(const char *const *patterns, const char *text, MonthDay *ret_day)
{
	for (; *patterns != NULL; patterns++) {
		g_autoptr(GRegex) regex = g_regex_new(*patterns, 0, 0, NULL);
		g_autoptr(GMatchInfo) match = NULL;

		if (!g_regex_match(regex, text, 0, &match))
			continue;
		ret_day->year = number(match, "year");
		ret_day->month = month(match);
		ret_day->day = number(match, "day");
		return ret_day->month > 0;
	}
	return false;
}

bool
when_read_month_day(const char *text, MonthDay *ret_day)
{
	static const char *const patterns[] = {
		"^(?:the )?" DAY " (?:of )?" NAME "(?: " YEAR ")?$",
		"^" NAME " (?:the )?" DAY "(?: " YEAR ")?$",
		"^(?:in )?" NAME "(?: " YEAR ")?$",
		NULL,
	};

	return read_first(patterns, text, ret_day);
}

static bool
read_numbers(const char *text, MonthDay *ret_day)
{
	static const char *const patterns[] = {
		"^" YEAR "(-?)(?<month>[0-9]{2})\\g2(?<day>[0-9]{2})$",
		"^--(?<month>[0-9]{2})-?(?<day>[0-9]{2})$",
		"^(?<month>[0-9]{2})-(?<day>[0-9]{2})$",
		"^(?<day>[0-9]{1,2})\\. ?(?<month>[0-9]{1,2})\\.(?: ?" YEAR ")?$",
		NULL,
	};

	return read_first(patterns, text, ret_day);
}

/* Whether the day comes in that year, or, without one, in any. */
static bool
is_possible(const MonthDay *day)
{
	const GDateYear leap = 2024;

	return g_date_valid_dmy((GDateDay)day->day, (GDateMonth)day->month,
		day->year != 0 ? (GDateYear)day->year : leap);
}

bool
when_parse_anniversary(
	const char *text, int *ret_year, int *ret_month, int *ret_day, GError **error)
{
	g_autofree char *plain = when_normalize(text);
	MonthDay day = { 0, 0, 0 };

	if ((read_numbers(plain, &day) || when_read_month_day(plain, &day)) &&
		is_possible(&day)) {
		*ret_year = day.year;
		*ret_month = day.month;
		*ret_day = day.day;
		return true;
	}
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"\"%s\" is no day of the year: give one like 1815-12-10, 12-10, "
		"\"10 December\", \"December 10, 1815\" or 10.12.1815",
		text);
	return false;
}
