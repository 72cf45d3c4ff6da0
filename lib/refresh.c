#include "lib/refresh.h"

#include "lib/letter.h"

/* What the callback of clock_new() needs, and what it reports. */
typedef struct {
	Store *store;
	Mailbox *mailbox;     /* or NULL */
	Languages *languages; /* NULL until a letter is read */
	bool unknown;         /* for want of a mailbox, of the contact under way */
	GError *error;        /* the first failure; nothing is asked after it */
} Refresh;

/* Most runs read no letter, and need no words. */
static bool
load_languages(Refresh *refresh, GError **error)
{
	if (refresh->languages == NULL)
		refresh->languages = languages_load(error);
	return refresh->languages != NULL;
}

/* Reads whether the message called `id` asks. `*ret_asks` is -1 if no file of it can be
 * read any more: then nobody can answer it either. */
static bool
read_asks(Refresh *refresh, const char *id, int *ret_asks, GError **error)
{
	g_autoptr(MailboxFound) found = NULL;
	g_autoptr(Letter) letter = NULL;
	g_autofree char *text = NULL;
	g_autofree char *question = NULL;

	if (!load_languages(refresh, error) ||
		!mailbox_find(refresh->mailbox, id, &found, error))
		return false;
	for (int i = 0; found != NULL && found->files[i] != NULL && letter == NULL; i++)
		letter = letter_read(found->files[i], NULL);
	*ret_asks = -1;
	if (letter == NULL)
		return true;
	text = letter_new_text(letter->text);
	question = letter_question(text, refresh->languages);
	*ret_asks = question != NULL;
	return true;
}

/* As store_asks(), but reads and keeps what is not known yet. */
static bool
find_asks(Refresh *refresh, int64_t row, int *ret_asks, GError **error)
{
	g_autoptr(StoredMessage) message = NULL;

	if (!store_asks(refresh->store, row, ret_asks, error))
		return false;
	if (*ret_asks >= 0)
		return true;
	if (refresh->mailbox == NULL) {
		refresh->unknown = true;
		return true;
	}
	if (!store_message(refresh->store, row, &message, error))
		return false;
	if (message == NULL || message->message_id == NULL)
		return true;
	if (!read_asks(refresh, message->message_id, ret_asks, error))
		return false;
	return *ret_asks < 0 || store_set_asks(refresh->store, row, *ret_asks == 1, error);
}

static bool
asks(int64_t message, gpointer user_data)
{
	Refresh *refresh = user_data;
	int answer = -1;

	if (refresh->error != NULL ||
		!find_asks(refresh, message, &answer, &refresh->error))
		return false;
	return answer == 1;
}

static bool
refresh_contact(Refresh *refresh, int64_t id, GError **error)
{
	g_autoptr(Candidate) candidate =
		store_candidate(refresh->store, id, WHEN_NEVER, error);
	g_autoptr(GArray) events = NULL;
	g_autoptr(Clock) clock = NULL;

	if (candidate == NULL)
		return false;
	events = store_events(refresh->store, id, WHEN_NEVER, error);
	if (events == NULL)
		return false;
	refresh->unknown = false;
	clock = clock_new((const Event *)events->data, events->len,
		2.0 * when_interval_days(candidate->contact->cadence), asks, refresh);
	if (refresh->error != NULL) {
		g_propagate_error(error, g_steal_pointer(&refresh->error));
		return false;
	}
	return store_put_clock(refresh->store, id, clock, refresh->unknown, error);
}

static bool
refresh_all(Store *store, Mailbox *mailbox, GArray *dirty, GError **error)
{
	Refresh refresh = { .store = store, .mailbox = mailbox };
	bool done = true;

	for (guint i = 0; i < dirty->len && done; i++)
		done = refresh_contact(&refresh, g_array_index(dirty, int64_t, i), error);
	languages_free(refresh.languages);
	return done && store_put_reply_times(store, error);
}

/* A run with nothing to do writes nothing, and so waits for nobody. */
bool
refresh_clocks(Store *store, Mailbox *mailbox, guint *ret_contacts, GError **error)
{
	g_autoptr(GArray) dirty = store_dirty(store, error);

	if (dirty == NULL)
		return false;
	if (dirty->len > 0) {
		if (!store_begin(store, error))
			return false;
		if (!refresh_all(store, mailbox, dirty, error)) {
			store_rollback(store);
			return false;
		}
		if (!store_commit(store, error))
			return false;
	}
	if (ret_contacts != NULL)
		*ret_contacts = dirty->len;
	return true;
}
