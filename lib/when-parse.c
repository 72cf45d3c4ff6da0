#include "lib/when.h"

#include <string.h>

#include "lib/error.h"

/* GLib reads ISO 8601 only in full; people leave out the seconds, the T, the time. */
#define ISO_8601                                                                           \
	"^(?<date>[0-9]{4}-?[0-9]{2}-?[0-9]{2})"                                           \
	"(?:[T ](?<hour>[0-9]{2}):?(?<minute>[0-9]{2})(?::?(?<second>[0-9]{2})"            \
	"(?:[.,][0-9]+)?)? ?(?<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?$"

static bool
in_range(Instant instant, Instant *ret_instant)
{
	if (instant < 0 || instant > WHEN_LAST)
		return false;
	*ret_instant = instant;
	return true;
}

/* The part of the match called `name`, or `otherwise` if it is empty or missing. New. */
static char *
part(const GMatchInfo *match, const char *name, const char *otherwise)
{
	g_autofree char *text = g_match_info_fetch_named(match, name);

	return g_ascii_strup(text != NULL && *text != '\0' ? text : otherwise, -1);
}

/* The full spelling of what matched. New. */
static char *
complete(const GMatchInfo *match)
{
	g_autofree char *date = part(match, "date", "");
	g_autofree char *hour = part(match, "hour", "00");
	g_autofree char *minute = part(match, "minute", "00");
	g_autofree char *second = part(match, "second", "00");
	g_autofree char *zone = part(match, "zone", "");

	return g_strdup_printf("%sT%s:%s:%s%s", date, hour, minute, second, zone);
}

static bool
read_iso8601(const char *text, Instant *ret_instant)
{
	g_autoptr(GRegex) regex = g_regex_new(ISO_8601, G_REGEX_CASELESS, 0, NULL);
	g_autoptr(GTimeZone) local = g_time_zone_new_local();
	g_autoptr(GMatchInfo) match = NULL;
	g_autoptr(GDateTime) time = NULL;
	g_autofree char *full = NULL;

	if (!g_regex_match(regex, text, 0, &match))
		return false;
	full = complete(match);
	time = g_date_time_new_from_iso8601(full, local);
	return time != NULL && in_range(g_date_time_to_unix(time), ret_instant);
}

static bool
read_seconds(const char *text, Instant *ret_instant)
{
	guint64 seconds = 0;

	return *text == '@' &&
	       g_ascii_string_to_unsigned(text + 1, 10, 0, WHEN_LAST, &seconds, NULL) &&
	       in_range((Instant)seconds, ret_instant);
}

/* What a script writes, and the only thing that may say what "now" is. */
static bool
read_exact(const char *text, Instant *ret_instant)
{
	return g_str_is_ascii(text) &&
	       (read_seconds(text, ret_instant) || read_iso8601(text, ret_instant));
}

/* 00:00 local time, `days` days after the day of `now`. */
static Instant
midnight(GDateTime *now, int days)
{
	g_autoptr(GDateTime) day = now != NULL ? g_date_time_add_days(now, days) : NULL;
	g_autoptr(GDateTime) start = NULL;

	if (day == NULL) /* beyond the calendar */
		return -1;
	start = g_date_time_new_local(g_date_time_get_year(day), g_date_time_get_month(day),
		g_date_time_get_day_of_month(day), 0, 0, 0);
	return g_date_time_to_unix(start);
}

/* "friday", "fri" or "next friday": the first one after the day of `now`. */
static bool
read_weekday(const char *text, int today, int *ret_days)
{
	static const char *const names[] = { "monday", "tuesday", "wednesday", "thursday",
		"friday", "saturday", "sunday" };

	if (g_str_has_prefix(text, "next "))
		text += strlen("next ");
	for (int i = 0; i < (int)G_N_ELEMENTS(names); i++) {
		if (strcmp(text, names[i]) == 0 ||
			(strlen(text) == 3 && strncmp(text, names[i], 3) == 0)) {
			*ret_days = (i + 1 - today + 6) % 7 + 1;
			return true;
		}
	}
	return false;
}

/* Days named in relation to the day of `now`. */
static bool
read_day(const char *text, Instant now, Instant *ret_instant)
{
	static const struct {
		const char *name;
		int days;
	} names[] = { { "today", 0 }, { "tomorrow", 1 }, { "yesterday", -1 } };
	g_autoptr(GDateTime) local = g_date_time_new_from_unix_local(now);
	int days = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
		if (strcmp(text, names[i].name) == 0)
			return in_range(midnight(local, names[i].days), ret_instant);
	return local != NULL &&
	       read_weekday(text, g_date_time_get_day_of_week(local), &days) &&
	       in_range(midnight(local, days), ret_instant);
}

/* "in 3 days", "3 days", "3 days ago". Changes `text`. */
static bool
read_distance(char *text, Instant now, Instant *ret_instant)
{
	Interval interval = { 0, 0 };
	bool ago = g_str_has_suffix(text, " ago"), in = g_str_has_prefix(text, "in ");

	if (ago && in)
		return false;
	if (ago)
		text[strlen(text) - strlen(" ago")] = '\0';
	if (in)
		text += strlen("in ");
	if (!g_ascii_isdigit(*text) || !when_parse_interval(text, &interval, NULL))
		return false;
	if (ago)
		interval = (Interval){ -interval.months, -interval.days };
	return in_range(when_add(now, interval), ret_instant);
}

bool
when_parse(const char *text, Instant now, Instant *ret_instant, GError **error)
{
	g_autofree char *lower = g_strstrip(g_ascii_strdown(text, -1));

	if (strcmp(lower, "now") == 0) {
		*ret_instant = now;
		return true;
	}
	if (read_exact(lower, ret_instant) || read_day(lower, now, ret_instant) ||
		read_distance(lower, now, ret_instant))
		return true;
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"\"%s\" is no date: give one like 2026-03-31, 2026-03-31T09:30, tomorrow, "
		"friday, \"in 3 weeks\" or \"3 days ago\"",
		text);
	return false;
}

bool
when_now(const char *option, Instant *ret_now, GError **error)
{
	const char *variable = g_getenv("CADENCE_NOW");
	const char *text = option != NULL ? option : variable;

	if (option == NULL && (variable == NULL || *variable == '\0')) {
		*ret_now = g_get_real_time() / G_USEC_PER_SEC;
		return true;
	}
	if (read_exact(text, ret_now))
		return true;
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"%s: \"%s\" is no date: give one like 2026-03-10, 2026-03-10T12:00Z or "
		"@1773144000",
		option != NULL ? "--now" : "CADENCE_NOW", text);
	return false;
}
