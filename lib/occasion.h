#pragma once

#include <glib.h>
#include <stdbool.h>

/* Days worth a letter. Pure; days are as when_day() numbers them. */

typedef enum {
	OCCASION_BIRTHDAY,
	OCCASION_ANNIVERSARY,
	OCCASION_HOLIDAY,
	N_OCCASIONS
} OccasionKind;

/* "birthday", "anniversary", "holiday". Named in the store, never numbered there. */
const char *occasion_name(OccasionKind kind);
bool occasion_from_name(const char *name, OccasionKind *ret_kind);

typedef struct {
	OccasionKind kind;
	char *name; /* of a holiday: "Christmas Day"; else NULL */
	int year;   /* of birth, 0 if not known; of a holiday the very year */
	int month;  /* 1..12 */
	int day;    /* 1..31; 29 February counts as 1 March in other years */
} Occasion;

Occasion *occasion_new(OccasionKind kind, const char *name, int year, int month, int day);
void occasion_free(Occasion *occasion);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Occasion, occasion_free)

/* The day, from `today` on, on which it comes next; -1 for a holiday that is over. */
int occasion_next(const Occasion *occasion, int today);

/* How many years it will be on `day`; 0 if that is not known. */
int occasion_years(const Occasion *occasion, int day);

/* The number of a day of the Gregorian calendar, where 29 February is as above; and the
 * year that a day lies in. */
int occasion_day(int year, int month, int day);
int occasion_year(int day);

enum { OCCASION_EASTER_FIRST = 1583, OCCASION_EASTER_LAST = 4099 };

/* Easter Sunday of `year` (OCCASION_EASTER_FIRST.._LAST): western by the Gregorian rule,
 * orthodox by the Julian one, as a day of the Gregorian calendar. */
int occasion_easter(int year, bool orthodox);
