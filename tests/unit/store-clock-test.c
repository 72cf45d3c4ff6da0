#include "tests/unit/store-fixture.h"

/* Clocks as they are kept, and contacts with theirs. */

#define DAY(n) (FIXTURE_NOW - (n)*WHEN_DAY)

typedef struct {
	Store *store;
	int64_t ada;
} Tracked;

static void
set_up(Tracked *tracked, gconstpointer unused)
{
	(void)unused;
	tracked->store = fixture_store();
	tracked->ada = fixture_add(
		tracked->store, "Ada", "key", "ada@example.org ada@work.example");
}

static void
tear_down(Tracked *tracked, gconstpointer unused)
{
	(void)unused;
	store_close(tracked->store);
}

/* Hours 1, 2, … n: their 90th percentile is 1 + 0.9 (n - 1). */
static GArray *
hours(int n)
{
	GArray *array = g_array_new(false, false, sizeof(double));

	for (int i = 1; i <= n; i++) {
		double hour = i;

		g_array_append_val(array, hour);
	}
	return array;
}

static void
put_clock(Tracked *tracked, int64_t contact, int n_theirs, int n_mine)
{
	g_autoptr(GArray) theirs = hours(n_theirs);
	g_autoptr(GArray) mine = hours(n_mine);
	g_autoptr(GError) error = NULL;
	Clock clock = { .counts = { 1, 2, 3, 4, 5, 6 },
		.first = DAY(30),
		.last = DAY(5),
		.last_in = DAY(30),
		.last_out = WHEN_NEVER,
		.last_in_message = 1,
		.rhythm_days = 3.5,
		.rhythm_gaps = 7,
		.pace_days = 20.5,
		.pace_span = 410,
		.usual_hour = 0,
		.has_utc_offset = true,
		.utc_offset = 0,
		.owed_since = DAY(29),
		.owed_message = 3,
		.awaiting_since = WHEN_NEVER,
		.strength = 0.25,
		.reply_theirs = theirs,
		.reply_mine = mine };

	store_put_clock(tracked->store, contact, &clock, false, &error);
	g_assert_no_error(error);
}

static void
test_candidate(Tracked *tracked, gconstpointer unused)
{
	g_autoptr(Candidate) candidate = NULL;
	const Standing *standing = NULL;

	(void)unused;
	put_clock(tracked, tracked->ada, 6, 1);
	candidate = store_candidate(tracked->store, tracked->ada, 0, NULL);
	g_assert_nonnull(candidate);
	g_assert_cmpstr(candidate->contact->slug, ==, "ada");
	g_assert_cmpstr(candidate->contact->addresses[1], ==, "ada@work.example");
	g_assert_cmpint(candidate->contact->cadence.days, ==, 14);
	standing = &candidate->standing;
	g_assert_cmpint(standing->first, ==, DAY(30));
	g_assert_cmpint(standing->last, ==, DAY(5));
	g_assert_cmpint(standing->last_in, ==, DAY(30));
	g_assert_cmpint(standing->last_out, ==, WHEN_NEVER);
	g_assert_cmpint(standing->last_in_message, ==, 1);
	g_assert_cmpint(standing->last_out_message, ==, 0);
	g_assert_cmpfloat(standing->rhythm_days, ==, 3.5);
	g_assert_cmpint(standing->rhythm_gaps, ==, 7);
	g_assert_cmpfloat(standing->pace_days, ==, 20.5);
	g_assert_cmpint(standing->pace_span, ==, 410);
	g_assert_cmpint(standing->usual_hour, ==, 0);
	g_assert_true(standing->has_utc_offset);
	g_assert_cmpint(standing->owed_since, ==, DAY(29));
	g_assert_cmpint(standing->owed_message, ==, 3);
	g_assert_cmpint(standing->awaiting_since, ==, WHEN_NEVER);
	g_assert_cmpfloat(standing->strength, ==, 0.25);
	g_assert_cmpfloat_with_epsilon(standing->reply_theirs, 5.5, 1e-9);
	g_assert_cmpint(standing->n_theirs, ==, 6);
	g_assert_cmpfloat(standing->reply_mine, ==, 1);
	g_assert_cmpint(standing->n_mine, ==, 1);
	for (int i = 0; i < N_COUNTS; i++)
		g_assert_cmpint(standing->counts[i], ==, i + 1);
}

