#pragma once

#include "lib/store/scan.h"

/* What calendar mail says, as scan-put.c puts it. */

/* Whether anything of `mail` (NULL is allowed) concerns the user. */
bool meeting_concerns_user(const CalendarMail *mail);

/* Puts what `message`, whose row is `id`, says of meetings. */
bool meeting_put(Store *store, Scan *scan, const ScannedMessage *message, int64_t id,
	GError **error);

/* Takes it back. */
bool meeting_withdraw(Store *store, Scan *scan, int64_t id, GError **error);
