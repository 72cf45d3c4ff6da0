#pragma once

#include <glib.h>
#include <stdbool.h>

/* Whether `c` leaves no mark on the page, or changes how others are read: control, format,
 * bidirectional, private-use and unassigned characters, fillers, variation selectors. The
 * two joiners are among them: text_joins() has the last word. */
bool text_is_hidden(gunichar c);

/* `name` in small Latin letters without marks, as far as each letter has any; what parts
 * words is a blank, what stands within one is dropped. New. */
char *text_transliterate(const char *name);

/* Whether the zero-width (non-)joiner `c` is spelling, standing as it does between `before`
 * and `after`. */
bool text_joins(gunichar before, gunichar c, gunichar after);
