#pragma once

#include <stdbool.h>

#include "lib/mime.h"

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

/* A copy of `name`, or NULL, without what is not seen; "" if it only repeats `email`. New.
 */
char *mime_clean_name(const char *name, const char *email);

/* Adds an Address unless `email` is NULL or there already. Takes `email` over. */
void mime_add_address(GPtrArray *addresses, char *email, const char *name);

/* What of this module needs GMime. `addresses` adds those of `value`, and to `*more` how
 * many were left out; `text` and `phrase` decode, new or NULL; the rest as in mime.h. */
typedef struct {
	void (*init)(void);
	void (*addresses)(GPtrArray *addresses, const char *value, guint *more);
	char *(*address)(const char *typed, char **ret_name);
	bool (*date)(const char *value, Instant *ret_date, int *ret_utc_offset);
	char *(*text)(const char *value);
	char *(*phrase)(const char *value);
} MimeReader;

/* Linked in where it is always needed, else exported by the shared object MIME_OBJECT. */
extern const MimeReader mime_reader;

/* The reader, loaded and made ready once. NULL and `error` if it cannot be: whoever has no
 * `error` to set takes the value for one that nobody can read. From any thread. */
const MimeReader *mime_load(GError **error);
