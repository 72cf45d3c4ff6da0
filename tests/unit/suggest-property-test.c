#include "tests/unit/suggest-fixture.h"

/* What holds for all candidates: random ones, always the same. */

#define ROUNDS 1000

/* At most `most` days ago, in whole hours; often never. */
static Instant
maybe_ago(GRand *random, int most)
{
	if (g_rand_int_range(random, 0, 3) == 0)
		return WHEN_NEVER;
	return NOW - g_rand_int_range(random, 0, most * 24) * (WHEN_DAY / 24);
}

static Standing
random_standing(GRand *random)
{
	Standing standing = standing_without_events();

	standing.last_in = maybe_ago(random, 40);
	standing.last_out = maybe_ago(random, 40);
	standing.owed_since = maybe_ago(random, 40);
	standing.awaiting_since = maybe_ago(random, 40);
	standing.bounced_since =
		g_rand_boolean(random) ? WHEN_NEVER : maybe_ago(random, 40);
	standing.rsvp_since = g_rand_boolean(random) ? WHEN_NEVER : maybe_ago(random, 5);
	standing.rsvp_start = NOW + g_rand_int_range(random, -2, 20) * WHEN_DAY;
	standing.rhythm_days = g_rand_int_range(random, 0, 20);
	standing.pace_days = g_rand_int_range(random, 0, 60);
	standing.pace_span = g_rand_int_range(random, 0, 400);
	standing.reply_theirs = standing.reply_mine = g_rand_int_range(random, 1, 400);
	standing.n_theirs = standing.n_mine = g_rand_int_range(random, 0, 20);
	standing.strength = g_rand_int_range(random, 0, 3);
	return standing;
}

static void
add_dates(GRand *random, Candidate *candidate)
{
	for (int i = g_rand_int_range(random, -2, 4); i > 0; i--)
		g_ptr_array_insert(candidate->reminders, 0,
			reminder_new(i, NOW - 50 * WHEN_DAY, NOW - 2 * i * WHEN_DAY,
				g_rand_boolean(random), ""));
	for (OccasionKind kind = 0; kind < N_OCCASIONS; kind++)
		if (g_rand_int_range(random, 0, 4) == 0)
			g_ptr_array_add(candidate->occasions,
				occasion_new(kind, "Fest", 2026, 3,
					g_rand_int_range(random, 8, 20)));
}

static Candidate *
random_candidate(GRand *random, int number)
{
	static const char *const names[] = { "Ada", "ada", "Bea", "Ébe", "Cas" };
	g_autofree char *slug = g_strdup_printf("c-%03d", number);
	Contact *contact = contact_called(names[g_rand_int_range(random, 0, 5)], "10d");
	Standing standing = random_standing(random);
	Candidate *candidate = candidate_new(contact, &standing);

	replace(&contact->slug, slug);
	contact->policy = g_rand_int_range(random, 0, N_POLICIES);
	contact->weight = g_rand_int_range(random, 1, 3);
	if (g_rand_int_range(random, 0, 5) == 0)
		contact->fresh = maybe_ago(random, 40);
	add_dates(random, candidate);
	return candidate;
}

/* Of one state or another, half of them active. */
static void
make_quiet(GRand *random, Contact *contact)
{
	switch (g_rand_int_range(random, 0, 8)) {
	case 0:
		contact->snoozed_until = NOW + 1;
		break;
	case 1:
		contact->paused = NOW - WHEN_DAY;
		break;
	case 2:
		contact->do_not_contact = NOW - WHEN_DAY;
		break;
	case 3:
		contact->deceased = NOW - WHEN_DAY;
		break;
	default:
		break;
	}
}

static bool
has(const Suggestion *s, Reason reason)
{
	return (s->reasons & 1u << reason) != 0;
}

static void
shuffle(GRand *random, GPtrArray *array)
{
	for (guint i = array->len; i > 1; i--) {
		guint j = g_rand_int_range(random, 0, i);
		gpointer kept = array->pdata[i - 1];

		array->pdata[i - 1] = array->pdata[j];
		array->pdata[j] = kept;
	}
}

static GPtrArray *
random_candidates(GRand *random, int n)
{
	GPtrArray *candidates =
		g_ptr_array_new_with_free_func((GDestroyNotify)candidate_unref);

	for (int i = 0; i < n; i++) {
		g_ptr_array_add(candidates, random_candidate(random, i));
		make_quiet(random, ((Candidate *)candidates->pdata[i])->contact);
	}
	return candidates;
}

static void
check_same(const Suggestion *a, const Suggestion *b)
{
	g_assert_true(a->candidate == b->candidate);
	g_assert_cmpuint(a->reasons, ==, b->reasons);
	g_assert_cmpint(a->message, ==, b->message);
	g_assert_true(a->occasion == b->occasion && a->reminder == b->reminder);
}

