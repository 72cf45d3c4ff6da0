#pragma once

#include "lib/letter.h"
#include "lib/session.h"

/* The letter that a draft answers, found in the mail store. */

typedef struct {
	const Letter *letter; /* the anchor, one of the next three; NULL: nothing is left
			       * to answer */
	Letter *asked;        /* the one that was due to be answered */
	Letter *latest;       /* their newest letter; NULL if there is none */
	Letter *sent;         /* the user's newest to them; NULL if there is none */
	char *to;             /* the address they last wrote from, that does not bounce */
	bool bounces;         /* all their addresses do, this one too */
	bool is_own;          /* the user wrote `letter` */
	bool is_another;      /* the one that was due to be answered cannot be: */
	bool is_gone; /* it has left the mail store; else a service wrote it for them, or
		       * somebody reused its Message-ID */
} Anchor;

/* The anchor of `suggestion`, else their newest direct letter that is still
 * there, else the user's own. New, anchor_free(). A letter counts only as what the contact
 * or the user wrote: under a Message-ID that somebody else reused, their file is passed
 * over. */
Anchor *anchor_find(Session *session, const Suggestion *suggestion, GError **error);
void anchor_free(Anchor *anchor);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Anchor, anchor_free)
