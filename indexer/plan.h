#pragma once

#include "lib/mailbox.h"
#include "lib/settings.h"
#include "lib/store-scan.h"

/* What a run has to read, from how far the record reaches and what it reaches into. */

typedef struct {
	ScanState state; /* as it is to be from now on */
	bool first;      /* nothing was ever recorded */
	bool full;       /* walk everything, not only what is newer than state.revision */
	bool nothing;    /* there is nothing to do */
	const char *why; /* everything is read again: the cause in words; NULL for none */
} Plan;

void plan_clear(Plan *plan);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Plan, plan_clear)

/* `again`: the user asks for a full read. */
bool plan_make(Store *store, Mailbox *mailbox, const Settings *settings, bool again,
	Plan *ret_plan, GError **error);
