#include <string.h>

#include "lib/mime.h"
#include "tests/unit/store-entered.h"

/* Every change of what the user entered can be taken back. */

static bool
track(Store *store)
{
	return fixture_add(store, "Cleo", "key", "cleo@example.org c@example.org") != 0;
}

static bool
track_ignored(Store *store)
{
	return fixture_add(store, "Shop", "key", "shop@example.com") != 0;
}

static bool
track_forgotten(Store *store)
{
	return fixture_add(store, "Lost", "key", "lost@example.org") != 0;
}

static bool
untrack(Store *store)
{
	return store_remove_contact(store, BEA, NULL);
}

static bool
edit(Store *store)
{
	g_autoptr(Candidate) candidate = store_candidate(store, ADA, 0, NULL);
	Contact *ada = candidate->contact;
	bool was = false;

	g_free(ada->slug);
	ada->slug = g_strdup("countess");
	ada->own_cadence = (Interval){ .months = 1 };
	return store_begin(store, NULL) &&
	       store_add_address(store, ADA, "ada@new.example", NULL) &&
	       store_remove_address(store, ADA, "ada@example.org", &was, NULL) &&
	       store_update_contact(store, ada, NULL) && store_commit(store, NULL);
}

static bool
quiet(Store *store)
{
	g_autoptr(Candidate) candidate = store_candidate(store, BEA, 0, NULL);

	candidate->contact->paused = TODAY;
	candidate->contact->snoozed_until = TODAY + 1;
	candidate->contact->do_not_contact = TODAY;
	candidate->contact->deceased = TODAY;
	candidate->contact->fresh = TODAY;
	candidate->contact->country = g_strdup("de");
	return store_update_contact(store, candidate->contact, NULL);
}

static bool
new_class(Store *store)
{
	const Class klass = { (char *)"friends", { 1, 0 }, POLICY_SENT, 2, NULL, NULL };

	return store_put_class(store, &klass, NULL);
}

static bool
other_class(Store *store)
{
	const Class klass = { (char *)"key", { 1, 0 }, POLICY_SENT, 2, NULL,
		(char *)"copies@example.org" };

	return store_put_class(store, &klass, NULL);
}

static bool
no_class(Store *store)
{
	return store_remove_class(store, "potential", NULL);
}

static bool
add_note(Store *store)
{
	return store_add_remark(store, REMARK_NOTE, ADA, TODAY, "two", NULL);
}

static bool
remove_note(Store *store)
{
	bool was = false;

	return store_remove_remark(store, REMARK_NOTE, ADA, 1, &was, NULL) && was;
}

static bool
add_topic(Store *store)
{
	return store_add_remark(store, REMARK_TOPIC, ADA, TODAY, "stars", NULL);
}

static bool
log_visit(Store *store)
{
	return store_log(store, ADA, TODAY, 0, DIRECTION_BOTH, CHANNEL_IN_PERSON, "", NULL);
}

static bool
ignore(Store *store)
{
	return store_begin(store, NULL) && store_remove_contact(store, ADA, NULL) &&
	       store_ignore(store, "ada@example.org", TODAY, NULL) &&
	       store_ignore(store, "a@example.com", TODAY, NULL) &&
	       store_commit(store, NULL);
}

static bool
occasion(Store *store)
{
	return store_put_occasion(store, ADA, OCCASION_BIRTHDAY, 0, 12, 11, NULL);
}

static bool
no_occasion(Store *store)
{
	return store_put_occasion(store, ADA, OCCASION_BIRTHDAY, 0, 0, 0, NULL);
}

static bool
remind(Store *store)
{
	return store_add_reminder(store, ADA, TODAY, TODAY, true, "", NULL, NULL);
}

static bool
remove_reminder(Store *store)
{
	bool was = false;

	return store_remove_reminder(store, BEA, 1, &was, NULL) && was;
}

static bool
dismiss(Store *store)
{
	return store_begin(store, NULL) &&
	       store_dismiss(store, ADA, REASON_DUE, TODAY, NULL) &&
	       store_dismiss(store, ADA, REASON_RSVP, TODAY, NULL) &&
	       store_commit(store, NULL);
}

