#include "lib/store-tags.h"
#include "tests/unit/store-letter.h"

/* The store as the filter uses it. */

static const Letter mail[] = {
	{ .id = "in@example.org", .rule = RULE_RECEIVED, .from = "ada@example.org" },
	{ .id = "list@example.org", .rule = RULE_BULK, .from = "ada@example.org" },
	{ .id = "out@example.org",
		.rule = RULE_SENT,
		.to = "bo@nils.example, cleo@example.net",
		.cc = "ada@example.org" },
	{ .id = "other@example.org", .rule = RULE_RECEIVED, .from = "dana@example.com" },
	{ .id = "two@example.org",
		.rule = RULE_RECEIVED,
		.from = "dana@example.com",
		.shared = true },
	{ 0 }
};

typedef struct {
	Store *store;
	int64_t ada;
} Tracked;

static void
set_up(Tracked *tracked, gconstpointer unused)
{
	char uuid[] = "0b5a", fingerprint[] = "";
	ScanState state = { .uuid = uuid, .generation = 1, .fingerprint = fingerprint };

	(void)unused;
	tracked->store = fixture_store();
	letter_run(tracked->store, mail, 1);
	g_assert_true(store_save_scan(tracked->store, &state, NULL));
	tracked->ada = fixture_add(tracked->store, "Ada", "key", "ada@example.org");
	fixture_add(tracked->store, "Bo", "partner", "bo@nils.example");
	fixture_add(tracked->store, "Cleo", "partner", "cleo@example.net");
}

static void
tear_down(Tracked *tracked, gconstpointer unused)
{
	(void)unused;
	store_close(tracked->store);
}

static void
assert_strings(char **strings, const char *expected)
{
	g_auto(GStrv) owned = strings;
	g_autofree char *joined = NULL;

	g_assert_nonnull(owned);
	joined = g_strjoinv(" ", owned);
	g_assert_cmpstr(joined, ==, expected);
}

static void
test_class_of(Tracked *tracked, gconstpointer unused)
{
	g_autofree char *key = NULL;
	char *none = NULL;

	(void)unused;
	g_assert_true(store_class_of(tracked->store, "ada@example.org", &key, NULL));
	g_assert_cmpstr(key, ==, "key");
	g_assert_true(store_class_of(tracked->store, "dana@example.com", &none, NULL));
	g_assert_null(none);
}

