#pragma once

#include <notmuch.h>

#include "lib/mailbox-driver.h"

/* What the files of this module share. */

struct Mailbox {
	notmuch_database_t *db;
	GHashTable *config; /* made when first asked for */
};

/* Queries only: messages and what comes of them belong to their query or database. */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(notmuch_query_t, notmuch_query_destroy)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(notmuch_message_t, notmuch_message_destroy)

/* Sets `error` to "DOING: why" with CADENCE_ERROR_MAIL. Always false, to be returned. */
bool mailbox_fail(notmuch_status_t status, const char *doing, GError **error);

/* While libnotmuch walks messages it may call exit(1): when another process removes some
 * just then. Between these two, such an exit says what happened and leaves with 75. */
void mailbox_guard_begin(void);
void mailbox_guard_end(void);

/* Files (sorted) or tags of `message` in `list`, which is emptied first and ended by NULL;
 * returns its pointer. The strings are borrowed from `message`. */
const char *const *mailbox_list_files(notmuch_message_t *message, GPtrArray *list);
const char *const *mailbox_list_tags(notmuch_message_t *message, GPtrArray *list);
