#pragma once

#include "lib/session.h"

/* Who is tracked, and in which class: asked when an address is first met, so that a run
 * does not take longer for all those whom it meets not. */
typedef struct {
	Session *session;
	GHashTable *classes; /* address to its interned class, or to NULL */
} Tracked;

void tracked_init(Tracked *ret_tracked, Session *session); /* `session` must outlive it */
void tracked_clear(Tracked *tracked);

/* The class of the contact who has `email`, interned; *ret_class NULL if nobody tracks it.
 * CADENCE_ERROR_CONFIG for a class whose tag notmuch would not take. */
bool tracked_class(
	Tracked *tracked, const char *email, const char **ret_class, GError **error);