/* `expected`: "?" if the record cannot tell, "" for the user. */
static void
assert_author(Store *store, const char *id, uint32_t files, const char *expected)
{
	g_autofree char *author = NULL;
	g_autoptr(GError) error = NULL;
	bool known = false;
	Instant date;

	store_sole_author(store, store_hash(id), files, &known, &author, &date, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(!known ? "?" : author == NULL ? "" : author, ==, expected);
}

static void
test_sole_author(Tracked *tracked, gconstpointer unused)
{
	Store *store = tracked->store;
	char uuid[] = "0b5a", fingerprint[] = "";
	ScanState state = { .uuid = uuid, .generation = 2, .fingerprint = fingerprint };

	(void)unused;
	assert_author(store, "in@example.org", 0, "ada@example.org");
	assert_author(store, "list@example.org", 0, "ada@example.org");
	assert_author(store, "out@example.org", 0, "");
	assert_author(store, "other@example.org", 0, "dana@example.com");
	assert_author(store, "two@example.org", 0, "?");
	assert_author(store, "in@example.org", 1, "?");
	assert_author(store, "absent@example.org", 0, "?");
	fixture_sql(store, "UPDATE message SET author = NULL WHERE own = 0");
	assert_author(store, "in@example.org", 0, "?");
	assert_author(store, "out@example.org", 0, "");
	g_assert_true(store_save_scan(store, &state, NULL));
	assert_author(store, "out@example.org", 0, "?");
}

static void
pend(Store *store, int64_t hash, const char *tag, bool add)
{
	g_autoptr(GError) error = NULL;

	store_tag_pending(store, hash, tag, add, &error);
	g_assert_no_error(error);
}

static void
assert_tags(Store *store, int64_t hash, const char *expected)
{
	char **tags = NULL;

	g_assert_true(store_tags(store, hash, &tags, NULL));
	assert_strings(tags, expected);
}

static void
test_tags(Tracked *tracked, gconstpointer unused)
{
	Store *store = tracked->store;

	(void)unused;
	assert_tags(store, 1, "");
	pend(store, 1, "cadence/followup", true);
	pend(store, 1, "cadence/contact", true);
	pend(store, INT64_MIN, "cadence/contact", true);
	assert_tags(store, 1, "cadence/contact cadence/followup");
	g_assert_true(store_tags_done(store, NULL));
	pend(store, 1, "cadence/followup", false);
	assert_tags(store, 1, "cadence/contact");
	assert_strings(store_tag_names(store, NULL), "cadence/contact cadence/followup");
	g_assert_true(store_tags_done(store, NULL));
	assert_tags(store, 1, "cadence/contact");
	assert_tags(store, INT64_MIN, "cadence/contact");
	assert_strings(store_tag_names(store, NULL), "cadence/contact cadence/followup");
}

/* A run was cut off after writing ahead: notmuch is asked what came of it. */
static void
test_pending(Tracked *tracked, gconstpointer unused)
{
	Store *store = tracked->store;
	g_autoptr(GPtrArray) pending = NULL;
	g_autoptr(GPtrArray) settled = NULL;
	const PendingTag *first = NULL, *last = NULL;

	(void)unused;
	pend(store, 1, "x", true);
	pend(store, 2, "x", true);
	g_assert_true(store_tags_done(store, NULL));
	pend(store, 1, "x", false);
	pend(store, 2, "x", false);
	pend(store, 3, "x", true);
	pend(store, 4, "x", true);
	pending = store_pending_tags(store, NULL);
	g_assert_cmpuint(pending->len, ==, 4);
	first = pending->pdata[0];
	last = pending->pdata[3];
	g_assert_cmpint(first->hash, ==, 1);
	g_assert_cmpstr(first->tag, ==, "x");
	g_assert_false(first->add);
	g_assert_true(last->add);
	for (int64_t hash = 1; hash <= 4; hash++)
		g_assert_true(store_settle_tag(store, hash, "x", hash % 2 == 0, NULL));
	assert_tags(store, 1, "");
	assert_tags(store, 2, "x");
	assert_tags(store, 3, "");
	assert_tags(store, 4, "x");
	settled = store_pending_tags(store, NULL);
	g_assert_cmpuint(settled->len, ==, 0);
}

static void
test_changes(Tracked *tracked, gconstpointer unused)
{
	Store *store = tracked->store;
	char uuid[] = "0b5a", fingerprint[] = "prefix=cadence/";
	TagState state = { uuid, UINT64_C(1) << 40, fingerprint };
	g_auto(TagState) before = { 0 };
	g_auto(TagState) after = { 0 };
	g_autoptr(GError) error = NULL;
	int64_t last = 0;

	(void)unused;
	g_assert_true(store_load_tags(store, &before, NULL));
	g_assert_null(before.uuid);
	assert_strings(store_tag_changes(store, &last, NULL),
		"ada@example.org bo@nils.example cleo@example.net");
	store_tags_remember(store, &state, last, &error);
	g_assert_no_error(error);
	assert_strings(store_tag_changes(store, &last, NULL), "");
	g_assert_true(store_load_tags(store, &after, NULL));
	g_assert_cmpstr(after.uuid, ==, "0b5a");
	g_assert_cmpuint(after.revision, ==, UINT64_C(1) << 40);
	g_assert_cmpstr(after.fingerprint, ==, "prefix=cadence/");
	fixture_sql(store, "UPDATE contact SET class = 'key' WHERE slug = 'bo'");
	g_assert_true(store_remove_contact(store, tracked->ada, NULL));
	fixture_add(store, "Dana", "key", "dana@example.com");
	assert_strings(store_tag_changes(store, &last, NULL),
		"ada@example.org bo@nils.example dana@example.com");
	g_assert_true(store_tags_remember(store, &state, last, NULL));
	assert_strings(store_tag_changes(store, &last, NULL), "");
}

/* Each way of becoming another's, or of another class; what comes after it was asked, and
 * the number of a change that another run has seen, are not lost. */
static void
test_more_changes(Tracked *tracked, gconstpointer unused)
{
	Store *store = tracked->store;
	char uuid[] = "0b5a", fingerprint[] = "prefix=cadence/";
	TagState state = { uuid, 1, fingerprint };
	int64_t last = 0, other = 0;

	(void)unused;
	fixture_sql(store, "DELETE FROM tag_change");
	fixture_sql(store, "UPDATE contact SET name = name || '!', class = class");
	assert_strings(store_tag_changes(store, &last, NULL), "");
	fixture_sql(store, "UPDATE class SET name = 'closest' WHERE name = 'key'");
	assert_strings(store_tag_changes(store, &last, NULL), "ada@example.org");
	fixture_sql(store,
		"UPDATE contact_address SET contact = (SELECT id FROM contact WHERE"
		" slug = 'bo') WHERE email = 'cleo@example.net'");
	fixture_sql(store,
		"UPDATE contact_address SET email = 'bo@new.example' WHERE email ="
		" 'bo@nils.example'");
	assert_strings(store_tag_changes(store, &last, NULL),
		"ada@example.org bo@new.example bo@nils.example cleo@example.net");
	fixture_add(store, "Dana", "closest", "dana@example.com");
	g_assert_true(store_tags_remember(store, &state, last, NULL));
	assert_strings(store_tag_changes(store, &other, NULL), "dana@example.com");
	g_assert_true(store_tags_remember(store, &state, other, NULL));
	fixture_add(store, "Eve", "closest", "eve@example.com");
	g_assert_true(store_tags_remember(store, &state, other, NULL));
	assert_strings(store_tag_changes(store, &last, NULL), "eve@example.com");
}

#define ADD(name, function)                                                                \
	g_test_add("/store-tags/" name, Tracked, NULL, set_up, function, tear_down)

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	ADD("class-of", test_class_of);
	ADD("sole-author", test_sole_author);
	ADD("tags", test_tags);
	ADD("pending", test_pending);
	ADD("changes", test_changes);
	ADD("more-changes", test_more_changes);
	return g_test_run();
}
