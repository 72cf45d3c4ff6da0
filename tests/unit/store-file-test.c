#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/unit/store-fixture.h"

/* The store as a file: made, opened, refused. */

enum { NOBODY = 65534 };

/* A store that lies there, closed. */
static void
make(const char *path)
{
	g_autoptr(GError) error = NULL;

	store_close(store_open(path, NULL, STORE_WRITE, &error));
	g_assert_no_error(error);
}

static void
refuses(const char *path, StoreMode mode, CadenceError code, const char *words)
{
	GError *error = NULL;
	g_autoptr(Store) store = store_open(path, NULL, mode, &error);

	g_assert_null(store);
	fixture_assert_error(error, code, words);
}

static void
with_sql(const char *path, const char *sql)
{
	g_autoptr(Store) store = store_open(path, NULL, STORE_WRITE, NULL);

	fixture_sql(store, sql);
}

static void
test_path(void)
{
	static const struct {
		const char *configured, *profile, *end;
	} cases[] = {
		{ NULL, NULL, "/notmuch-cadence/default.db" },
		{ NULL, "work", "/notmuch-cadence/work.db" },
		{ NULL, "../../etc/work", "/notmuch-cadence/.._.._etc_work.db" },
		{ "/srv/mine.db", "work", "/srv/mine.db" },
	};
	g_autofree char *home = g_build_filename(g_get_home_dir(), "mine.db", NULL);
	g_autofree char *tilde = store_path("~/mine.db", NULL);
	g_autofree char *relative = store_path("mine.db", NULL);

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = store_path(cases[i].configured, cases[i].profile);

		g_assert_true(g_str_has_suffix(path, cases[i].end));
	}
	g_assert_cmpstr(tilde, ==, home);
	g_assert_cmpstr(relative, ==, home);
}

static guint
mode_of(const char *path)
{
	struct stat info;

	g_assert_cmpint(stat(path, &info), ==, 0);
	return info.st_mode & 0777;
}

static void
test_modes(File *file, gconstpointer unused)
{
	g_autofree char *directory = g_path_get_dirname(file->path);
	g_autofree char *journal = g_strconcat(file->path, "-wal", NULL);
	mode_t before = umask(0);
	g_autoptr(Store) store = store_open(file->path, NULL, STORE_WRITE, NULL);

	(void)unused;
	umask(before);
	g_assert_nonnull(store);
	fixture_add(store, "Ada", "key", "ada@example.org");
	g_assert_cmpuint(mode_of(directory), ==, 0700);
	g_assert_cmpuint(mode_of(file->path), ==, 0600);
	g_assert_cmpuint(mode_of(journal), ==, 0600);
}

static void
test_absent(File *file, gconstpointer unused)
{
	(void)unused;
	refuses(file->path, STORE_READ, CADENCE_ERROR_STORE,
		"run notmuch-cadence-index first");
	g_assert_false(g_file_test(file->path, G_FILE_TEST_EXISTS));
	refuses("/dev/null/x.db", STORE_WRITE, CADENCE_ERROR_CREATE, "cannot make");
}

/* A program was killed just after it had made the file. */
static void
test_empty(File *file, gconstpointer unused)
{
	g_autofree char *path = g_build_filename(file->directory, "test.db", NULL);

	(void)unused;
	g_assert_true(g_file_set_contents_full(path, "", 0, 0, 0600, NULL));
	refuses(path, STORE_READ, CADENCE_ERROR_STORE, "no store yet");
	make(path);
}

static void
test_foreign(File *file, gconstpointer unused)
{
	static const char letter[] = "Dear Ada,\n\nthis is no database, and long enough "
				     "that nobody could take it for the head of one.\n";
	g_autofree char *link = g_build_filename(file->directory, "link.db", NULL);
	g_autofree char *fifo = g_build_filename(file->directory, "fifo.db", NULL);
	g_autofree char *text = g_build_filename(file->directory, "text.db", NULL);

	(void)unused;
	make(file->path);
	g_assert_cmpint(symlink("sub/test.db", link), ==, 0);
	g_assert_cmpint(mkfifo(fifo, 0600), ==, 0);
	g_assert_true(g_file_set_contents_full(text, letter, -1, 0, 0600, NULL));
	for (StoreMode mode = STORE_READ; mode <= STORE_WRITE; mode++) {
		refuses(link, mode, CADENCE_ERROR_STORE, "no regular file");
		refuses(fifo, mode, CADENCE_ERROR_STORE, "no regular file");
		refuses(file->directory, mode, CADENCE_ERROR_STORE, "no regular file");
		refuses(text, mode, CADENCE_ERROR_STORE, "no store of notmuch-cadence");
	}
}

static void
test_other_database(File *file, gconstpointer unused)
{
	g_autofree char *path = g_build_filename(file->directory, "other.db", NULL);
	sqlite3 *db = NULL;

	(void)unused;
	g_assert_cmpint(sqlite3_open(path, &db), ==, SQLITE_OK);
	g_assert_cmpint(sqlite3_exec(db, "CREATE TABLE t (x)", NULL, NULL, NULL), ==, 0);
	sqlite3_close(db);
	g_chmod(path, 0600);
	refuses(path, STORE_WRITE, CADENCE_ERROR_STORE, "no store of notmuch-cadence");
}