static bool
undismiss(Store *store)
{
	return store_undismiss(store, BEA, NULL);
}

static bool
unignore(Store *store)
{
	bool was = false;

	return store_unignore(store, "shop@example.com", &was, NULL) && was;
}

static bool
merge(Store *store)
{
	return store_merge(store, ADA, BEA, NULL);
}

static bool
merge_address(Store *store)
{
	return store_add_address(store, ADA, "ada@home.example", NULL);
}

static bool
split(Store *store)
{
	bool was = false;

	return store_split(store, ADA, "a@example.com", &was, NULL) && was;
}

static bool
import(Store *store)
{
	static const char json[] =
		"{\"notmuch-cadence\":\"export\",\"version\":1,\"classes\":[{\"name\":"
		"\"pals\",\"cadence\":\"5w\",\"policy\":\"any\",\"weight\":1}],"
		"\"forgotten\":[],\"contacts\":[{\"slug\":\"bea\",\"name\":\"Beatrix\","
		"\"class\":\"pals\",\"cadence\":null,\"created\":5,"
		"\"addresses\":[\"b@example.net\"],"
		"\"notes\":[{\"date\":1,\"text\":\"x\"}]}],"
		"\"ignored\":[{\"email\":\"ads@example.com\",\"since\":4}],"
		"\"apart\":[{\"email\":\"x@example.com\",\"other\":\"w@example.com\"}]}";
	guint contacts = 0;

	return store_import(store, json, strlen(json), &contacts, NULL) && contacts == 1;
}

static const struct {
	const char *what;
	bool (*run)(Store *store);
} changes[] = {
	{ "track cleo", track },
	{ "track one who was ignored", track_ignored },
	{ "track one who was forgotten", track_forgotten },
	{ "untrack bea", untrack },
	{ "edit ada", edit },
	{ "pause bea", quiet },
	{ "class friends", new_class },
	{ "class key", other_class },
	{ "class potential --remove", no_class },
	{ "note ada", add_note },
	{ "note ada --remove", remove_note },
	{ "topic ada", add_topic },
	{ "log ada", log_visit },
	{ "ignore ada", ignore },
	{ "unignore shop", unignore },
	{ "merge ada bea", merge },
	{ "merge ada ada@home.example", merge_address },
	{ "split ada a@example.com", split },
	{ "import", import },
	{ "edit ada --birthday", occasion },
	{ "edit ada --birthday=", no_occasion },
	{ "remind ada", remind },
	{ "remind bea --remove", remove_reminder },
	{ "dismiss ada", dismiss },
	{ "resume bea", undismiss },
};

static void
undo(Store *store, const char *expected)
{
	g_autofree char *what = NULL;
	g_autoptr(GError) error = NULL;
	Instant date = 0;

	store_undo(store, &what, &date, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(what, ==, expected);
	if (expected != NULL)
		g_assert_cmpint(date, ==, TODAY);
}

static void
test_each(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(changes); i++) {
		g_autoptr(Store) store = fixture_store();
		g_autofree char *before = NULL;
		g_autofree char *between = NULL;
		g_autofree char *after = NULL;

		entered_fill(store);
		before = entered_dump(store);
		store_remember(store, changes[i].what, TODAY);
		g_assert_true(changes[i].run(store));
		between = entered_dump(store);
		g_assert_cmpstr(before, !=, between);
		undo(store, changes[i].what);
		after = entered_dump(store);
		g_assert_cmpstr(before, ==, after);
		g_assert_cmpint(
			fixture_number(store, "SELECT count(*) FROM contact JOIN clock"
					      " ON contact = id AND dirty = 1"),
			==, 2);
		undo(store, NULL);
	}
}

