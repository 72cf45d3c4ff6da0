#pragma once

#include "lib/mime.h"
#include "lib/record.h"
#include "lib/relay.h"

/* One file of a message as the rules see it. */
typedef struct {
	const HeaderBlock *block;
	const Settings *settings;
	RelayHit relay; /* what the channel rules make of it */
	GPtrArray
		*from; /* of Address; none is NULL. Of a RELAY_MASK the person behind it */
	GPtrArray *to;
	GPtrArray *cc;
	GPtrArray *bcc;
	int recipients; /* in To: and Cc: */
	char *list;     /* the list's own address, or NULL */
	Instant date;
	int utc_offset;
	Instant arrival; /* when it was received or, if it never travelled, written */
	bool dated;      /* `date` is more than a guess */
	bool own;        /* a From: address is the user's */
	bool plain;      /* `from` is what stands in From:, but for details */
	bool bounce;     /* never with `own`: nobody writes them by hand */
	bool automatic;
	bool marked; /* as list or bulk mail */
	bool malformed;
	bool unverified;
} Reading;

/* Reads `block`; reading_clear(). `reading` borrows `block` and `settings`. */
void reading_init(
	Reading *reading, const HeaderBlock *block, const Settings *settings, Instant now);
void reading_clear(Reading *reading);

/* Email of the first From:, or NULL. Borrowed. */
const char *reading_author(const Reading *reading);

/* Where the user stands in it: ROLE_TO, ROLE_CC or, in neither, ROLE_BCC. */
Role reading_place_of_user(const Reading *reading);

/* Whether it may reset anything: neither malformed nor unverified, and dated. */
bool reading_is_trusted(const Reading *reading);

/* Sets date, utc_offset, arrival and dated. */
void reading_take_dates(Reading *reading, Instant now);

/* Whether a program wrote the mail, as far as its headers and its sender `from` (NULL if
 * there is none) say. The user's own mail is automatic only if it answered by itself. */
bool record_is_automatic(const HeaderBlock *block, const char *from, bool own);

/* Whether an answering program wrote the mail: an absence, a receipt, a report. */
bool record_is_answering(const HeaderBlock *block);

/* Whether it is a report of a program to a program (RFC 6522), on whatever. */
bool record_is_report(const HeaderBlock *block);

/* Whether a mail system reports what became of a mail: by RFC 3464, or in its own words. */
bool record_is_bounce(const HeaderBlock *block);

/* Whether normalized `email` names a program: "no-reply@", in many languages. */
bool record_is_robot(const char *email);

/* Whether the mail has the headers of a list or of bulk mail. */
bool record_is_marked(const HeaderBlock *block);

/* The list's own address by List-Post or List-Id, normalized, new; or NULL. */
char *record_list_address(const HeaderBlock *block);

/* Whether the server `authserv_id` (NULL: none is trusted) says that the mail failed
 * authentication. */
bool record_is_unverified(const HeaderBlock *block, const char *authserv_id);

/* Whether it says that `domain`, or one within it, signed the mail. */
bool record_is_signed_by(
	const HeaderBlock *block, const char *authserv_id, const char *domain);

/* Applies the table of rules to `reading`: sets the rule and adds the interactions. */
void record_apply_rules(Record *record, const Reading *reading);

/* Adds an interaction `as` (whose email and name are not looked at) with `address`, unless
 * that is one of the user's own or there already. False if it was not added. */
bool record_add(Record *record, const Settings *settings, const Address *address,
	const Interaction *as);
