#include "lib/data.h"

#include <string.h>

#include "lib/error.h"

/* Where the files are that come with the program. */
static const char installed[] =
#include "lib/datadir.inc"
	;

enum { MAX_FILE = 1 << 20 }; /* bytes */

char *
data_shipped(const char *name)
{
	const char *dir = g_getenv("CADENCE_DATA_DIR");

	return g_build_filename(dir != NULL && *dir != '\0' ? dir : installed, name, NULL);
}

char *
data_own(const char *name)
{
	return g_build_filename(g_get_user_config_dir(), "notmuch-cadence", name, NULL);
}

char *
data_find(const char *name)
{
	g_autofree char *own = data_own(name);
	g_autofree char *shipped = data_shipped(name);

	if (g_file_test(own, G_FILE_TEST_IS_REGULAR))
		return g_steal_pointer(&own);
	if (g_file_test(shipped, G_FILE_TEST_IS_REGULAR))
		return g_steal_pointer(&shipped);
	return NULL;
}

static bool
is_leftover(const char *name)
{
	return name[0] == '.' || g_str_has_suffix(name, "~") ||
	       g_str_has_suffix(name, ".swp");
}

/* Adds the names in the folder at `path`, which need not exist. */
static void
add_names(const char *path, GHashTable *names)
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL)
		if (!is_leftover(name))
			g_hash_table_add(names, g_strdup(name));
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
	return strcmp(a, b);
}

char **
data_list(const char *name)
{
	g_autoptr(GHashTable) names =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GStrvBuilder) paths = g_strv_builder_new();
	g_autofree char *own = data_own(name);
	g_autofree char *shipped = data_shipped(name);
	GList *sorted = NULL;

	add_names(own, names);
	add_names(shipped, names);
	sorted = g_list_sort(g_hash_table_get_keys(names), compare_names);
	for (GList *l = sorted; l != NULL; l = l->next) {
		g_autofree char *file = g_build_filename(name, l->data, NULL);
		g_autofree char *path = data_find(file);

		if (path != NULL)
			g_strv_builder_add(paths, path);
	}
	g_list_free(sorted);
	return g_strv_builder_end(paths);
}

char *
data_read(const char *path, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autofree char *text = NULL;
	gsize length = 0;

	if (!g_file_get_contents(path, &text, &length, &cause)) {
		g_set_error_literal(
			error, CADENCE_ERROR, CADENCE_ERROR_CONFIG, cause->message);
		return NULL;
	}
	if (length <= MAX_FILE && g_utf8_validate(text, (gssize)length, NULL))
		return g_steal_pointer(&text);
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
		"%s: it is no text in UTF-8, or too long", path);
	return NULL;
}

GKeyFile *
data_read_keys(const char *path, GError **error)
{
	g_autoptr(GKeyFile) keys = g_key_file_new();
	g_autoptr(GError) cause = NULL;
	g_autofree char *text = data_read(path, error);

	if (text == NULL)
		return NULL;
	if (g_key_file_load_from_data(keys, text, strlen(text), G_KEY_FILE_NONE, &cause))
		return g_steal_pointer(&keys);
	g_set_error(
		error, CADENCE_ERROR, CADENCE_ERROR_CONFIG, "%s: %s", path, cause->message);
	return NULL;
}
