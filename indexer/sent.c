#include "indexer/sent.h"

#include <string.h>

#include "indexer/sent-folder.h"

/* Fewer may be a friend's letter that was put there by mistake. */
enum { MIN_MESSAGES = 3 };

void
sent_init(Sent *sent, const char *root)
{
	sent->root = strlen(root);
	sent->folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void
sent_clear(Sent *sent)
{
	g_clear_pointer(&sent->folders, g_hash_table_unref);
}

/* There are few folders, and many messages in each. */
static bool
is_in_sent_folder(Sent *sent, const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	gpointer is = NULL;

	if (g_hash_table_lookup_extended(sent->folders, folder, NULL, &is))
		return is != NULL;
	is = GINT_TO_POINTER(sent_folder(path));
	g_hash_table_insert(sent->folders, g_steal_pointer(&folder), is);
	return is != NULL;
}

bool
sent_add(Sent *sent, Store *store, const char *path, bool tagged, const Record *record,
	GError **error)
{
	if (record->own || record->author == NULL)
		return true;
	if (!tagged && !is_in_sent_folder(sent, path + sent->root))
		return true;
	return store_add_sent(store, record->author, error);
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

bool
sent_hint(Store *store, const Settings *settings, char **ret_hint, GError **error)
{
	g_autofree char *email = NULL;
	g_autofree char *fix = NULL;
	guint count = 0;

	*ret_hint = NULL;
	if (!store_untold_sent(store, MIN_MESSAGES, &email, &count, error))
		return false;
	if (email == NULL || settings_is_own(settings, email))
		return true;
	if (!store_tell_sent(store, email, error))
		return false;
	fix = command(settings, email);
	*ret_hint = g_strdup_printf("%u messages among your sent mail are from %s: "
				    "if that is you, run %s",
		count, email, fix);
	return true;
}
