#pragma once

#include "lib/mailbox.h"
#include "lib/store-scan.h"

/* Deletions leave no trace in notmuch's revision: they are found by counting. */

/* Marks the messages of the record that `mailbox`, as it was last opened, does not hold any
 * more, and tells how many; walks all ids, unless the numbers of messages are the same.
 * Within a transaction. CADENCE_ERROR_BUSY if the database changes meanwhile. */
bool sweep(Store *store, Mailbox *mailbox, guint *ret_gone, GError **error);
