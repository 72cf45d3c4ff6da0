#pragma once

#include "lib/language.h"
#include "lib/letter.h"
#include "lib/store.h"
#include "plugin/template.h"

/* The words of a draft: pure, same letter and same `now`, same draft. All results are new.
 */

/* What a draft is composed from; all borrowed. */
typedef struct {
	const Contact *contact;
	const Suggestion *suggestion; /* with its candidate */
	const Letter *anchor; /* the letter that it answers; NULL: a new conversation */
	bool anchor_is_own;   /* the user wrote it: they have not answered yet */
	const char *user_name;
	GPtrArray *topics, *notes; /* of Remark */
	const char *booking;       /* of their class, or NULL */
	const Languages *languages;
	const char *language; /* of `template` */
	bool informal;        /* whether both say "du" to each other */
	Instant now;
} DraftSource;

typedef struct {
	char *subject;
	char *body;
	bool is_reply; /* to `anchor`, whether or not there is one */
} DraftText;

void draft_text_clear(DraftText *text);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DraftText, draft_text_clear)

/* The letter of `template`. With a subject of its own it begins a new conversation; else it
 * is a reply, and who wrote what when follows, with at most 40 lines of it, quoted. */
void draft_compose(
	const DraftSource *source, const Template *template, DraftText *ret_text);

/* `subject` with one "Re: " before it, whatever it had in whichever language. */
char *draft_subject(const char *subject);

/* The ids of References for an answer to `anchor`, without its own: the first, and the
 * newest of a long conversation. NULL-terminated. */
char **draft_references(const Letter *anchor);
