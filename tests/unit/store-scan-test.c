#include "tests/unit/store-letter.h"

/* The store as the indexer writes it. */

#define DAY(n) (FIXTURE_NOW - (n)*WHEN_DAY)

static void
test_state(void)
{
	g_autoptr(Store) store = fixture_store();
	g_autoptr(GError) error = NULL;
	g_auto(ScanState) before = { 0 };
	g_auto(ScanState) after = { 0 };
	char uuid[] = "0b5a", fingerprint[] = "own=robin";
	ScanState state = { uuid, 17, true, UINT64_C(1) << 40, 3, fingerprint, 99 };

	g_assert_true(store_load_scan(store, &before, &error));
	g_assert_null(before.uuid);
	g_assert_true(store_adopt(store, "/home/robin/mail", &error));
	g_assert_true(store_save_scan(store, &state, &error));
	g_assert_true(store_load_scan(store, &after, &error));
	g_assert_cmpstr(after.uuid, ==, "0b5a");
	g_assert_cmpuint(after.revision, ==, 17);
	g_assert_true(after.full);
	g_assert_cmpuint(after.full_until, ==, UINT64_C(1) << 40);
	g_assert_cmpint(after.generation, ==, 3);
	g_assert_cmpstr(after.fingerprint, ==, "own=robin");
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM scan"
					      " WHERE identity = '/home/robin/mail'"),
		==, 1);
}

/* What store_save_scan() is called with must not undo what store_settle() has noted. */
static void
test_state_keeps_indexes(void)
{
	static const Letter letters[] = {
		{ .id = "a@example.org", .rule = RULE_RECEIVED, .from = "ada@example.org" },
		{ 0 }
	};
	g_autoptr(Store) store = fixture_store();
	g_auto(ScanState) state = { 0 };
	g_autoptr(GError) error = NULL;

	letter_run(store, letters, 1);
	g_assert_true(store_load_scan(store, &state, &error));
	g_assert_true(store_save_scan(store, &state, &error));
	g_assert_cmpint(
		fixture_number(store, "SELECT indexed AND settled FROM scan"), ==, 1);
}

/* The first bytes of the SHA-256 of "abc" are known from its standard. */
static void
test_hash(void)
{
	g_assert_cmphex((uint64_t)store_hash("abc"), ==, UINT64_C(0xba7816bf8f01cfea));
}

static void
test_known(void)
{
	static const Letter letters[] = { { .id = "a@example.org",
						  .date = DAY(3),
						  .thread = 7,
						  .rule = RULE_RECEIVED,
						  .from = "ada@example.org",
						  .files = UINT32_MAX },
		{ .id = "b@example.org",
			.date = DAY(2),
			.thread = 8,
			.rule = RULE_BULK,
			.from = "news@example.com",
			.files = 5 },
		{ 0 } };
	g_autoptr(Store) store = fixture_store();
	g_autoptr(GError) error = NULL;
	KnownMessage known;

	g_assert_true(store_is_fresh(store));
	letter_begin(store);
	letter_put(store, &letters[0], 1);
	g_assert_true(store_know(store, store_hash("a@example.org"), &known, &error));
	g_assert_cmpint(known.id, ==, 0);
	letter_commit(store);
	g_assert_true(store_make_indexes(store, &error));
	g_assert_false(store_is_fresh(store));
	letter_run(store, letters, 2);
	g_assert_true(store_know(store, store_hash("a@example.org"), &known, &error));
	g_assert_cmpint(known.id, >, 0);
	g_assert_cmpuint(known.files, ==, UINT32_MAX);
	g_assert_cmpint(known.generation, ==, 2);
	g_assert_cmpint(known.rule, ==, RULE_RECEIVED);
	g_assert_cmpuint(known.thread, ==, 7);
	g_assert_true(store_know(store, store_hash("b@example.org"), &known, &error));
	g_assert_cmpint(known.rule, ==, RULE_BULK);
	g_assert_cmpuint(known.thread, ==, 0);
	g_assert_true(store_know(store, store_hash("c@example.org"), &known, &error));
	g_assert_cmpint(known.id, ==, 0);
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM message"), ==, 2);
}

