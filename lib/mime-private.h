#pragma once

#include <stdbool.h>

/* What is done to addresses before and after GMime sees them. */

/* Whether GMime's address parser, which recurses on groups, might run out of stack on
 * `value`. */
bool mime_is_too_nested(const char *value);

/* `value` with such local parts quoted as GMime would not take as they stand, though mail
 * systems do: "k..allen@x.example", "ada.@x.example". New; NULL if there are none. */
char *mime_quote_odd_dots(const char *value);

/* An address as GMime gives it, normalized; new. NULL for what is none, or what nobody
 * could write to without surprise: without a domain, with blanks, controls or characters
 * that are not seen. */
char *mime_normalize(const char *address);
