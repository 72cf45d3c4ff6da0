#pragma once

#include <glib.h>
#include <stdbool.h>

/* Standard output as a person sees it. Piped, the same words come without colours and
 * without being fitted to any width: plain and stable. */

/* Whether standard output is a terminal. */
bool terminal_is(void);

/* Whether a person will read a remark that is not part of the answer. */
bool terminal_has_reader(void);

/* Columns to fill: those of the terminal, at most 100; 0 for "do not fit" when piped. */
int terminal_columns(void);

typedef enum {
	STYLE_NONE, /* back to normal */
	STYLE_NAME, /* whom a paragraph is about */
	STYLE_CALL, /* what asks for attention */
	STYLE_FAINT /* what is there to be looked up */
} Style;

/* The escape sequence that begins `style`, or "" if there are to be no colours (piped,
 * NO_COLOR, a dumb terminal). Borrowed, static. */
const char *terminal_style(Style style);

/* Prints `text` made visible, as a paragraph `indent` columns in. */
void terminal_put(int indent, const char *text);

/* Prints `text`, made visible, after what fills `column` columns of the line: after a space
 * or, where there is no room, on a line of its own. Returns the columns filled now; the
 * caller ends the line. */
int terminal_piece(int column, Style style, const char *text);

/* Prints a line of a card, as many as it takes: `label`, then the words, made visible, in a
 * column of their own. An empty label goes on with the one before. */
void terminal_field(const char *label, const char *format, ...) G_GNUC_PRINTF(2, 3);