static void
test_list(void)
{
	static const Letter letters[] = { { .id = "1@example.org",
						  .rule = RULE_BULK,
						  .from = "ada@example.org",
						  .list = "walks@lists.example" },
		{ .id = "2@example.org",
			.rule = RULE_AUTOMATIC,
			.from = "ada@example.org" },
		{ .id = "3@example.org",
			.rule = RULE_RECEIVED,
			.date = DAY(1),
			.from = "ada@example.org" },
		{ 0 } };
	g_autoptr(Store) store = fixture_store();
	g_autoptr(Correspondent) list = NULL;
	g_autoptr(Correspondent) ada = NULL;

	letter_run(store, letters, 1);
	list = letter_correspondent(store, "walks@lists.example");
	ada = letter_correspondent(store, "ada@example.org");
	g_assert_true(list->list);
	g_assert_cmpint(list->first, ==, WHEN_NEVER);
	g_assert_false(ada->list);
	g_assert_cmpint(ada->first, ==, DAY(1));
	letter_assert_totals(store, "ada@example.org", 1, 0, 2);
}

/* A message on a list, to the user: it is one of Bo's only while the user takes part. */
static void
test_in_thread(void)
{
	static const Letter asked[] = { { .id = "1@example.org",
						.date = DAY(8),
						.thread = 4,
						.rule = RULE_IN_THREAD,
						.from = "bo@nils.example" },
		{ 0 } };
	static const Letter answered[] = { { .id = "2@example.org",
						   .date = DAY(6),
						   .thread = 4,
						   .rule = RULE_SENT,
						   .to = "bo@nils.example" },
		{ 0 } };
	static const Letter excluded[] = { { .id = "2@example.org",
						   .date = DAY(6),
						   .rule = RULE_EXCLUDED,
						   .from = "robin@marlowe.example" },
		{ 0 } };
	g_autoptr(Store) store = fixture_store();
	g_autoptr(GError) error = NULL;
	KnownMessage known;

	letter_run(store, asked, 1);
	letter_assert_totals(store, "bo@nils.example", 0, 0, 1);
	letter_run(store, answered, 1);
	letter_assert_totals(store, "bo@nils.example", 1, 1, 0);
	g_assert_true(store_know(store, store_hash("2@example.org"), &known, &error));
	letter_begin(store);
	g_assert_true(store_move(store, &known, 5, &error));
	letter_settle(store);
	letter_commit(store);
	letter_assert_totals(store, "bo@nils.example", 0, 1, 1);
	g_assert_true(store_know(store, store_hash("2@example.org"), &known, &error));
	g_assert_cmpuint(known.thread, ==, 5);
	letter_run(store, answered, 1);
	letter_assert_totals(store, "bo@nils.example", 1, 1, 0);
	letter_run(store, excluded, 1);
	letter_assert_totals(store, "bo@nils.example", 0, 0, 1);
}

static void
test_dirty(void)
{
	static const Letter first[] = { { .id = "1@example.org",
						.rule = RULE_RECEIVED,
						.thread = 1,
						.from = "ada@example.org" },
		{ .id = "2@example.org",
			.rule = RULE_RECEIVED,
			.thread = 2,
			.from = "bo@nils.example" },
		{ 0 } };
	static const Letter second[] = {
		{ .id = "3@example.org", .rule = RULE_RECEIVED, .from = "bo@nils.example" },
		{ 0 }
	};
	g_autoptr(Store) store = fixture_store();
	g_autoptr(GError) error = NULL;
	int64_t ada = fixture_add(store, "Ada", "key", "ada@example.org"),
		bo = fixture_add(store, "Bo", "key", "other@nils.example bo@nils.example");
	KnownMessage known;

	letter_run(store, first, 1);
	fixture_sql(store, "UPDATE clock SET dirty = 0");
	letter_run(store, second, 1);
	{
		g_autoptr(GArray) dirty = store_dirty(store, &error);

		g_assert_cmpuint(dirty->len, ==, 1);
		g_assert_cmpint(g_array_index(dirty, int64_t, 0), ==, bo);
	}
	fixture_sql(store, "UPDATE clock SET dirty = 0");
	g_assert_true(store_know(store, store_hash("1@example.org"), &known, &error));
	letter_begin(store);
	g_assert_true(store_move(store, &known, 9, &error));
	letter_settle(store);
	letter_commit(store);
	{
		g_autoptr(GArray) dirty = store_dirty(store, &error);

		g_assert_cmpuint(dirty->len, ==, 1);
		g_assert_cmpint(g_array_index(dirty, int64_t, 0), ==, ada);
	}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store-scan/state", test_state);
	g_test_add_func("/store-scan/state-keeps-indexes", test_state_keeps_indexes);
	g_test_add_func("/store-scan/hash", test_hash);
	g_test_add_func("/store-scan/known", test_known);
	g_test_add_func("/store-scan/list", test_list);
	g_test_add_func("/store-scan/in-thread", test_in_thread);
	g_test_add_func("/store-scan/dirty", test_dirty);
	return g_test_run();
}