/* One after the other, all of them back in the opposite order. */
static void
test_all(void)
{
	static const int order[] = { 7, 20, 21, 23, 5, 4, 15, 16, 0, 17, 9, 12, 13, 18, 2,
		1 };
	g_autoptr(Store) store = fixture_store();
	g_autoptr(GPtrArray) states = g_ptr_array_new_with_free_func(g_free);

	entered_fill(store);
	for (guint i = 0; i < G_N_ELEMENTS(order); i++) {
		g_ptr_array_add(states, entered_dump(store));
		store_remember(store, changes[order[i]].what, TODAY);
		if (!changes[order[i]].run(store))
			g_error("%s", changes[order[i]].what);
	}
	for (guint i = G_N_ELEMENTS(order); i-- > 0;) {
		g_autofree char *state = NULL;

		undo(store, changes[order[i]].what);
		state = entered_dump(store);
		g_assert_cmpstr(state, ==, states->pdata[i]);
	}
	undo(store, NULL);
}

static void
test_depth(void)
{
	g_autoptr(Store) store = fixture_store();

	entered_fill(store);
	for (int i = 0; i < 25; i++) {
		g_autofree char *text = g_strdup_printf("note %d", i);

		store_remember(store, text, TODAY);
		g_assert_true(store_add_remark(store, REMARK_NOTE, ADA, TODAY, text, NULL));
	}
	for (int i = 24; i >= 5; i--) {
		g_autofree char *text = g_strdup_printf("note %d", i);

		undo(store, text);
	}
	undo(store, NULL);
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM note"), ==, 6);
}

/* What changes nothing and what fails leave nothing to take back, nor does what came before
 * anybody asked for it. */
static void
test_nothing(void)
{
	g_autoptr(Store) store = fixture_store();
	bool was = false;

	entered_fill(store);
	store_remember(store, "nothing", TODAY);
	g_assert_true(store_unignore(store, "nobody@example.org", &was, NULL));
	g_assert_false(was);
	g_assert_true(store_ignore(store, "shop@example.com", TODAY + 1, NULL));
	g_assert_true(store_begin(store, NULL));
	g_assert_true(add_note(store));
	store_rollback(store);
	g_assert_false(store_remove_class(store, "key", NULL));
	undo(store, NULL);
}

static void
test_forget(void)
{
	g_autoptr(Store) store = fixture_store();
	const char *const emails[] = { "bea@example.org", NULL };
	g_autofree char *after = NULL;

	entered_fill(store);
	store_remember(store, "note ada", TODAY);
	g_assert_true(add_note(store));
	g_assert_true(store_forget(store, BEA, emails, NULL));
	undo(store, NULL);
	after = entered_dump(store);
	g_assert_null(strstr(after, "bea"));
}

static void
test_conflict(void)
{
	g_autoptr(Store) store = fixture_store();
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;
	g_autofree char *what = NULL;
	GError *error = NULL;
	Instant date = 0;

	entered_fill(store);
	store_remember(store, "pause bea", TODAY);
	g_assert_true(quiet(store));
	fixture_sql(store, "UPDATE contact SET paused = 5 WHERE id = 2");
	before = entered_dump(store);
	g_assert_false(store_undo(store, &what, &date, &error));
	fixture_assert_error(error, CADENCE_ERROR_STORE, "changed again");
	g_assert_null(what);
	after = entered_dump(store);
	g_assert_cmpstr(before, ==, after);
}

/* A table of what the user entered that is made later must not be left out. */
static void
test_tables(void)
{
	static const char *const others[] = { "draft", "tag", "tag_change", "tagged",
		"tagged_until", "undo", NULL };
	static const char create[] = "\nCREATE TABLE ";
	g_autofree char *schema = NULL;

	g_assert_true(g_file_get_contents("lib/schema.sql", &schema, NULL, NULL));
	for (const char *p = strstr(schema, "\n-- authored --");
		(p = strstr(p, create)) != NULL;) {
		g_autofree char *name = NULL;

		p += sizeof create - 1;
		name = g_strndup(p, strcspn(p, " "));
		if (!g_strv_contains(others, name) &&
			!g_strv_contains(store_authored, name))
			g_error("%s is not in store_authored", name);
	}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	g_test_add_func("/undo/each", test_each);
	g_test_add_func("/undo/all", test_all);
	g_test_add_func("/undo/depth", test_depth);
	g_test_add_func("/undo/nothing", test_nothing);
	g_test_add_func("/undo/forget", test_forget);
	g_test_add_func("/undo/conflict", test_conflict);
	g_test_add_func("/undo/tables", test_tables);
	return g_test_run();
}
