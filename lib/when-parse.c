#include "lib/when.h"

#include <stdlib.h>
#include <string.h>

#include "lib/error.h"
#include "lib/when-private.h"

/* GLib reads ISO 8601 only in full; people leave out the seconds, the T, the time, and of
 * a week the day. */
#define ISO_8601                                                                           \
	"^(?<date>[0-9]{4}-?(?:[0-9]{2}-?[0-9]{2}|W[0-9]{2}(?<weekday>-?[1-7])?))"         \
	"(?:[T ](?<hour>[0-9]{2}):?(?<minute>[0-9]{2})(?::?(?<second>[0-9]{2})"            \
	"(?:[.,][0-9]+)?)? ?(?<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?)?)?$"

#define HOURS                                                                              \
	"^(?!in .* ago$)(?:in )?(?<number>[a-z0-9]+ )(?<unit>hour|minute)s?(?<ago> ago)?$"

/* `marked`: that it is a time of day can only be meant. */
#define CLOCK                                                                              \
	"(?<marked>at )?(?:(?<marked>noon)|(?<hour>[0-9]{1,2})(?::(?<minute>[0-9]{2}))?"   \
	" ?(?<half>am|pm)?)"

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
	g_autofree char *weekday = part(match, "weekday", "");
	g_autofree char *hour = part(match, "hour", "00");
	g_autofree char *minute = part(match, "minute", "00");
	g_autofree char *second = part(match, "second", "00");
	g_autofree char *zone = part(match, "zone", "");
	const char *monday = "";

	if (strchr(date, 'W') != NULL && *weekday == '\0')
		monday = strchr(date, '-') != NULL ? "-1" : "1";
	return g_strdup_printf("%s%sT%s:%s:%s%s", date, monday, hour, minute, second, zone);
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

/* "in 3 hours", "10 minutes ago": the only distances that have a time of day. */
static bool
read_hours(const char *text, Instant now, Instant *ret_instant)
{
	g_autoptr(GRegex) regex = g_regex_new(HOURS, 0, 0, NULL);
	g_autoptr(GMatchInfo) match = NULL;
	g_autofree char *number = NULL;
	g_autofree char *unit = NULL;
	g_autofree char *ago = NULL;
	const char *rest;
	int n = 0;

	if (!g_regex_match(regex, text, 0, &match))
		return false;
	number = g_match_info_fetch_named(match, "number");
	unit = g_match_info_fetch_named(match, "unit");
	ago = g_match_info_fetch_named(match, "ago");
	rest = number;
	if (!when_take_number(&rest, &n) || *rest != ' ' || n == 0)
		return false;
	n *= *unit == 'h' ? 3600 : 60;
	return in_range(now + (ago != NULL && *ago != '\0' ? -n : n), ret_instant);
}

/* Minutes after midnight. A bare number is an hour only after "at". */
static bool
read_clock(const GMatchInfo *match, int *ret_minutes)
{
	g_autofree char *hour_text = part(match, "hour", "12");
	g_autofree char *minute_text = part(match, "minute", "");
	g_autofree char *half = part(match, "half", "");
	g_autofree char *marked = part(match, "marked", "");
	int hour = atoi(hour_text), minute = atoi(minute_text);

	if (*minute_text == '\0' && *half == '\0' && *marked == '\0')
		return false;
	if (minute > 59 || hour > (*half != '\0' ? 12 : 23) || (*half != '\0' && hour == 0))
		return false;
	if (*half != '\0')
		hour = hour % 12 + (*half == 'P' ? 12 : 0);
	*ret_minutes = hour * 60 + minute;
	return true;
}

/* Takes "at 15:30", "9am" or "noon" off either end. *ret_day, new, is what is left; there
 * is always something, and without a time it is all. */
static int
take_clock(const char *text, char **ret_day)
{
	static const char *const patterns[] = { "^(?:(?<day>.+?) )??" CLOCK "$",
		"^" CLOCK " (?<day>.+)$", NULL };
	int minutes = 0;

	for (const char *const *pattern = patterns; *pattern != NULL; pattern++) {
		g_autoptr(GRegex) regex = g_regex_new(*pattern, G_REGEX_DUPNAMES, 0, NULL);
		g_autoptr(GMatchInfo) match = NULL;

		if (!g_regex_match(regex, text, 0, &match) || !read_clock(match, &minutes))
			continue;
		*ret_day = g_match_info_fetch_named(match, "day");
		if (*ret_day == NULL || **ret_day == '\0') {
			g_free(*ret_day);
			*ret_day = g_strdup("today");
		}
		return minutes;
	}
	*ret_day = g_strdup(text);
	return 0;
}

/* A clock that is set forward skips to the next time there is. */
static Instant
local_time(int day, int minutes)
{
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(day * WHEN_DAY);
	g_autoptr(GDateTime) local = g_date_time_new_local(g_date_time_get_year(date),
		g_date_time_get_month(date), g_date_time_get_day_of_month(date),
		minutes / 60, minutes % 60, 0);

	return g_date_time_to_unix(local);
}

/* Behind a word that says no more than that a date follows. */
static const char *
skip_preposition(const char *text)
{
	static const char *const words[] = { "on ", "until ", "till ", "by ", "for " };

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (g_str_has_prefix(text, words[i]))
			return text + strlen(words[i]);
	return text;
}

/* A day, a time, or both. */
static bool
read_words(const char *text, Instant now, bool back, Instant *ret_instant)
{
	g_autofree char *rest = NULL;
	int minutes = take_clock(skip_preposition(text), &rest), day = 0;
	const char *words = skip_preposition(rest);
	bool is_date = strpbrk(words, "@ t:") == NULL;
	Instant start = 0;

	if (is_date && read_exact(words, &start))
		day = when_day(start);
	else if (!when_read_day(words, when_day(now), back, &day))
		return false;
	return day >= 0 && day <= WHEN_LAST / WHEN_DAY &&
	       in_range(local_time(day, minutes), ret_instant);
}

char *
when_normalize(const char *text)
{
	g_auto(GStrv) words = NULL;
	g_autoptr(GStrvBuilder) kept = g_strv_builder_new();
	g_auto(GStrv) result = NULL;
	g_autofree char *lower = g_ascii_strdown(text, -1);

	if (!g_str_is_ascii(text))
		return g_strdup("");
	words = g_strsplit_set(lower, ", \t\r\n", -1);
	for (char **word = words; *word != NULL; word++)
		if (**word != '\0')
			g_strv_builder_add(kept, *word);
	result = g_strv_builder_end(kept);
	return g_strjoinv(" ", result);
}

static bool
parse(const char *text, Instant now, bool back, Instant *ret_instant, GError **error)
{
	g_autofree char *plain = when_normalize(text);

	if (strcmp(plain, "now") == 0) {
		*ret_instant = now;
		return true;
	}
	if (read_exact(plain, ret_instant) || read_hours(plain, now, ret_instant) ||
		read_words(plain, now, back, ret_instant))
		return true;
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"\"%s\" is no date: give one like 2026-03-31, 2026-03-31T09:30, tomorrow, "
		"\"friday 10:00\", \"3 May\", \"in two weeks\", \"next month\" or \"3 days "
		"ago\"",
		text);
	return false;
}

bool
when_parse(const char *text, Instant now, Instant *ret_instant, GError **error)
{
	return parse(text, now, false, ret_instant, error);
}

bool
when_parse_past(const char *text, Instant now, Instant *ret_instant, GError **error)
{
	return parse(text, now, true, ret_instant, error);
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
