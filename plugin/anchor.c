#include "plugin/anchor.h"

#include "lib/relay.h"
#include "plugin/usage.h"

/* How far back to look for a letter that is still there. */
enum { MAX_TRIES = 50 };

static bool
is_by_contact(const Letter *letter, const Contact *contact)
{
	const Address *author = letter->from->len > 0 ? letter->from->pdata[0] : NULL;

	return author != NULL &&
	       g_strv_contains((const char *const *)contact->addresses, author->email);
}

static bool
is_by_user(const Letter *letter, const Settings *settings)
{
	const Address *author = letter->from->len > 0 ? letter->from->pdata[0] : NULL;

	return author != NULL && settings_is_own(settings, author->email);
}

/* The message `id` as the contact or the user wrote it; *ret_letter NULL if no readable
 * file of it is theirs. `ret_there`, if not NULL: whether there is any. */
static bool
read_message(Session *session, const Contact *contact, const char *id, Letter **ret_letter,
	bool *ret_there, GError **error)
{
	g_autoptr(MailboxFound) found = NULL;

	*ret_letter = NULL;
	if (!mailbox_find(session->mailbox, id, &found, error))
		return false;
	for (char **file = found == NULL ? NULL : found->files;
		file != NULL && *file != NULL; file++) {
		g_autoptr(Letter) letter = letter_read(*file, NULL);

		if (letter != NULL && ret_there != NULL)
			*ret_there = true;
		if (letter != NULL && (is_by_contact(letter, contact) ||
					      is_by_user(letter, session->settings))) {
			*ret_letter = g_steal_pointer(&letter);
			return true;
		}
	}
	return true;
}

static bool
read_suggested(Session *session, const Suggestion *suggestion, Letter **ret_letter,
	bool *ret_there, GError **error)
{
	g_autoptr(StoredMessage) message = NULL;

	if (!store_message(session->store, suggestion->message, &message, error))
		return false;
	if (message == NULL || message->message_id == NULL)
		return true;
	return read_message(session, suggestion->candidate->contact, message->message_id,
		ret_letter, ret_there, error);
}

static bool
is_direct(const HistoryRow *row)
{
	return row->message_id != NULL && row->role == ROLE_TO;
}

/* The newest direct letter of one direction that is still there. */
static bool
read_newest(Session *session, const Contact *contact, GPtrArray *history,
	Direction direction, Letter **ret_letter, GError **error)
{
	int tries = 0;

	for (guint i = 0; i < history->len && tries < MAX_TRIES; i++) {
		const HistoryRow *row = history->pdata[i];

		if (!is_direct(row) || row->direction != direction)
			continue;
		tries++;
		if (!read_message(
			    session, contact, row->message_id, ret_letter, NULL, error))
			return false;
		if (*ret_letter != NULL)
			return true;
	}
	return true;
}

static bool
is_bouncing(const GPtrArray *bounces, const char *email)
{
	for (guint i = 0; i < bounces->len; i++)
		if (g_str_equal(((const Bounce *)bounces->pdata[i])->email, email))
			return true;
	return false;
}

/* Where they last wrote from; else where the user last wrote to; else their first address:
 * each only if it does not bounce. NULL if all do, or they are only known by name. */
static char *
last_address(const Contact *contact, GPtrArray *history, const GPtrArray *bounces)
{
	const char *written_to = NULL;

	for (guint i = 0; i < history->len; i++) {
		const HistoryRow *row = history->pdata[i];

		if (row->address == NULL || row->channel != CHANNEL_MAIL ||
			is_bouncing(bounces, row->address))
			continue;
		if (row->direction == DIRECTION_IN)
			return g_strdup(row->address);
		if (written_to == NULL)
			written_to = row->address;
	}
	for (char **email = contact->addresses; written_to == NULL && *email != NULL;
		email++)
		if (relay_is_mailbox(*email) && !is_bouncing(bounces, *email))
			written_to = *email;
	return g_strdup(written_to);
}

static bool
choose_address(Session *session, const Contact *contact, GPtrArray *history, Anchor *anchor,
	GError **error)
{
	g_autoptr(GPtrArray) bounces = store_bounces(session->store, contact->id, error);

	if (bounces == NULL)
		return false;
	anchor->to = last_address(contact, history, bounces);
	if (anchor->to != NULL || bounces->len == 0)
		return true;
	anchor->bounces = true;
	g_ptr_array_set_size(bounces, 0);
	anchor->to = last_address(contact, history, bounces);
	return true;
}

/* The message that is to be answered, else their last letter, else the user's own. */
static bool
choose_letter(Session *session, const Suggestion *suggestion, GPtrArray *history,
	Anchor *anchor, GError **error)
{
	const Contact *contact = suggestion->candidate->contact;
	bool there = false;

	if (!read_suggested(session, suggestion, &anchor->asked, &there, error) ||
		!read_newest(
			session, contact, history, DIRECTION_IN, &anchor->latest, error) ||
		!read_newest(
			session, contact, history, DIRECTION_OUT, &anchor->sent, error))
		return false;
	anchor->is_another = suggestion->message != 0 && anchor->asked == NULL;
	anchor->is_gone = anchor->is_another && !there;
	anchor->letter = anchor->asked != NULL    ? anchor->asked
			 : anchor->latest != NULL ? anchor->latest
						  : anchor->sent;
	anchor->is_own =
		anchor->letter != NULL && is_by_user(anchor->letter, session->settings);
	return true;
}

Anchor *
anchor_find(Session *session, const Suggestion *suggestion, GError **error)
{
	const Contact *contact = suggestion->candidate->contact;
	g_autoptr(Anchor) anchor = g_new0(Anchor, 1);
	g_autoptr(GPtrArray) history =
		store_history(session->store, contact->id, -1, error);

	if (history == NULL ||
		!choose_letter(session, suggestion, history, anchor, error) ||
		!choose_address(session, contact, history, anchor, error))
		return NULL;
	if (anchor->to != NULL)
		return g_steal_pointer(&anchor);
	usage_fail(error,
		"no mail address of %s is known: add one with notmuch cadence edit %s "
		"--add-address=ADDRESS",
		contact->name, contact->slug);
	return NULL;
}

void
anchor_free(Anchor *anchor)
{
	g_clear_pointer(&anchor->asked, letter_free);
	g_clear_pointer(&anchor->latest, letter_free);
	g_clear_pointer(&anchor->sent, letter_free);
	g_free(anchor->to);
	g_free(anchor);
}
