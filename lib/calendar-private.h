#pragma once

#include <libical/ical.h>

#include "lib/calendar.h"

/* Whose clock the times of an event without a zone of their own go by. */
typedef struct {
	icalcomponent
		*calendar; /* whose VTIMEZONEs explain names that are not known here */
	int utc_offset;
} CalendarClock;

/* The instant that `property`, a date or a date with time, stands for; WHEN_NEVER for NULL
 * and for what is none. */
Instant calendar_instant(const CalendarClock *clock, icalproperty *property);

/* Whether `property` is a whole day. */
bool calendar_is_day(icalproperty *property);

/* The beginnings of all instances of `event`, ascending; NULL if it is no series or one
 * nobody would hold, such as each second. New. */
GArray *calendar_starts(const CalendarClock *clock, icalcomponent *event);

/* The next line at `*text` with those that continue it; moves on, and `*line_number` by as
 * many lines of the text as it took. New. */
char *calendar_unfold(const char **text, int *line_number);
