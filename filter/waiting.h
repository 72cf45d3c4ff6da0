#pragma once

#include "lib/mailbox.h"

/* Opens the notmuch database for writing, with the common options. If others write to it
 * for more than a second, says so on standard error unless `*quiet`, which it then sets:
 * once is enough. */
Mailbox *waiting_open(bool *quiet, GError **error);
