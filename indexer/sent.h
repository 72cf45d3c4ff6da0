#pragma once

#include "lib/record.h"

/* Mail in a folder of sent mail whose author is not the user: the sign of an own address
 * that the configuration does not name, without which the record is wrong. */
typedef struct {
	gsize root;          /* length of the mail store's path */
	GHashTable *authors; /* address to number of such messages */
} Sent;

/* `root` is the folder above all mail folders. */
void sent_init(Sent *sent, const char *root);
void sent_clear(Sent *sent);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sent, sent_clear)

/* Takes note of a message of which one file is `path`. */
void sent_add(Sent *sent, const char *path, const Record *record);

/* What to tell the user, one line; NULL if there is nothing to tell. New. */
char *sent_hint(const Sent *sent, const Settings *settings);
