#pragma once

#include "lib/session.h"

/* Mailboxes that several people write from. */

/* Whether two of `names` (as text_clean() gives them, NULL-terminated) are those of two
 * people: each of at least two words, none of which is in the other in any spelling. */
bool shared_has_two_people(const char *const *names);

/* Asks notmuch for the names on the newest letters from `email`; without a database at
 * hand nothing is known, and *ret_is false. */
bool shared_is(Session *session, const char *email, bool *ret_is, GError **error);
