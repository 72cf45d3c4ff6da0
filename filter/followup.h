#pragma once

#include "lib/session.h"

/* The messages to answer next: one anchor or more for what `suggest` shows. */

typedef struct {
	int64_t hash; /* store_hash() of its id */
	char *id;
	GPtrArray *tags; /* interned: "PREFIXfollowup" and "PREFIXfollowup/REASON" */
} Anchor;

/* The anchors of today's suggestions at `now`. New table of a hash, within its Anchor, to
 * the Anchor. */
GHashTable *followup_anchors(Session *session, Instant now, GError **error);

/* A query for all messages that are anchors or may still have a follow-up tag of ours. New;
 * NULL and no error if there is none. */
bool followup_query(
	Session *session, GHashTable *anchors, char **ret_query, GError **error);
