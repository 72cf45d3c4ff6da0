#pragma once

#include "lib/session.h"
#include "lib/suggest.h"
#include "plugin/print.h"

/* A suggestion with what the mail says about it: read for those that are shown, not for
 * those that were only ranked. */
typedef struct {
	const Suggestion *suggestion; /* borrowed */
	char *message_id; /* of the anchor, without brackets; NULL if there is none */
	char *thread_id;  /* 16 hexadecimal digits, or NULL */
	char *subject;    /* or NULL: no anchor, or the mail is not at hand */
	char *owed;       /* the sentence that asks for an answer, or NULL */
	char *awaiting;
	char *bounced; /* the address that mail came back from, or NULL */
	char *other;   /* then: an address of theirs that works, or NULL */
} Shown;

/* Reads it. Where the mail to answer has left the mail store, the anchor is the newest
 * letter that is there. Mail that is gone, and a notmuch database that cannot be asked,
 * leave out what only they know. New, shown_free(). */
Shown *shown_new(Session *session, const Suggestion *suggestion, GError **error);

/* The same, but only which mail the anchor is: no other mail is read. */
Shown *shown_new_anchor(Session *session, const Suggestion *suggestion, GError **error);
void shown_free(Shown *shown);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Shown, shown_free)

bool shown_has(const Shown *shown, Reason reason);

/* The sentence that asks for an answer in the message with row `row` of the store (0:
 * none). *ret_question, new, stays as it is if the mail is not at hand or asks nothing. */
bool shown_question(Session *session, int64_t row, char **ret_question, GError **error);

/* Why `reason` holds, one sentence without a full stop. New. */
char *shown_evidence(const Shown *shown, Reason reason, Instant now);

/* JSON's object of `suggest`. */
void shown_print(const Shown *shown, Instant now, Printer *printer);

/* A paragraph for people. */
void shown_write(const Shown *shown, Instant now);
