#include "tests/unit/store-world.h"

/* What the user entered beside the mail: occasions, reminders, dismissals, drafts. */

static void
assert_occasions(World *world, int64_t contact, const char *expected)
{
	g_autoptr(GPtrArray) occasions = store_occasions(world->store, contact, NULL);
	g_autofree char *text = world_occasions_text(occasions);

	g_assert_cmpstr(text, ==, expected);
}

static void
test_occasions(World *world, gconstpointer unused)
{
	(void)unused;
	assert_occasions(world, world->ada, "");
	world_put_occasion(world, OCCASION_ANNIVERSARY, 0, 2, 29);
	world_put_occasion(world, OCCASION_BIRTHDAY, 1815, 12, 9);
	world_put_occasion(world, OCCASION_BIRTHDAY, 1815, 12, 10);
	assert_occasions(
		world, world->ada, "birthday 1815-12-10\nanniversary 0000-02-29\n");
	assert_occasions(world, world->bo, "");
	world_put_occasion(world, OCCASION_BIRTHDAY, 0, 0, 0);
	assert_occasions(world, world->ada, "anniversary 0000-02-29\n");
}

static void
test_bad_occasions(World *world, gconstpointer unused)
{
	static const int bad[][3] = { { 0, 13, 1 }, { 0, 1, 0 }, { 0, 2, 30 },
		{ 0, 1, 257 }, { 1815, 2, 29 }, { -1, 1, 1 }, { 10000, 1, 1 },
		{ 0, -1, 1 } };

	(void)unused;
	for (guint i = 0; i < G_N_ELEMENTS(bad); i++) {
		GError *error = NULL;

		g_assert_false(store_put_occasion(world->store, world->ada,
			OCCASION_BIRTHDAY, bad[i][0], bad[i][1], bad[i][2], &error));
		fixture_assert_error(error, CADENCE_ERROR_USAGE, "is no day");
	}
	assert_occasions(world, world->ada, "");
}

static void
test_reminders(World *world, gconstpointer unused)
{
	int64_t later =
		world_remind(world, world->ada, DAY(7), true, "ask about the engine");
	int64_t sooner = world_remind(world, world->ada, DAY(3), false, "");
	g_autoptr(GPtrArray) reminders = NULL;
	const Reminder *first = NULL, *second = NULL;

	(void)unused;
	g_assert_cmpint(
		world_remind(world, world->ada, DAY(7), true, "ask about the engine"), ==,
		later);
	g_assert_cmpint(world_remind(world, world->bo, DAY(3), false, ""), !=, sooner);
	reminders = store_reminders(world->store, world->ada, NULL);
	g_assert_cmpuint(reminders->len, ==, 2);
	first = reminders->pdata[0];
	second = reminders->pdata[1];
	g_assert_cmpint(first->id, ==, sooner);
	g_assert_cmpstr(first->text, ==, "");
	g_assert_false(first->until_answer);
	g_assert_cmpint(second->id, ==, later);
	g_assert_cmpint(second->created, ==, DAY(0));
	g_assert_cmpint(second->date, ==, DAY(7));
	g_assert_true(second->until_answer);
	g_assert_cmpstr(second->text, ==, "ask about the engine");
}

static void
test_remove_reminder(World *world, gconstpointer unused)
{
	int64_t id = world_remind(world, world->ada, DAY(3), false, "");
	g_autofree char *long_text = g_strnfill(64 * 1024 + 1, 'x');
	GError *error = NULL;
	bool was = true;

	(void)unused;
	g_assert_true(store_remove_reminder(world->store, world->bo, id, &was, NULL));
	g_assert_false(was);
	g_assert_true(store_remove_reminder(world->store, world->ada, id, &was, NULL));
	g_assert_true(was);
	g_assert_false(store_add_reminder(
		world->store, world->ada, 0, 0, false, long_text, NULL, &error));
	fixture_assert_error(error, CADENCE_ERROR_USAGE, "text of a reminder");
}

static Instant
dismissed(World *world, int64_t contact, Reason reason)
{
	g_autoptr(Candidate) candidate = world_candidate_of(world, contact, WHEN_NEVER);

	return candidate->dismissed[reason];
}

static void
dismiss_all(World *world)
{
	for (Reason reason = 0; reason < N_REASONS; reason++) {
		g_assert_true(
			store_dismiss(world->store, world->ada, reason, DAY(reason), NULL));
		g_assert_true(
			store_dismiss(world->store, world->bo, reason, DAY(reason), NULL));
	}
	g_assert_true(store_dismiss_cadence(world->store, world->ada, 30, NULL));
}

