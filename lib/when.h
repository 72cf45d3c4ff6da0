#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* Instants and intervals. Nothing here reads the clock but when_now(). */

typedef int64_t Instant; /* seconds since 1970, UTC */

#define WHEN_DAY INT64_C(86400)
#define WHEN_LAST INT64_C(253402300799) /* the end of the year 9999 */
#define WHEN_NEVER INT64_MIN /* no such instant: "never contacted", an absent date */

/* A calendar-aware interval: at least one of both is positive, none negative. */
typedef struct {
	int months;
	int days;
} Interval;

/* Reads "10d", "2w", "3m", "1y", "1y6m", "2 weeks", "two weeks", "a month", "half a year",
 * "daily", "weekly", "fortnightly", "monthly", "quarterly", "yearly" or ISO 8601 "P3M", in
 * any case, with or without "every" before it. CADENCE_ERROR_USAGE names the text and shows
 * what is accepted; zero, negative and over 100 years are refused. */
bool when_parse_interval(const char *text, Interval *ret_interval, GError **error);

/* The shortest spelling that parses back: "2w", "3m", "1y", "10d", "1m10d". New. */
char *when_format_interval(Interval interval);

/* In words: "2 weeks", "3 months", "1 year", "10 days". New. */
char *when_describe_interval(Interval interval);

/* Nominal length in days, for sorting and JSON's cadence_days: a month is 365.2425/12 days;
 * rounded to the nearest whole day. */
int when_interval_days(Interval interval);

/* `from` plus `interval` by the UTC calendar: months first (31 January + 1 month is the
 * last of February), then days. Both may be negative here. */
Instant when_add(Instant from, Interval interval);

/* (now - since) / (when_add(since, cadence) - since); negative if `since` is later. */
double when_ratio(Instant since, Interval cadence, Instant now);

/* Reads a point in time as a person types it, in any case:
 * - exactly: "@SECONDS", or ISO 8601: a date, a week (its Monday), a date and time, local
 *   unless it has a zone; "now", "in 3 hours", "10 minutes ago";
 * - as a day: "today", "tomorrow", "the day after tomorrow", "friday", "3 May", "May 3rd,
 *   2027", "in May", "this weekend" (Saturday), "next week" (Monday), "next month" (its
 *   first), "end of the month" (its last), "in two weeks", "3 days", "a month ago";
 * - as a day, or today, and a time: "friday 10:00", "tomorrow at 9am", "at noon on 3 May".
 * A day without a time is 00:00 local. A weekday is the next one after today; a day without
 * a year the next such from today on: there is no past but what says "last" or "ago".
 * CADENCE_ERROR_USAGE names the text and shows what is accepted. */
bool when_parse(const char *text, Instant now, Instant *ret_instant, GError **error);

/* The same looking back, for what has happened: a weekday is the last one before today, a
 * day without a year the last such up to today. */
bool when_parse_past(const char *text, Instant now, Instant *ret_instant, GError **error);

/* The present: `option` (of --now) if not NULL, else $CADENCE_NOW if set and not empty,
 * else the clock. The former two as ISO 8601 or @SECONDS. CADENCE_ERROR_USAGE names the
 * source. */
bool when_now(const char *option, Instant *ret_now, GError **error);

/* "2026-03-10", local; "never" for WHEN_NEVER. New. */
char *when_format_date(Instant instant);

/* "2026-03-10 12:00 +0100" at `utc_offset` minutes east. New. */
char *when_format_at(Instant instant, int utc_offset);

/* The largest unit of a span that reads well, and how many of it, rounded; 0 days is today.
 * Negative as positive. */
typedef enum { WHEN_DAYS, WHEN_WEEKS, WHEN_MONTHS, WHEN_YEARS, N_WHEN_UNITS } WhenUnit;
WhenUnit when_span(int64_t seconds, int64_t *ret_n);

/* A span in the words of a letter, the largest unit that reads well, rounded: "today",
 * "3 days", "5 weeks", "4 months", "2 years". Negative as positive. New. */
char *when_describe_span(int64_t seconds);

/* The local calendar day of `instant`: days since 1 January 1970; and back: when it began.
 */
int when_day(Instant instant);
Instant when_day_start(int day);

/* Reads a day that comes back each year, with or without the year: "1815-12-10", "--12-10",
 * "12-10", "10 December", "December 10, 1815", "10.12.1815", "10.12.". `*ret_year` is 0 if
 * none is given. CADENCE_ERROR_USAGE names the text and shows what is accepted. */
bool when_parse_anniversary(
	const char *text, int *ret_year, int *ret_month, int *ret_day, GError **error);

/* Seconds between two instants (from <= to) that do not lie on a Saturday or Sunday, UTC.
 */
int64_t when_weekday_seconds(Instant from, Instant to);
