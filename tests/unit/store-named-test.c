#include "lib/mime.h"
#include "tests/unit/store-letter.h"

/* People known by name only, and the contacts they are. */

#define DAY(n) (FIXTURE_NOW - (n)*WHEN_DAY)

#define ADA "linkedin:ada lovelace"

static const Letter letters[] = {
	{ .id = "l1",
		.date = DAY(9),
		.thread = 1,
		.rule = RULE_CHANNEL,
		.from = "Ada Lovelace <" ADA ">",
		.files = 1 },
	{ .id = "l2",
		.date = DAY(8),
		.thread = 2,
		.rule = RULE_RECEIVED,
		.from = "Ada <ada@example.org>",
		.files = 2 },
	{ 0 },
};

static Store *
store_with_letters(void)
{
	Store *store = fixture_store();

	letter_run(store, letters, 1);
	return store;
}

/* How many events, and rows of history, `contact` has: the same number. */
static guint
count(Store *store, int64_t contact)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GArray) events = store_events(store, contact, WHEN_NEVER, &error);
	g_autoptr(GPtrArray) history = store_history(store, contact, -1, &error);

	g_assert_no_error(error);
	g_assert_cmpuint(events->len, ==, history->len);
	return events->len;
}

static bool
is_dirty(Store *store, int64_t contact)
{
	g_autofree char *sql =
		g_strdup_printf("SELECT dirty FROM clock WHERE contact = %d", (int)contact);

	return fixture_number(store, sql) == 1;
}

static void
test_only_bearer(void)
{
	g_autoptr(Store) store = store_with_letters();
	int64_t ada = fixture_add(store, "Lovelace, ADA", "key", "ada@example.org");
	int64_t other = fixture_add(store, "Ada", "key", "ada@other.example");

	g_assert_cmpuint(count(store, ada), ==, 2);
	g_assert_cmpuint(count(store, other), ==, 0);
}

/* A second bearer makes the name nobody's, a rename theirs again; their clocks follow. */
static void
test_namesake(void)
{
	g_autoptr(Store) store = store_with_letters();
	int64_t ada = fixture_add(store, "Ada Lovelace", "key", "ada@example.org");
	g_autoptr(GError) error = NULL;
	int64_t other;

	fixture_sql(store, "UPDATE clock SET dirty = 0");
	other = fixture_add(store, "Ada Lovelace", "key", "ada@other.example");
	g_assert_true(is_dirty(store, ada));
	g_assert_cmpuint(count(store, ada), ==, 1);
	g_assert_cmpuint(count(store, other), ==, 0);

	fixture_sql(store, "UPDATE clock SET dirty = 0");
	g_assert_true(store_remove_contact(store, other, &error));
	g_assert_true(is_dirty(store, ada));
	g_assert_cmpuint(count(store, ada), ==, 2);
}

static void
test_news(void)
{
	g_autoptr(Store) store = fixture_store();
	int64_t ada = fixture_add(store, "Ada Lovelace", "key", "ada@work.example");
	int64_t other = fixture_add(store, "Grace", "key", "grace@example.org");

	fixture_sql(store, "UPDATE clock SET dirty = 0");
	letter_run(store, letters, 1);
	g_assert_true(is_dirty(store, ada));
	g_assert_false(is_dirty(store, other));
	g_assert_cmpuint(count(store, ada), ==, 1);
}

/* What the user says about it wins over the name. */
static void
test_merged(void)
{
	g_autoptr(Store) store = store_with_letters();
	int64_t ada = fixture_add(store, "Ada Lovelace", "key", "ada@example.org");
	int64_t grace = fixture_add(store, "Grace", "key", "grace@example.org");
	g_autoptr(GError) error = NULL;
	bool was = false;

	fixture_sql(store, "UPDATE clock SET dirty = 0");
	g_assert_true(store_add_address(store, grace, ADA, &error));
	g_assert_true(is_dirty(store, ada));
	g_assert_cmpuint(count(store, ada), ==, 1);
	g_assert_cmpuint(count(store, grace), ==, 1);

	g_assert_true(store_remove_address(store, grace, ADA, &was, &error));
	g_assert_cmpuint(count(store, ada), ==, 2);
	g_assert_true(store_add_address(store, ada, ADA, &error));
	g_assert_true(store_split(store, ada, ADA, &was, &error));
	g_assert_cmpuint(count(store, ada), ==, 1);
}

/* A name is nothing to write to. */
static void
test_lookup(void)
{
	g_autoptr(Store) store = store_with_letters();
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) before = store_lookup(store, "lovelace", -1, &error);
	g_autoptr(GPtrArray) after = NULL;
	int64_t ada = fixture_add(store, "Ada Lovelace", "key", "ada@example.org");

	g_assert_cmpuint(before->len, ==, 0);
	g_assert_true(store_add_address(store, ada, ADA, &error));
	after = store_lookup(store, "lovelace", -1, &error);
	g_assert_cmpuint(after->len, ==, 1);
	g_assert_cmpstr(((Correspondent *)after->pdata[0])->email, ==, "ada@example.org");
}

static void
test_forget(void)
{
	const char *const none[] = { NULL };
	g_autoptr(Store) store = store_with_letters();
	g_autoptr(GError) error = NULL;
	int64_t ada = fixture_add(store, "Ada Lovelace", "key", "ada@example.org");

	g_assert_true(store_forget(store, ada, none, &error));
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM address"), ==, 0);
	letter_run(store, letters, 2);
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM address"), ==, 0);
}

static void
test_export(void)
{
	g_autoptr(Store) store = store_with_letters();
	g_autoptr(Store) other = fixture_store();
	g_autoptr(GError) error = NULL;
	g_autofree char *json = NULL;
	guint n = 0;
	int64_t grace = fixture_add(store, "Grace", "key", "grace@example.org");

	g_assert_true(store_add_address(store, grace, ADA, &error));
	json = store_export(store, &error);
	g_assert_true(store_import(other, json, strlen(json), &n, &error));
	g_assert_cmpint(
		fixture_number(other, "SELECT count(*) FROM contact_address"), ==, 2);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	g_test_add_func("/store-named/only-bearer", test_only_bearer);
	g_test_add_func("/store-named/namesake", test_namesake);
	g_test_add_func("/store-named/news", test_news);
	g_test_add_func("/store-named/merged", test_merged);
	g_test_add_func("/store-named/lookup", test_lookup);
	g_test_add_func("/store-named/forget", test_forget);
	g_test_add_func("/store-named/export", test_export);
	return g_test_run();
}
