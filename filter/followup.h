#pragma once

#include "lib/session.h"

/* The messages to answer next: one anchor or more for what `suggest` shows. And the drafts
 * that were overtaken: they or the user have written since. */

typedef struct {
	int64_t hash; /* store_hash() of its id */
	char *id;
	GPtrArray *tags; /* interned: "PREFIXfollowup" and "PREFIXfollowup/REASON" */
	bool is_draft;   /* of ours: "PREFIXstale" alone, though notmuch may hide it */
} Anchor;

/* The anchors of today's suggestions at `now`, and the stale drafts. New table of a hash,
 * within its Anchor, to the Anchor. */
GHashTable *followup_anchors(Session *session, Instant now, GError **error);

/* Forgets the drafts that are none any more: sent, deleted, or without tag:draft. */
bool followup_forget_drafts(Session *session, GError **error);

/* A query for all messages that are anchors or may still have such a tag of ours. New;
 * NULL and no error if there is none. */
bool followup_query(
	Session *session, GHashTable *anchors, char **ret_query, GError **error);