static void
test_dismissed(World *world, gconstpointer unused)
{
	g_autoptr(Candidate) candidate = NULL;

	(void)unused;
	g_assert_cmpint(dismissed(world, world->ada, REASON_DUE), ==, WHEN_NEVER);
	dismiss_all(world);
	for (Reason reason = 0; reason < N_REASONS; reason++)
		g_assert_cmpint(dismissed(world, world->ada, reason), ==, DAY(reason));
	g_assert_true(store_dismiss(world->store, world->ada, REASON_OWED, DAY(40), NULL));
	g_assert_cmpint(dismissed(world, world->ada, REASON_OWED), ==, DAY(40));
	g_assert_true(store_undismiss(world->store, world->ada, NULL));
	candidate = world_candidate_of(world, world->ada, WHEN_NEVER);
	for (Reason reason = 0; reason < N_REASONS; reason++)
		g_assert_cmpint(candidate->dismissed[reason], ==, WHEN_NEVER);
	g_assert_cmpint(candidate->dismissed_pace, ==, 0);
	g_assert_cmpint(dismissed(world, world->bo, REASON_DUE), ==, DAY(REASON_DUE));
}

static void
update(World *world, const char *class_name, Interval cadence)
{
	g_autoptr(Candidate) candidate = world_candidate_of(world, world->ada, WHEN_NEVER);
	g_autoptr(GError) error = NULL;

	g_free(candidate->contact->class_name);
	candidate->contact->class_name = g_strdup(class_name);
	candidate->contact->own_cadence = cadence;
	candidate->contact->paused = DAY(1);
	store_update_contact(world->store, candidate->contact, &error);
	g_assert_no_error(error);
}

/* Whether the dismissals of the three reasons that are measured by the cadence are gone,
 * and no others. */
static void
assert_void(World *world, int64_t contact, bool expected)
{
	g_autoptr(Candidate) candidate = world_candidate_of(world, contact, WHEN_NEVER);

	for (Reason reason = 0; reason < N_REASONS; reason++) {
		bool measured = reason == REASON_DUE || reason == REASON_OVERDUE ||
				reason == REASON_DUE_SOON;

		g_assert_cmpint(candidate->dismissed[reason], ==,
			measured && expected ? WHEN_NEVER : DAY(reason));
	}
}

static void
test_void(World *world, gconstpointer unused)
{
	const Class key = { (char *)"key", { 0, 14 }, POLICY_ANY, 9, NULL, NULL };
	const Class other = { (char *)"key", { 0, 15 }, POLICY_ANY, 9, NULL, NULL };

	(void)unused;
	dismiss_all(world);
	update(world, "key", (Interval){ 0, 0 });
	assert_void(world, world->ada, false);
	update(world, "partner", (Interval){ 0, 0 });
	assert_void(world, world->ada, true);
	assert_void(world, world->bo, false);
	dismiss_all(world);
	update(world, "partner", (Interval){ 1, 0 });
	assert_void(world, world->ada, true);
	update(world, "key", (Interval){ 0, 0 });
	dismiss_all(world);
	g_assert_true(store_put_class(world->store, &key, NULL));
	assert_void(world, world->ada, false);
	g_assert_true(store_put_class(world->store, &other, NULL));
	assert_void(world, world->ada, true);
	assert_void(world, world->bo, false);
}

static void
put_clock(World *world, Instant in, Instant out)
{
	g_autofree char *sql = g_strdup_printf(
		"REPLACE INTO clock (contact, dirty, last_in,"
		" last_out) VALUES (%d, 0, %" G_GINT64_FORMAT ", %" G_GINT64_FORMAT ")",
		(int)world->ada, in, out);

	fixture_sql(world->store, sql);
}

static bool
is_stale(World *world)
{
	g_autoptr(GPtrArray) drafts = store_drafts(world->store, NULL);

	return ((SavedDraft *)drafts->pdata[0])->stale;
}

