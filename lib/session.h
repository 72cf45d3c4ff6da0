#pragma once

#include "lib/config.h"
#include "lib/language.h"
#include "lib/mailbox.h"
#include "lib/relay.h"
#include "lib/settings.h"
#include "lib/store.h"

/* What a command works with, opened in this order. */
typedef struct {
	Mailbox *mailbox; /* NULL until somebody asks for it, for SESSION_STORE and _CONFIG
			   */
	Config *config;
	Settings *settings;
	Relays *relays;       /* NULL until session_load_relays() */
	Languages *languages; /* NULL until session_languages() */
	Store *store;         /* NULL for SESSION_CONFIG */
} Session;

typedef enum {
	SESSION_CONFIG, /* the configuration alone */
	SESSION_STORE,  /* configuration and store: what a person waits for asks no database
			 */
	SESSION_MAIL,   /* the notmuch database too, read-only */
	SESSION_ADOPT,  /* the same, and the store belongs to this database from now on */
} SessionMode;

/* Opens what `mode` names with the common options; the store's path as design section 7 has
 * it, bound to the configured notmuch database. New, session_close(). */
Session *session_open(SessionMode mode, StoreMode store_mode, GError **error);
void session_close(Session *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Session, session_close)

/* Reads the channel rules and lends them to the settings: those that are installed, then
 * $XDG_CONFIG_HOME/notmuch-cadence/channels, then "cadence-channels" beside the notmuch
 * configuration. */
bool session_load_relays(Session *session, GError **error);

/* The session's notmuch database, opened read-only if it is not yet; NULL and `error` if it
 * cannot be. Borrowed. */
Mailbox *session_mailbox(Session *session, GError **error);

/* The languages, read when first asked for; NULL and `error` if they cannot be. Borrowed.
 */
const Languages *session_languages(Session *session, GError **error);
