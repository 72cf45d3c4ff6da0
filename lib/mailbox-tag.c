#include <string.h>

#include "lib/error.h"
#include "lib/mailbox-private.h"

static bool
find_message(
	Mailbox *mailbox, const char *id, notmuch_message_t **ret_message, GError **error)
{
	notmuch_status_t status =
		notmuch_database_find_message(mailbox->db, id, ret_message);

	return status == NOTMUCH_STATUS_SUCCESS ||
	       mailbox_fail(
		       status, "cannot look a message up in the notmuch database", error);
}

static MailboxFound *
describe(notmuch_message_t *message)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new();
	const char *thread = notmuch_message_get_thread_id(message);
	const char *subject = notmuch_message_get_header(message, "subject");
	const char *from = notmuch_message_get_header(message, "from");
	MailboxFound *found = NULL;

	if (thread == NULL || subject == NULL || from == NULL)
		return NULL;
	found = g_new0(MailboxFound, 1);
	found->thread = g_strdup(thread);
	found->subject = g_strdup(subject);
	found->from = g_strdup(from);
	found->files = g_strdupv((char **)mailbox_list_files(message, list));
	found->tags = g_strdupv((char **)mailbox_list_tags(message, list));
	return found;
}

bool
mailbox_notmuch_find(
	Mailbox *mailbox, const char *id, MailboxFound **ret_found, GError **error)
{
	g_autoptr(notmuch_message_t) message = NULL;
	MailboxFound *found = NULL;

	if (!find_message(mailbox, id, &message, error))
		return false;
	if (message != NULL && (found = describe(message)) == NULL) {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_BUSY,
			"the message %s is being changed in the notmuch database: "
			"run again",
			id);
		return false;
	}
	*ret_found = found;
	return true;
}

bool
mailbox_notmuch_begin(Mailbox *mailbox, GError **error)
{
	notmuch_status_t status = notmuch_database_begin_atomic(mailbox->db);

	return status == NOTMUCH_STATUS_SUCCESS ||
	       mailbox_fail(status, "cannot begin to change tags", error);
}

typedef notmuch_status_t (*TagFunc)(notmuch_message_t *message, const char *tag);

/* Applies `change` to those of `tags` for which `current` contains it or not, as `if_has`
 * says: others are so already. */
static notmuch_status_t
change_tags(notmuch_message_t *message, const char *const *tags, const char *const *current,
	bool if_has, TagFunc change, bool *ret_changed)
{
	notmuch_status_t status = NOTMUCH_STATUS_SUCCESS;

	for (; tags != NULL && *tags != NULL && status == NOTMUCH_STATUS_SUCCESS; tags++) {
		if (g_strv_contains(current, *tags) != if_has)
			continue;
		*ret_changed = true;
		status = change(message, *tags);
	}
	return status;
}

/* A frozen message is written once, however many tags change. If one does not, none is: the
 * batch is discarded then. */
static notmuch_status_t
retag(notmuch_message_t *message, const char *const *add, const char *const *remove,
	bool sync_flags)
{
	g_autoptr(GPtrArray) list = g_ptr_array_new();
	const char *const *borrowed = mailbox_list_tags(message, list);
	g_auto(GStrv) current = g_strdupv((char **)borrowed); /* survives the changes */
	const char *const *now = (const char *const *)current;
	bool changed = false;
	notmuch_status_t status = notmuch_message_freeze(message);

	if (status == NOTMUCH_STATUS_SUCCESS)
		status = change_tags(
			message, add, now, false, notmuch_message_add_tag, &changed);
	if (status == NOTMUCH_STATUS_SUCCESS)
		status = change_tags(
			message, remove, now, true, notmuch_message_remove_tag, &changed);
	if (status == NOTMUCH_STATUS_SUCCESS)
		status = notmuch_message_thaw(message);
	if (status == NOTMUCH_STATUS_SUCCESS && changed && sync_flags)
		status = notmuch_message_tags_to_maildir_flags(message);
	return status;
}

/* Whether Maildir has a flag for one of `tags`. */
static bool
has_flag_tag(const char *const *tags)
{
	static const char *const flags[] = { "draft", "flagged", "passed", "replied",
		"unread", NULL };

	for (; tags != NULL && *tags != NULL; tags++)
		if (g_strv_contains(flags, *tags))
			return true;
	return false;
}

bool
mailbox_notmuch_tag(Mailbox *mailbox, const char *id, const char *const *add,
	const char *const *remove, bool sync_flags, bool *ret_found, GError **error)
{
	g_autoptr(notmuch_message_t) message = NULL;
	bool flags = sync_flags && (has_flag_tag(add) || has_flag_tag(remove));
	notmuch_status_t status;

	if (!find_message(mailbox, id, &message, error))
		return false;
	if (ret_found != NULL)
		*ret_found = message != NULL;
	if (message == NULL)
		return true;
	status = retag(message, add, remove, flags);
	return status == NOTMUCH_STATUS_SUCCESS ||
	       mailbox_fail(status, "cannot change tags", error);
}

/* Only when the database was closed for writing is anything on disk: end_atomic() succeeds
 * even where a write has failed (tried with 0.37). */
bool
mailbox_notmuch_commit(Mailbox *mailbox, GError **error)
{
	notmuch_status_t status = notmuch_database_end_atomic(mailbox->db);

	if (status == NOTMUCH_STATUS_SUCCESS)
		status = notmuch_database_reopen(
			mailbox->db, NOTMUCH_DATABASE_MODE_READ_ONLY);
	return status == NOTMUCH_STATUS_SUCCESS ||
	       mailbox_fail(status, "cannot store the tags: they are as before", error);
}
