#pragma once

#include "lib/mailbox.h"
#include "lib/store.h"

/* Brings the clocks of contacts up to date: where the store meets the mail. */

/* Recomputes the clocks of all contacts that changed since the last call (new interactions,
 * other addresses, another cadence), and the user's global reply times, in one transaction.
 * Reads the bodies of the few messages that may ask for an answer, once each: whether they
 * do is kept. `mailbox` NULL (no database at hand): those stay unknown and are asked next
 * time. `*ret_contacts`, if not NULL: how many were recomputed. */
bool refresh_clocks(Store *store, Mailbox *mailbox, guint *ret_contacts, GError **error);
