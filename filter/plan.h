#pragma once

#include "filter/batch.h"
#include "filter/sender.h"
#include "lib/session.h"

/* Decides, message by message, what the filter has to change. Reads only. */
typedef struct {
	Session *session;
	Senders senders;
	Tracked tracked;
	GHashTable *anchors; /* of followup_anchors() */
	GPtrArray *changes;  /* of Change, in the order of the walks, each message once */
	GHashTable *planned; /* set of the hashes in `changes` */
	guint unreadable;    /* messages of which no file could be read: left as they are */
} Plan;

/* `session` must outlive the plan. */
Plan *plan_new(Session *session, Instant now, GError **error);
void plan_free(Plan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Plan, plan_free)

/* Adds what is to be changed of the messages that match `query` (NULL: all) and changed
 * since revision `since` (0: ever). CADENCE_ERROR_CONFIG for a class whose tag notmuch
 * would not take. */
bool plan_walk(Plan *plan, const char *query, uint64_t since, bool quiet, GError **error);
