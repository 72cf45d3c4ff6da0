#include "tests/unit/store-letter.h"

/* What is kept in memory while mail is put never gets ahead of the store, nor lags behind
 * it. */

#define DAY(n) (FIXTURE_NOW - (n)*WHEN_DAY)

static void
assert_name(Store *store, const char *email, const char *name)
{
	g_autoptr(Correspondent) correspondent = letter_correspondent(store, email);

	g_assert_nonnull(correspondent);
	g_assert_cmpstr(correspondent->name, ==, name);
}

static void
test_names(void)
{
	static const Letter first[] = { { .id = "1@example.org",
						.date = DAY(9),
						.rule = RULE_RECEIVED,
						.from = "Old <ada@example.org>" },
		{ .id = "2@example.org",
			.date = DAY(5),
			.rule = RULE_RECEIVED,
			.from = "Ada B. <ada@example.org>" },
		{ .id = "3@example.org",
			.date = DAY(5),
			.rule = RULE_SENT,
			.to = "Ada A. <ada@example.org>" },
		{ .id = "4@example.org",
			.date = DAY(1),
			.rule = RULE_RECEIVED,
			.from = "ada@example.org" },
		{ .id = "5@example.org",
			.date = DAY(1),
			.rule = RULE_RECEIVED,
			.from = "Ada@Example.Org <ada@example.org>" },
		{ .id = "6@example.org",
			.date = DAY(7),
			.rule = RULE_RECEIVED,
			.from = "Older <ada@example.org>" },
		{ 0 } };
	static const Letter again[] = { { .id = "2@example.org",
						.date = DAY(5),
						.rule = RULE_EXCLUDED,
						.from = "Ada B. <ada@example.org>" },
		{ .id = "1@example.org",
			.date = DAY(9),
			.rule = RULE_RECEIVED,
			.from = "Old <ada@example.org>" },
		{ 0 } };
	g_autoptr(Store) store = fixture_store();

	letter_run(store, first, 1);
	assert_name(store, "ada@example.org", "Ada B.");
	letter_run(store, again, 1);
	assert_name(store, "ada@example.org", "Ada B.");
	letter_run(store, again, 2);
	assert_name(store, "ada@example.org", "Old");
}

/* More addresses than the cache has places for. */
static void
test_many_addresses(void)
{
	enum { N = 40000 };
	g_autoptr(Store) store = fixture_store();

	letter_begin(store);
	for (int i = 0; i < 2 * N; i++) {
		g_autofree char *id = g_strdup_printf("%d@example.org", i);
		g_autofree char *from =
			g_strdup_printf("Person %d <p%d@example.org>", i, i % N);
		Letter letter = {
			.id = id, .date = DAY(4) + i, .rule = RULE_RECEIVED, .from = from
		};

		letter_put(store, &letter, 1);
	}
	letter_settle(store);
	letter_commit(store);
	letter_assert_totals(store, "p77@example.org", 2, 0, 0);
	assert_name(store, "p77@example.org", "Person 40077");
	g_assert_cmpint(fixture_number(store,
				"SELECT count(*) FROM address"
				" WHERE n_in = 2 AND name = 'Person ' || (substr(email, 2,"
				" length(email) - 13) + 40000)"),
		==, N);
}

static const Letter about_ada[] = { { .id = "1@example.org",
					    .date = DAY(3),
					    .rule = RULE_RECEIVED,
					    .from = "Ada <ada@example.org>" },
	{ .id = "2@example.org",
		.date = DAY(2),
		.rule = RULE_SENT,
		.to = "ada@example.org",
		.cc = "bo@nils.example" },
	{ .id = "3@example.org",
		.date = DAY(1),
		.rule = RULE_BULK,
		.from = "Ada <ada@example.org>" },
	{ 0 } };

static void
assert_nothing_of_ada(Store *store)
{
	g_autoptr(Correspondent) ada = letter_correspondent(store, "ada@example.org");

	g_assert_null(ada);
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM message"), ==, 3);
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM interaction"), ==, 1);
	g_assert_cmpint(fixture_number(store,
				"SELECT count(*) FROM message WHERE author IS NOT NULL"
				" OR message_id = '1@example.org'"),
		==, 0);
}

static void
test_forgotten(void)
{
	static const char *const emails[] = { "ada@example.org", NULL };
	g_autoptr(Store) store = fixture_store();
	g_autoptr(GError) error = NULL;

	letter_run(store, about_ada, 1);
	store_forget(store, 0, emails, &error);
	g_assert_no_error(error);
	letter_run(store, about_ada, 2);
	assert_nothing_of_ada(store);
}

/* While a long run is under way, the user forgets somebody in another window. */
static void
test_forgotten_meanwhile(File *file, gconstpointer unused)
{
	static const char *const emails[] = { "ada@example.org", NULL };
	g_autoptr(GError) error = NULL;
	g_autoptr(Store) store = store_open(file->path, NULL, STORE_WRITE, &error);
	g_autoptr(Store) other = store_open(file->path, NULL, STORE_WRITE, &error);

	(void)unused;
	g_assert_no_error(error);
	letter_run(store, about_ada, 1);
	store_forget(other, 0, emails, &error);
	g_assert_no_error(error);
	letter_run(store, about_ada, 2);
	assert_nothing_of_ada(store);
}

/* A run that was killed leaves rows whose totals nobody has computed. */
static void
test_killed(File *file, gconstpointer unused)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Store) first = store_open(file->path, NULL, STORE_WRITE, &error);
	g_autoptr(Store) second = NULL;

	(void)unused;
	g_assert_no_error(error);
	letter_run(first, about_ada + 2, 1);
	letter_begin(first);
	letter_put(first, about_ada, 2);
	letter_commit(first);
	g_clear_pointer(&first, store_close);
	second = store_open(file->path, NULL, STORE_WRITE, &error);
	g_assert_no_error(error);
	letter_run(second, about_ada + 3, 2);
	letter_assert_totals(second, "ada@example.org", 1, 0, 1);
}

static void
test_rolled_back(void)
{
	g_autoptr(Store) store = fixture_store();

	letter_run(store, about_ada + 2, 1);
	letter_begin(store);
	letter_put(store, about_ada + 1, 1);
	store_rollback(store);
	g_assert_null(letter_correspondent(store, "bo@nils.example"));
	letter_run(store, about_ada, 1);
	letter_assert_totals(store, "ada@example.org", 1, 1, 1);
	g_assert_cmpint(
		fixture_number(store, "SELECT count(*) FROM interaction"
				      " WHERE address NOT IN (SELECT id FROM address)"),
		==, 0);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store-cache/names", test_names);
	g_test_add_func("/store-cache/many-addresses", test_many_addresses);
	g_test_add_func("/store-cache/forgotten", test_forgotten);
	g_test_add("/store-cache/forgotten-meanwhile", File, NULL, fixture_set_up,
		test_forgotten_meanwhile, fixture_tear_down);
	g_test_add("/store-cache/killed", File, NULL, fixture_set_up, test_killed,
		fixture_tear_down);
	g_test_add_func("/store-cache/rolled-back", test_rolled_back);
	return g_test_run();
}
