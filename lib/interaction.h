#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/when.h"

/* One dated event between the user and one address, and the words for its properties. The
 * numbers are stored: append, never renumber. */

typedef enum { DIRECTION_IN, DIRECTION_OUT, DIRECTION_BOTH, N_DIRECTIONS } Direction;

typedef enum { ROLE_TO, ROLE_CC, ROLE_BCC, ROLE_GROUP, N_ROLES } Role;

typedef enum {
	CHANNEL_MAIL,
	CHANNEL_MEETING,
	CHANNEL_CALL,
	CHANNEL_CHAT,
	CHANNEL_SOCIAL,
	CHANNEL_LINKEDIN,
	CHANNEL_XING,
	CHANNEL_IN_PERSON,
	CHANNEL_LETTER,
	CHANNEL_OTHER,
	N_CHANNELS
} Channel;

/* The rules of the record, in the order in which they are tried (design, section 3), then
 * what is not a row of that table. */
typedef enum {
	RULE_EXCLUDED,   /* 1: has an excluded tag */
	RULE_CHANNEL,    /* 2 */
	RULE_MEETING,    /* 3 */
	RULE_BOUNCE,     /* 4 */
	RULE_AUTOMATIC,  /* 5 */
	RULE_BULK,       /* 6: list or bulk, nobody spoke to the user */
	RULE_SPOKEN_TO,  /* 6: list mail, To: the user, the list's own address beside */
	RULE_IN_THREAD,  /* 6: list mail, To: the user; counts if the user wrote in the
			    thread */
	RULE_GROUP,      /* 7: more than cadence.max_recipients */
	RULE_SENT,       /* 8 */
	RULE_RECEIVED,   /* 9 */
	RULE_CC,         /* 10 */
	RULE_BCC,        /* 11 */
	RULE_SELF,       /* mail among the user's own addresses */
	RULE_NOBODY,     /* no author, or no recipient, that could be parsed */
	RULE_MALFORMED,  /* doubled From, Date or Message-ID: recorded, resets nothing */
	RULE_CONFLICT,   /* another author under a known Message-ID: resets nothing */
	RULE_LOGGED,     /* entered by hand */
	RULE_UNREADABLE, /* no file of it could be read: tried again when it changes */
	N_RULES
} Rule;

/* As printed and typed: "in", "to", "mail", "received" …. Borrowed, static. */
const char *direction_name(Direction direction);
const char *role_name(Role role);
const char *channel_name(Channel channel);
const char *rule_name(Rule rule);

/* What the rule says, one sentence without a full stop, for `why`. Borrowed, static. */
const char *rule_sentence(Rule rule);

/* The direction called `name` (any case), or false. */
bool direction_from_name(const char *name, Direction *ret_direction);

/* The channel called `name` (any case), or false. */
bool channel_from_name(const char *name, Channel *ret_channel);

/* How a channel and an interaction of one `role` enter the counts of JSON. */
typedef enum {
	COUNT_IN,
	COUNT_OUT,
	COUNT_CC,
	COUNT_GROUP,
	COUNT_MEETING,
	COUNT_OTHER,
	N_COUNTS
} Count;

/* Direct mail counts as in or out; cc, group and meeting as themselves; bcc and what was
 * logged on other channels without a direction as other. */
Count interaction_count(Direction direction, Role role, Channel channel);

/* "in", "out", "cc", "group", "meeting", "other". */
const char *count_name(Count count);
