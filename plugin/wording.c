#include "plugin/wording.h"

#include <math.h>
#include <string.h>

#include "lib/clock.h"
#include "lib/text.h"

/* Not by the locale: all that is said is in English. */
static const char *const months[] = { "January", "February", "March", "April", "May",
	"June", "July", "August", "September", "October", "November", "December" };
static const char *const weekdays[] = { "Monday", "Tuesday", "Wednesday", "Thursday",
	"Friday", "Saturday", "Sunday" };

/* From so many of the smaller for one of the larger, a balance is about even. */
#define EVEN 0.67

char *
wording_ago(Instant then, Instant now)
{
	g_autofree char *span = NULL;

	if (then == WHEN_NEVER)
		return g_strdup("never");
	span = when_describe_span(now - then);
	if (!g_ascii_isdigit(span[0]))
		return g_steal_pointer(&span);
	return then > now ? g_strconcat("in ", span, NULL)
			  : g_strconcat(span, " ago", NULL);
}

char *
wording_ago_on(Instant then, Instant now)
{
	g_autofree char *ago = wording_ago(then, now);
	g_autofree char *date = when_format_date(then);

	if (then == WHEN_NEVER)
		return g_steal_pointer(&ago);
	return g_strconcat(ago, ", on ", date, NULL);
}

/* "Friday, 13 March", or without the weekday. */
static char *
name_of_day(GDateTime *time, bool weekday)
{
	return g_strdup_printf("%s%s%d %s",
		weekday ? weekdays[g_date_time_get_day_of_week(time) - 1] : "",
		weekday ? ", " : "", g_date_time_get_day_of_month(time),
		months[g_date_time_get_month(time) - 1]);
}

static GDateTime *
local_time(Instant instant)
{
	g_autoptr(GDateTime) utc =
		g_date_time_new_from_unix_utc(CLAMP(instant, 0, WHEN_LAST));

	return g_date_time_to_local(utc);
}

/* "on Friday, 13 March" of the days ahead, "on 5 May 2028" of other years. */
static char *
on_day(int day, Instant now)
{
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(day * WHEN_DAY);
	g_autoptr(GDateTime) today = local_time(now);
	int ahead = day - when_day(now);
	g_autofree char *name = name_of_day(date, ahead > 1 && ahead < 7);

	if (g_date_time_get_year(date) == g_date_time_get_year(today) || ahead < 7)
		return g_strconcat("on ", name, NULL);
	return g_strdup_printf("on %s %d", name, g_date_time_get_year(date));
}

char *
wording_day(int day, Instant now)
{
	int ahead = day - when_day(now);
	g_autofree char *on = on_day(day, now);
	g_autofree char *ago = wording_ago(ahead * WHEN_DAY, 0);

	if (ahead == 0 || ahead == -1)
		return g_strdup(ahead == 0 ? "today" : "yesterday");
	if (ahead < 0)
		return wording_ago_on(when_day_start(day), when_day_start(when_day(now)));
	if (ahead > 1 && ahead < 7)
		return g_steal_pointer(&on);
	return g_strdup_printf("%s, %s", ahead == 1 ? "tomorrow" : ago, on);
}

char *
wording_hour_of(Instant instant)
{
	g_autoptr(GDateTime) time = local_time(instant);
	g_autofree char *name = name_of_day(time, true);

	return g_strdup_printf("%s, %02d:%02d", name, g_date_time_get_hour(time),
		g_date_time_get_minute(time));
}

char *
wording_hours(double hours)
{
	int whole = (int)fmax(1, round(hours));

	if (hours >= 36)
		return when_describe_span((int64_t)(hours * 3600));
	return g_strdup_printf("%d hour%s", whole, whole == 1 ? "" : "s");
}

char *
wording_sentence(const char *wording)
{
	static const char *const openings[] = { "about", "it", "mail", "that", "the",
		"there", "you", "your", NULL };
	g_autofree char *first = g_strndup(wording, strcspn(wording, " :"));
	/* A name or an address in front stays as it is written. */
	bool raise = g_strv_contains(openings, first);

	return g_strdup_printf("%c%s%s", raise ? g_ascii_toupper(*wording) : *wording,
		wording + 1, g_str_has_suffix(wording, "\"") ? "" : ".");
}

static char *
every(const char *span)
{
	return g_strconcat("every ", g_str_has_prefix(span, "1 ") ? span + 2 : span, NULL);
}

char *
wording_every(double days)
{
	g_autofree char *span = when_describe_span((int64_t)(days * (double)WHEN_DAY));

	return every(span);
}

char *
wording_cadence(Interval cadence)
{
	g_autofree char *span = when_describe_interval(cadence);

	return every(span);
}

/* Where names are written with wide characters, the family name stands in front, and the
 * whole name is what one is called by. */
char *
wording_given(const char *name)
{
	char *given = text_given_name(name);

	return given != NULL ? given : g_strdup(name);
}

