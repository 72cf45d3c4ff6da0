#define _GNU_SOURCE /* memmem */
#include <string.h>

#include "tests/unit/store-fixture.h"

/* What must vanish when the user says so, to the last byte. */

static guint
count_in(const char *path, const char *suffix, const char *word)
{
	g_autofree char *file = g_strconcat(path, suffix, NULL);
	g_autofree char *bytes = NULL;
	gsize length = 0;
	guint n = 0;

	if (!g_file_get_contents(file, &bytes, &length, NULL))
		return 0;
	for (const char *p = bytes;
		(p = memmem(p, length - (gsize)(p - bytes), word, strlen(word))) != NULL;
		p++)
		n++;
	return n;
}

/* Ada wrote a mail, with Bea as its second author; the user noted a lot about her. */
static int64_t
fill(Store *store)
{
	int64_t ada =
		fixture_add(store, "Zanzibarine Ada", "key", "zanzibarine@example.org");
	g_autoptr(GString) text = g_string_new(NULL);

	for (int i = 0; i < 2000; i++)
		g_string_append(text, "Zanzibarine likes engines. ");
	g_assert_true(store_add_remark(store, REMARK_NOTE, ada, 100, text->str, NULL));
	g_assert_true(store_add_reminder(
		store, ada, 100, 200, false, "Zanzibarine's engine", NULL, NULL));
	g_assert_true(store_add_draft(store, "zanzibarine.2@example.org", ada, 100, NULL));
	fixture_sql(store,
		"INSERT INTO address (id, email, name)"
		" VALUES (7, 'zanzibarine@example.org', 'Zanzibarine'),"
		" (8, 'bea@example.org', '');"
		"INSERT INTO message (hash, files, generation, rule, author, date,"
		" message_id) VALUES (1, 1, 1, 10, 7, 100, 'zanzibarine.1@example.org');"
		"INSERT INTO interaction (message, address, date, direction, role,"
		" channel, rule, counts)"
		" VALUES (1, 7, 100, 0, 0, 0, 10, 1), (1, 8, 100, 0, 0, 0, 10, 1);"
		"INSERT INTO meeting (uid, asked, asker, start) VALUES (1, 1, 7, 100), (2, "
		"1, 8,"
		" 100)");
	return ada;
}

static void
test_forget(File *file, gconstpointer unused)
{
	static const char *const emails[] = { "zanzibarine@example.org", NULL };
	g_autoptr(Store) store = store_open(file->path, NULL, STORE_WRITE, NULL);
	int64_t ada = fill(store);
	bool is = false;

	(void)unused;
	fixture_number(store, "PRAGMA wal_checkpoint(TRUNCATE)");
	g_assert_cmpuint(count_in(file->path, "", "anzibarine"), >, 2000);
	g_assert_true(store_log(
		store, ada, 1, 0, DIRECTION_IN, CHANNEL_CALL, "Zanzibarine", NULL));
	g_assert_cmpuint(count_in(file->path, "-wal", "anzibarine"), >, 0);
	g_assert_true(store_forget(store, ada, emails, NULL));
	g_assert_cmpuint(count_in(file->path, "", "anzibarine"), ==, 0);
	g_assert_cmpuint(count_in(file->path, "-wal", "anzibarine"), ==, 0);
	g_assert_true(store_is_forgotten(store, emails[0], &is, NULL));
	g_assert_true(is);
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM message"), ==, 1);
	g_assert_cmpint(fixture_number(store, "SELECT address FROM interaction"), ==, 8);
	g_assert_cmpint(
		fixture_number(store, "SELECT asker FROM meeting WHERE start"), ==, 8);
	g_assert_cmpint(fixture_number(store, "SELECT count(asked) FROM meeting"), ==, 1);
	fixture_add(store, "Ada", "key", emails[0]);
	g_assert_true(store_is_forgotten(store, emails[0], &is, NULL));
	g_assert_false(is);
}

/* While somebody reads, the journal cannot be emptied: that must not pass for success. */
static void
test_forget_while_read(File *file, gconstpointer unused)
{
	static const char *const emails[] = { "zanzibarine@example.org", NULL };
	g_autoptr(Store) store = store_open(file->path, NULL, STORE_WRITE, NULL);
	g_autoptr(Store) reader = store_open(file->path, NULL, STORE_READ, NULL);
	int64_t ada = fill(store);
	GError *error = NULL;

	(void)unused;
	sqlite3_busy_timeout(store->db, 1);
	fixture_sql(reader, "BEGIN; SELECT * FROM contact");
	g_assert_false(store_forget(store, ada, emails, &error));
	fixture_assert_error(error, CADENCE_ERROR_BUSY, "forget the address once more");
	fixture_sql(reader, "COMMIT");
	g_assert_true(store_forget(store, 0, emails, NULL));
	g_assert_cmpuint(count_in(file->path, "-wal", "anzibarine"), ==, 0);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add("/forget/bytes", File, NULL, fixture_set_up, test_forget,
		fixture_tear_down);
	g_test_add("/forget/while-read", File, NULL, fixture_set_up, test_forget_while_read,
		fixture_tear_down);
	return g_test_run();
}
