#include <errno.h>
#include <string.h>
#include <unistd.h>

#include "lib/data.h"
#include "lib/error.h"
#include "lib/relay-private.h"

static const char alias_group[] = "alias";

static void
file_free(gpointer data)
{
	RelayFile *file = data;

	g_free(file->path);
	g_key_file_unref(file->keys);
	g_free(file);
}

void
relays_free(Relays *relays)
{
	if (relays == NULL)
		return;
	g_clear_pointer(&relays->rules, g_ptr_array_unref);
	g_clear_pointer(&relays->aliases, g_hash_table_unref);
	g_free(relays->fingerprint);
	g_free(relays);
}

/* Adds the file at `path` to `files`. */
static bool
read_file(const char *path, GPtrArray *files, GError **error)
{
	GKeyFile *keys = data_read_keys(path, error);
	RelayFile *file = NULL;

	if (keys == NULL)
		return false;
	file = g_new0(RelayFile, 1);
	file->path = g_strdup(path);
	file->keys = keys;
	g_ptr_array_add(files, file);
	return true;
}

static bool
is_missing(const char *path)
{
	return access(path, F_OK) != 0 && errno == ENOENT;
}

static bool
read_files(const char *const *paths, GPtrArray *files, GError **error)
{
	g_autofree char *shipped = data_shipped("channels");

	if (is_missing(shipped)) {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
			"cannot read the channel rules: %s is missing: install it, or set "
			"CADENCE_DATA_DIR to its folder",
			shipped);
		return false;
	}
	if (!read_file(shipped, files, error))
		return false;
	for (; *paths != NULL; paths++)
		if (!is_missing(*paths) && !read_file(*paths, files, error))
			return false;
	return true;
}

/* Whether a file before the one at `index` has the group. */
static bool
is_known_before(const GPtrArray *files, guint index, const char *group)
{
	for (guint i = 0; i < index; i++)
		if (g_key_file_has_group(((RelayFile *)files->pdata[i])->keys, group))
			return true;
	return false;
}

/* Adds the rules that the file at `index` is the first to name. */
static bool
add_rules(Relays *relays, const GPtrArray *files, guint index, GError **error)
{
	const RelayFile *file = files->pdata[index];
	g_auto(GStrv) groups = g_key_file_get_groups(file->keys, NULL);

	for (char **group = groups; *group != NULL; group++) {
		RelayRule *rule = NULL;

		if (strcmp(*group, alias_group) == 0 ||
			is_known_before(files, index, *group))
			continue;
		if (!relay_rule_read(files, *group, &rule, error))
			return false;
		if (rule != NULL)
			g_ptr_array_add(relays->rules, rule);
	}
	return true;
}

static bool
add_alias(Relays *relays, const GPtrArray *files, const char *key, GError **error)
{
	g_autofree char *value = relay_value(files, alias_group, key);
	char *masked = mime_address(key, NULL);
	char *person = mime_address(value, NULL);

	if (masked != NULL && person != NULL) {
		g_hash_table_insert(relays->aliases, masked, person);
		return true;
	}
	g_free(masked);
	g_free(person);
	return relay_fail(files, alias_group, key,
		"it must be one mail address, = and the address of the person", error);
}

static bool
add_aliases(Relays *relays, const GPtrArray *files, guint index, GError **error)
{
	const RelayFile *file = files->pdata[index];
	g_auto(GStrv) keys = g_key_file_get_keys(file->keys, alias_group, NULL, NULL);

	for (char **key = keys; key != NULL && *key != NULL; key++)
		if (!add_alias(relays, files, *key, error))
			return false;
	return true;
}

/* What the files say, whatever their comments. New. */
static char *
fingerprint(const GPtrArray *files)
{
	g_autoptr(GString) all = g_string_new(NULL);
	g_autofree char *digest = NULL;

	for (guint i = 0; i < files->len; i++) {
		const RelayFile *file = files->pdata[i];
		g_autofree char *text = g_key_file_to_data(file->keys, NULL, NULL);

		g_string_append_printf(all, "%s\f", text);
	}
	digest = g_compute_checksum_for_string(G_CHECKSUM_MD5, all->str, -1);
	return g_strndup(digest, 16);
}

/* What only the user's file has is tried before what is shipped: the last file first. */
Relays *
relays_load(const char *const *paths, GError **error)
{
	g_autoptr(Relays) relays = g_new0(Relays, 1);
	g_autoptr(GPtrArray) files = g_ptr_array_new_with_free_func(file_free);

	relays->rules = g_ptr_array_new_with_free_func((GDestroyNotify)relay_rule_free);
	relays->aliases = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	if (!read_files(paths, files, error))
		return NULL;
	for (guint i = files->len; i-- > 0;)
		if (!add_rules(relays, files, i, error) ||
			!add_aliases(relays, files, i, error))
			return NULL;
	relays->fingerprint = fingerprint(files);
	return g_steal_pointer(&relays);
}
