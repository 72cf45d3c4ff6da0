#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* The notmuch database: the only module that knows libnotmuch, which is loaded when one is
 * opened. A Mailbox belongs to one thread. Its failures are CADENCE_ERROR_MAIL (69), those
 * of the configuration CADENCE_ERROR_CONFIG (78). */

typedef struct Mailbox Mailbox;

typedef enum {
	MAILBOX_CONFIG_ONLY, /* needs no database: only mailbox_config() may follow */
	MAILBOX_READ,
	MAILBOX_WRITE /* waits for other writers without limit, as notmuch itself does */
} MailboxMode;

/* Opens the database of the configuration file `config`; NULL: as notmuch finds it
 * (NOTMUCH_CONFIG, also set but empty; NOTMUCH_PROFILE; XDG; ~/.notmuch-config). `uuid`, if
 * not NULL: fails unless it is the database's. New, mailbox_close(); the messages say what
 * to do: run "notmuch setup", "notmuch new" (none yet, or to be upgraded), name the file.
 */
Mailbox *mailbox_open(
	const char *config, MailboxMode mode, const char *uuid, GError **error);

/* Closes without committing an open batch; NULL is allowed. */
void mailbox_close(Mailbox *mailbox);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mailbox, mailbox_close)

/* Table of configuration keys to values: "user.name", "user.primary_email",
 * "user.other_email", "search.exclude_tags", "maildir.synchronize_flags", "database.path",
 * "database.mail_root", "database.hook_dir" where set, and all of "cadence.*". Lists are
 * joined by ';'. "user.primary_email" is missing where notmuch would only guess it.
 * Borrowed. */
GHashTable *mailbox_config(Mailbox *mailbox);

/* The configuration file that was read; NULL if there is none. Borrowed. */
const char *mailbox_config_path(Mailbox *mailbox);

/* "default", or NOTMUCH_PROFILE. CADENCE_ERROR_USAGE for one that cannot be a file name
 * (with
 * '/', a leading '.', control characters). Borrowed, static. */
const char *mailbox_profile(GError **error);

/* The database's revision; `*ret_uuid` borrowed from `mailbox`. */
uint64_t mailbox_revision(Mailbox *mailbox, const char **ret_uuid);

/* Makes visible what others wrote since it was opened or reopened. For MAILBOX_READ. */
bool mailbox_reopen(Mailbox *mailbox, GError **error);

/* When the database was last written to, seen by its files: unlike the revision it moves
 * when messages are removed. 0 if that cannot be told, or was so short a time ago that
 * another change could bear the same time. */
int64_t mailbox_stamp(Mailbox *mailbox);

/* Number of messages in the database, excluded ones too. */
bool mailbox_count(Mailbox *mailbox, unsigned *ret_count, GError **error);

/* One message as the database knows it. All borrowed, valid within the callback. */
typedef struct {
	const char *id;           /* Message-ID without brackets */
	uint64_t thread;          /* the thread id's 16 hexadecimal digits as a number */
	const char *const *files; /* absolute paths, sorted by name, NULL-terminated */
	const char *const *tags;  /* NULL-terminated; NULL unless asked for */
	bool excluded;            /* has one of the tags given as excluded */
} MailboxMessage;

/* A fingerprint of the names of a message's `files`, whatever their order, folders and
 * Maildir flags: another one, other mail. */
uint32_t mailbox_fingerprint(const char *const *files);

/* Called for each message; false stops the walk (and sets `error` if that was a failure).
 */
typedef bool (*MailboxVisit)(
	const MailboxMessage *message, gpointer user_data, GError **error);

typedef struct {
	const char *query;          /* notmuch query; NULL for all */
	uint64_t since;             /* only revisions from this on; 0 for all */
	const char *const *exclude; /* tags that set `excluded`, or NULL */
	bool tags;                  /* give tags */
	bool only_ids;              /* give neither thread nor files: cheaper */
	unsigned part; /* messages that libnotmuch may find at a time; 0: 131,072 */
} MailboxWalk;

/* Visits messages in database order, spam and deleted ones too, or where they are many,
 * those that were changed first before others. Memory does not grow with the store.
 * `*ret_total`, if not NULL, is set before the first visit to how many there will be (an
 * estimate). A message that cannot be read just now (it is being changed) fails the walk
 * with CADENCE_ERROR_BUSY after all others were visited. A query that notmuch does not
 * understand is CADENCE_ERROR_USAGE. */
bool mailbox_walk(Mailbox *mailbox, const MailboxWalk *walk, unsigned *ret_total,
	MailboxVisit visit, gpointer user_data, GError **error);

/* A message looked up by id, with what people want to see of it. */
typedef struct {
	char *thread; /* 16 hexadecimal digits */
	char *subject;
	char *from;
	char **files; /* absolute, NULL-terminated */
	char **tags;
} MailboxFound;

/* `*ret_found` is NULL if there is no such message: not an error. New,
 * mailbox_found_free(). */
bool mailbox_find(
	Mailbox *mailbox, const char *id, MailboxFound **ret_found, GError **error);
void mailbox_found_free(MailboxFound *found);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MailboxFound, mailbox_found_free)

/* Begins a batch of tag changes on a mailbox opened for MAILBOX_WRITE. */
bool mailbox_begin(Mailbox *mailbox, GError **error);

/* Adds and removes tags (NULL-terminated arrays, either may be NULL) of message `id`;
 * touches nothing if all is so already. Keeps Maildir flags in step if `sync_flags` and one
 * of notmuch's five is among them. `*ret_found`, if not NULL: whether there is such a
 * message. */
bool mailbox_tag(Mailbox *mailbox, const char *id, const char *const *add,
	const char *const *remove, bool sync_flags, bool *ret_found, GError **error);

/* Ends the batch and puts it on disk: only when this returned true is anything stored. The
 * mailbox is open for reading afterwards. After any failure since mailbox_begin(),
 * mailbox_close() instead: that discards the batch. */
bool mailbox_commit(Mailbox *mailbox, GError **error);
