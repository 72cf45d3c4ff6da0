#include <string.h>

#include "lib/calendar-private.h"

enum { MAX_INSTANCES = 1000, SECONDS = 60 };

G_DEFINE_AUTOPTR_CLEANUP_FUNC(icalrecur_iterator, icalrecur_iterator_free)

/* The name of a zone becomes that of a file. */
static GTimeZone *
known_zone(const char *name)
{
	if (!g_ascii_isalpha(*name) || strspn(name, G_CSET_a_2_z G_CSET_A_2_Z G_CSET_DIGITS
					       "_+-/") != strlen(name))
		return NULL;
	return g_time_zone_new_identifier(name);
}

static int
offset_in_calendar(const CalendarClock *clock, const char *name, icaltimetype time)
{
	icaltimezone *zone = icalcomponent_get_timezone(clock->calendar, name);
	int is_daylight = 0;

	return zone == NULL ? clock->utc_offset * SECONDS
			    : icaltimezone_get_utc_offset(zone, &time, &is_daylight);
}

/* `time` on the clock of `zone`; WHEN_NEVER if the calendar has no such day. */
static Instant
instant_in(GTimeZone *zone, icaltimetype time)
{
	g_autoptr(GDateTime) date = g_date_time_new(zone, time.year, time.month, time.day,
		time.hour, time.minute, MIN(time.second, 59));

	return date == NULL ? WHEN_NEVER : g_date_time_to_unix(date);
}

/* `name` of the zone, NULL if the time has none. A zone known by name goes before what the
 * mail says of it: senders cut their descriptions down to the rule of one year. */
static Instant
instant_at(const CalendarClock *clock, const char *name, icaltimetype time)
{
	g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
	g_autoptr(GTimeZone) zone = name == NULL ? NULL : known_zone(name);
	Instant instant = instant_in(zone == NULL ? utc : zone, time);

	if (zone != NULL || icaltime_is_utc(time) || instant == WHEN_NEVER)
		return instant;
	return instant - (name == NULL ? clock->utc_offset * SECONDS
				       : offset_in_calendar(clock, name, time));
}

static const char *
zone_name(icalproperty *property)
{
	icalparameter *zone =
		icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);

	return zone == NULL ? NULL : icalparameter_get_tzid(zone);
}

bool
calendar_is_day(icalproperty *property)
{
	icalvalue *value = icalproperty_get_value(property);

	return value != NULL && icalvalue_isa(value) == ICAL_DATE_VALUE;
}

static bool
time_of(icalproperty *property, icaltimetype *ret_time)
{
	icalvalue *value = property == NULL ? NULL : icalproperty_get_value(property);
	icalvalue_kind kind = value == NULL ? ICAL_NO_VALUE : icalvalue_isa(value);

	if (kind == ICAL_DATETIMEPERIOD_VALUE)
		*ret_time = icalvalue_get_datetimeperiod(value).time;
	else if (kind == ICAL_DATE_VALUE)
		*ret_time = icalvalue_get_date(value);
	else if (kind == ICAL_DATETIME_VALUE)
		*ret_time = icalvalue_get_datetime(value);
	else
		return false;
	return !icaltime_is_null_time(*ret_time);
}

Instant
calendar_instant(const CalendarClock *clock, icalproperty *property)
{
	icaltimetype time;

	if (!time_of(property, &time))
		return WHEN_NEVER;
	return instant_at(clock, zone_name(property), time);
}

/* Nobody meets each minute, and some rules make libical count all seconds of centuries. */
static bool
is_sane(const struct icalrecurrencetype *rule)
{
	return (rule->freq == ICAL_DAILY_RECURRENCE ||
		       rule->freq == ICAL_WEEKLY_RECURRENCE ||
		       rule->freq == ICAL_MONTHLY_RECURRENCE ||
		       rule->freq == ICAL_YEARLY_RECURRENCE) &&
	       rule->by_hour[0] == ICAL_RECURRENCE_ARRAY_MAX &&
	       rule->by_minute[0] == ICAL_RECURRENCE_ARRAY_MAX &&
	       rule->by_second[0] == ICAL_RECURRENCE_ARRAY_MAX && rule->rscale == NULL;
}

static void
add(GArray *starts, Instant start)
{
	if (start != WHEN_NEVER)
		g_array_append_val(starts, start);
}

static void
add_by_rule(const CalendarClock *clock, icalproperty *property, icalproperty *first,
	GArray *starts)
{
	struct icalrecurrencetype rule = icalproperty_get_rrule(property);
	g_autoptr(icalrecur_iterator) iterator = NULL;
	icaltimetype time;

	if (!is_sane(&rule) || !time_of(first, &time))
		return;
	iterator = icalrecur_iterator_new(rule, time);
	for (int i = 0; iterator != NULL && i < MAX_INSTANCES; i++) {
		time = icalrecur_iterator_next(iterator);
		if (icaltime_is_null_time(time))
			break;
		add(starts, instant_at(clock, zone_name(first), time));
	}
}

/* The instants of all properties of `kind`. New. */
static GArray *
instants_of(const CalendarClock *clock, icalcomponent *event, icalproperty_kind kind)
{
	GArray *instants = g_array_new(false, false, sizeof(Instant));
	icalproperty *property = icalcomponent_get_first_property(event, kind);

	for (; property != NULL; property = icalcomponent_get_next_property(event, kind))
		add(instants, calendar_instant(clock, property));
	return instants;
}

static int
compare(gconstpointer a, gconstpointer b)
{
	Instant x = *(const Instant *)a, y = *(const Instant *)b;

	return (x > y) - (x < y);
}

/* Sorted, each once, without those that are in `excluded`, the first of them. */
static GArray *
tidy(GArray *starts, GArray *excluded)
{
	GArray *tidied = g_array_new(false, false, sizeof(Instant));

	g_array_sort(starts, compare);
	g_array_sort(excluded, compare);
	for (guint i = 0; i < starts->len && tidied->len < MAX_INSTANCES; i++) {
		Instant *start = &g_array_index(starts, Instant, i);

		if ((i == 0 || start[-1] != *start) &&
			!g_array_binary_search(excluded, start, compare, NULL))
			g_array_append_val(tidied, *start);
	}
	return tidied;
}

GArray *
calendar_starts(const CalendarClock *clock, icalcomponent *event)
{
	icalproperty *first =
		icalcomponent_get_first_property(event, ICAL_DTSTART_PROPERTY);
	icalproperty *rule = icalcomponent_get_first_property(event, ICAL_RRULE_PROPERTY);
	g_autoptr(GArray) starts = instants_of(clock, event, ICAL_RDATE_PROPERTY);
	g_autoptr(GArray) excluded = instants_of(clock, event, ICAL_EXDATE_PROPERTY);

	if (first != NULL && rule != NULL)
		add_by_rule(clock, rule, first, starts);
	if (starts->len == 0)
		return NULL;
	add(starts, calendar_instant(clock, first));
	return tidy(starts, excluded);
}
