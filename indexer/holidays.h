#pragma once

#include "lib/store-scan.h"

/* Brings the holidays in the store up to date with the files they are read from, and with
 * the year of `now`: see "Holidays" in contrib/HACKING.md. A file that is wrong gives none;
 * that is said once, until something changes. Without a change this costs a look at the
 * folders. */
bool holidays_update(Store *store, Instant now, GError **error);
