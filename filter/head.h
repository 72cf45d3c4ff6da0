#pragma once

#include <glib.h>
#include <stdbool.h>

#include "filter/scrub.h"

/* A message that comes on standard input, read as far as its header block goes, and the way
 * of the rest to standard output. Failures are CADENCE_ERROR_STORE: a delivery agent keeps
 * the mail then. */
typedef struct {
	GByteArray *raw;   /* as it came: the header block, or HEADER_MAX_BLOCK of it, and
			    * some of what follows */
	GByteArray *clean; /* the same without X-Cadence fields */
	Scrub scrub;
	bool at_end; /* that was the whole message */
} Head;

void head_clear(Head *head);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Head, head_clear)

/* `*head` is zeroed by the caller. */
bool head_read(Head *head, GError **error);

/* Writes the head, `raw` or `clean` as `scrubbed` says, and copies the rest. */
bool head_copy(Head *head, bool scrubbed, GError **error);

/* Reads the rest and drops it: some delivery agents take a broken pipe for a failure. */
bool head_drain(Head *head, GError **error);
