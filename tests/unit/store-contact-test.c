#include <string.h>

#include "lib/mime.h"
#include "tests/unit/store-fixture.h"

/* What the user enters: contacts, classes, remarks. */

static Contact *
get(Store *store, const char *who)
{
	g_autoptr(GPtrArray) found = store_who(store, who, NULL);

	g_assert_nonnull(found);
	g_assert_cmpuint(found->len, ==, 1);
	return g_ptr_array_steal_index(found, 0);
}

static bool
is_dirty(Store *store, int64_t contact)
{
	g_autofree char *sql = g_strdup_printf(
		"SELECT dirty FROM clock WHERE contact = %" G_GINT64_FORMAT, contact);

	return fixture_number(store, sql) == 1;
}

static void
clean(Store *store)
{
	fixture_sql(store, "UPDATE clock SET dirty = 0");
}

static void
test_slugs(void)
{
	static const struct {
		const char *name, *addresses, *slug;
	} cases[] = {
		{ "Ada Lovelace", "ada@example.org", "ada-lovelace" },
		{ "Ada Lovelace", "lovelace@example.org", "ada-lovelace-2" },
		{ "Lovelace, Ada", "countess@example.org", "lovelace-ada" },
		{ "Ada Lovelace", "a.l@example.org", "ada-lovelace-3" },
		{ "\u2665", "heart@example.org", "heart-example-org" },
	};
	g_autoptr(Store) store = fixture_store();

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Contact) contact =
			fixture_contact(cases[i].name, "key", cases[i].addresses);

		g_assert_true(store_add_contact(store, contact, NULL));
		g_assert_cmpstr(contact->slug, ==, cases[i].slug);
	}
}

static void
test_add(void)
{
	g_autoptr(Store) store = fixture_store();
	g_autoptr(Contact) contact = fixture_contact(
		"Ada\u202e \tLovelace", "key", "ada@example.org ada@example.com");
	g_autoptr(Contact) read = NULL;

	contact->own_cadence = (Interval){ .days = 10 };
	g_assert_true(store_ignore(store, "ada@example.com", FIXTURE_NOW, NULL));
	g_assert_true(store_add_contact(store, contact, NULL));
	read = get(store, "ada-lovelace");
	g_assert_cmpstr(read->name, ==, "Ada Lovelace");
	g_assert_cmpstr(read->class_name, ==, "key");
	g_assert_cmpint(read->cadence.days, ==, 10);
	g_assert_cmpfloat(read->weight, ==, 1.5);
	g_assert_cmpint(read->created, ==, FIXTURE_NOW);
	g_assert_cmpint(read->paused, ==, WHEN_NEVER);
	g_assert_cmpstr(read->addresses[0], ==, "ada@example.org");
	g_assert_cmpstr(read->addresses[1], ==, "ada@example.com");
	g_assert_null(read->addresses[2]);
	g_assert_true(is_dirty(store, read->id));
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM ignored"), ==, 0);
}

static void
test_add_refused(void)
{
	static const struct {
		const char *name, *class_name, *addresses, *words;
	} cases[] = {
		{ "Bea", "friends", "bea@example.org",
			"the classes are key, potential, partner, acquaintance" },
		{ "Bea", "key", "bea@example.org ada@example.org",
			"ada@example.org belongs to the contact ada" },
		{ " \u200b", "key", "bea@example.org", "cannot be empty" },
	};
	g_autoptr(Store) store = fixture_store();

	fixture_add(store, "Ada", "key", "ada@example.org");
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Contact) contact = fixture_contact(
			cases[i].name, cases[i].class_name, cases[i].addresses);
		GError *error = NULL;

		g_assert_false(store_add_contact(store, contact, &error));
		fixture_assert_error(error, CADENCE_ERROR_USAGE, cases[i].words);
	}
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM contact"), ==, 1);
	g_assert_cmpint(
		fixture_number(store, "SELECT count(*) FROM contact_address"), ==, 1);
}

static void
test_update(void)
{
	g_autoptr(Store) store = fixture_store();
	g_autoptr(Contact) contact = NULL;
	g_autoptr(Contact) read = NULL;
	GError *error = NULL;

	fixture_add(store, "Bea", "key", "bea@example.org");
	fixture_add(store, "Ada", "key", "ada@example.org");
	clean(store);
	contact = get(store, "ada");
	g_free(contact->class_name);
	contact->class_name = g_strdup("partner");
	contact->snoozed_until = FIXTURE_NOW;
	g_assert_true(store_update_contact(store, contact, NULL));
	read = get(store, "ada");
	g_assert_cmpstr(read->class_name, ==, "partner");
	g_assert_cmpint(read->cadence.months, ==, 3);
	g_assert_cmpint(read->snoozed_until, ==, FIXTURE_NOW);
	g_assert_true(is_dirty(store, contact->id));
	g_free(contact->slug);
	contact->slug = g_strdup("bea");
	g_assert_false(store_update_contact(store, contact, &error));
	fixture_assert_error(error, CADENCE_ERROR_USAGE, "another contact");
	error = NULL;
	g_free(contact->slug);
	contact->slug = g_strdup("../ada");
	g_assert_false(store_update_contact(store, contact, &error));
	fixture_assert_error(error, CADENCE_ERROR_USAGE, "cannot identify");
}

