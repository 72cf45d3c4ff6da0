#include <string.h>

#include "lib/mime.h"
#include "tests/unit/store-entered.h"

/* Two contacts that are one person, and addresses that are not. */

static void
test_merge(void)
{
	g_autoptr(Store) store = fixture_store();
	g_autofree char *text = NULL;
	bool was = false;

	entered_fill(store);
	g_assert_true(store_merge(store, ADA, BEA, NULL));
	text = entered_dump(store);
	g_assert_nonnull(strstr(text,
		"{\"slug\":\"ada-lovelace\",\"name\":\"Ada Lovelace\",\"class\":\"key\""));
	g_assert_nonnull(strstr(text,
		"\"addresses\":[\"ada@example.org\",\"a@example.com\","
		"\"bea@example.org\"],\"notes\":[{\"date\":100,\"text\":\"one\"}],"
		"\"topics\":[{\"date\":200,\"text\":\"engines\"}],\"logged\":[{"
		"\"date\":300"));
	g_assert_null(strstr(text, "\"slug\":\"bea\""));
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM apart"), ==, 0);
	g_assert_true(store_split(store, ADA, "bea@example.org", &was, NULL) && was);
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM apart"), ==, 2);
	g_assert_true(store_split(store, ADA, "bea@example.org", &was, NULL) && !was);
	g_assert_true(store_add_address(store, ADA, "bea@example.org", NULL));
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM apart"), ==, 0);
}

static void
test_apart(void)
{
	g_autoptr(Store) store = fixture_store();
	g_auto(GStrv) others = NULL;
	g_autofree char *joined = NULL;
	bool was = false;

	entered_fill(store);
	g_assert_true(store_split(store, ADA, "a@example.com", &was, NULL));
	others = store_apart_from(store, "ada@example.org", NULL);
	joined = g_strjoinv(" ", others);
	g_assert_cmpstr(joined, ==, "bea@example.org a@example.com");
	g_assert_false(store_split(store, ADA, "ada@example.org", &was, NULL));
	g_assert_true(store_put_apart(store, "bea@example.org", "bea@example.org", NULL));
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM apart"), ==, 2);
}

/* A table that refers to contacts and is made later must not be left out. */
static void
test_moved(void)
{
	static const char *const moved[] = { "contact_address", "note", "topic", "logged",
		"occasion", "reminder", "dismissed", "draft", "clock", "reply_time", NULL };
	g_autoptr(Store) store = fixture_store();
	sqlite3_stmt *stmt = store_prepare(store,
		"SELECT l.name FROM pragma_table_list l, pragma_foreign_key_list(l.name) k"
		" WHERE k.\"table\" = 'contact'",
		NULL);
	g_auto(GStrv) referring = store_read_strings(store, stmt, NULL);

	for (char **name = referring; *name != NULL; name++)
		g_assert_true(g_strv_contains(moved, *name));
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	g_test_add_func("/store-merge/contacts", test_merge);
	g_test_add_func("/store-merge/apart", test_apart);
	g_test_add_func("/store-merge/moved", test_moved);
	return g_test_run();
}
