#pragma once

#include <glib.h>
#include <stdbool.h>

#include "lib/when.h"

/* What the readers of dates share. */

/* `text` as the functions below take it: in lower case, its words one space apart, without
 * commas; "" for what is not ASCII. New. */
char *when_normalize(const char *text);

/* Takes "3", "three" or "a" off the front of `*text`; *ret_n is at most 36524. */
bool when_take_number(const char **text, int *ret_n);

/* The day that `text` names, seen from the day `today`: "tomorrow", "3 may", "in two
 * weeks". What comes again and again is the next one, or with `back` the last. */
bool when_read_day(const char *text, int today, bool back, int *ret_day);

typedef struct {
	int year; /* 0: none is given */
	int month, day;
} MonthDay;

/* A month by its name: "3 may", "may 3rd", "3rd of may 2027"; "may" and "in may 2027" give
 * day 0. Whether there is such a day is not asked. */
bool when_read_month_day(const char *text, MonthDay *ret_day);

/* Which of `names`, NULL-terminated, begins with `text`, which has at least three letters;
 * -1 for none. */
int when_find_name(const char *text, const char *const *names);