static void
test_addresses(void)
{
	g_autoptr(Store) store = fixture_store();
	int64_t ada = fixture_add(store, "Ada", "key", "ada@example.org");
	int64_t bea = fixture_add(store, "Bea", "key", "bea@example.org");
	g_autoptr(Contact) read = NULL;
	GError *error = NULL;

	clean(store);
	g_assert_true(store_add_address(store, ada, "ada@example.com", NULL));
	g_assert_true(is_dirty(store, ada));
	g_assert_true(store_add_address(store, ada, "ada@example.com", NULL));
	g_assert_false(store_add_address(store, bea, "ada@example.com", &error));
	fixture_assert_error(error, CADENCE_ERROR_USAGE, "belongs to the contact ada");
	read = get(store, "ADA@example.com");
	g_assert_cmpuint(g_strv_length(read->addresses), ==, 2);
}

static void
test_who(void)
{
	static const struct {
		const char *who, *slugs;
	} cases[] = {
		{ "ada-lovelace", "ada-lovelace" },
		{ "ada@example.org", "ada-lovelace" },
		{ "Ada L. <ada@example.org>", "ada-lovelace" },
		{ "Lovelace, Ada", "ada-lovelace" },
		{ "ADA LOVELACE", "ada-lovelace" },
		{ "jose garcia", "jose-garcia" },
		{ "love", "ada-lovelace lovelace" },
		{ "Lovelace", "lovelace" },
		{ "lov ad", "ada-lovelace" },
		{ "a", "ada-lovelace ada-moreno" },
		{ "velace", "" },
		{ "ada curie", "" },
		{ "sergei", "sergei-laptev" },
		{ "lapt serg", "sergei-laptev" },
		{ "\u0441\u0435\u0440\u0433", "sergei-laptev" },
		{ "\u0430\u0434\u0430 \u043b", "ada-lovelace" },
		{ "ergei", "" },
		{ "\u9673", "" },
		{ "nobody@example.org", "" },
		{ "sergei@example.net", "" },
		{ "", "" },
		{ ",", "" },
	};
	g_autoptr(Store) store = fixture_store();

	fixture_add(store, "Ada Lovelace", "key", "ada@example.org");
	fixture_add(store, "Ada Moreno", "key", "moreno@example.org");
	fixture_add(store, "José García", "key", "jose@example.org");
	fixture_add(store, "Lovelace", "key", "someone@example.org");
	fixture_add(store,
		"\u0421\u0435\u0440\u0433\u0435\u0439 \u041b\u0430\u043f\u0442\u0435\u0432",
		"key", "sergey@example.org");
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) found = store_who(store, cases[i].who, NULL);
		g_autoptr(GString) slugs = g_string_new(NULL);

		for (guint j = 0; j < found->len; j++)
			g_string_append_printf(slugs, "%s%s", j > 0 ? " " : "",
				((const Contact *)found->pdata[j])->slug);
		g_assert_cmpstr(slugs->str, ==, cases[i].slugs);
	}
}

static void
test_classes(void)
{
	g_autoptr(Store) store = fixture_store();
	int64_t ada = fixture_add(store, "Ada", "key", "ada@example.org");
	const Class changed = { .name = (char *)"key",
		.cadence = { .months = 1 },
		.policy = POLICY_SENT,
		.weight = 2 };
	g_autoptr(Class) klass = NULL;
	g_autoptr(GPtrArray) classes = NULL;
	GError *error = NULL;

	clean(store);
	g_assert_true(store_put_class(store, &changed, NULL));
	g_assert_true(is_dirty(store, ada));
	g_assert_true(store_find_class(store, "key", &klass, NULL));
	g_assert_cmpint(klass->cadence.months, ==, 1);
	g_assert_cmpint(klass->policy, ==, POLICY_SENT);
	classes = store_classes(store, NULL);
	g_assert_cmpuint(classes->len, ==, 4);
	g_assert_false(store_remove_class(store, "key", &error));
	fixture_assert_error(error, CADENCE_ERROR_USAGE, "still has contacts (1)");
	error = NULL;
	g_assert_true(store_remove_contact(store, ada, NULL));
	g_assert_true(store_remove_class(store, "key", NULL));
	g_assert_false(store_remove_class(store, "key", &error));
	fixture_assert_error(error, CADENCE_ERROR_USAGE, "there is no class \"key\"");
}