static void
test_candidates(Tracked *tracked, gconstpointer unused)
{
	g_autoptr(GPtrArray) all = NULL;
	g_autoptr(GPtrArray) partners = NULL;
	const Candidate *bo = NULL;
	GError *error = NULL;

	(void)unused;
	fixture_add(tracked->store, "Bo", "partner", "bo@nils.example");
	fixture_add(tracked->store, "Aaron", "key", "aaron@example.org");
	all = store_candidates(tracked->store, NULL, 0, NULL);
	g_assert_cmpuint(all->len, ==, 3);
	g_assert_cmpstr(((Candidate *)all->pdata[2])->contact->slug, ==, "aaron");
	partners = store_candidates(tracked->store, "partner", 0, NULL);
	g_assert_cmpuint(partners->len, ==, 1);
	bo = partners->pdata[0];
	g_assert_null(bo->contact->addresses);
	g_assert_true(store_need_addresses(tracked->store, bo->contact, NULL));
	g_assert_cmpstr(bo->contact->addresses[0], ==, "bo@nils.example");
	g_assert_cmpint(bo->standing.last, ==, WHEN_NEVER);
	g_assert_cmpint(bo->standing.n_theirs, ==, 0);
	g_assert_false(bo->standing.has_utc_offset);
	g_assert_cmpint(bo->standing.usual_hour, ==, -1);
	g_assert_null(store_candidate(tracked->store, 4711, 0, &error));
	fixture_assert_error(error, CADENCE_ERROR_STORE, "no such contact");
}

static void
test_dirty(Tracked *tracked, gconstpointer unused)
{
	g_autoptr(GArray) before = store_dirty(tracked->store, NULL);
	g_autoptr(GArray) after = NULL;

	(void)unused;
	g_assert_cmpuint(before->len, ==, 1);
	put_clock(tracked, tracked->ada, 0, 0);
	after = store_dirty(tracked->store, NULL);
	g_assert_cmpuint(after->len, ==, 0);
}

static void
assert_global(Store *store, double theirs, int n_theirs, double mine, int n_mine)
{
	g_autoptr(GError) error = NULL;
	ReplyTimes global;

	store_put_reply_times(store, &error);
	g_assert_no_error(error);
	store_reply_times(store, &global, &error);
	g_assert_no_error(error);
	g_assert_cmpfloat_with_epsilon(global.theirs, theirs, 1e-9);
	g_assert_cmpint(global.n_theirs, ==, n_theirs);
	g_assert_cmpfloat_with_epsilon(global.mine, mine, 1e-9);
	g_assert_cmpint(global.n_mine, ==, n_mine);
}

static void
test_reply_times(Tracked *tracked, gconstpointer unused)
{
	int64_t bo = fixture_add(tracked->store, "Bo", "partner", "bo@nils.example");
	double median = -1;

	(void)unused;
	assert_global(tracked->store, 0, 0, 0, 0);
	put_clock(tracked, tracked->ada, 10, 3);
	put_clock(tracked, bo, 1, 0);
	assert_global(tracked->store, 9, 11, 2.8, 3);
	g_assert_true(
		store_reply_median(tracked->store, tracked->ada, true, &median, NULL));
	g_assert_cmpfloat(median, ==, 5.5);
	g_assert_true(store_reply_median(tracked->store, bo, false, &median, NULL));
	g_assert_cmpfloat(median, ==, 0);
	put_clock(tracked, tracked->ada, 2, 0);
	assert_global(tracked->store, 1.8, 3, 0, 0);
}

#define ADD(name, function)                                                                \
	g_test_add("/store-clock/" name, Tracked, NULL, set_up, function, tear_down)

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	ADD("candidate", test_candidate);
	ADD("candidates", test_candidates);
	ADD("dirty", test_dirty);
	ADD("reply-times", test_reply_times);
	return g_test_run();
}
