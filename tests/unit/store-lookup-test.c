#include "tests/unit/store-letter.h"

/* Who was met in the mail, and who is meant by what one types. */

#define DAY(n) (FIXTURE_NOW - (n)*WHEN_DAY)

static const Letter mail[] = {
	{ .id = "1@example.org",
		.date = DAY(9),
		.rule = RULE_RECEIVED,
		.from = "Céline O'Neil-Ray <celine.ray@example.org>" },
	{ .id = "2@example.org",
		.date = DAY(8),
		.rule = RULE_RECEIVED,
		.from = "Ray Bauer <ray@bauer.example>" },
	{ .id = "3@example.org",
		.date = DAY(7),
		.rule = RULE_SENT,
		.to = "Ray Bauer <ray@bauer.example>",
		.cc = "Ramón Ray <ramon@example.net>" },
	{ .id = "4@example.org",
		.date = DAY(6),
		.rule = RULE_BULK,
		.from = "Ray News <news@ray.example>",
		.list = "ray-list@lists.example" },
	{ .id = "5@example.org",
		.date = DAY(5),
		.rule = RULE_SENT,
		.to = "ray-list@lists.example" },
	{ .id = "6@example.org",
		.date = DAY(4),
		.rule = RULE_RECEIVED,
		.from = "ÉMILE Žák <emile@xn--rayon-esa.example>" },
	{ .id = "7@example.org",
		.date = DAY(3),
		.rule = RULE_RECEIVED,
		.from = "Rayner <spam@example.com>" },
	{ 0 }
};

static Store *
open_store(void)
{
	Store *store = fixture_store();

	letter_run(store, mail, 1);
	return store;
}

/* The addresses found, joined by spaces. */
static char *
look_up(Store *store, const char *text, int limit)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) found = store_lookup(store, text, limit, &error);
	GString *joined = g_string_new(NULL);

	g_assert_no_error(error);
	for (guint i = 0; i < found->len; i++)
		g_string_append_printf(joined, "%s%s", i > 0 ? " " : "",
			((const Correspondent *)found->pdata[i])->email);
	return g_string_free(joined, false);
}

static void
assert_found(Store *store, const char *text, const char *expected)
{
	g_autofree char *actual = look_up(store, text, -1);

	g_assert_cmpstr(actual, ==, expected);
}

static void
test_words(void)
{
	g_autoptr(Store) store = open_store();

	assert_found(store, "celine", "celine.ray@example.org");
	assert_found(store, "CÉLINE", "celine.ray@example.org");
	assert_found(store, "cel ray", "celine.ray@example.org");
	assert_found(store, "  ray   o'neil ", "celine.ray@example.org");
	assert_found(store, "neil", "celine.ray@example.org");
	assert_found(store, "eil", "");
	assert_found(store, "émile zak", "emile@xn--rayon-esa.example");
	assert_found(store, "bauer.ex", "ray@bauer.example");
	assert_found(store, "lin", "celine.ray@example.org");
	assert_found(store, "ray nobody", "");
	assert_found(store, "\xff", "");
}

/* No list, though the user wrote to it, no robot; direct messages first, then the newest.
 */
static void
test_order(void)
{
	g_autoptr(Store) store = open_store();
	g_autofree char *two = look_up(store, "ray", 2);
	g_autofree char *none = look_up(store, "ray", 0);

	assert_found(store, "ray",
		"ray@bauer.example spam@example.com emile@xn--rayon-esa.example"
		" celine.ray@example.org ramon@example.net");
	g_assert_cmpstr(two, ==, "ray@bauer.example spam@example.com");
	g_assert_cmpstr(none, ==, "");
	assert_found(store, "",
		"ray@bauer.example spam@example.com emile@xn--rayon-esa.example"
		" celine.ray@example.org ramon@example.net");
}

static void
test_contacts(void)
{
	g_autoptr(Store) store = open_store();
	g_autoptr(GPtrArray) found = NULL;
	const Correspondent *newcomer = NULL;

	fixture_add(store, "Rayleigh", "key", "newcomer@example.org ramon@example.net");
	fixture_add(store, "The list", "key", "ray-list@lists.example");
	store_ignore(store, "spam@example.com", FIXTURE_NOW, NULL);
	assert_found(store, "ray",
		"ray-list@lists.example ramon@example.net newcomer@example.org"
		" ray@bauer.example emile@xn--rayon-esa.example celine.ray@example.org");
	found = store_lookup(store, "rayleigh", -1, NULL);
	g_assert_cmpuint(found->len, ==, 2);
	newcomer = found->pdata[1];
	g_assert_cmpstr(newcomer->name, ==, "Rayleigh");
	g_assert_cmpstr(newcomer->slug, ==, "rayleigh");
	g_assert_cmpint(newcomer->last, ==, WHEN_NEVER);
}

static void
test_correspondents(void)
{
	g_autoptr(Store) store = open_store();
	g_autoptr(GPtrArray) all = NULL;
	const Correspondent *correspondent = NULL;

	fixture_add(store, "Céline", "key", "celine.ray@example.org");
	store_ignore(store, "spam@example.com", FIXTURE_NOW, NULL);
	all = store_correspondents(store, NULL);
	g_assert_cmpuint(all->len, ==, 7);
	correspondent = all->pdata[0];
	g_assert_cmpstr(correspondent->email, ==, "celine.ray@example.org");
	g_assert_cmpstr(correspondent->name, ==, "Céline O'Neil-Ray");
	g_assert_cmpstr(correspondent->slug, ==, "celine");
	g_assert_cmpint(correspondent->counts[COUNT_IN], ==, 1);
	g_assert_cmpint(correspondent->first, ==, DAY(9));
	correspondent = all->pdata[2];
	g_assert_cmpstr(correspondent->email, ==, "news@ray.example");
	g_assert_cmpint(correspondent->bulk, ==, 1);
	g_assert_cmpint(correspondent->last, ==, WHEN_NEVER);
	correspondent = all->pdata[4];
	g_assert_cmpstr(correspondent->email, ==, "ray-list@lists.example");
	g_assert_true(correspondent->list);
	correspondent = all->pdata[6];
	g_assert_cmpstr(correspondent->email, ==, "spam@example.com");
	g_assert_true(correspondent->ignored);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store-lookup/words", test_words);
	g_test_add_func("/store-lookup/order", test_order);
	g_test_add_func("/store-lookup/contacts", test_contacts);
	g_test_add_func("/store-lookup/correspondents", test_correspondents);
	return g_test_run();
}
