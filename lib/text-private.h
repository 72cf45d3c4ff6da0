#pragma once

#include <glib.h>
#include <stdbool.h>

/* Whether `c` leaves no mark on the page, or changes how others are read: control, format,
 * bidirectional, private-use and unassigned characters, fillers, variation selectors. The
 * two joiners are among them: text_joins() has the last word. */
bool text_is_hidden(gunichar c);

/* Whether the zero-width (non-)joiner `c` is spelling, standing as it does between `before`
 * and `after`. */
bool text_joins(gunichar before, gunichar c, gunichar after);
