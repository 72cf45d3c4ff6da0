#pragma once

#include <glib.h>
#include <stdbool.h>

/* Lines as wide as they read well. Pure. */

/* Where the part of `line` ends that fits into `columns`: before a space, after a wide
 * character, or at the end of the line. A word that is longer stays whole, as links should;
 * one of more than 500 bytes is cut. Borrowed from `line`. */
const char *wrap_end(const char *line, int columns);

/* Appends `line` to `text`, wrapped to 72 columns, each part with a line end: what follows
 * a quotation mark ("> ") or a hyphen ("- ") is indented alike. */
void wrap_line(GString *text, const char *line);
