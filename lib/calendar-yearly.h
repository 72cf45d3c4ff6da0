#pragma once

#include <libical/ical.h>

#include "lib/calendar.h"

/* A holiday as an event of a file tells it. */
typedef struct {
	char *name;            /* NULL: not yet read */
	icaltimetype start;    /* the null time: not yet read */
	char *rule;            /* harmless; or NULL */
	GArray *more, *except; /* of int: days of RDATE and EXDATE */
	bool cancelled;
	bool moves; /* with Easter, the orthodox one or the other */
	bool orthodox;
	int after_easter; /* days */
} CalendarYearly;

/* An event of which nothing is read yet. New. */
CalendarYearly *calendar_yearly_new(void);
void calendar_yearly_free(CalendarYearly *yearly);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CalendarYearly, calendar_yearly_free)

/* Takes property `name`, in capitals, whose value is `value`; what is not known is left
 * out. CADENCE_ERROR_CONFIG if the value is not what it should be. */
bool calendar_yearly_read(
	CalendarYearly *yearly, const char *name, const char *value, GError **error);

/* Adds its days of the years given to `days` (of CalendarDay); takes off `*steps` what that
 * cost. CADENCE_ERROR_CONFIG if something is missing, or if `*steps` is used up. */
bool calendar_yearly_add(const CalendarYearly *yearly, int first_year, int last_year,
	int *steps, GPtrArray *days, GError **error);