static void
test_class_names(void)
{
	static const char *const good[] = { "friends", "Ärzte", "a-b_c.d", "2024", "友" };
	static const char *const bad[] = { "", "-x", "close friends", "a/b", "a\nb", "$(x)",
		"*", "\xff", "\u202ekey" };
	g_autoptr(Store) store = fixture_store();
	Class klass = { .cadence = { .days = 7 }, .weight = 1 };

	for (guint i = 0; i < G_N_ELEMENTS(good); i++) {
		klass.name = (char *)good[i];
		g_assert_true(store_put_class(store, &klass, NULL));
	}
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
		GError *error = NULL;

		klass.name = (char *)bad[i];
		g_assert_false(store_put_class(store, &klass, &error));
		fixture_assert_error(error, CADENCE_ERROR_USAGE, "cannot name a class");
	}
}

static void
test_remarks(void)
{
	g_autofree char *long_text = g_strnfill(65 * 1024, 'x');
	const char *const bad[] = { "", " \n", "\xff", long_text };
	g_autoptr(Store) store = fixture_store();
	int64_t ada = fixture_add(store, "Ada", "key", "ada@example.org");
	g_autoptr(GPtrArray) notes = NULL;
	const Remark *first = NULL;
	bool was = false;

	g_assert_true(store_add_remark(store, REMARK_NOTE, ada, 200, "later", NULL));
	g_assert_true(store_add_remark(store, REMARK_NOTE, ada, 100, "first\nline", NULL));
	g_assert_true(store_add_remark(store, REMARK_NOTE, ada, 200, "later", NULL));
	g_assert_true(store_add_remark(store, REMARK_TOPIC, ada, 100, "engines", NULL));
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++)
		g_assert_false(
			store_add_remark(store, REMARK_NOTE, ada, 300, bad[i], NULL));
	notes = store_remarks(store, REMARK_NOTE, ada, NULL);
	g_assert_cmpuint(notes->len, ==, 2);
	first = notes->pdata[0];
	g_assert_cmpstr(first->text, ==, "first\nline");
	g_assert_true(store_remove_remark(store, REMARK_NOTE, ada, first->id, &was, NULL));
	g_assert_true(was);
	g_assert_true(store_remove_remark(store, REMARK_NOTE, ada, first->id, &was, NULL));
	g_assert_false(was);
}

static void
test_log(void)
{
	g_autoptr(Store) store = fixture_store();
	int64_t ada = fixture_add(store, "Ada", "key", "ada@example.org");

	clean(store);
	g_assert_true(store_log(store, ada, FIXTURE_NOW, 60, DIRECTION_BOTH, CHANNEL_CALL,
		"about engines", NULL));
	g_assert_true(is_dirty(store, ada));
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM logged"), ==, 1);
}

static void
test_remove(void)
{
	g_autoptr(Store) store = fixture_store();
	int64_t ada = fixture_add(store, "Ada", "key", "ada@example.org");

	g_assert_true(store_add_remark(store, REMARK_NOTE, ada, 100, "note", NULL));
	g_assert_true(store_remove_contact(store, ada, NULL));
	g_assert_cmpint(fixture_number(store, "SELECT (SELECT count(*) FROM contact)"
					      " + (SELECT count(*) FROM contact_address)"
					      " + (SELECT count(*) FROM note)"
					      " + (SELECT count(*) FROM clock)"),
		==, 0);
}

static void
test_one_transaction(void)
{
	g_autoptr(Store) store = fixture_store();

	g_assert_true(store_begin(store, NULL));
	fixture_add(store, "Ada", "key", "ada@example.org");
	store_rollback(store);
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM contact"), ==, 0);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	g_test_add_func("/contact/slugs", test_slugs);
	g_test_add_func("/contact/add", test_add);
	g_test_add_func("/contact/add-refused", test_add_refused);
	g_test_add_func("/contact/update", test_update);
	g_test_add_func("/contact/addresses", test_addresses);
	g_test_add_func("/contact/who", test_who);
	g_test_add_func("/contact/classes", test_classes);
	g_test_add_func("/contact/class-names", test_class_names);
	g_test_add_func("/contact/remarks", test_remarks);
	g_test_add_func("/contact/log", test_log);
	g_test_add_func("/contact/remove", test_remove);
	g_test_add_func("/contact/one-transaction", test_one_transaction);
	return g_test_run();
}
