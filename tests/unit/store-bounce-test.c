#include "tests/unit/store-letter.h"

/* Which addresses are known to bounce. */

#define DAY(n) (FIXTURE_NOW - (n)*WHEN_DAY)

static const Letter sent = { .id = "1@marlowe.example",
	.date = DAY(9),
	.rule = RULE_SENT,
	.to = "ada@a.example",
	.cc = "bo@b.example" };
static const Letter bounced = { .id = "2@mx.example",
	.date = DAY(8),
	.rule = RULE_BOUNCE,
	.from = "mailer-daemon@mx.example",
	.failed = "ada@a.example, ada@old.example",
	.original = "1@marlowe.example" };
static const Letter again = { .id = "3@mx.example",
	.date = DAY(7),
	.rule = RULE_BOUNCE,
	.from = "mailer-daemon@mx.example",
	.failed = "ada@a.example",
	.original = "1@marlowe.example" };
static const Letter answer = {
	.id = "4@a.example", .date = DAY(6), .rule = RULE_RECEIVED, .from = "ada@a.example"
};

/* What bounces of a contact with all addresses there are: "email days-ago id", by line. */
static char *
bouncing(Store *store, int64_t contact)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) bounces = store_bounces(store, contact, &error);
	GString *out = g_string_new(NULL);

	g_assert_no_error(error);
	for (guint i = 0; i < bounces->len; i++) {
		const Bounce *bounce = bounces->pdata[i];

		g_assert_cmpint(bounce->utc_offset, ==, 60);
		g_string_append_printf(out, "%s %d %s\n", bounce->email,
			(int)((FIXTURE_NOW - bounce->since) / WHEN_DAY),
			bounce->message_id);
	}
	return g_string_free(out, false);
}

/* Puts up to four of them, each in a run of its own, and tells what bounces then. */
static char *
after(const Letter *a, const Letter *b, const Letter *c, const Letter *d)
{
	const Letter *all[] = { a, b, c, d };
	g_autoptr(Store) store = fixture_store();
	int64_t contact = fixture_add(
		store, "Ada", "key", "ada@old.example ada@a.example bo@b.example");

	for (int i = 0; i < 4; i++) {
		Letter letters[2] = { { 0 }, { 0 } };

		if (all[i] != NULL)
			letters[0] = *all[i];
		letter_run(store, letters, 1);
	}
	return bouncing(store, contact);
}

static void
assert_after(const Letter *a, const Letter *b, const Letter *c, const Letter *d,
	const char *expected)
{
	g_autofree char *found = after(a, b, c, d);

	g_assert_cmpstr(found, ==, expected);
}

/* In whatever order they come; the oldest report tells since when. */
static void
test_order(void)
{
	static const char since[] = "ada@a.example 8 2@mx.example\n";

	assert_after(&sent, &bounced, &again, NULL, since);
	assert_after(&again, &sent, &bounced, NULL, since);
	assert_after(&bounced, &again, NULL, &sent, since);
	assert_after(&bounced, &bounced, &sent, &again, since);
}

/* Only if it is about a letter of the user's own to that address. */
static void
test_forged(void)
{
	Letter stranger = bounced, nobody = bounced, theirs = sent, other = bounced;

	stranger.original = "0@marlowe.example";
	nobody.original = NULL;
	theirs.from = "ada@a.example";
	theirs.rule = RULE_RECEIVED;
	theirs.to = theirs.cc = NULL;
	other.failed = "ada@old.example";
	assert_after(&bounced, NULL, NULL, NULL, "");
	assert_after(&sent, &stranger, NULL, NULL, "");
	assert_after(&sent, &nobody, NULL, NULL, "");
	assert_after(&theirs, &bounced, NULL, NULL, "");
	assert_after(&sent, &other, NULL, NULL, "");
}

