#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/header.h"
#include "lib/interaction.h"
#include "lib/settings.h"

/* The rules of recording: header blocks of one message go in, what it says about whom comes
 * out. Pure: same headers, same settings, same `now`, same record. Safe from any thread. */

typedef struct {
	char *email; /* normalized */
	char *name;  /* cleaned, or "" */
	Direction direction;
	Role role;
	Channel channel;
	Rule rule;   /* that made this interaction; differs from the message's for a Cc: */
	bool counts; /* may reset the cadence, open or close owed and awaiting */
} Interaction;

typedef struct {
	Rule rule;         /* the first that matched; RULE_SENT and RULE_RECEIVED also where
			    * single recipients fall under RULE_CC */
	Instant date;      /* clamped: never later than received, nor than `now` */
	int utc_offset;    /* of Date:, minutes east */
	bool own;          /* written by the user */
	bool sole;         /* `author` and nobody else stands in From:, of every file, and
			    * not by a channel rule or an alias */
	bool unverified;   /* the user's own server says it failed authentication */
	bool reports;      /* a delivery report that can be believed: its body says which
			    * mail did not reach whom (letter_report) */
	bool oversize;     /* the gate cut something off */
	int recipients;    /* in To: and Cc:, counted before MIME_MAX_ADDRESSES */
	char *author;      /* normalized, of the first From:; NULL if there is none */
	char *author_name; /* cleaned, or "" */
	const char
		*relay; /* name of the channel rule that fitted, or NULL; the settings' */
	char *list; /* the list's own address that List-Post or List-Id names, or NULL */
	GPtrArray *interactions; /* of Interaction: in header order, each email once; empty
				  * when the rule records nothing */
} Record;

/* What the message made of `blocks` (`n_blocks` >= 1 files of the same Message-ID) says.
 * The file that speaks for it is the one least in doubt: neither malformed nor unverified,
 * not automatic, without the marks of a list; then the one that arrived first; their order
 * decides only between equals. A message that nothing dates is dated `now` and resets
 * nothing. New, record_free(). Cannot fail: bad headers give fewer interactions. */
Record *record_from_headers(
	HeaderBlock *const *blocks, guint n_blocks, const Settings *settings, Instant now);

/* The record of a message that is not read: RULE_EXCLUDED or RULE_UNREADABLE. New. */
Record *record_of_rule(Rule rule);

void record_free(Record *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Record, record_free)

/* Raised when the rules change what they record, or which letters ask for an answer:
 * everything is then read again. */
#define RECORD_RULES_VERSION 3
