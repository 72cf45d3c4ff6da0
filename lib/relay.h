#pragma once

#include <glib.h>
#include <stdbool.h>

#include "lib/header.h"
#include "lib/interaction.h"
#include "lib/mime.h"

/* The channel rules: mail that a service or a list sends for a person, and where it names
 * them. They are data: a key file that is installed, and the user's own, whose groups add
 * to it or change it. Read-only once made: shared by threads. */
typedef struct Relays Relays;

/* What a fitting rule makes of a mail. */
typedef enum {
	RELAY_NONE,   /* no rule fits */
	RELAY_NOBODY, /* the service itself speaks */
	RELAY_MASK,   /* it is the letter of another than From: says */
	RELAY_PERSON, /* somebody was met on a channel */
} RelayKind;

typedef struct {
	RelayKind kind;
	const char *rule; /* name of its group; borrowed, as `dkim` */
	const char *dkim; /* domain whose signature it asks for, or NULL */
	Channel channel;
	bool counts;
	char *email; /* of the person: normalized, or who is known by name only
		      * "linkedin:ada lovelace", the channel and text_name_key(), which no
		      * mail address can be; NULL for nobody */
	char *name;  /* cleaned, or "" */
} RelayHit;

void relay_hit_clear(RelayHit *hit);

/* The rules of the file "channels" in $CADENCE_DATA_DIR, or where it was installed; then
 * what each of `files` (paths, NULL-terminated, later ones win) says, as far as it exists.
 * New, relays_free(). CADENCE_ERROR_CONFIG names the file, the group and the key. */
Relays *relays_load(const char *const *files, GError **error);
void relays_free(Relays *relays);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Relays, relays_free)

/* A digest of all that the rules say. Borrowed. */
const char *relays_fingerprint(const Relays *relays);

/* What the first rule that fits makes of a mail whose first author is `from`. False, and
 * RELAY_NONE, if none does; else relay_hit_clear(). */
bool relays_match(const Relays *relays, const HeaderBlock *block, const Address *from,
	RelayHit *ret_hit);

/* The address of the person who is reached under normalized `email`, by the group "alias"
 * of the user; NULL if there is none. Borrowed. */
const char *relays_alias(const Relays *relays, const char *email);

/* What a user typed, a mail address or "linkedin:Ada Lovelace", as it is kept. New, or NULL
 * if it is neither. */
char *relay_address(const char *typed);

/* Whether `email` is the address of a mailbox, not the name of a RelayHit. */
bool relay_is_mailbox(const char *email);
