#include "plugin/shared.h"

#include "lib/mime.h"
#include "lib/text.h"

enum { MAX_LETTERS = 40 };

/* A single letter is the initial of what begins with it. */
static bool
has_word(char *const *words, const char *word)
{
	for (; *words != NULL; words++)
		if (g_str_equal(*words, word) ||
			((word[1] == '\0' || (*words)[1] == '\0') &&
				word[0] == (*words)[0]))
			return true;
	return false;
}

static bool
are_two_people(char *const *words, char *const *others)
{
	if (g_strv_length((char **)words) < 2 || g_strv_length((char **)others) < 2)
		return false;
	for (; *words != NULL; words++)
		if (has_word(others, *words))
			return false;
	return true;
}

bool
shared_has_two_people(const char *const *names)
{
	g_autoptr(GPtrArray) seen =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);

	for (; *names != NULL; names++) {
		g_autofree char *sound = text_name_sound(*names);
		char **words = g_strsplit(sound, " ", -1);

		for (guint i = 0; i < seen->len; i++) {
			if (are_two_people(words, seen->pdata[i])) {
				g_strfreev(words);
				return true;
			}
		}
		g_ptr_array_add(seen, words);
	}
	return false;
}

/* Adds the name under which `email` wrote message `id`, if it did. */
static bool
add_name(Mailbox *mailbox, const char *id, const char *email, GPtrArray *names,
	GError **error)
{
	g_autoptr(MailboxFound) found = NULL;
	g_autoptr(GPtrArray) authors = NULL;
	const Address *author = NULL;

	if (!mailbox_find(mailbox, id, &found, error))
		return false;
	authors = mime_addresses(found != NULL ? found->from : NULL, NULL);
	author = authors->len > 0 ? authors->pdata[0] : NULL;
	if (author != NULL && g_str_equal(author->email, email) &&
		!g_ptr_array_find_with_equal_func(names, author->name, g_str_equal, NULL))
		g_ptr_array_add(names, g_strdup(author->name));
	return true;
}

bool
shared_is(Session *session, const char *email, bool *ret_is, GError **error)
{
	Mailbox *mailbox = session_mailbox(session, NULL);
	g_autoptr(GPtrArray) rows = NULL;
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);

	*ret_is = false;
	if (mailbox == NULL)
		return true;
	rows = store_history_of(session->store, email, MAX_LETTERS, error);
	if (rows == NULL)
		return false;
	for (guint i = 0; i < rows->len; i++) {
		const HistoryRow *row = rows->pdata[i];

		if (row->direction == DIRECTION_IN && row->message_id != NULL &&
			!add_name(mailbox, row->message_id, email, names, error))
			return false;
	}
	g_ptr_array_add(names, NULL);
	*ret_is = shared_has_two_people((const char *const *)names->pdata);
	return true;
}
