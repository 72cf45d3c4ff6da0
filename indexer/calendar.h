#pragma once

#include "lib/mailbox.h"
#include "lib/store-scan.h"

/* Mail with a calendar part: only of that are bodies read, for the meetings in it. */

/* The messages that have one, by what notmuch knows of their parts, as far as they are
 * newer than `since` (0: all). New: a set of store_hash() (GSIZE_TO_POINTER); NULL on
 * failure. */
GHashTable *calendar_find(Mailbox *mailbox, uint64_t since, GError **error);

/* What the first of the `n` `files` that speaks for the message of `record` has. New, or
 * NULL. Any thread. */
CalendarMail *calendar_read(const char *const *files, guint n, const Record *record,
	const Settings *settings, Instant now);

/* Lets `record`, of message `id`, take `mail`; marked in the store meanwhile. A calendar
 * that has ended a run before is left out, and stderr says so: *ret_taken is false then. No
 * transaction is open. */
bool calendar_take(Store *store, const char *id, CalendarMail *mail, Record *record,
	const Settings *settings, bool *ret_taken, GError **error);
