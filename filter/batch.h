#pragma once

#include "filter/wanted.h"
#include "lib/session.h"

/* Tags put into the notmuch database, and remembered as ours, in batches that survive being
 * cut off at any point: (1) the store says what is about to be done, (2) notmuch does it,
 * (3) the store says it is done. batch_settle() mends what lies between. */

typedef struct {
	int64_t hash; /* store_hash() of the id */
	char *id;
	WantedChange tags;
} Change;

Change *change_new(const char *id, WantedChange *tags); /* takes `*tags` over */
void change_free(Change *change);

/* Does `changes` (of Change). `*revision` is that of the notmuch database when they were
 * decided; it becomes the one after our own writing if nobody else wrote in between, so
 * that the next run need not look at what we did ourselves. An interrupt ends it after the
 * batch under way: CADENCE_ERROR_INTERRUPT. */
bool batch_write(Session *session, GPtrArray *changes, bool quiet, uint64_t *revision,
	GError **error);

/* Settles what a run that was cut off left pending, by asking notmuch. */
bool batch_settle(Session *session, bool quiet, GError **error);