static void
test_permissions(File *file, gconstpointer unused)
{
	(void)unused;
	make(file->path);
	g_chmod(file->path, 0640);
	refuses(file->path, STORE_READ, CADENCE_ERROR_STORE, "chmod 600");
	g_chmod(file->path, 0600);
	if (geteuid() != 0) {
		g_test_message("who is not root cannot give a file away");
		return;
	}
	g_assert_cmpint(chown(file->path, NOBODY, NOBODY), ==, 0);
	refuses(file->path, STORE_WRITE, CADENCE_ERROR_STORE, "another user");
}

static void
test_damaged(File *file, gconstpointer unused)
{
	(void)unused;
	make(file->path);
	g_assert_cmpint(truncate(file->path, 5000), ==, 0);
	refuses(file->path, STORE_READ, CADENCE_ERROR_STORE, "damaged");
}

static void
test_newer(File *file, gconstpointer unused)
{
	(void)unused;
	make(file->path);
	with_sql(file->path, "PRAGMA user_version = 99");
	refuses(file->path, STORE_READ, CADENCE_ERROR_STORE, "newer notmuch-cadence");
	refuses(file->path, STORE_WRITE, CADENCE_ERROR_STORE, "newer notmuch-cadence");
}

static void
test_linked_directory(File *file, gconstpointer unused)
{
	g_autofree char *link = g_build_filename(file->directory, "link", NULL);
	g_autofree char *path = g_build_filename(link, "test.db", NULL);

	(void)unused;
	make(file->path);
	g_assert_cmpint(symlink("sub", link), ==, 0);
	make(path);
}

/* Opens as somebody for whom permissions hold: root could write anywhere. */
static Store *
open_as_nobody(const char *path, StoreMode mode, GError **error)
{
	Store *store = NULL;

	g_assert_cmpint(geteuid() == 0 ? seteuid(NOBODY) : 0, ==, 0);
	store = store_open(path, NULL, mode, error);
	if (store != NULL)
		g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM class"), ==, 4);
	g_assert_cmpint(getuid() == 0 ? seteuid(0) : 0, ==, 0);
	return store;
}

static void
give_away(const char *path)
{
	g_assert_true(getuid() != 0 || chown(path, NOBODY, NOBODY) == 0);
}

static void
cannot_be_written(const char *path)
{
	GError *error = NULL;
	g_autoptr(Store) store = open_as_nobody(path, STORE_WRITE, &error);

	g_assert_no_error(error);
	g_assert_false(store_ignore(store, "shop@example.com", FIXTURE_NOW, &error));
	fixture_assert_error(error, CADENCE_ERROR_STORE, "cannot be written");
}

static void
test_read_only(File *file, gconstpointer unused)
{
	g_autofree char *directory = g_path_get_dirname(file->path);
	g_autofree char *journal = g_strconcat(file->path, "-wal", NULL);
	GError *error = NULL;

	(void)unused;
	make(file->path);
	g_chmod(file->directory, 0755);
	give_away(file->path);
	give_away(directory);
	g_chmod(directory, 0555);
	store_close(open_as_nobody(file->path, STORE_READ, &error));
	g_assert_no_error(error);
	cannot_be_written(file->path);
	g_chmod(directory, 0755);
	g_chmod(file->path, 0400);
	store_close(open_as_nobody(file->path, STORE_READ, &error));
	g_assert_no_error(error);
	cannot_be_written(file->path);
	g_assert_true(g_file_set_contents(journal, "pages", -1, NULL));
	g_chmod(directory, 0555);
	g_assert_null(open_as_nobody(file->path, STORE_READ, &error));
	fixture_assert_error(error, CADENCE_ERROR_STORE, "-wal");
	g_chmod(directory, 0755);
}

static void
test_identity(File *file, gconstpointer unused)
{
	GError *error = NULL;
	g_autoptr(Store) fresh =
		store_open(file->path, "/home/ada/mail", STORE_WRITE, NULL);
	g_autoptr(Store) same = NULL;
	g_autoptr(Store) unasked = NULL;

	(void)unused;
	g_assert_nonnull(fresh);
	fixture_sql(fresh, "INSERT INTO scan (id, identity, uuid, revision, generation,"
			   " fingerprint) VALUES (1, '/home/ada/mail', 'u', 1, 1, 'f')");
	same = store_open(file->path, "/home/ada/mail", STORE_READ, NULL);
	g_assert_nonnull(same);
	unasked = store_open(file->path, NULL, STORE_READ, NULL);
	g_assert_nonnull(unasked);
	g_assert_null(store_open(file->path, "/home/ada/old", STORE_READ, &error));
	g_assert_nonnull(strstr(error->message, "/home/ada/mail"));
	g_assert_nonnull(strstr(error->message, "/home/ada/old"));
	fixture_assert_error(error, CADENCE_ERROR_CONFIG, "--full");
}

int
main(int argc, char *argv[])
{
	static const struct {
		const char *name;
		void (*run)(File *file, gconstpointer unused);
	} tests[] = {
		{ "/file/modes", test_modes },
		{ "/file/absent", test_absent },
		{ "/file/empty", test_empty },
		{ "/file/foreign", test_foreign },
		{ "/file/other-database", test_other_database },
		{ "/file/permissions", test_permissions },
		{ "/file/damaged", test_damaged },
		{ "/file/newer", test_newer },
		{ "/file/linked-directory", test_linked_directory },
		{ "/file/read-only", test_read_only },
		{ "/file/identity", test_identity },
	};

	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/file/path", test_path);
	for (guint i = 0; i < G_N_ELEMENTS(tests); i++)
		g_test_add(tests[i].name, File, NULL, fixture_set_up, tests[i].run,
			fixture_tear_down);
	return g_test_run();
}
