#pragma once

#include <glib.h>
#include <stdbool.h>

/* Takes every X-Cadence field out of the header block of a message that passes in pieces,
 * so that only our own says whom it is from. A byte scanner: the name in any case, blanks
 * or a fold before the colon, folded values, LF and CRLF, as often as it comes. Everything
 * else passes byte for byte. Pure, and bounded in memory. */
typedef struct {
	int state;
	GString *held; /* the undecided beginning of a line */
} Scrub;

void scrub_init(Scrub *scrub);
void scrub_clear(Scrub *scrub);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Scrub, scrub_clear)

/* Appends to `out` what stays of the next `length` bytes; some of it may be held back until
 * the next call. */
void scrub_feed(Scrub *scrub, const char *bytes, gsize length, GByteArray *out);

/* The message is over: appends what was held back. */
void scrub_end(Scrub *scrub, GByteArray *out);

/* Whether the header block is over: from here on every byte stays. */
bool scrub_is_over(const Scrub *scrub);
