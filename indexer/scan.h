#pragma once

#include "indexer/plan.h"
#include "indexer/sent.h"
#include "indexer/summary.h"

/* Brings the store up to date with the mail. */

typedef struct {
	Store *store;
	Mailbox *mailbox;
	const Settings *settings;
	Instant now;
	int workers;
	bool quiet; /* no progress bar */
	bool prune; /* withdraw what mail gave that has left the mail store */
	Sent *sent; /* filled, or NULL */
} ScanContext;

/* Does what `plan` says, then again what changed meanwhile, a few times at most; at last
 * looks for mail that has left the mail store. Commits as
 * it goes: after any failure, or CADENCE_ERROR_INTERRUPT, what was recorded stays and the
 * next run goes on from there. Adds to `summary`, `plan` is as far as it came. */
bool scan_run(const ScanContext *context, Plan *plan, Summary *summary, GError **error);

/* For a run without new mail: meetings may have ended since the last one. */
bool scan_meetings(const ScanContext *context, GError **error);
