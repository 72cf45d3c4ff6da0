#pragma once

#include "lib/mailbox.h"
#include "lib/store-scan.h"

/* Deletions leave no trace in notmuch's revision: they are found by counting. */

/* Whether to leave it to a later run because there is something else to do: not when it was
 * last done a day ago. `done` and `now` are mailbox_stamp()s, of then and of now. */
bool sweep_may_wait(int64_t done, int64_t now);

/* Marks the messages of the record that `mailbox`, as it was last opened, does not hold any
 * more, and tells how many; walks all ids, unless the numbers of messages are the same.
 * Within a transaction. CADENCE_ERROR_BUSY if the database changes meanwhile. */
bool sweep(Store *store, Mailbox *mailbox, guint *ret_gone, GError **error);
