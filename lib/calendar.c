#include "lib/calendar-private.h"

#include <string.h>

#include "lib/mime.h"
#include "lib/text.h"

#define MAX_LENGTH (366 * WHEN_DAY)

static void
person_free(gpointer data)
{
	CalendarPerson *person = data;

	if (person == NULL)
		return;
	g_free(person->email);
	g_free(person->name);
	g_free(person);
}

static void
event_free(gpointer data)
{
	CalendarEvent *event = data;

	g_free(event->uid);
	if (event->starts != NULL)
		g_array_unref(event->starts);
	person_free(event->organizer);
	g_ptr_array_unref(event->guests);
	g_free(event);
}

static const char *
name_of(icalproperty *property)
{
	icalparameter *name = icalproperty_get_first_parameter(property, ICAL_CN_PARAMETER);

	return name == NULL ? NULL : icalparameter_get_cn(name);
}

/* `uri` is "mailto:ada@example.org"; some leave the scheme out. NULL for what is none. */
static CalendarPerson *
person_new(icalproperty *property, const char *uri)
{
	static const char scheme[] = "mailto:";
	const char *name = name_of(property);
	CalendarPerson *person = NULL;
	char *email = NULL;

	if (uri == NULL)
		return NULL;
	if (g_ascii_strncasecmp(uri, scheme, sizeof scheme - 1) == 0)
		uri += sizeof scheme - 1;
	email = mime_address(uri, NULL);
	if (email == NULL)
		return NULL;
	person = g_new0(CalendarPerson, 1);
	person->email = email;
	person->name = text_clean(name == NULL ? "" : name, -1);
	return person;
}

static Answer
answer_of(icalproperty *property)
{
	icalparameter *answer =
		icalproperty_get_first_parameter(property, ICAL_PARTSTAT_PARAMETER);

	switch (answer == NULL ? ICAL_PARTSTAT_NONE : icalparameter_get_partstat(answer)) {
	case ICAL_PARTSTAT_ACCEPTED:
		return ANSWER_ACCEPTED;
	case ICAL_PARTSTAT_TENTATIVE:
		return ANSWER_TENTATIVE;
	case ICAL_PARTSTAT_DECLINED:
		return ANSWER_DECLINED;
	default:
		return ANSWER_OPEN;
	}
}

static bool
is_human(icalproperty *property)
{
	icalparameter *type =
		icalproperty_get_first_parameter(property, ICAL_CUTYPE_PARAMETER);

	return type == NULL || icalparameter_get_cutype(type) == ICAL_CUTYPE_INDIVIDUAL;
}

static void
read_people(CalendarEvent *event, icalcomponent *component)
{
	icalproperty *property =
		icalcomponent_get_first_property(component, ICAL_ORGANIZER_PROPERTY);

	if (property != NULL)
		event->organizer =
			person_new(property, icalproperty_get_organizer(property));
	property = icalcomponent_get_first_property(component, ICAL_ATTENDEE_PROPERTY);
	for (; property != NULL; property = icalcomponent_get_next_property(
					 component, ICAL_ATTENDEE_PROPERTY)) {
		CalendarPerson *guest =
			person_new(property, icalproperty_get_attendee(property));

		if (guest == NULL || !is_human(property)) {
			person_free(guest);
			continue;
		}
		guest->answer = answer_of(property);
		g_ptr_array_add(event->guests, guest);
	}
}

static int64_t
length_of(const CalendarClock *clock, icalcomponent *component, icalproperty *first,
	Instant start)
{
	icalproperty *end =
		icalcomponent_get_first_property(component, ICAL_DTEND_PROPERTY);
	icalproperty *duration =
		icalcomponent_get_first_property(component, ICAL_DURATION_PROPERTY);
	int64_t length = calendar_is_day(first) ? WHEN_DAY : 0;
	Instant until = calendar_instant(clock, end);

	if (until != WHEN_NEVER)
		length = until - start;
	else if (duration != NULL)
		length = icaldurationtype_as_int(icalproperty_get_duration(duration));
	return CLAMP(length, 0, MAX_LENGTH);
}

static void
read_times(CalendarEvent *event, const CalendarClock *clock, icalcomponent *component)
{
	icalproperty *first =
		icalcomponent_get_first_property(component, ICAL_DTSTART_PROPERTY);

	event->instance = calendar_instant(clock,
		icalcomponent_get_first_property(component, ICAL_RECURRENCEID_PROPERTY));
	event->stamp = calendar_instant(
		clock, icalcomponent_get_first_property(component, ICAL_DTSTAMP_PROPERTY));
	event->start = calendar_instant(clock, first);
	if (event->start == WHEN_NEVER)
		return;
	event->length = length_of(clock, component, first, event->start);
	if (event->instance == WHEN_NEVER)
		event->starts = calendar_starts(clock, component);
}

static Method
method_of(const CalendarClock *clock, icalcomponent *component)
{
	bool off = icalcomponent_get_status(component) == ICAL_STATUS_CANCELLED;

	switch (icalcomponent_get_method(clock->calendar)) {
	case ICAL_METHOD_NONE:
	case ICAL_METHOD_PUBLISH:
		return off ? METHOD_CANCEL : METHOD_PUBLISH;
	case ICAL_METHOD_REQUEST:
		return off ? METHOD_CANCEL : METHOD_REQUEST;
	case ICAL_METHOD_REPLY:
		return METHOD_REPLY;
	case ICAL_METHOD_CANCEL:
		return METHOD_CANCEL;
	default:
		return METHOD_OTHER;
	}
}

static void
add_event(GPtrArray *events, const CalendarClock *clock, icalcomponent *component)
{
	const char *uid = icalcomponent_get_uid(component);
	CalendarEvent *event = NULL;

	if (uid == NULL || *uid == '\0')
		return;
	event = g_new0(CalendarEvent, 1);
	event->uid = g_strdup(uid);
	event->guests = g_ptr_array_new_with_free_func(person_free);
	event->method = method_of(clock, component);
	event->sequence = MAX(0, icalcomponent_get_sequence(component));
	read_times(event, clock, component);
	read_people(event, component);
	g_ptr_array_add(events, event);
}

static icalcomponent *
calendar_in(icalcomponent *root)
{
	return root == NULL || icalcomponent_isa(root) == ICAL_VCALENDAR_COMPONENT
		       ? root
		       : icalcomponent_get_first_component(root, ICAL_VCALENDAR_COMPONENT);
}

/* A plan without a time is none. */
static bool
is_usable(const CalendarEvent *event)
{
	return event->start != WHEN_NEVER ||
	       (event->method != METHOD_REQUEST && event->method != METHOD_PUBLISH);
}

GPtrArray *
calendar_parse(const char *sieved, int utc_offset)
{
	GPtrArray *events = g_ptr_array_new_with_free_func(event_free);
	icalcomponent *root = icalparser_parse_string(sieved);
	CalendarClock clock = { calendar_in(root), utc_offset };
	icalcomponent *component = NULL;

	if (clock.calendar != NULL)
		component = icalcomponent_get_first_component(
			clock.calendar, ICAL_VEVENT_COMPONENT);
	for (; component != NULL; component = icalcomponent_get_next_component(
					  clock.calendar, ICAL_VEVENT_COMPONENT)) {
		add_event(events, &clock, component);
	}
	if (root != NULL)
		icalcomponent_free(root);
	for (guint i = events->len; i-- > 0;)
		if (!is_usable(events->pdata[i]))
			g_ptr_array_remove_index(events, i);
	return events;
}
