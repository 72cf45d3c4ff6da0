#include "tests/unit/store-letter.h"
#include "tests/unit/store-world.h"

/* What candidates are given beside their clocks: one by one, and all of them at once. */

static void
add_holiday(GPtrArray *holidays, const char *place, int day, const char *name)
{
	Holiday *holiday = g_new(Holiday, 1);

	*holiday =
		(Holiday){ g_strdup(place), when_day(FIXTURE_NOW) + day, g_strdup(name) };
	g_ptr_array_add(holidays, holiday);
}

static void
put_holidays(World *world)
{
	g_autoptr(GPtrArray) holidays =
		g_ptr_array_new_with_free_func((GDestroyNotify)holiday_free);
	g_autoptr(GError) error = NULL;

	add_holiday(holidays, "country-no", 9, "Too far");
	add_holiday(holidays, "country-no", 8, "Far");
	add_holiday(holidays, "country-no", 0, "Near");
	add_holiday(holidays, "country-no", -1, "Past");
	add_holiday(holidays, "language-no", 8, "Far");
	add_holiday(holidays, "language-no", 3, "Poem");
	add_holiday(holidays, "country-de", 3, "Elsewhere");
	store_put_holidays(world->store, holidays, "of 2026", &error);
	g_assert_no_error(error);
}

static void
speak(World *world, const char *country, const char *language)
{
	g_autoptr(Candidate) candidate = world_candidate_of(world, world->ada, WHEN_NEVER);
	g_autoptr(GError) error = NULL;

	g_free(candidate->contact->country);
	g_free(candidate->contact->language);
	candidate->contact->country = g_strdup(country);
	candidate->contact->language = g_strdup(language);
	store_update_contact(world->store, candidate->contact, &error);
	g_assert_no_error(error);
}

static void
assert_celebrates(World *world, Instant now, const char *expected)
{
	g_autoptr(Candidate) candidate = world_candidate_of(world, world->ada, now);
	g_autoptr(GPtrArray) all = store_candidates(world->store, NULL, now, NULL);
	g_autofree char *text = world_occasions_text(candidate->occasions);
	g_autofree char *among_all =
		world_occasions_text(((Candidate *)all->pdata[0])->occasions);

	g_assert_cmpstr(text, ==, expected);
	g_assert_cmpstr(among_all, ==, expected);
}

static void
test_holidays(World *world, gconstpointer unused)
{
	g_autofree char *before = NULL;
	g_autofree char *after = NULL;

	(void)unused;
	g_assert_true(store_holiday_source(world->store, &before, NULL));
	g_assert_null(before);
	put_holidays(world);
	put_holidays(world);
	g_assert_true(store_holiday_source(world->store, &after, NULL));
	g_assert_cmpstr(after, ==, "of 2026");
	assert_celebrates(world, FIXTURE_NOW, "");
	world_put_occasion(world, OCCASION_BIRTHDAY, 0, 3, 18);
	speak(world, "no", "no");
	assert_celebrates(world, FIXTURE_NOW,
		"birthday 0000-03-18\nNear 2026-03-10\nFar 2026-03-18\nPoem 2026-03-13\n");
	assert_celebrates(world, WHEN_NEVER, "birthday 0000-03-18\n");
	speak(world, NULL, "no");
	assert_celebrates(world, FIXTURE_NOW,
		"birthday 0000-03-18\nPoem 2026-03-13\nFar 2026-03-18\n");
}

