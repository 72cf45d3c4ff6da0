#pragma once

#include "lib/session.h"
#include "plugin/print.h"

/* Where every date that is shown comes from. */

/* What each number of a suggestion of `contact` comes from: the messages that set the dates
 * and those the rhythm is made of (in text only the newest, unless `all`), and how many
 * interactions each rule recorded. */
bool why_contact(Session *session, const Contact *contact, bool all, Format format,
	Instant now, GError **error);

/* The same of `email`, which nobody tracks: only the rules. */
bool why_address(Store *store, const char *email, Format format, GError **error);

/* Which rule the mail file `path`, or standard input for "-", falls under by its headers,
 * and what would be recorded of it. `session` has loaded the channel rules. */
bool why_file(const Session *session, const char *path, Format format, Instant now,
	GError **error);

/* Which rule read the message `id` (without brackets), and what it recorded; that it was
 * never looked at is an answer too. */
bool why_message(Session *session, const char *id, Format format, GError **error);
