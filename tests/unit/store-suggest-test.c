#include <string.h>

#include "lib/store-scan.h"
#include "tests/unit/store-fixture.h"

/* What is suggested from a store by halves is what is suggested from all of it. */

enum { SEEDS = 12, CONTACTS = 60 };

/* Also the last days of a year, where 29 February is kept on 1 March, and where not. */
static const Instant nows[] = { FIXTURE_NOW, INT64_C(1798459200) /* 2026-12-28 */,
	INT64_C(1772355600) /* 2026-03-01 */, INT64_C(1835089200) /* 2028-02-25 */ };

static gint64
ago(GRand *random, Instant now, int most)
{
	return now - g_rand_int_range(random, 0, most * 24) * (WHEN_DAY / 24);
}

/* Half of the time "NULL". New. */
static char *
maybe_ago(GRand *random, Instant now, int most)
{
	return g_rand_boolean(random)
		       ? g_strdup("NULL")
		       : g_strdup_printf("%" G_GINT64_FORMAT, ago(random, now, most));
}

static void
set_clock(GRand *random, Store *store, int64_t contact, Instant now)
{
	g_autofree char *in = maybe_ago(random, now, 100);
	g_autofree char *out = maybe_ago(random, now, 100);
	g_autofree char *owed = maybe_ago(random, now, 40);
	g_autofree char *awaiting = maybe_ago(random, now, 40);
	g_autofree char *sql = g_strdup_printf(
		"UPDATE clock SET dirty = 0, last = %s, last_in = %s, last_out = %s,"
		" rhythm_days = %d, pace_days = %d, pace_span = %d, owed_since = %s,"
		" owed_message = 7, awaiting_since = %s, awaiting_message = 8,"
		" reply_theirs = 30, n_theirs = %d, reply_mine = 40, n_mine = %d,"
		" strength = %d WHERE contact = %" G_GINT64_FORMAT,
		in, in, out, g_rand_int_range(random, 0, 20),
		g_rand_int_range(random, 0, 60), g_rand_int_range(random, 0, 900), owed,
		awaiting, g_rand_int_range(random, 0, 9), g_rand_int_range(random, 0, 9),
		g_rand_int_range(random, 0, 3), contact);

	fixture_sql(store, sql);
}

static void
set_contact(GRand *random, Store *store, int64_t contact, Instant now)
{
	static const char *const states[] = { "paused", "snoozed_until", "do_not_contact",
		"deceased", "fresh" };
	static const char *const set[] = { "NULL", "NULL", "NULL", "'de'", "'no'" };
	static const char *const cadences[] = { "NULL", "NULL", "'1w'", "'6m'" };
	g_autofree char *sql = g_strdup_printf(
		"UPDATE contact SET cadence = %s, country = %s, language = %s,"
		" %s = nullif(%" G_GINT64_FORMAT " * %d, 0) WHERE id = %" G_GINT64_FORMAT,
		cadences[g_rand_int_range(random, 0, 4)],
		set[g_rand_int_range(random, 0, 5)], set[g_rand_int_range(random, 0, 5)],
		states[g_rand_int_range(random, 0, 5)], ago(random, now + 5 * WHEN_DAY, 20),
		g_rand_int_range(random, 0, 4) == 0, contact);

	fixture_sql(store, sql);
}

/* Days about `now`, as the user enters them. */
static void
add_dates(GRand *random, Store *store, int64_t contact, Instant now)
{
	for (int i = g_rand_int_range(random, -3, 3); i > 0; i--)
		store_add_reminder(store, contact, now - 90 * WHEN_DAY,
			ago(random, now + 5 * WHEN_DAY, 20), g_rand_boolean(random), "",
			NULL, NULL);
	for (OccasionKind kind = 0; kind < OCCASION_HOLIDAY; kind++) {
		time_t day = now + g_rand_int_range(random, -5, 12) * WHEN_DAY;
		struct tm date;

		gmtime_r(&day, &date);
		if (g_rand_int_range(random, 0, 3) == 0)
			store_put_occasion(store, contact, kind, 0, date.tm_mon + 1,
				date.tm_mday, NULL);
		else if (g_rand_int_range(random, 0, 6) == 0)
			store_put_occasion(store, contact, kind, 0, 2, 29, NULL);
	}
	for (Reason reason = 0; reason < N_REASONS; reason++)
		if (g_rand_int_range(random, 0, 12) == 0)
			store_dismiss(store, contact, reason, ago(random, now, 60), NULL);
	if (g_rand_int_range(random, 0, 8) == 0)
		store_dismiss_cadence(
			store, contact, g_rand_int_range(random, 0, 5) * 7, NULL);
}