/* One statement for all gives each of them what is theirs. */
static void
test_candidates(World *world, gconstpointer unused)
{
	g_autoptr(GPtrArray) all = NULL;
	const Candidate *ada = NULL, *bo = NULL;

	(void)unused;
	world_remind(world, world->bo, DAY(4), false, "later");
	world_remind(world, world->bo, DAY(3), false, "sooner");
	world_remind(world, world->ada, DAY(3), true, "hers");
	world_put_occasion(world, OCCASION_BIRTHDAY, 1815, 12, 10);
	g_assert_true(store_dismiss(world->store, world->bo, REASON_DUE, DAY(1), NULL));
	all = store_candidates(world->store, NULL, FIXTURE_NOW, NULL);
	ada = all->pdata[0];
	bo = all->pdata[1];
	g_assert_cmpuint(ada->reminders->len, ==, 1);
	g_assert_cmpuint(ada->occasions->len, ==, 1);
	g_assert_cmpint(ada->dismissed[REASON_DUE], ==, WHEN_NEVER);
	g_assert_cmpuint(bo->reminders->len, ==, 2);
	g_assert_cmpstr(((Reminder *)bo->reminders->pdata[0])->text, ==, "sooner");
	g_assert_cmpuint(bo->occasions->len, ==, 0);
	g_assert_cmpint(bo->dismissed[REASON_DUE], ==, DAY(1));
	g_assert_cmpint(bo->standing.bounced_since, ==, WHEN_NEVER);
	g_assert_cmpint(bo->standing.rsvp_since, ==, WHEN_NEVER);
	g_assert_cmpint(bo->standing.usual_hour, ==, -1);
}

/* "since start message" in days from now, of Ada; the same among all. */
static void
assert_asked(World *world, Instant now, int since, int start, int64_t message)
{
	g_autoptr(Candidate) candidate = world_candidate_of(world, world->ada, now);
	g_autoptr(GPtrArray) all = store_candidates(world->store, NULL, now, NULL);
	const Standing *one = &candidate->standing;
	const Standing *other = &((const Candidate *)all->pdata[0])->standing;

	g_assert_cmpint(one->rsvp_message, ==, message);
	g_assert_cmpint(one->rsvp_since, ==, message != 0 ? DAY(since) : WHEN_NEVER);
	g_assert_cmpint(one->rsvp_start, ==, message != 0 ? DAY(start) : WHEN_NEVER);
	g_assert_cmpint(other->rsvp_message, ==, message);
	g_assert_cmpint(other->rsvp_since, ==, one->rsvp_since);
	g_assert_cmpint(other->rsvp_start, ==, one->rsvp_start);
	g_assert_cmpint(((const Candidate *)all->pdata[1])->standing.rsvp_message, ==, 0);
}

/* Ada's address is 1, a stranger's 3; message N came N days ago. */
static void
put_asked(World *world, int64_t message, int start, int64_t asker)
{
	g_autofree char *sql = g_strdup_printf(
		"INSERT INTO message (id, hash, files, generation, rule, date) VALUES"
		" (%d, %d, 0, 1, 2, %" G_GINT64_FORMAT ");"
		"INSERT INTO meeting (uid, asked, asker, start) VALUES (%d, %d, %d, "
		"%" G_GINT64_FORMAT ")",
		(int)message, (int)message, DAY(-message), (int)message, (int)message,
		(int)asker, DAY(start));

	fixture_sql(world->store, sql);
}

/* The oldest invitation of hers whose meeting has not begun, while its mail is there. */
static void
test_asked(World *world, gconstpointer unused)
{
	(void)unused;
	fixture_sql(world->store, "INSERT INTO address (id, email, name) VALUES"
				  " (1, 'ada@example.org', ''), (3, 'eve@x.example', '')");
	assert_asked(world, DAY(0), 0, 0, 0);
	put_asked(world, 9, 5, 3);
	assert_asked(world, DAY(0), 0, 0, 0);
	put_asked(world, 2, 6, 1);
	put_asked(world, 4, 3, 1);
	assert_asked(world, DAY(0), -4, 3, 4);
	assert_asked(world, DAY(3), -2, 6, 2);
	assert_asked(world, DAY(6), 0, 0, 0);
	assert_asked(world, WHEN_NEVER, 0, 0, 0);
	fixture_sql(world->store, "UPDATE message SET gone = 1 WHERE id = 4");
	assert_asked(world, DAY(0), -2, 6, 2);
}

