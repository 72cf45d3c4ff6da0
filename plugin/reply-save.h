#pragma once

#include "lib/session.h"

/* The draft to `contact` that waits in the drafts folder, as far as notmuch knows, and that
 * no letter of either side has overtaken: when it was saved, WHEN_NEVER if there is none.
 */
bool reply_is_waiting(
	Session *session, const Contact *contact, Instant *ret_saved, GError **error);

/* Puts the draft `text` into the drafts folder, and remembers in the store whom it is to.
 * Errors as insert_draft() and the store's. */
bool reply_save(Session *session, const Contact *contact, const char *text, Instant now,
	GError **error);
