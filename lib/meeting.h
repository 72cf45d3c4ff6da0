#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/when.h"

/* What becomes of a meeting by the calendar mail (iTIP, RFC 5546) about it. Pure: the same
 * invitations, in any order, and the same `now` give the same answer. The numbers of
 * methods and answers are stored: append, never renumber. */

typedef enum {
	METHOD_PUBLISH,
	METHOD_REQUEST,
	METHOD_REPLY,
	METHOD_CANCEL,
	METHOD_OTHER, /* COUNTER, ADD, REFRESH …: kept, without effect */
	N_METHODS
} Method;

typedef enum { ANSWER_OPEN, ANSWER_ACCEPTED, ANSWER_TENTATIVE, ANSWER_DECLINED } Answer;

/* People are numbers; the user, under whichever address, is 0. */
enum { MEETING_USER = 0, MEETING_NOBODY = -1 };

typedef struct {
	int64_t who;
	Answer answer;
} Guest;

/* One event of one calendar mail. */
typedef struct {
	int64_t message; /* the mail */
	int64_t tie;     /* orders what else is equal, the same in each store */
	Method method;
	Instant instance; /* RECURRENCE-ID; WHEN_NEVER: all of a series, or no series */
	int sequence;
	Instant stamp;
	Instant start;
	int64_t length;    /* seconds */
	GArray *starts;    /* of Instant: of a series, ascending; NULL if it is none */
	int64_t sender;    /* From:; MEETING_NOBODY if the mail cannot be believed */
	int64_t organizer; /* MEETING_NOBODY if none is named */
	GArray *guests;    /* of Guest */
} Invitation;

/* Takes over `starts`, which may be NULL. New. */
Invitation *invitation_new(GArray *starts);
void invitation_free(Invitation *invitation);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Invitation, invitation_free)

/* What an invitation did to the meeting. */
typedef enum {
	EFFECT_NONE,
	EFFECT_PLANNED,
	EFFECT_CANCELLED,
	EFFECT_ANSWERED,
	EFFECT_FORGED, /* neither by the organizer nor by the guest it answers for */
	EFFECT_JUMPED  /* its SEQUENCE is far from those of the others */
} Effect;

/* The effect of each of `invitations` (of Invitation, of one UID), which are sorted: oldest
 * first. New array of Effect. */
GArray *meeting_effects(GPtrArray *invitations);

/* Somebody the user has met. */
typedef struct {
	Instant date;    /* its end */
	int64_t who;     /* the organizer or, if the user is that, a guest */
	int64_t message; /* the mail that last made it so */
} Met;

/* Whom the user has met by `invitations` (of one UID), which are sorted as above: who
 * accepted, if it is over and not cancelled. Of a series its newest such instance, and each
 * that was moved or answered on its own. `*ret_due` is when the next one of them ends,
 * WHEN_NEVER for none. New array of Met. */
GArray *meeting_settle(GPtrArray *invitations, Instant now, Instant *ret_due);

/* An invitation that the user has not answered. */
typedef struct {
	int64_t message; /* the mail */
	int64_t who;     /* the organizer, who sent it */
	Instant start;   /* when it begins, or did */
	Instant last;    /* when the last of what is asked began that has; WHEN_NEVER */
} Asked;

/* Whether `invitations` (of one UID), which are sorted as above, ask the user for an answer
 * that neither they nor the organizer has given: by a REQUEST that stands. Of what is asked
 * by several, or of a series, *ret_asked is that which comes next after `now`; if all have
 * begun, the last. The answer is the same for each `now` from `last` until `start`. */
bool meeting_asked(GPtrArray *invitations, Instant now, Asked *ret_asked);
