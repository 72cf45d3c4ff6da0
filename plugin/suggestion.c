#include "plugin/suggestion.h"

#include <unistd.h>

#include "lib/letter.h"
#include "lib/relay.h"
#include "plugin/event.h"

/* How far back to look for a letter that is still there. */
enum { MAX_TRIES = 50 };

/* The sentence of `found` that asks, or NULL: the first of its files that can be read
 * speaks for it. */
static char *
read_question(const MailboxFound *found, const Languages *languages)
{
	for (guint i = 0; found->files[i] != NULL; i++) {
		g_autoptr(Letter) letter = letter_read(found->files[i], NULL);
		g_autofree char *text = NULL;

		if (letter == NULL)
			continue;
		text = letter_new_text(letter->text);
		return letter_question(text, languages);
	}
	return NULL;
}

static bool
has_file(const MailboxFound *found)
{
	for (guint i = 0; found->files[i] != NULL; i++)
		if (access(found->files[i], R_OK) == 0)
			return true;
	return false;
}

/* The mail in row `row` of the store; *ret_found stays NULL if it is not at hand. */
static bool
find_mail(Session *session, int64_t row, StoredMessage **ret_message,
	MailboxFound **ret_found, GError **error)
{
	g_autoptr(MailboxFound) found = NULL;
	Mailbox *mailbox;

	if (row == 0)
		return true;
	if (!store_message(session->store, row, ret_message, error))
		return false;
	if (*ret_message == NULL || (*ret_message)->message_id == NULL)
		return true;
	mailbox = session_mailbox(session, NULL);
	if (mailbox != NULL)
		mailbox_find(mailbox, (*ret_message)->message_id, &found, NULL);
	if (found != NULL && has_file(found))
		*ret_found = g_steal_pointer(&found);
	return true;
}

bool
shown_question(Session *session, int64_t row, char **ret_question, GError **error)
{
	g_autoptr(StoredMessage) message = NULL;
	g_autoptr(MailboxFound) found = NULL;
	const Languages *languages = NULL;

	if (!find_mail(session, row, &message, &found, error))
		return false;
	if (found == NULL)
		return true;
	languages = session_languages(session, error);
	if (languages != NULL)
		*ret_question = read_question(found, languages);
	return languages != NULL;
}

/* Names the mail in row `row` as the anchor if it can be answered; while the notmuch
 * database cannot be asked, what was there at the last run of the indexer can. */
static bool
take_anchor(Session *session, Shown *shown, int64_t row, GError **error)
{
	g_autoptr(StoredMessage) message = NULL;
	g_autoptr(MailboxFound) found = NULL;

	if (!find_mail(session, row, &message, &found, error))
		return false;
	if (message == NULL || message->message_id == NULL)
		return true;
	if (session_mailbox(session, NULL) != NULL ? found == NULL : message->gone)
		return true;
	shown->message_id = g_steal_pointer(&message->message_id);
	if (found == NULL) {
		shown->thread_id = event_thread(message->thread);
		return true;
	}
	shown->thread_id = g_steal_pointer(&found->thread);
	shown->subject = g_steal_pointer(&found->subject);
	return true;
}

/* The newest direct letter that is still there. */
static bool
take_newest(Session *session, Shown *shown, GError **error)
{
	int64_t contact = shown->suggestion->candidate->contact->id;
	g_autoptr(GPtrArray) rows =
		store_history(session->store, contact, MAX_TRIES, error);

	if (rows == NULL)
		return false;
	for (guint i = 0; i < rows->len && shown->message_id == NULL; i++) {
		const HistoryRow *row = rows->pdata[i];

		if (row->message_id != NULL && row->role == ROLE_TO &&
			!take_anchor(session, shown, row->message, error))
			return false;
	}
	return true;
}

/* The message to reply to, or the one that `reply` answers in its stead. */
static bool
load_anchor(Session *session, Shown *shown, GError **error)
{
	int64_t row = shown->suggestion->message;

	return take_anchor(session, shown, row, error) &&
	       (row == 0 || shown->message_id != NULL ||
		       take_newest(session, shown, error));
}

static bool
is_bouncing(const GPtrArray *bounces, const char *email)
{
	for (guint i = 0; i < bounces->len; i++)
		if (g_str_equal(((const Bounce *)bounces->pdata[i])->email, email))
			return true;
	return false;
}

static bool
load_bounce(Session *session, Shown *shown, GError **error)
{
	const Candidate *candidate = shown->suggestion->candidate;
	g_autoptr(GPtrArray) bounces =
		store_bounces(session->store, candidate->contact->id, error);
	char **email = candidate->contact->addresses;

	if (bounces == NULL)
		return false;
	for (guint i = 0; i < bounces->len && shown->bounced == NULL; i++) {
		const Bounce *bounce = bounces->pdata[i];

		if (bounce->since == candidate->standing.bounced_since)
			shown->bounced = g_strdup(bounce->email);
	}
	while (*email != NULL &&
		(is_bouncing(bounces, *email) || !relay_is_mailbox(*email)))
		email++;
	shown->other = g_strdup(*email);
	return true;
}

bool
shown_has(const Shown *shown, Reason reason)
{
	return (shown->suggestion->reasons & 1u << reason) != 0;
}

Shown *
shown_new_anchor(Session *session, const Suggestion *suggestion, GError **error)
{
	g_autoptr(Shown) shown = g_new0(Shown, 1);

	shown->suggestion = suggestion;
	return load_anchor(session, shown, error) ? g_steal_pointer(&shown) : NULL;
}

Shown *
shown_new(Session *session, const Suggestion *suggestion, GError **error)
{
	const Standing *standing = &suggestion->candidate->standing;
	g_autoptr(Shown) shown = shown_new_anchor(session, suggestion, error);

	if (shown == NULL ||
		(shown_has(shown, REASON_UNDELIVERABLE) &&
			!load_bounce(session, shown, error)) ||
		(shown_has(shown, REASON_OWED) &&
			!shown_question(
				session, standing->owed_message, &shown->owed, error)) ||
		(shown_has(shown, REASON_AWAITING) &&
			!shown_question(session, standing->awaiting_message,
				&shown->awaiting, error)))
		return NULL;
	return g_steal_pointer(&shown);
}

void
shown_free(Shown *shown)
{
	g_free(shown->message_id);
	g_free(shown->thread_id);
	g_free(shown->subject);
	g_free(shown->owed);
	g_free(shown->awaiting);
	g_free(shown->bounced);
	g_free(shown->other);
	g_free(shown);
}
