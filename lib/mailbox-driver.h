#pragma once

#include "lib/mailbox.h"

/* What of this module needs libnotmuch; the functions are those of mailbox.h. */
typedef struct {
	Mailbox *(*open)(
		const char *config, MailboxMode mode, const char *uuid, GError **error);
	void (*close)(Mailbox *mailbox);
	GHashTable *(*config)(Mailbox *mailbox);
	const char *(*config_path)(Mailbox *mailbox);
	uint64_t (*revision)(Mailbox *mailbox, const char **ret_uuid);
	bool (*reopen)(Mailbox *mailbox, GError **error);
	int64_t (*stamp)(Mailbox *mailbox);
	bool (*count)(Mailbox *mailbox, unsigned *ret_count, GError **error);
	bool (*walk)(Mailbox *mailbox, const MailboxWalk *walk, unsigned *ret_total,
		MailboxVisit visit, gpointer user_data, GError **error);
	bool (*find)(
		Mailbox *mailbox, const char *id, MailboxFound **ret_found, GError **error);
	bool (*begin)(Mailbox *mailbox, GError **error);
	bool (*tag)(Mailbox *mailbox, const char *id, const char *const *add,
		const char *const *remove, bool sync_flags, bool *ret_found,
		GError **error);
	bool (*commit)(Mailbox *mailbox, GError **error);
} MailboxDriver;

/* Linked in where it is always needed, else exported by notmuch-cadence-mailbox.so; see
 * object.h. */
extern const MailboxDriver mailbox_driver;

Mailbox *mailbox_notmuch_open(
	const char *config, MailboxMode mode, const char *uuid, GError **error);
void mailbox_notmuch_close(Mailbox *mailbox);
GHashTable *mailbox_notmuch_config(Mailbox *mailbox);
const char *mailbox_notmuch_config_path(Mailbox *mailbox);
uint64_t mailbox_notmuch_revision(Mailbox *mailbox, const char **ret_uuid);
bool mailbox_notmuch_reopen(Mailbox *mailbox, GError **error);
int64_t mailbox_notmuch_stamp(Mailbox *mailbox);
bool mailbox_notmuch_count(Mailbox *mailbox, unsigned *ret_count, GError **error);
bool mailbox_notmuch_walk(Mailbox *mailbox, const MailboxWalk *walk, unsigned *ret_total,
	MailboxVisit visit, gpointer user_data, GError **error);
bool mailbox_notmuch_find(
	Mailbox *mailbox, const char *id, MailboxFound **ret_found, GError **error);
bool mailbox_notmuch_begin(Mailbox *mailbox, GError **error);
bool mailbox_notmuch_tag(Mailbox *mailbox, const char *id, const char *const *add,
	const char *const *remove, bool sync_flags, bool *ret_found, GError **error);
bool mailbox_notmuch_commit(Mailbox *mailbox, GError **error);