static void
test_drafts(World *world, gconstpointer unused)
{
	g_autoptr(GPtrArray) drafts = NULL;
	const SavedDraft *first = NULL;

	(void)unused;
	g_assert_true(
		store_add_draft(world->store, "b@x.example", world->bo, DAY(1), NULL));
	g_assert_true(
		store_add_draft(world->store, "a@x.example", world->bo, DAY(1), NULL));
	g_assert_true(
		store_add_draft(world->store, "a@x.example", world->ada, DAY(2), NULL));
	drafts = store_drafts(world->store, NULL);
	g_assert_cmpuint(drafts->len, ==, 2);
	first = drafts->pdata[0];
	g_assert_cmpstr(first->message_id, ==, "a@x.example");
	g_assert_cmpint(first->contact, ==, world->ada);
	g_assert_cmpint(first->saved, ==, DAY(2));
	g_assert_false(first->stale);
	put_clock(world, DAY(2), DAY(1));
	g_assert_false(is_stale(world));
	put_clock(world, DAY(3), DAY(1));
	g_assert_true(is_stale(world));
	put_clock(world, DAY(1), DAY(3));
	g_assert_true(is_stale(world));
	g_assert_true(store_remove_draft(world->store, "a@x.example", NULL));
	g_assert_false(is_stale(world));
}

static void
test_codes(World *world, gconstpointer unused)
{
	static const char *const bad[] = { "", "d", "DE", "deu", "d1", "d\xc3\xa9",
		"de-AT" };

	(void)unused;
	for (guint i = 0; i < 2 * G_N_ELEMENTS(bad); i++) {
		g_autoptr(Contact) contact = fixture_contact("Cy", "key", "cy@x.example");
		char *code = g_strdup(bad[i / 2]);
		GError *error = NULL;

		if (i % 2 == 0)
			contact->country = code;
		else
			contact->language = code;
		g_assert_false(store_add_contact(world->store, contact, &error));
		fixture_assert_error(error, CADENCE_ERROR_USAGE, "it has two letters");
	}
}

static void
fill_both(World *world)
{
	world_remind(world, world->ada, DAY(1), false, "hers");
	world_remind(world, world->bo, DAY(2), false, "his");
	world_put_occasion(world, OCCASION_BIRTHDAY, 1815, 12, 10);
	g_assert_true(store_put_occasion(
		world->store, world->bo, OCCASION_BIRTHDAY, 1900, 1, 1, NULL));
	g_assert_true(store_put_occasion(
		world->store, world->bo, OCCASION_ANNIVERSARY, 0, 1, 2, NULL));
	g_assert_true(store_dismiss(world->store, world->ada, REASON_DUE, DAY(1), NULL));
	g_assert_true(store_dismiss(world->store, world->bo, REASON_DUE, DAY(2), NULL));
	g_assert_true(store_dismiss(world->store, world->bo, REASON_OWED, DAY(2), NULL));
	g_assert_true(
		store_add_draft(world->store, "b@x.example", world->bo, DAY(1), NULL));
}

static void
test_merge(World *world, gconstpointer unused)
{
	g_autoptr(Candidate) ada = NULL;
	g_autoptr(GPtrArray) drafts = NULL;

	(void)unused;
	fill_both(world);
	g_assert_true(store_merge(world->store, world->ada, world->bo, NULL));
	assert_occasions(
		world, world->ada, "birthday 1815-12-10\nanniversary 0000-01-02\n");
	ada = world_candidate_of(world, world->ada, FIXTURE_NOW);
	g_assert_cmpuint(ada->reminders->len, ==, 2);
	g_assert_cmpint(ada->dismissed[REASON_DUE], ==, DAY(1));
	g_assert_cmpint(ada->dismissed[REASON_OWED], ==, DAY(2));
	drafts = store_drafts(world->store, NULL);
	g_assert_cmpint(((SavedDraft *)drafts->pdata[0])->contact, ==, world->ada);
}

static void
test_remove(World *world, gconstpointer unused)
{
	(void)unused;
	fill_both(world);
	g_assert_true(store_remove_contact(world->store, world->bo, NULL));
	g_assert_true(store_remove_contact(world->store, world->ada, NULL));
	g_assert_cmpint(fixture_number(world->store,
				"SELECT (SELECT count(*) FROM reminder) + (SELECT count(*)"
				" FROM occasion) + (SELECT count(*) FROM dismissed)"
				" + (SELECT count(*) FROM draft)"),
		==, 0);
}

#define ADD(name, function)                                                                \
	g_test_add("/store-reminder/" name, World, NULL, world_set_up, function,           \
		world_tear_down)

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	ADD("occasions", test_occasions);
	ADD("bad-occasions", test_bad_occasions);
	ADD("reminders", test_reminders);
	ADD("remove-reminder", test_remove_reminder);
	ADD("dismissed", test_dismissed);
	ADD("void", test_void);
	ADD("drafts", test_drafts);
	ADD("codes", test_codes);
	ADD("merge", test_merge);
	ADD("remove", test_remove);
	return g_test_run();
}