/* Whatever the order in which the candidates come. */
static void
test_order_is_total(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(1);
	g_autoptr(GPtrArray) candidates = random_candidates(random, 200);
	g_autoptr(GPtrArray) first = NULL;
	const Candidate *misfit = worst_misfit(candidates);
	SuggestOptions options = { .soon = true, .limit = -1 };
	ReplyTimes global = { 0 };

	first = suggest(candidates, &global, &options, NOW);
	g_assert_cmpuint(first->len, >, 50);
	g_assert_nonnull(misfit);
	for (int round = 0; round < 20; round++) {
		g_autoptr(GPtrArray) again = NULL;

		shuffle(random, candidates);
		again = suggest(candidates, &global, &options, NOW);
		g_assert_cmpuint(again->len, ==, first->len);
		for (guint i = 0; i < first->len; i++)
			check_same(again->pdata[i], first->pdata[i]);
		g_assert_true(worst_misfit(candidates) == misfit);
	}
}

/* Who is dropped on the way would not have come first. */
static void
test_limit_is_a_beginning(void)
{
	static const int limits[] = { 0, 1, 5, 33, 100 };
	g_autoptr(GRand) random = g_rand_new_with_seed(8);
	g_autoptr(GPtrArray) candidates = random_candidates(random, 500);
	g_autoptr(GPtrArray) all = NULL;
	SuggestOptions options = { .limit = -1 };
	ReplyTimes global = { 0 };

	all = suggest(candidates, &global, &options, NOW);
	g_assert_cmpuint(all->len, >, 200);
	for (guint i = 0; i < G_N_ELEMENTS(limits); i++) {
		g_autoptr(GPtrArray) first = NULL;

		options.limit = limits[i];
		shuffle(random, candidates);
		first = suggest(candidates, &global, &options, NOW);
		g_assert_cmpuint(first->len, ==, options.limit);
		for (guint k = 0; k < first->len; k++)
			check_same(first->pdata[k], all->pdata[k]);
	}
}

static void
test_only_the_active_are_named(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(4);
	g_autoptr(GPtrArray) candidates = random_candidates(random, 400);
	g_autoptr(GPtrArray) list = NULL;
	SuggestOptions options = { .soon = true, .limit = -1 };
	ReplyTimes global = { 0 };
	guint active = 0;

	list = suggest(candidates, &global, &options, NOW);
	for (guint i = 0; i < list->len; i++)
		g_assert_true(contact_is_active(
			((Suggestion *)list->pdata[i])->candidate->contact, NOW));
	for (guint i = 0; i < candidates->len; i++) {
		Candidate *candidate = candidates->pdata[i];

		active += contact_is_active(candidate->contact, NOW) &&
			  suggest_evaluate(candidate, &global, NOW).reasons != 0;
	}
	g_assert_cmpuint(list->len, ==, active);
	g_assert_true(contact_is_active(worst_misfit(candidates)->contact, NOW));
}

/* Whatever the policy, an interaction since tracking began never makes anybody more
 * overdue. (An older one may: it shows that the silence is longer than was known.) */
static void
test_contact_never_makes_overdue(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(2);
	ReplyTimes global = { 0 };

	for (int round = 0; round < ROUNDS; round++) {
		g_autoptr(Candidate) candidate = random_candidate(random, 0);
		Standing *standing = &candidate->standing;
		Instant *newest =
			g_rand_boolean(random) ? &standing->last_in : &standing->last_out;
		Instant event = NOW - g_rand_int_range(random, 0, 50) * WHEN_DAY;
		double before = 0;

		candidate->contact->created = NOW - 50 * WHEN_DAY;
		before = suggest_evaluate(candidate, &global, NOW).ratio;
		*newest = MAX(*newest, event);
		g_assert_cmpfloat(
			suggest_evaluate(candidate, &global, NOW).ratio, <=, before);
	}
}

/* With time alone, nobody becomes less overdue; no question, nothing planned or bounced
 * goes away. */
static void
test_time_only_adds(void)
{
	static const Reason lasting[] = { REASON_PLANNED, REASON_OWED, REASON_AWAITING,
		REASON_UNDELIVERABLE, REASON_OVERDUE };
	g_autoptr(GRand) random = g_rand_new_with_seed(3);
	ReplyTimes global = { 0 };

	for (int round = 0; round < ROUNDS; round++) {
		g_autoptr(Candidate) candidate = random_candidate(random, 0);
		Suggestion today = suggest_evaluate(candidate, &global, NOW);
		Suggestion later = suggest_evaluate(
			candidate, &global, NOW + g_rand_int_range(random, 1, 90 * 86400));

		g_assert_cmpfloat(later.ratio, >, today.ratio);
		g_assert_cmpint(later.due, ==, today.due);
		for (gsize i = 0; i < G_N_ELEMENTS(lasting); i++)
			g_assert_true(!has(&today, lasting[i]) || has(&later, lasting[i]));
		if (has(&today, REASON_DUE))
			g_assert_true(
				has(&later, REASON_DUE) || has(&later, REASON_OVERDUE));
	}
}

