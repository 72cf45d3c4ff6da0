#include "lib/when.h"

#include <math.h>
#include <stdlib.h>

#define WEEK (7 * WHEN_DAY)

/* `instant` as UTC, moved into the years that GLib can represent. */
static GDateTime *
utc_time(Instant instant)
{
	return g_date_time_new_from_unix_utc(CLAMP(instant, 0, WHEN_LAST));
}

Instant
when_add(Instant from, Interval interval)
{
	g_autoptr(GDateTime) start = NULL;
	g_autoptr(GDateTime) end = NULL;

	if (interval.months == 0)
		return from + interval.days * WHEN_DAY;
	start = utc_time(from);
	end = g_date_time_add_months(start, interval.months);
	if (end == NULL) /* beyond the calendar: the nominal length must do */
		return from + when_interval_days(interval) * WHEN_DAY;
	return g_date_time_to_unix(end) + interval.days * WHEN_DAY;
}

double
when_ratio(Instant since, Interval cadence, Instant now)
{
	return (double)(now - since) / (double)(when_add(since, cadence) - since);
}

int
when_day(Instant instant)
{
	g_autoptr(GDateTime) utc = utc_time(instant);
	g_autoptr(GDateTime) local = g_date_time_to_local(utc);
	g_autoptr(GDateTime) midnight = g_date_time_new_utc(g_date_time_get_year(local),
		g_date_time_get_month(local), g_date_time_get_day_of_month(local), 0, 0, 0);

	return (int)(g_date_time_to_unix(midnight) / WHEN_DAY);
}

Instant
when_day_start(int day)
{
	g_autoptr(GDateTime) utc = utc_time(day * WHEN_DAY);
	g_autoptr(GDateTime) local = g_date_time_new_local(g_date_time_get_year(utc),
		g_date_time_get_month(utc), g_date_time_get_day_of_month(utc), 0, 0, 0);

	return g_date_time_to_unix(local);
}

char *
when_format_date(Instant instant)
{
	g_autoptr(GDateTime) utc = NULL;
	g_autoptr(GDateTime) local = NULL;

	if (instant == WHEN_NEVER)
		return g_strdup("never");
	utc = utc_time(instant);
	local = g_date_time_to_local(utc);
	return g_date_time_format(local != NULL ? local : utc, "%Y-%m-%d");
}

char *
when_format_at(Instant instant, int utc_offset)
{
	g_autoptr(GDateTime) there = utc_time(instant + utc_offset * INT64_C(60));
	g_autofree char *text = g_date_time_format(there, "%Y-%m-%d %H:%M");
	int minutes = abs(utc_offset);

	return g_strdup_printf("%s %c%02d%02d", text, utc_offset < 0 ? '-' : '+',
		minutes / 60, minutes % 60);
}

WhenUnit
when_span(int64_t seconds, int64_t *ret_n)
{
	double days = round(fabs((double)seconds) / (double)WHEN_DAY);
	double weeks = round(days / 7), months = round(days * 12 / 365.2425);
	bool by_day = days < 14 && days != 7, by_week = weeks < 9, by_month = months < 24;

	*ret_n = (int64_t)(by_day     ? days
			   : by_week  ? weeks
			   : by_month ? months
				      : round(days / 365.2425));
	return by_day     ? WHEN_DAYS
	       : by_week  ? WHEN_WEEKS
	       : by_month ? WHEN_MONTHS
			  : WHEN_YEARS;
}

char *
when_describe_span(int64_t seconds)
{
	static const char *const units[] = { "day", "week", "month", "year" };
	int64_t n;
	WhenUnit unit = when_span(seconds, &n);

	if (n == 0)
		return g_strdup("today");
	return g_strdup_printf(
		"%" G_GINT64_FORMAT " %s%s", n, units[unit], n == 1 ? "" : "s");
}

/* Seconds outside weekends from the Monday before 1970 (29 December 1969) to `instant`. */
static int64_t
weekday_seconds_until(Instant instant)
{
	int64_t since = instant + 3 * WHEN_DAY;
	int64_t weeks = since / WEEK - (since % WEEK < 0), rest = since - weeks * WEEK;

	return weeks * 5 * WHEN_DAY + MIN(rest, 5 * WHEN_DAY);
}

int64_t
when_weekday_seconds(Instant from, Instant to)
{
	return weekday_seconds_until(to) - weekday_seconds_until(from);
}
