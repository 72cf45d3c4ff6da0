#include "indexer/sent.h"

#include <string.h>

/* Fewer may be a friend's letter that was put there by mistake. */
enum { MIN_MESSAGES = 3 };

void
sent_init(Sent *sent, const char *root)
{
	sent->root = strlen(root);
	sent->authors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void
sent_clear(Sent *sent)
{
	g_clear_pointer(&sent->authors, g_hash_table_unref);
}

/* Whether a folder in `path` is called "Sent", ".Sent", "Sent Items", "sent-mail" …. */
static bool
is_sent(const char *path)
{
	for (const char *slash = strchr(path, '/'); slash != NULL;
		slash = strchr(slash + 1, '/')) {
		const char *name = slash + 1 + (slash[1] == '.');

		if (g_ascii_strncasecmp(name, "sent", 4) == 0 &&
			!g_ascii_isalpha(name[4]) && strchr(name, '/') != NULL)
			return true;
	}
	return false;
}

void
sent_add(Sent *sent, const char *path, const Record *record)
{
	guint count = 0;

	if (record->own || record->author == NULL || !is_sent(path + sent->root))
		return;
	count = GPOINTER_TO_UINT(g_hash_table_lookup(sent->authors, record->author));
	g_hash_table_replace(
		sent->authors, g_strdup(record->author), GUINT_TO_POINTER(count + 1));
}

/* The author of most of them; ties go to the first by name, so that the answer is the same
 * each time. */
static const char *
most_frequent(const Sent *sent, guint *ret_count)
{
	const char *best = NULL;
	guint best_count = 0;
	GHashTableIter iter;
	gpointer email, number;

	g_hash_table_iter_init(&iter, sent->authors);
	while (g_hash_table_iter_next(&iter, &email, &number)) {
		guint count = GPOINTER_TO_UINT(number);

		if (count > best_count ||
			(count == best_count && strcmp(email, best) < 0)) {
			best = email;
			best_count = count;
		}
	}
	*ret_count = best_count;
	return best;
}

/* The command replaces the whole list, so it names those that are there. */
static char *
command(const Settings *settings, const char *email)
{
	g_autoptr(GString) line = g_string_new("notmuch config set user.other_email");
	g_autoptr(GList) own = g_hash_table_get_keys(settings->own);
	g_autofree char *added = g_shell_quote(email);

	own = g_list_sort(own, (GCompareFunc)strcmp);
	for (GList *address = own; address != NULL; address = address->next) {
		g_autofree char *quoted = g_shell_quote(address->data);

		if (g_ascii_strcasecmp(address->data, settings->primary_email) != 0)
			g_string_append_printf(line, " %s", quoted);
	}
	g_string_append_printf(line, " %s", added);
	return g_strdup(line->str);
}

char *
sent_hint(const Sent *sent, const Settings *settings)
{
	g_autofree char *fix = NULL;
	const char *email;
	guint count = 0;

	email = most_frequent(sent, &count);
	if (count < MIN_MESSAGES)
		return NULL;
	fix = command(settings, email);
	return g_strdup_printf("%u messages in your folder of sent mail are from %s: "
			       "if that is you, run %s",
		count, email, fix);
}
