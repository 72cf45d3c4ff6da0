#include "lib/calendar.h"
#include "lib/object.h"

const CalendarReader *
calendar_load(GError **error)
{
	return object_load(
		"notmuch-cadence-calendar.so", "calendar_reader", "read calendars", error);
}
