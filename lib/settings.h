#pragma once

#include <glib.h>
#include <stdbool.h>

#include "lib/when.h"

/* The [cadence] section of the notmuch configuration, and what of the rest concerns us,
 * validated. Read-only once made: shared by threads. */

typedef struct {
	char *user_name;     /* user.name, or "" */
	char *primary_email; /* as configured; "" if none */
	GHashTable *own;     /* set of the user's normalized addresses */
	char **own_patterns; /* cadence.own_address: "ada@x.example" or "*@x.example" */
	char **exclude_tags; /* search.exclude_tags, "draft", cadence.exclude_tags; sorted
			      */
	int max_recipients;  /* cadence.max_recipients, 20 */
	bool plus_detail;    /* cadence.plus_detail: "ada+x@" is "ada@"; default no */
	char *authserv_id;   /* cadence.authserv_id, or NULL */
	char *tag_prefix;    /* cadence.tag_prefix, "cadence/"; may be "" */
	bool tag_sent;       /* cadence.tag_sent: also tag mail to contacts; default no */
	Instant tag_since;   /* cadence.tag_since, a date; WHEN_NEVER for all */
	int daily;           /* cadence.daily, 5 */
	char *draft_folder;  /* cadence.draft_folder, "Drafts" */
	char *database;      /* cadence.database: path of the store, or NULL */
	bool maildir_flags;  /* maildir.synchronize_flags */
	const struct Relays
		*relays; /* channel rules, lent by who loaded them; NULL: none */
} Settings;

/* From `values`, a table of configuration keys ("cadence.daily", "user.name") to values as
 * notmuch holds them (lists joined by ';'). New, settings_free(). CADENCE_ERROR_CONFIG
 * names a misspelt cadence key (with the nearest known one) or a bad value (with what is
 * allowed); all other keys are ignored. */
Settings *settings_new(GHashTable *values, GError **error);
void settings_free(Settings *settings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Settings, settings_free)

/* Whether normalized `email` is one of the user's own. */
bool settings_is_own(const Settings *settings, const char *email);

/* Whether anything says who the user is. */
bool settings_knows_user(const Settings *settings);

/* One line of all that changes what is recorded: own addresses, excluded tags, limits. When
 * it differs from that of the last index run, everything is read again. New. */
char *settings_fingerprint(const Settings *settings);

/* Whether `tag` is one that notmuch's own command takes: not empty, no leading '-', no
 * control characters, at most 200 bytes. */
bool settings_tag_is_valid(const char *tag);
