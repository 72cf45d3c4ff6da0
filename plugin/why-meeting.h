#pragma once

#include "lib/store.h"
#include "plugin/print.h"

/* The course of a meeting: `steps` as store_meeting_steps() gives them, or NULL. */

void why_write_steps(const GPtrArray *steps);

/* A list of maps; null for NULL. */
void why_print_steps(Printer *printer, const GPtrArray *steps);