/* As they stand after "in". */
static const struct {
	const char *code, *name;
} countries[] = {
	{ "at", "Austria" },
	{ "au", "Australia" },
	{ "be", "Belgium" },
	{ "bg", "Bulgaria" },
	{ "br", "Brazil" },
	{ "by", "Belarus" },
	{ "ca", "Canada" },
	{ "ch", "Switzerland" },
	{ "cy", "Cyprus" },
	{ "cz", "Czechia" },
	{ "de", "Germany" },
	{ "dk", "Denmark" },
	{ "ee", "Estonia" },
	{ "es", "Spain" },
	{ "fi", "Finland" },
	{ "fr", "France" },
	{ "gb", "the United Kingdom" },
	{ "ge", "Georgia" },
	{ "gr", "Greece" },
	{ "hr", "Croatia" },
	{ "hu", "Hungary" },
	{ "ie", "Ireland" },
	{ "is", "Iceland" },
	{ "it", "Italy" },
	{ "jp", "Japan" },
	{ "lt", "Lithuania" },
	{ "lu", "Luxembourg" },
	{ "lv", "Latvia" },
	{ "md", "Moldova" },
	{ "mk", "North Macedonia" },
	{ "mx", "Mexico" },
	{ "nl", "the Netherlands" },
	{ "no", "Norway" },
	{ "nz", "New Zealand" },
	{ "pl", "Poland" },
	{ "pt", "Portugal" },
	{ "ro", "Romania" },
	{ "rs", "Serbia" },
	{ "ru", "Russia" },
	{ "se", "Sweden" },
	{ "si", "Slovenia" },
	{ "sk", "Slovakia" },
	{ "tr", "Turkey" },
	{ "ua", "Ukraine" },
	{ "us", "the United States" },
};

char *
wording_country(const char *code)
{
	for (gsize i = 0; i < G_N_ELEMENTS(countries); i++)
		if (g_str_equal(countries[i].code, code))
			return g_strdup(countries[i].name);
	return g_ascii_strup(code, -1);
}

static int
local_offset(Instant instant)
{
	g_autoptr(GDateTime) time = local_time(instant);

	return (int)(g_date_time_get_utc_offset(time) / G_TIME_SPAN_MINUTE);
}

/* Whether `utc_offset` may be that of the user's own zone: theirs is of letters that may
 * have been written in the other half of the year. */
static bool
is_of_here(int utc_offset, Instant now)
{
	return utc_offset == local_offset(now) ||
	       utc_offset == local_offset(now - 182 * WHEN_DAY);
}

int
wording_utc_offset(const Standing *standing, Instant now)
{
	return is_of_here(standing->utc_offset, now) ? local_offset(now)
						     : standing->utc_offset;
}

static bool
is_night(int hour)
{
	return hour < 7 || hour >= 22;
}

char *
wording_usual_hours(int usual_hour)
{
	return g_strdup_printf(
		"between %d and %d", usual_hour, (usual_hour + CLOCK_USUAL_HOURS) % 24);
}

char *
wording_their_clock(const Candidate *candidate, Instant now)
{
	const Standing *standing = &candidate->standing;
	bool here = is_of_here(standing->utc_offset, now);
	int64_t there =
		CLAMP(now, 0, WHEN_LAST) + wording_utc_offset(standing, now) * INT64_C(60);
	int hour = (int)(there % WHEN_DAY / 3600), minute = (int)(there % 3600 / 60);
	int usual = standing->usual_hour;
	bool late = is_night(hour) &&
		    (usual < 0 || (hour - usual + 24) % 24 >= CLOCK_USUAL_HOURS);
	g_autofree char *given = wording_given(candidate->contact->name);
	g_autofree char *hours = wording_usual_hours(usual);

	if (!standing->has_utc_offset || (here && (!late || usual < 0)))
		return NULL;
	if (here)
		return g_strdup_printf("it is %02d:%02d; %s usually writes %s", hour,
			minute, given, hours);
	if (usual < 0)
		return g_strdup_printf("it is %02d:%02d there", hour, minute);
	return g_strdup_printf(
		"it is %02d:%02d there; %s usually writes %s", hour, minute, given, hours);
}

char *
wording_misfit(const Candidate *candidate)
{
	g_autofree char *given = wording_given(candidate->contact->name);
	g_autofree char *pace = wording_every(candidate->standing.pace_days);
	g_autofree char *cadence = wording_cadence(candidate->contact->cadence);

	return g_strdup_printf("you and %s have long been in touch %s; the cadence is %s",
		given, pace, cadence);
}

char *
wording_balance(int in, int out)
{
	double even = clock_reciprocity(in, out);

	if (even < 0)
		return NULL;
	return g_strdup_printf("%syou reached out %d time%s, they %d",
		even >= EVEN ? "about even: " : "", out, out == 1 ? "" : "s", in);
}
