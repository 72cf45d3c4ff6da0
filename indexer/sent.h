#pragma once

#include "lib/record.h"
#include "lib/store-scan.h"

/* Sent mail whose author is not the user: the sign of an own address that the configuration
 * does not name, without which the record is wrong. Sent is what is in a folder of that
 * name or has the tag "sent". */
typedef struct {
	gsize root;          /* length of the mail store's path */
	GHashTable *folders; /* whether sent_folder(), of those met */
} Sent;

/* `root` is the folder above all mail folders. */
void sent_init(Sent *sent, const char *root);
void sent_clear(Sent *sent);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sent, sent_clear)

/* Takes note in the store of a message of which one file is `path`; `tagged`: it has the
 * tag. Within the transaction that records the message. */
bool sent_add(Sent *sent, Store *store, const char *path, bool tagged, const Record *record,
	GError **error);

/* What to tell the user, one line, new; *ret_hint NULL if there is nothing to tell. It is
 * not told again. */
bool sent_hint(Store *store, const Settings *settings, char **ret_hint, GError **error);
