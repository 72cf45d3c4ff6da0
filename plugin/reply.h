#pragma once

#include "lib/session.h"

/* What the user wants of a draft; NULL: what fits. */
typedef struct {
	char *template; /* a kind of template */
	char *language; /* a code */
} ReplyWishes;

/* The draft of a letter to `contact`, a message of mail. What the user should know before
 * it is sent is said on standard error. New. CADENCE_ERROR_USAGE if no address or no such
 * template is known, CADENCE_ERROR_CONFIG for a template with a mistake in it. */
char *reply_write(Session *session, const Contact *contact, const ReplyWishes *wishes,
	Instant now, GError **error);
