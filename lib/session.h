#pragma once

#include "lib/mailbox.h"
#include "lib/settings.h"
#include "lib/store.h"

/* What a command works with, opened in this order. */
typedef struct {
	Mailbox *
		mailbox; /* as far as `mode` asked; NULL for SESSION_STORE after settings */
	Settings *settings;
	Store *store;
} Session;

typedef enum {
	SESSION_STORE, /* configuration and store: what a person waits for asks no database
			*/
	SESSION_MAIL,  /* the notmuch database too, read-only */
	SESSION_ADOPT, /* the same, and the store belongs to this database from now on */
} SessionMode;

/* Opens what `mode` names with the common options; the store's path as design section 7 has
 * it, bound to the configured notmuch database. New, session_close(). */
Session *session_open(SessionMode mode, StoreMode store_mode, GError **error);
void session_close(Session *session);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Session, session_close)

/* The session's notmuch database, opened read-only if it is not yet; NULL and `error` if it
 * cannot be. Borrowed. */
Mailbox *session_mailbox(Session *session, GError **error);
