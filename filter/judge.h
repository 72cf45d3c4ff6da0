#pragma once

#include <glib.h>
#include <stdbool.h>

/* Whom a message that is just being delivered is from, by the configuration and the store
 * alone: there need be no notmuch database. */
typedef struct {
	char *tag_prefix;
	GPtrArray *classes; /* of the tracked contacts that the message calls for; strings,
			     * sorted, each once */
} Verdict;

/* `bytes` begin the message, its whole header block among them or as much of it as
 * HEADER_MAX_BLOCK allows. New, verdict_free(); NULL on trouble with the store or the
 * configuration. */
Verdict *judge_message(const guint8 *bytes, gsize length, GError **error);
void verdict_free(Verdict *verdict);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Verdict, verdict_free)