/* Ada, with two addresses, of which the first bounces; and who wrote on from which. */
static const Letter sent = {
	.id = "1@me.example", .date = DAY(-9), .rule = RULE_SENT, .to = "ada@example.org"
};
static const Letter bounced = { .id = "2@mx.example",
	.date = DAY(-8),
	.rule = RULE_BOUNCE,
	.from = "mailer-daemon@mx.example",
	.failed = "ada@example.org",
	.original = "1@me.example" };

static Instant
bounced_since(const Letter *later)
{
	World world = { 0 };
	const Letter letters[] = { sent, bounced, later != NULL ? *later : (Letter){ 0 },
		{ 0 } };
	g_autoptr(Candidate) one = NULL;
	g_autoptr(GPtrArray) all = NULL;
	Instant since = WHEN_NEVER;

	world_set_up(&world, NULL);
	g_assert_true(store_add_address(world.store, world.ada, "ada@new.example", NULL));
	letter_run(world.store, letters, 1);
	one = world_candidate_of(&world, world.ada, WHEN_NEVER);
	all = store_candidates(world.store, NULL, DAY(0), NULL);
	since = one->standing.bounced_since;
	g_assert_cmpint(((Candidate *)all->pdata[0])->standing.bounced_since, ==, since);
	g_assert_cmpint(
		((Candidate *)all->pdata[1])->standing.bounced_since, ==, WHEN_NEVER);
	world_tear_down(&world, NULL);
	return since;
}

static void
test_bounced(void)
{
	Letter in = { .id = "3@x.example", .date = DAY(-7), .rule = RULE_RECEIVED };
	Letter out = { .id = "4@x.example", .date = DAY(-7), .rule = RULE_SENT };

	g_assert_cmpint(bounced_since(NULL), ==, DAY(-8));
	in.from = "ada@example.org";
	g_assert_cmpint(bounced_since(&in), ==, WHEN_NEVER);
	in.from = "ada@new.example";
	g_assert_cmpint(bounced_since(&in), ==, WHEN_NEVER);
	in.rule = RULE_CONFLICT;
	g_assert_cmpint(bounced_since(&in), ==, DAY(-8));
	in.rule = RULE_RECEIVED;
	in.date = DAY(-10);
	g_assert_cmpint(bounced_since(&in), ==, DAY(-8));
	in.date = DAY(-7);
	in.from = "bo@nils.example";
	g_assert_cmpint(bounced_since(&in), ==, DAY(-8));
	out.to = "ada@example.org";
	g_assert_cmpint(bounced_since(&out), ==, DAY(-8));
	out.to = "ada@new.example";
	g_assert_cmpint(bounced_since(&out), ==, WHEN_NEVER);
	out.date = DAY(-10);
	g_assert_cmpint(bounced_since(&out), ==, DAY(-8));
}

/* A second address that bounces as well is where to look next. */
static void
test_both_bounce(World *world, gconstpointer unused)
{
	Letter sent_again = sent, bounced_again = bounced;
	g_autoptr(Candidate) ada = NULL;

	(void)unused;
	sent_again.id = "5@me.example";
	sent_again.date = DAY(-7);
	sent_again.to = "ada@new.example";
	bounced_again.id = "6@mx.example";
	bounced_again.date = DAY(-6);
	bounced_again.failed = "ada@new.example";
	bounced_again.original = "5@me.example";
	g_assert_true(store_add_address(world->store, world->ada, "ada@new.example", NULL));
	letter_run(world->store,
		(const Letter[]){ sent, bounced, sent_again, bounced_again, { 0 } }, 1);
	ada = world_candidate_of(world, world->ada, DAY(0));
	g_assert_cmpint(ada->standing.bounced_since, ==, DAY(-6));
}

#define ADD(name, function)                                                                \
	g_test_add("/store-candidate/" name, World, NULL, world_set_up, function,          \
		world_tear_down)

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	ADD("holidays", test_holidays);
	ADD("candidates", test_candidates);
	ADD("asked", test_asked);
	g_test_add_func("/store-candidate/bounced", test_bounced);
	ADD("both-bounce", test_both_bounce);
	return g_test_run();
}
