#include "tests/unit/store-fixture.h"

/* The store as a database: its statements, its versions, and what SQLite refuses. */

static void
test_statements(void)
{
	g_autoptr(Store) store = fixture_store();
	g_autoptr(GError) error = NULL;

	store_check(store, &error);
	g_assert_no_error(error);
}

static void
test_migration(void)
{
	static const char *const bad[] = { "ALTER TABLE contact ADD COLUMN goal TEXT",
		"ALTER TABLE absent ADD COLUMN goal TEXT", NULL };
	static const char *const good[] = { "ALTER TABLE contact ADD COLUMN goal TEXT",
		"UPDATE contact SET goal = 'keep'", NULL };
	g_autoptr(Store) store = fixture_store();
	GError *error = NULL;

	fixture_add(store, "Ada", "key", "ada@example.org");
	g_assert_false(store_migrate(store, good, STORE_READ, &error));
	fixture_assert_error(error, CADENCE_ERROR_STORE, "older notmuch-cadence");
	error = NULL;
	g_assert_false(store_migrate(store, bad, STORE_WRITE, &error));
	fixture_assert_error(error, CADENCE_ERROR_STORE, "no such table");
	g_assert_cmpint(fixture_number(store, "PRAGMA user_version"), ==, 1);
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM"
					      " pragma_table_info('contact')"
					      " WHERE name = 'goal'"),
		==, 0);
	g_assert_true(store_migrate(store, good, STORE_WRITE, NULL));
	g_assert_cmpint(fixture_number(store, "PRAGMA user_version"), ==, 3);
	g_assert_cmpint(fixture_number(store, "SELECT goal = 'keep' FROM contact"), ==, 1);
}

static void
test_busy(File *file, gconstpointer unused)
{
	g_autoptr(Store) one = store_open(file->path, NULL, STORE_WRITE, NULL);
	g_autoptr(Store) other = store_open(file->path, NULL, STORE_WRITE, NULL);
	GError *error = NULL;

	(void)unused;
	sqlite3_busy_timeout(other->db, 1);
	g_assert_true(store_begin(one, NULL));
	g_assert_false(store_begin(other, &error));
	fixture_assert_error(error, CADENCE_ERROR_BUSY, "try again");
	store_rollback(one);
	g_assert_true(store_begin(other, NULL));
}

/* SQLite has rolled back by itself by then; what comes after starts afresh. */
static void
test_full_disk(File *file, gconstpointer unused)
{
	g_autofree char *text = g_strnfill(60000, 'x');
	g_autoptr(Store) store = store_open(file->path, NULL, STORE_WRITE, NULL);
	int64_t contact = fixture_add(store, "Ada", "key", "ada@example.org");
	GError *error = NULL;

	(void)unused;
	fixture_number(store, "PRAGMA max_page_count = 1");
	g_assert_true(store_begin(store, NULL));
	g_assert_false(
		store_add_remark(store, REMARK_NOTE, contact, FIXTURE_NOW, text, &error));
	fixture_assert_error(error, CADENCE_ERROR_STORE, "the disk is full");
	store_rollback(store);
	g_assert_true(store_ignore(store, "shop@example.com", FIXTURE_NOW, NULL));
}

static void
test_reader_writes_nothing(File *file, gconstpointer unused)
{
	g_autoptr(Store) store = NULL;
	GError *error = NULL;

	(void)unused;
	store_close(store_open(file->path, NULL, STORE_WRITE, NULL));
	store = store_open(file->path, NULL, STORE_READ, NULL);
	g_assert_false(store_ignore(store, "shop@example.com", FIXTURE_NOW, &error));
	fixture_assert_error(error, CADENCE_ERROR_STORE, "cannot be written");
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store/statements", test_statements);
	g_test_add_func("/store/migration", test_migration);
	g_test_add("/store/busy", File, NULL, fixture_set_up, test_busy, fixture_tear_down);
	g_test_add("/store/full-disk", File, NULL, fixture_set_up, test_full_disk,
		fixture_tear_down);
	g_test_add("/store/reader", File, NULL, fixture_set_up, test_reader_writes_nothing,
		fixture_tear_down);
	return g_test_run();
}