static void
add_holidays(GRand *random, Store *store, Instant now)
{
	static const char *const places[] = { "country-de", "country-gb", "language-no",
		"language-de" };
	g_autoptr(GPtrArray) holidays =
		g_ptr_array_new_with_free_func((GDestroyNotify)holiday_free);

	for (int i = g_rand_int_range(random, 0, 6); i > 0; i--) {
		Holiday *holiday = g_new(Holiday, 1);

		*holiday = (Holiday){ g_strdup(places[g_rand_int_range(random, 0, 4)]),
			when_day(now) + g_rand_int_range(random, -1, 9), g_strdup("Fest") };
		g_ptr_array_add(holidays, holiday);
	}
	g_assert_true(store_put_holidays(store, holidays, "", NULL));
}

/* An invitation of the contact whose first address is `email`. */
static void
add_invitation(GRand *random, Store *store, const char *email, int number, Instant now)
{
	g_autofree char *sql = g_strdup_printf(
		"INSERT INTO address (id, email, name) VALUES (%d, '%s', '');"
		"INSERT INTO message (id, hash, files, generation, rule, date) VALUES"
		" (%d, %d, 0, 1, 2, %" G_GINT64_FORMAT ");"
		"INSERT INTO meeting (uid, asked, asker, start) VALUES"
		" (%d, %d, %d, %" G_GINT64_FORMAT ")",
		number, email, number, number, ago(random, now, 9), number, number, number,
		ago(random, now + 5 * WHEN_DAY, 10));

	fixture_sql(store, sql);
}

static void
add_contact(GRand *random, Store *store, int number, Instant now)
{
	static const char *const names[] = { "Ada", "ada", "Bea", "Ébe", "Cas" };
	static const char *const classes[] = { "key", "partner", "acquaintance" };
	static const char *const ends[] = { "example", "de", "co.uk", "no" };
	g_autofree char *email = g_strdup_printf(
		"c%d@away.%s", number, ends[g_rand_int_range(random, 0, 4)]);
	g_autofree char *emails = g_strdup_printf(
		"%s d%d@away.%s", email, number, ends[g_rand_int_range(random, 0, 2)]);
	int64_t contact = fixture_add(store, names[g_rand_int_range(random, 0, 5)],
		classes[g_rand_int_range(random, 0, 3)], emails);

	set_contact(random, store, contact, now);
	if (g_rand_int_range(random, 0, 9) > 0)
		set_clock(random, store, contact, now);
	else
		fixture_sql(store, "DELETE FROM clock WHERE contact ="
				   " (SELECT max(contact) FROM clock)");
	add_dates(random, store, contact, now);
	if (g_rand_int_range(random, 0, 5) == 0)
		add_invitation(random, store, email, number, now);
}

static Store *
random_store(GRand *random, Instant now)
{
	Store *store = fixture_store();

	g_assert_true(store_begin(store, NULL));
	for (int i = 1; i <= CONTACTS; i++)
		add_contact(random, store, i, now);
	add_holidays(random, store, now);
	fixture_sql(store, "REPLACE INTO reply_global VALUES (0, 20, 50), (1, 60, 50)");
	g_assert_true(store_commit(store, NULL));
	return store;
}

static void
assert_same(const Suggestion *a, const Suggestion *b)
{
	g_assert_cmpstr(a->candidate->contact->slug, ==, b->candidate->contact->slug);
	g_assert_nonnull(a->candidate->contact->addresses);
	g_assert_cmpuint(a->reasons, ==, b->reasons);
	g_assert_cmpint(a->reason, ==, b->reason);
	g_assert_cmpint(a->message, ==, b->message);
	g_assert_cmpint(a->due, ==, b->due);
	g_assert_cmpfloat(a->ratio, ==, b->ratio);
	g_assert_true((a->reminder == NULL) == (b->reminder == NULL));
	g_assert_true((a->occasion == NULL) == (b->occasion == NULL));
	if (a->reminder != NULL)
		g_assert_cmpint(a->reminder->id, ==, b->reminder->id);
	if (a->occasion != NULL)
		g_assert_cmpint(a->occasion->kind, ==, b->occasion->kind);
}