/* Until mail comes from it again, and from nobody else in its name. */
static void
test_ends(void)
{
	static const char since[] = "ada@a.example 8 2@mx.example\n";
	Letter conflict = answer, malformed = answer, earlier = answer, later = again;

	conflict.rule = RULE_CONFLICT;
	malformed.rule = RULE_MALFORMED;
	earlier.date = DAY(8);
	later.date = DAY(5);
	assert_after(&sent, &bounced, &answer, NULL, "");
	assert_after(&answer, &again, &bounced, &sent, "");
	assert_after(&sent, &bounced, &conflict, NULL, since);
	assert_after(&sent, &bounced, &malformed, NULL, since);
	assert_after(&sent, &bounced, &earlier, NULL, since);
	assert_after(&sent, &bounced, &answer, &later, "ada@a.example 5 3@mx.example\n");
}

/* A report that turns out to be another message takes back what it said; so does an
 * excluded letter. */
static void
test_withdrawn(void)
{
	Letter bulk = bounced, excluded = sent, copied = bounced;

	bulk.rule = RULE_BULK;
	bulk.failed = NULL;
	excluded.rule = RULE_EXCLUDED;
	excluded.to = excluded.cc = NULL;
	copied.failed = "bo@b.example";
	assert_after(&sent, &bounced, &bulk, NULL, "");
	assert_after(&sent, &bounced, &excluded, NULL, "");
	assert_after(&sent, &bounced, &copied, NULL, "bo@b.example 8 2@mx.example\n");
}

static void
test_forgotten(void)
{
	static const char *const ada[] = { "ada@a.example", NULL };
	static const Letter letters[] = { { .id = "2@mx.example",
						  .date = DAY(8),
						  .rule = RULE_BOUNCE,
						  .from = "mailer-daemon@mx.example",
						  .failed = "ada@a.example",
						  .original = "1@marlowe.example" },
		{ 0 } };
	g_autoptr(Store) store = fixture_store();
	g_autoptr(GError) error = NULL;

	for (int i = 0; i < 2; i++) {
		letter_run(store, letters, 1);
		g_assert_cmpint(
			fixture_number(store, "SELECT count(*) FROM message"), ==, 1);
		store_forget(store, 0, ada, &error);
		g_assert_no_error(error);
		g_assert_cmpint(
			fixture_number(store, "SELECT count(*) FROM bounce"), ==, 0);
		g_assert_cmpint(fixture_number(store,
					"SELECT count(*) FROM message WHERE date IS NULL"
					" AND message_id IS NULL"),
			==, 1);
	}
}

/* What marks of robots and lists took from somebody's mail is counted by rule. */
static void
test_passed_over(void)
{
	static const Letter letters[] = {
		{ .id = "1@a.example", .rule = RULE_BULK, .from = "ada@a.example" },
		{ .id = "2@a.example", .rule = RULE_BULK, .from = "ada@a.example" },
		{ .id = "3@a.example", .rule = RULE_AUTOMATIC, .from = "ada@a.example" },
		{ .id = "4@a.example", .rule = RULE_BOUNCE, .from = "ada@a.example" },
		{ .id = "5@a.example", .rule = RULE_RECEIVED, .from = "ada@a.example" },
		{ 0 }
	};
	g_autoptr(Store) store = fixture_store();
	g_autoptr(GError) error = NULL;
	int counts[N_RULES] = { [RULE_BULK] = 5 };

	letter_run(store, letters, 1);
	g_assert_true(store_passed_over(store, "ada@a.example", counts, &error));
	g_assert_cmpint(counts[RULE_BULK], ==, 7);
	g_assert_cmpint(counts[RULE_AUTOMATIC], ==, 1);
	g_assert_cmpint(counts[RULE_BOUNCE], ==, 1);
	g_assert_cmpint(counts[RULE_RECEIVED], ==, 0);
	letter_assert_totals(store, "ada@a.example", 1, 0, 4);
	g_assert_true(store_passed_over(store, "eve@x.example", counts, &error));
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store-bounce/order", test_order);
	g_test_add_func("/store-bounce/forged", test_forged);
	g_test_add_func("/store-bounce/ends", test_ends);
	g_test_add_func("/store-bounce/withdrawn", test_withdrawn);
	g_test_add_func("/store-bounce/forgotten", test_forgotten);
	g_test_add_func("/store-bounce/passed-over", test_passed_over);
	return g_test_run();
}
