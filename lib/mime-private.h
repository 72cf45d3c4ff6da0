#pragma once

#include <stdbool.h>

#include "lib/when.h"

/* What is done to addresses before and after GMime sees them. */

enum { MIME_MAX_EMAIL = 320 /* 64 for the local part, 255 for the domain (RFC 5321) */ };

/* Nearly all mailboxes and dates are spelt in one plain way. These read it as GMime does,
 * ten times as fast, and leave all other ways to it. */

/* Reads the mailbox at *p, which moves to the ',' or the end after it: its address,
 * normalized, and the name beside it, decoded, "" for none; both new. False if it is not
 * plain. */
bool mime_plain_mailbox(const char **p, char **ret_email, char **ret_name);

/* Reads "Tue, 24 Nov 2026 23:29:42 +0100 (CET)", where the day of the week and what is in
 * parentheses may be missing. False if it is not so. */
bool mime_plain_date(const char *value, Instant *ret_date, int *ret_utc_offset);

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
