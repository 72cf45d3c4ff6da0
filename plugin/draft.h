#pragma once

#include "lib/letter.h"
#include "lib/suggest.h"

/* The words of a draft: pure, same letter and same `now`, same draft. All results are new.
 */

/* What a draft is composed from; all borrowed. */
typedef struct {
	const Contact *contact;
	const Suggestion *suggestion;
	const Letter *anchor; /* the letter that it answers; NULL: a new conversation */
	bool anchor_is_own;   /* the user wrote it: they have not answered yet */
	const char *user_name;
	GPtrArray *topics; /* of Remark */
	Instant now;
} DraftSource;

/* `subject` with one "Re: " before it, whatever it had in whichever language. */
char *draft_subject(const char *subject);

/* The ids of References for an answer to `anchor`, without its own: the first, and the
 * newest of a long conversation. NULL-terminated. */
char **draft_references(const Letter *anchor);

/* Greeting, a text for the reason (longer after a longer silence), the topics as lines to
 * keep or delete, then who wrote what when with at most 40 lines of it, quoted. */
char *draft_body(const DraftSource *source);
