#pragma once

#include "lib/clock.h"

/* Fills the reply times, and what is owed and awaited, of `clock`: all that depends on who
 * wrote in which thread. `events` as for clock_new(). */
void clock_read_threads(Clock *clock, const Event *events, guint n_events, ClockAsks asks,
	gpointer user_data);
