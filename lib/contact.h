#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/when.h"

/* A person the user tracks, and the class that gives them a cadence: plain values. */

/* Which interactions reset a cadence. */
typedef enum {
	POLICY_ANY,      /* whoever wrote last (the default) */
	POLICY_SENT,     /* only what the user sent */
	POLICY_RECEIVED, /* only what they sent */
	POLICY_EXCHANGE, /* only once both have written since */
	N_POLICIES
} Policy;

const char *policy_name(Policy policy); /* "any", "sent", "received", "exchange" */
bool policy_from_name(const char *name, Policy *ret_policy);

typedef struct {
	char *name;
	Interval cadence;
	Policy policy;
	double weight; /* multiplies the capped ratio in the order of suggestions; 1 is
			  usual */
	char *booking; /* a link where they may choose a time, for drafts; or NULL */
	char *bcc;     /* an address that gets a copy of each letter, for drafts; or NULL */
} Class;

void class_free(Class *klass);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Class, class_free)

typedef struct {
	int64_t id; /* in the store; 0 before it is there */
	char *slug; /* "ada-lovelace" */
	char *name; /* as shown; the address if no name is known */
	char *class_name;
	Interval own_cadence;   /* {0, 0}: that of the class */
	Interval cadence;       /* in force */
	Policy policy;          /* of the class */
	double weight;          /* of the class */
	Instant created;        /* when tracking began */
	Instant paused;         /* since, or WHEN_NEVER */
	Instant snoozed_until;  /* or WHEN_NEVER; in the past it means nothing */
	Instant do_not_contact; /* since, or WHEN_NEVER */
	Instant deceased;       /* since the user said so, or WHEN_NEVER */
	Instant fresh;    /* a fresh start: nothing before it is silence; or WHEN_NEVER */
	char *country;    /* ISO 3166, lower case, as the user said; or NULL */
	char *language;   /* ISO 639, lower case, as the user said; or NULL */
	char **addresses; /* normalized, in the order they were added, NULL-terminated;
			   * NULL where they were not read */
} Contact;

/* Nobody yet: no text, no address list, no cadence; none of the instants is set (they are
 * WHEN_NEVER), weight 1. New. */
Contact *contact_new(void);
void contact_free(Contact *contact);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Contact, contact_free)

/* The country they live in, as far as that is known: `country`, else that of the top-level
 * domain of an address of theirs where all that have one agree. Two letters, new; or NULL.
 */
char *contact_country(const Contact *contact);

/* What the addresses seen so far say, `country` (NULL at first), and one more: NULL as long
 * as none says any, "" once two differ. Lasts for ever. */
const char *contact_agree_on_country(const char *country, const char *email);

/* "active", "snoozed", "paused", "do-not-contact", "deceased": the strongest that holds at
 * `now`. */
const char *contact_state(const Contact *contact, Instant now);

/* Whether suggestions may name them at `now`. */
bool contact_is_active(const Contact *contact, Instant now);
