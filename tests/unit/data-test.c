#include "lib/data.h"

#include <glib/gstdio.h>

#include "lib/error.h"
#include "tests/unit/cases.h"

/* The user's folder and the shipped one, below a directory of their own. */
typedef struct {
	char *root, *own, *shipped;
} World;

static void
write_file(const char *folder, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	g_autofree char *parent = g_path_get_dirname(path);
	g_autoptr(GError) error = NULL;

	g_assert_cmpint(g_mkdir_with_parents(parent, 0700), ==, 0);
	g_file_set_contents(path, text, -1, &error);
	g_assert_no_error(error);
}

/* main() has made the root $XDG_CONFIG_HOME, which GLib reads once only. */
static void
set_up(World *world, gconstpointer unused)
{
	(void)unused;
	world->root = g_strdup(g_getenv("XDG_CONFIG_HOME"));
	world->own = g_build_filename(world->root, "notmuch-cadence", NULL);
	world->shipped = g_build_filename(world->root, "shipped", NULL);
	g_setenv("CADENCE_DATA_DIR", world->shipped, TRUE);
	write_file(world->shipped, "languages/en", "shipped en");
	write_file(world->shipped, "languages/de", "shipped de");
	write_file(world->own, "languages/en", "own en");
	write_file(world->own, "languages/fr", "own fr");
}

static void
tear_down(World *world, gconstpointer unused)
{
	g_autofree char *command =
		g_strdup_printf("rm -rf %s %s", world->own, world->shipped);

	(void)unused;
	g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL);
	g_free(world->root);
	g_free(world->own);
	g_free(world->shipped);
}

static void
assert_text(char *path, const char *expected)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = data_read(path, &error);

	g_assert_no_error(error);
	g_assert_cmpstr(text, ==, expected);
	g_free(path);
}

static void
test_own_files_come_first(World *world, gconstpointer unused)
{
	(void)world, (void)unused;
	assert_text(data_find("languages/en"), "own en");
	assert_text(data_find("languages/de"), "shipped de");
	assert_text(data_find("languages/fr"), "own fr");
	assert_text(data_shipped("languages/en"), "shipped en");
}

static void
test_what_is_no_file_is_not_found(World *world, gconstpointer unused)
{
	(void)world, (void)unused;
	g_assert_null(data_find("languages/sv"));
	g_assert_null(data_find("languages"));
}

static void
test_list(World *world, gconstpointer unused)
{
	g_auto(GStrv) paths = NULL;
	g_auto(GStrv) none = data_list("templates");

	(void)unused;
	write_file(world->own, "languages/.de.swp", "");
	write_file(world->own, "languages/de~", "");
	write_file(world->shipped, "languages/old/en", "");
	paths = data_list("languages");
	g_assert_cmpuint(g_strv_length(none), ==, 0);
	g_assert_cmpuint(g_strv_length(paths), ==, 3);
	assert_text(g_strdup(paths[0]), "shipped de");
	assert_text(g_strdup(paths[1]), "own en");
	assert_text(g_strdup(paths[2]), "own fr");
}

/* An error names the file. */
static void
assert_refused(const World *world, const char *name, const char *text)
{
	g_autofree char *path = g_build_filename(world->own, name, NULL);
	g_autoptr(GError) error = NULL;

	if (text != NULL)
		write_file(world->own, name, text);
	g_assert_null(data_read_keys(path, &error));
	g_assert_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, path));
}

static void
test_bad_files(World *world, gconstpointer unused)
{
	g_autofree char *long_text = g_strnfill((1 << 20) + 1, '#');

	(void)unused;
	assert_refused(world, "missing", NULL);
	assert_refused(world, "latin-1", "[a]\nb=caf\xe9\n");
	assert_refused(world, "long", long_text);
	assert_refused(world, "no-keys", "[a]\nb\n");
}

#define TEST(name, function)                                                               \
	g_test_add("/data/" name, World, NULL, set_up, function, tear_down)

int
main(int argc, char *argv[])
{
	g_autofree char *root = g_dir_make_tmp("cadence-XXXXXX", NULL);
	int status;

	g_setenv("XDG_CONFIG_HOME", root, TRUE);
	g_test_init(&argc, &argv, NULL);
	TEST("own-files-come-first", test_own_files_come_first);
	TEST("no-file", test_what_is_no_file_is_not_found);
	TEST("list", test_list);
	TEST("bad-files", test_bad_files);
	status = g_test_run();
	g_rmdir(root);
	return status;
}
