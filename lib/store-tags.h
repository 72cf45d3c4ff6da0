#pragma once

#include "lib/store.h"

/* The store as the filter uses it. `hash` is store_hash() of a Message-ID. */

/* Until store_release() all that is read is of one moment, and takes no lock of its own.
 * Nothing may be written meanwhile. */
bool store_hold(Store *store, GError **error);
bool store_release(Store *store, GError **error);

/* The class of the contact to whom normalized `email` belongs, new; *ret_class NULL if
 * nobody tracks it. The delivery shapes need only this. */
bool store_class_of(Store *store, const char *email, char **ret_class, GError **error);

/* Who alone wrote a message, by the record: *ret_known false if it does not know the
 * message as it now is, with files of that mailbox_fingerprint(), or not all its authors.
 * *ret_author is new, NULL for the user; *ret_date is WHEN_NEVER where it is not kept. Not
 * for a store that is fresh (store_is_fresh()): it has no indexes. */
bool store_sole_author(Store *store, int64_t hash, uint32_t files, bool *ret_known,
	char **ret_author, Instant *ret_date, GError **error);

/* Tags of ours on a message, those being added included. New, NULL-terminated, sorted. */
bool store_tags(Store *store, int64_t hash, char ***ret_tags, GError **error);

/* Whether there is any tag of ours on any message. */
bool store_has_tags(Store *store, bool *ret_any, GError **error);

/* Writes ahead that `tag` is about to be added (or removed). Within a transaction. */
bool store_tag_pending(
	Store *store, int64_t hash, const char *tag, bool add, GError **error);

/* All pending rows are done: additions stand, removals are deleted. */
bool store_tags_done(Store *store, GError **error);

typedef struct {
	int64_t hash;
	char *tag;
	bool add;
} PendingTag;

/* What a run that was cut off left. Array of PendingTag. */
GPtrArray *store_pending_tags(Store *store, GError **error);

/* Settles one of them by what notmuch says: whether the message has the tag. */
bool store_settle_tag(
	Store *store, int64_t hash, const char *tag, bool has_it, GError **error);

/* Every tag name the filter ever put. New, NULL-terminated, sorted. */
char **store_tag_names(Store *store, GError **error);

/* Addresses whose tags may have changed since the last store_tags_remember(): tracked,
 * untracked or of another class. New, NULL-terminated, sorted. `*ret_last` is what to tell
 * it after them. */
char **store_tag_changes(Store *store, int64_t *ret_last, GError **error);

typedef struct {
	char *uuid; /* NULL before the first run */
	uint64_t revision;
	char *fingerprint; /* of tag_prefix, tag_sent, tag_since */
} TagState;

void tag_state_clear(TagState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(TagState, tag_state_clear)

bool store_load_tags(Store *store, TagState *ret_state, GError **error);

/* Remembers how far the filter came, and that it saw the changes up to `last`. */
bool store_tags_remember(Store *store, const TagState *state, int64_t last, GError **error);
