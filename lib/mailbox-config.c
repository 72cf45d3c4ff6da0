#include <string.h>

#include "lib/mailbox-private.h"

static const struct {
	notmuch_config_key_t key;
	const char *name;
} keys[] = {
	{ NOTMUCH_CONFIG_DATABASE_PATH, "database.path" },
	{ NOTMUCH_CONFIG_MAIL_ROOT, "database.mail_root" },
	{ NOTMUCH_CONFIG_HOOK_DIR, "database.hook_dir" },
	{ NOTMUCH_CONFIG_EXCLUDE_TAGS, "search.exclude_tags" },
	{ NOTMUCH_CONFIG_SYNC_MAILDIR_FLAGS, "maildir.synchronize_flags" },
	{ NOTMUCH_CONFIG_PRIMARY_EMAIL, "user.primary_email" },
	{ NOTMUCH_CONFIG_OTHER_EMAIL, "user.other_email" },
	{ NOTMUCH_CONFIG_USER_NAME, "user.name" },
};

/* Where nobody said who the user is, libnotmuch guesses LOGIN@HOST. A record made for that
 * address would be empty and wrong, so a guess counts as no answer. */
static bool
is_guess(notmuch_database_t *db)
{
	g_autoptr(GKeyFile) file = g_key_file_new();
	const char *path = notmuch_config_path(db);

	if (g_getenv("EMAIL") != NULL)
		return false;
	return path == NULL ||
	       !g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, NULL) ||
	       !g_key_file_has_key(file, "user", "primary_email", NULL);
}

static GHashTable *
read_config(notmuch_database_t *db)
{
	GHashTable *config = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	notmuch_config_pairs_t *pairs = notmuch_config_get_pairs(db, "cadence.");

	for (; notmuch_config_pairs_valid(pairs); notmuch_config_pairs_move_to_next(pairs))
		if (notmuch_config_pairs_value(pairs) != NULL)
			g_hash_table_insert(config,
				g_strdup(notmuch_config_pairs_key(pairs)),
				g_strdup(notmuch_config_pairs_value(pairs)));
	notmuch_config_pairs_destroy(pairs);
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		const char *value = notmuch_config_get(db, keys[i].key);

		if (value != NULL)
			g_hash_table_insert(
				config, g_strdup(keys[i].name), g_strdup(value));
	}
	if (is_guess(db))
		g_hash_table_remove(config, "user.primary_email");
	return config;
}

GHashTable *
mailbox_notmuch_config(Mailbox *mailbox)
{
	if (mailbox->config == NULL)
		mailbox->config = read_config(mailbox->db);
	return mailbox->config;
}

const char *
mailbox_notmuch_config_path(Mailbox *mailbox)
{
	const char *path = notmuch_config_path(mailbox->db);

	return path != NULL && *path != '\0' ? path : NULL;
}
