#include "plugin/reply-save.h"

#include <unistd.h>

#include "lib/cli.h"
#include "plugin/insert.h"

/* A client that took it up and sent it has removed the file; notmuch learns that later. */
static bool
is_there(const MailboxFound *found)
{
	if (!g_strv_contains((const char *const *)found->tags, "draft"))
		return false;
	for (char **file = found->files; *file != NULL; file++)
		if (access(*file, F_OK) == 0)
			return true;
	return false;
}

bool
reply_is_waiting(
	Session *session, const Contact *contact, Instant *ret_saved, GError **error)
{
	g_autoptr(GPtrArray) drafts = store_drafts(session->store, error);

	*ret_saved = WHEN_NEVER;
	for (guint i = 0; drafts != NULL && i < drafts->len; i++) {
		const SavedDraft *draft = drafts->pdata[i];
		g_autoptr(MailboxFound) found = NULL;

		if (draft->contact != contact->id || draft->stale)
			continue;
		if (!mailbox_find(session->mailbox, draft->message_id, &found, error))
			return false;
		if (found != NULL && is_there(found))
			*ret_saved = MAX(*ret_saved, draft->saved);
	}
	return drafts != NULL;
}

/* What notmuch calls a message without a Message-ID: our drafts have none. New. */
static char *
id_of(const char *text)
{
	g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA1, text, -1);

	return g_strconcat("notmuch-sha1-", sum, NULL);
}

/* Remembered first: of one that notmuch does not know nothing is left at the filter's next
 * run. */
bool
reply_save(Session *session, const Contact *contact, const char *text, Instant now,
	GError **error)
{
	g_autofree char *id = id_of(text);

	return store_add_draft(session->store, id, contact->id, now, error) &&
	       insert_draft(
		       cli_common()->config, session->settings->draft_folder, text, error);
}