static guint
check(Store *store, GPtrArray *candidates, SuggestOptions *options, Instant now)
{
	g_autoptr(GError) error = NULL;
	g_auto(Suggested) suggested = { 0 };
	g_autoptr(GPtrArray) all = NULL;
	int limit = options->limit;
	ReplyTimes global;

	g_assert_true(store_reply_times(store, &global, NULL));
	store_suggest(store, options, now, &suggested, &error);
	g_assert_no_error(error);
	options->limit = -1;
	all = suggest(candidates, &global, options, now);
	g_assert_cmpuint(suggested.n_contacts, ==, CONTACTS);
	g_assert_cmpuint(suggested.n_wanted, ==, all->len);
	g_assert_cmpuint(suggested.list->len, ==,
		limit < 0 ? all->len : MIN(all->len, (guint)limit));
	for (guint i = 0; i < suggested.list->len; i++)
		assert_same(suggested.list->pdata[i], all->pdata[i]);
	return all->len;
}

static void
test_by_halves(void)
{
	static const int limits[] = { -1, 0, 1, 5, 40 };
	guint seeds = fixture_seeds(SEEDS), seen = 0;

	for (guint seed = 0; seed < seeds; seed++) {
		g_autoptr(GRand) random = g_rand_new_with_seed(seed);
		Instant now = nows[seed % G_N_ELEMENTS(nows)];
		g_autoptr(Store) store = random_store(random, now);
		g_autoptr(GPtrArray) candidates = store_candidates(store, NULL, now, NULL);

		for (guint i = 0; i < G_N_ELEMENTS(limits); i++)
			for (int soon = 0; soon < 2; soon++)
				seen += check(store, candidates,
					&(SuggestOptions){
						.soon = soon, .limit = limits[i] },
					now);
		check(store, candidates,
			&(SuggestOptions){ .class_name = "key", .limit = 3 }, now);
		for (Reason reason = 0; reason < N_REASONS; reason++)
			check(store, candidates,
				&(SuggestOptions){
					.soon = true, .reasons = 1u << reason, .limit = 2 },
				now);
	}
	g_assert_cmpuint(seen, >, seeds * CONTACTS);
}

/* Who fits worst is the worst of all that are, each by itself, a misfit. */
static void
test_misfit(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(1);
	g_autoptr(Store) store = random_store(random, FIXTURE_NOW);
	const SuggestOptions options = { .limit = 1 };
	g_auto(Suggested) suggested = { 0 };

	g_assert_true(store_suggest(store, &options, FIXTURE_NOW, &suggested, NULL));
	g_assert_nonnull(suggested.misfit);
	g_assert_cmpint(when_interval_days(suggest_cadence(suggested.misfit)), >, 0);
	g_assert_nonnull(suggested.misfit->contact->addresses);
}

typedef struct {
	GPtrArray *candidates;
	guint n;
} Compared;

static void
compare_clocks(Candidate *candidate, gpointer user_data)
{
	Compared *compared = user_data;
	const Candidate *whole = compared->candidates->pdata[compared->n++];
	Suggestion a = suggest_clocks(candidate, FIXTURE_NOW);
	Suggestion b = suggest_clocks(whole, FIXTURE_NOW);

	g_assert_cmpstr(candidate->contact->name, ==, whole->contact->name);
	g_assert_cmpstr(candidate->contact->class_name, ==, whole->contact->class_name);
	g_assert_cmpstr(contact_state(candidate->contact, FIXTURE_NOW), ==,
		contact_state(whole->contact, FIXTURE_NOW));
	g_assert_cmpint(when_interval_days(candidate->contact->own_cadence), ==,
		when_interval_days(whole->contact->own_cadence));
	g_assert_cmpint(a.last_contact, ==, b.last_contact);
	g_assert_cmpint(a.due, ==, b.due);
	g_assert_cmpfloat(a.ratio, ==, b.ratio);
}

static void
test_each(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(2);
	g_autoptr(Store) store = random_store(random, FIXTURE_NOW);
	Compared all = { store_candidates(store, NULL, FIXTURE_NOW, NULL), 0 };
	Compared key = { store_candidates(store, "key", FIXTURE_NOW, NULL), 0 };

	g_assert_true(store_each_candidate(store, NULL, compare_clocks, &all, NULL));
	g_assert_cmpuint(all.n, ==, CONTACTS);
	g_assert_true(store_each_candidate(store, "key", compare_clocks, &key, NULL));
	g_assert_cmpuint(key.n, ==, key.candidates->len);
	g_ptr_array_unref(all.candidates);
	g_ptr_array_unref(key.candidates);
}

int
main(int argc, char *argv[])
{
	g_setenv("TZ", "UTC", TRUE);
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/store-suggest/by-halves", test_by_halves);
	g_test_add_func("/store-suggest/misfit", test_misfit);
	g_test_add_func("/store-suggest/each", test_each);
	return g_test_run();
}