/* The reason is the strongest of those that hold, which have begun unless they are a day
 * to come; of overdue, due and due-soon it is one at most. */
static void
test_reasons_hold(void)
{
	const guint of_cadence =
		1u << REASON_OVERDUE | 1u << REASON_DUE | 1u << REASON_DUE_SOON;
	g_autoptr(GRand) random = g_rand_new_with_seed(5);
	ReplyTimes global = { 0 };
	guint seen = 0;

	for (int round = 0; round < ROUNDS; round++) {
		g_autoptr(Candidate) candidate = random_candidate(random, 0);
		Suggestion s = suggest_evaluate(candidate, &global, NOW);
		guint cadence = s.reasons & of_cadence;

		seen |= s.reasons;
		g_assert_cmpuint(cadence & (cadence - 1), ==, 0);
		g_assert_true((s.reminder != NULL) == has(&s, REASON_PLANNED));
		g_assert_true((s.occasion != NULL) == has(&s, REASON_OCCASION));
		for (Reason i = 0; i < N_REASONS; i++) {
			if (!has(&s, i))
				continue;
			g_assert_cmpint(s.reason, <=, i);
			g_assert_true(i == REASON_OCCASION || s.since[i] <= NOW);
		}
		if (s.reasons != 0)
			g_assert_true(has(&s, s.reason));
	}
	g_assert_cmpuint(seen, ==, (1u << N_REASONS) - 1);
}

static void
dismiss(Candidate *candidate, const Suggestion *s)
{
	for (Reason i = 0; i < N_REASONS; i++)
		if (has(s, i))
			candidate->dismissed[i] = s->since[i];
}

/* Whoever says no to all that is named is asked about nothing twice, however late; and soon
 * about nothing at all while nothing changes. */
static void
test_dismissed_is_silent(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(6);
	ReplyTimes global = { 0 };

	for (int round = 0; round < ROUNDS; round++) {
		g_autoptr(Candidate) candidate = random_candidate(random, 0);
		guint most = candidate->reminders->len + candidate->occasions->len + 1;
		Suggestion s = suggest_evaluate(candidate, &global, NOW);

		for (guint i = 0; i < most; i++) {
			dismiss(candidate, &s);
			s = suggest_evaluate(candidate, &global, NOW);
		}
		g_assert_cmpuint(s.reasons, ==, 0);
		s = suggest_evaluate(candidate, &global, NOW + 60 * WHEN_DAY);
		for (Reason i = 0; i < N_REASONS; i++)
			g_assert_true(!has(&s, i) || s.since[i] > candidate->dismissed[i]);
		g_assert_true(!has(&s, REASON_UNDELIVERABLE));
		g_assert_true(!has(&s, REASON_PLANNED));
	}
}

/* Letters of this moment end the silence, do what was planned, and were the greeting. */
static void
test_letter_of_now_ends_silence(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(7);
	ReplyTimes global = { 0 };

	for (int round = 0; round < ROUNDS; round++) {
		g_autoptr(Candidate) candidate = random_candidate(random, 0);
		Suggestion s;

		candidate->standing.last_in = candidate->standing.last_out = NOW;
		s = suggest_evaluate(candidate, &global, NOW);
		g_assert_cmpfloat(s.ratio, ==, 0);
		g_assert_true(!has(&s, REASON_DRIFTING) && !has(&s, REASON_PLANNED));
		g_assert_true(
			s.occasion == NULL || (s.occasion->kind != OCCASION_HOLIDAY &&
						      s.since[REASON_OCCASION] > NOW));
	}
}

int
main(int argc, char *argv[])
{
	g_setenv("TZ", "UTC", TRUE);
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/suggest-property/order-is-total", test_order_is_total);
	g_test_add_func(
		"/suggest-property/limit-is-a-beginning", test_limit_is_a_beginning);
	g_test_add_func("/suggest-property/only-the-active-are-named",
		test_only_the_active_are_named);
	g_test_add_func("/suggest-property/contact-never-makes-overdue",
		test_contact_never_makes_overdue);
	g_test_add_func("/suggest-property/time-only-adds", test_time_only_adds);
	g_test_add_func("/suggest-property/reasons-hold", test_reasons_hold);
	g_test_add_func("/suggest-property/dismissed-is-silent", test_dismissed_is_silent);
	g_test_add_func("/suggest-property/letter-of-now-ends-silence",
		test_letter_of_now_ends_silence);
	return g_test_run();
}
