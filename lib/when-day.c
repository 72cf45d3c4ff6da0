#include <string.h>

#include "lib/when-private.h"

#define EPOCH 719163 /* 1 January 1970, as GDate counts days */

/* Days with a date, as numbers from 1970 on. */

static void
date_of(int day, GDate *date)
{
	g_date_clear(date, 1);
	g_date_set_julian(date, (guint32)(day + EPOCH));
}

static int
day_of(const GDate *date)
{
	return (int)g_date_get_julian(date) - EPOCH;
}

static int
weekday(int day)
{
	GDate date;

	date_of(day, &date);
	return (int)g_date_get_weekday(&date); /* 1: Monday */
}

/* Days named in relation to `today`. */
static bool
read_name(const char *text, int today, int *ret_day)
{
	static const struct {
		const char *name;
		int days;
	} names[] = { { "today", 0 }, { "tomorrow", 1 }, { "yesterday", -1 },
		{ "the day after tomorrow", 2 }, { "day after tomorrow", 2 },
		{ "the day before yesterday", -2 }, { "day before yesterday", -2 } };

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		if (strcmp(text, names[i].name) == 0) {
			*ret_day = today + names[i].days;
			return true;
		}
	}
	return false;
}

/* Takes `word` and a space off the front of `*text`. */
static bool
take_word(const char **text, const char *word)
{
	gsize length = strlen(word);

	if (strncmp(*text, word, length) != 0 || (*text)[length] != ' ')
		return false;
	*text += length + 1;
	return true;
}

/* "friday", "fri", "next friday": the first one after `today`, never `today` itself. */
static bool
read_weekday(const char *text, int today, bool back, int *ret_day)
{
	static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday",
		"friday", "saturday", "sunday", NULL };
	bool last = take_word(&text, "last");
	int wanted, days;

	if (!last && (take_word(&text, "next") || take_word(&text, "this")))
		back = false;
	wanted = when_find_name(text, names);
	if (wanted < 0)
		return false;
	days = (wanted + 1 - weekday(today) + 6) % 7 + 1;
	*ret_day = today + (last || back ? (days == 7 ? -7 : days - 7) : days);
	return true;
}

/* A weekend is its Saturday; while it lasts, this weekend is now. */
static bool
read_weekend(const char *text, int today, int *ret_day)
{
	int saturday = today + 6 - weekday(today);

	if (strcmp(text, "next weekend") == 0)
		*ret_day = saturday + 7;
	else if (strcmp(text, "this weekend") == 0 || strcmp(text, "the weekend") == 0)
		*ret_day = MAX(today, saturday);
	else
		return false;
	return true;
}

/* The first day of the month or year, `months` after that of `today`. */
static int
first_day(int today, bool of_year, guint months)
{
	GDate date;

	date_of(today, &date);
	g_date_set_day(&date, 1);
	if (of_year)
		g_date_set_month(&date, G_DATE_JANUARY);
	g_date_add_months(&date, months);
	return day_of(&date);
}

/* The first day of what comes next, the last of what is or comes next. */
static bool
read_period(const char *text, int today, int *ret_day)
{
	bool end = take_word(&text, "the end of") || take_word(&text, "end of");
	bool next = take_word(&text, "next");
	guint n = end && next ? 2 : 1;

	if (!end && !next)
		return false;
	if (end && !next && !take_word(&text, "the"))
		take_word(&text, "this");
	if (strcmp(text, "month") == 0)
		*ret_day = first_day(today, false, n) - end;
	else if (strcmp(text, "year") == 0)
		*ret_day = first_day(today, true, 12 * n) - end;
	else if (strcmp(text, "week") == 0)
		*ret_day = today + (int)(7 * n) + 1 - weekday(today) - end;
	else
		return false;
	return true;
}

static bool
make_day(const MonthDay *day, int year, int *ret_day)
{
	GDate date;

	if (year < 1 || !g_date_valid_dmy((GDateDay)day->day, (GDateMonth)day->month,
				(GDateYear)year))
		return false;
	g_date_clear(&date, 1);
	g_date_set_dmy(&date, (GDateDay)day->day, (GDateMonth)day->month, (GDateYear)year);
	*ret_day = day_of(&date);
	return true;
}

/* In the first year, from that of `today` on or back, in which that day comes or came: it
 * may be eight years to the next 29 February. */
static bool
find_year(const MonthDay *day, int today, bool back, int *ret_day)
{
	GDate date;

	date_of(today, &date);
	for (int i = 0; i <= 8; i++) {
		int year = (int)g_date_get_year(&date) + (back ? -i : i);

		if (make_day(day, year, ret_day) &&
			(back ? *ret_day <= today : *ret_day >= today))
			return true;
	}
	return false;
}

/* A month without a day is its first. */
static bool
read_month_day(const char *text, int today, bool back, int *ret_day)
{
	MonthDay day;

	if (!when_read_month_day(text, &day))
		return false;
	day.day = MAX(day.day, 1);
	return day.year != 0 ? make_day(&day, day.year, ret_day)
			     : find_year(&day, today, back, ret_day);
}

/* Months first: a month after 31 January is the last of February. */
static int
move(int today, Interval by, bool back)
{
	GDate date;

	date_of(today, &date);
	if (back) {
		g_date_subtract_months(&date, (guint)by.months);
		return day_of(&date) - by.days;
	}
	g_date_add_months(&date, (guint)by.months);
	return day_of(&date) + by.days;
}

/* "in two weeks", "3 days", "a month ago". */
static bool
read_distance(const char *text, int today, int *ret_day)
{
	g_autofree char *amount = NULL;
	const char *rest = text;
	bool in = take_word(&text, "in");
	bool ago = g_str_has_suffix(text, " ago");
	Interval by = { 0, 0 };
	int n = 0;

	if (in && ago)
		return false;
	amount = g_strndup(text, strlen(text) - (ago ? strlen(" ago") : 0));
	rest = amount;
	if ((!when_take_number(&rest, &n) && !take_word(&rest, "half")) ||
		!when_parse_interval(amount, &by, NULL))
		return false;
	*ret_day = move(today, by, ago);
	return true;
}

bool
when_read_day(const char *text, int today, bool back, int *ret_day)
{
	return read_name(text, today, ret_day) ||
	       read_weekday(text, today, back, ret_day) ||
	       read_weekend(text, today, ret_day) || read_period(text, today, ret_day) ||
	       read_month_day(text, today, back, ret_day) ||
	       read_distance(text, today, ret_day);
}
