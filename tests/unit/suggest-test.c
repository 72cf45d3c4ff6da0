#include "lib/suggest.h"

#include <stdlib.h>

#include "lib/clock.h"
#include "tests/unit/cases.h"

#define NOW INT64_C(1773144000) /* 2026-03-10T12:00Z, a Tuesday */

/* Rows of messages, so that an anchor can be named. */
enum { NO_MESSAGE, IN_MESSAGE, OUT_MESSAGE, OWED_MESSAGE, AWAITING_MESSAGE };
static const char *const messages[] = { "none", "in", "out", "owed", "awaiting" };

/* reading a case of tests/cases/suggest.txt ---------------------------------------------
 */

typedef struct {
	GPtrArray *candidates;
	ReplyTimes global;
	SuggestOptions options;
} Scene;

static Contact *
contact_called(const char *name, const char *every)
{
	Contact *contact = contact_new();

	contact->slug = g_utf8_strdown(name, -1);
	contact->name = g_strdup(name);
	contact->class_name = g_strdup("key");
	contact->created = NOW - 1000 * WHEN_DAY;
	contact->addresses = g_new0(char *, 1);
	if (!when_parse_interval(every, &contact->cadence, NULL))
		g_error("no interval: %s", every);
	return contact;
}

static Standing
standing_without_events(void)
{
	return (Standing){ .first = WHEN_NEVER,
		.last_in = WHEN_NEVER,
		.last_out = WHEN_NEVER,
		.owed_since = WHEN_NEVER,
		.awaiting_since = WHEN_NEVER,
		.rsvp_since = WHEN_NEVER,
		.rsvp_start = WHEN_NEVER,
		.bounced_since = WHEN_NEVER,
		.usual_hour = -1,
		.last = NOW };
}

/* "-3d" is in three days. */
static Instant
ago(const char *value)
{
	return NOW - atoi(value) * WHEN_DAY;
}

static bool
read_event(Standing *standing, const char *key, const char *value)
{
	const struct {
		const char *key;
		Instant *instant;
		int64_t *message;
		int64_t row;
	} events[] = {
		{ "in", &standing->last_in, &standing->last_in_message, IN_MESSAGE },
		{ "out", &standing->last_out, &standing->last_out_message, OUT_MESSAGE },
		{ "owed", &standing->owed_since, &standing->owed_message, OWED_MESSAGE },
		{ "awaiting", &standing->awaiting_since, &standing->awaiting_message,
			AWAITING_MESSAGE },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(events); i++) {
		if (strcmp(key, events[i].key) == 0) {
			*events[i].instant = ago(value);
			*events[i].message = events[i].row;
			return true;
		}
	}
	return false;
}

static bool
read_reply_times(const char *key, const char *value, double *theirs, int *n_theirs,
	double *mine, int *n_mine)
{
	bool is_mine = strcmp(key, "mine") == 0;
	const char *slash = strchr(value, '/');

	if (!is_mine && strcmp(key, "theirs") != 0)
		return false;
	*(is_mine ? mine : theirs) = g_ascii_strtod(value, NULL);
	*(is_mine ? n_mine : n_theirs) = atoi(slash + 1);
	return true;
}

static bool
read_state(Contact *contact, const char *key, const char *value)
{
	if (strcmp(key, "created") == 0)
		contact->created = ago(value);
	else if (strcmp(key, "snoozed") == 0)
		contact->snoozed_until = NOW + atoi(value) * WHEN_DAY;
	else if (strcmp(key, "paused") == 0)
		contact->paused = NOW - 1;
	else if (strcmp(key, "do-not-contact") == 0)
		contact->do_not_contact = NOW - 1;
	else
		return false;
	return true;
}

static void
replace(char **text, const char *by)
{
	g_free(*text);
	*text = g_strdup(by);
}

static bool
read_class(Contact *contact, const char *key, const char *value)
{
	if (strcmp(key, "weight") == 0)
		contact->weight = g_ascii_strtod(value, NULL);
	else if (strcmp(key, "policy") == 0)
		return policy_from_name(value, &contact->policy);
	else if (strcmp(key, "class") == 0)
		replace(&contact->class_name, value);
	else
		return false;
	return true;
}

static void
read_word(Contact *contact, Standing *standing, const char *word)
{
	g_auto(GStrv) pair = g_strsplit(word, "=", 2);
	const char *value = pair[1] != NULL ? pair[1] : "";

	if (strcmp(pair[0], "strength") == 0)
		standing->strength = g_ascii_strtod(value, NULL);
	else if (!read_event(standing, pair[0], value) &&
		 !read_reply_times(pair[0], value, &standing->reply_theirs,
			 &standing->n_theirs, &standing->reply_mine, &standing->n_mine) &&
		 !read_state(contact, pair[0], value) &&
		 !read_class(contact, pair[0], value))
		g_error("no such word: %s", word);
}

static void
read_option(Scene *scene, const char *word)
{
	g_auto(GStrv) pair = g_strsplit(word, "=", 2);
	Reason reason = 0;

	if (strcmp(word, "soon") == 0)
		scene->options.soon = true;
	else if (strcmp(pair[0], "limit") == 0)
		scene->options.limit = atoi(pair[1]);
	else if (strcmp(pair[0], "class") == 0)
		scene->options.class_name = g_intern_string(pair[1]);
	else if (strcmp(pair[0], "reason") == 0 && reason_from_name(pair[1], &reason))
		scene->options.reasons |= 1u << reason;
	else if (!read_reply_times(pair[0], pair[1], &scene->global.theirs,
			 &scene->global.n_theirs, &scene->global.mine,
			 &scene->global.n_mine))
		g_error("no such option: %s", word);
}

static void
read_line(Scene *scene, const char *line)
{
	g_auto(GStrv) words = g_strsplit(line, " ", -1);
	Standing standing = standing_without_events();
	Contact *contact = NULL;

	if (strcmp(words[0], "options") == 0) {
		for (char **word = words + 1; *word != NULL; word++)
			read_option(scene, *word);
		return;
	}
	contact = contact_called(words[0], words[1]);
	for (char **word = words + 2; *word != NULL; word++)
		read_word(contact, &standing, *word);
	g_ptr_array_add(scene->candidates, candidate_new(contact, &standing));
}

static void
append_suggestion(GString *text, const Suggestion *s)
{
	g_string_append_printf(
		text, "%s%s ", text->len > 0 ? "\n" : "", s->candidate->contact->name);
	for (Reason i = 0; i < N_REASONS; i++)
		if ((s->reasons & 1u << i) != 0)
			g_string_append_printf(
				text, "%s%s", i == s->reason ? "" : ",", reason_name(i));
	g_string_append_printf(text, " %.2f %s", s->ratio, messages[s->message]);
}

static void
check_suggest(const char *input, const char *expected)
{
	g_autoptr(GPtrArray) candidates =
		g_ptr_array_new_with_free_func((GDestroyNotify)candidate_free);
	g_autoptr(GPtrArray) list = NULL;
	g_autoptr(GString) actual = g_string_new(NULL);
	g_auto(GStrv) lines = g_strsplit(input, "\n", -1);
	Scene scene = { .candidates = candidates, .options.limit = -1 };

	for (char **line = lines; *line != NULL; line++)
		read_line(&scene, *line);
	list = suggest(candidates, &scene.global, &scene.options, NOW);
	for (guint i = 0; i < list->len; i++)
		append_suggestion(actual, g_ptr_array_index(list, i));
	case_assert(input, actual->str, expected);
}

static void
test_scenes(void)
{
	cases_run("suggest.txt", TRUE, check_suggest);
}

/* the words -----------------------------------------------------------------------------
 */

static void
test_names(void)
{
	Reason reason = 0;
	Policy policy = 0;

	for (Reason i = 0; i < N_REASONS; i++) {
		g_assert_true(reason_from_name(reason_name(i), &reason));
		g_assert_cmpint(reason, ==, i);
	}
	g_assert_false(reason_from_name("whim", &reason));
	for (Policy i = 0; i < N_POLICIES; i++) {
		g_assert_true(policy_from_name(policy_name(i), &policy));
		g_assert_cmpint(policy, ==, i);
	}
	g_assert_false(policy_from_name("whim", &policy));
}

static void
test_strongest_state_wins(void)
{
	g_autoptr(Contact) contact = contact_called("ada", "2w");

	g_assert_cmpstr(contact_state(contact, NOW), ==, "active");
	contact->snoozed_until = NOW;
	g_assert_cmpstr(contact_state(contact, NOW), ==, "active");
	contact->snoozed_until = NOW + 1;
	g_assert_cmpstr(contact_state(contact, NOW), ==, "snoozed");
	contact->paused = NOW + 1;
	g_assert_cmpstr(contact_state(contact, NOW), ==, "paused");
	contact->do_not_contact = NOW + 1;
	g_assert_cmpstr(contact_state(contact, NOW), ==, "do-not-contact");
	g_assert_false(contact_is_active(contact, NOW));
}

/* What `show` prints needs no reason, and nobody is left out. */
static void
test_evaluation_is_for_everybody(void)
{
	g_autoptr(Candidate) candidate = NULL;
	Standing standing = standing_without_events();
	ReplyTimes global = { 0 };
	Suggestion s;

	candidate = candidate_new(contact_called("ada", "10d"), &standing);
	candidate->contact->created = NOW - 2 * WHEN_DAY;
	candidate->contact->paused = NOW;
	s = suggest_evaluate(candidate, &global, NOW);
	g_assert_cmpuint(s.reasons, ==, 0);
	g_assert_cmpint(s.last_contact, ==, WHEN_NEVER);
	g_assert_cmpint(s.due, ==, NOW + 8 * WHEN_DAY);
	g_assert_cmpfloat(s.ratio, ==, 0.2);
	g_assert_cmpint(s.message, ==, 0);
}

/* The instants that reasons name are those at which they begin to hold. */
static void
test_since_is_when_it_began(void)
{
	static const struct {
		Reason reason;
		Instant since;
	} cases[] = {
		{ REASON_DUE_SOON, 8 * WHEN_DAY },
		{ REASON_DUE, 10 * WHEN_DAY },
		{ REASON_OVERDUE, 15 * WHEN_DAY },
	};
	g_autoptr(Candidate) candidate = NULL;
	Standing standing = standing_without_events();
	ReplyTimes global = { 0 };

	standing.last_in = NOW;
	candidate = candidate_new(contact_called("ada", "10d"), &standing);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		Instant since = NOW + cases[i].since;
		Suggestion s = suggest_evaluate(candidate, &global, since);

		g_assert_cmpuint(s.reasons, ==, 1u << cases[i].reason);
		g_assert_cmpint(s.since[cases[i].reason], ==, since);
		s = suggest_evaluate(candidate, &global, since - 1);
		g_assert_cmpuint(s.reasons & 1u << cases[i].reason, ==, 0);
	}
}

static void
test_questions_are_since_they_were_written(void)
{
	g_autoptr(Candidate) candidate = NULL;
	Standing standing = standing_without_events();
	ReplyTimes global = { 0 };
	Suggestion s;

	standing.owed_since = NOW - 30 * WHEN_DAY;
	standing.awaiting_since = NOW - 40 * WHEN_DAY;
	candidate = candidate_new(contact_called("ada", "1y"), &standing);
	candidate->contact->created = NOW;
	s = suggest_evaluate(candidate, &global, NOW);
	g_assert_cmpuint(s.reasons, ==, 1u << REASON_OWED | 1u << REASON_AWAITING);
	g_assert_cmpint(s.since[REASON_OWED], ==, standing.owed_since);
	g_assert_cmpint(s.since[REASON_AWAITING], ==, standing.awaiting_since);
}

/* properties -----------------------------------------------------------------------------
 */

static Candidate *
random_candidate(GRand *random, int number)
{
	static const char *const names[] = { "Ada", "ada", "Bea", "Ébe", "Cas" };
	g_autofree char *slug = g_strdup_printf("c-%03d", number);
	Contact *contact = contact_called(names[g_rand_int_range(random, 0, 5)], "10d");
	Standing standing = standing_without_events();

	replace(&contact->slug, slug);
	contact->policy = g_rand_int_range(random, 0, N_POLICIES);
	contact->weight = g_rand_int_range(random, 1, 3);
	if (g_rand_boolean(random))
		standing.last_in = NOW - g_rand_int_range(random, 0, 40) * WHEN_DAY;
	if (g_rand_boolean(random))
		standing.last_out = NOW - g_rand_int_range(random, 0, 40) * WHEN_DAY;
	if (g_rand_boolean(random))
		standing.owed_since = NOW - g_rand_int_range(random, 0, 40) * WHEN_DAY;
	standing.strength = g_rand_int_range(random, 0, 3);
	return candidate_new(contact, &standing);
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

static void
test_order_is_total(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(1);
	g_autoptr(GPtrArray) candidates =
		g_ptr_array_new_with_free_func((GDestroyNotify)candidate_free);
	g_autoptr(GPtrArray) first = NULL;
	SuggestOptions options = { .soon = true, .limit = -1 };
	ReplyTimes global = { 0 };

	for (int i = 0; i < 100; i++)
		g_ptr_array_add(candidates, random_candidate(random, i));
	first = suggest(candidates, &global, &options, NOW);
	g_assert_cmpuint(first->len, >, 50);
	for (int round = 0; round < 20; round++) {
		g_autoptr(GPtrArray) again = NULL;

		shuffle(random, candidates);
		again = suggest(candidates, &global, &options, NOW);
		g_assert_cmpuint(again->len, ==, first->len);
		for (guint i = 0; i < first->len; i++)
			g_assert_true(((Suggestion *)again->pdata[i])->candidate ==
				      ((Suggestion *)first->pdata[i])->candidate);
	}
}

/* Whatever the policy, an interaction since tracking began never makes anybody more
 * overdue. (An older one may: it shows that the silence is longer than was known.) */
static void
test_contact_never_makes_overdue(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(2);
	ReplyTimes global = { 0 };

	for (int round = 0; round < 1000; round++) {
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

/* With time alone, nobody becomes less overdue, and no question less late. */
static void
test_time_only_adds(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(3);
	ReplyTimes global = { 0 };

	for (int round = 0; round < 1000; round++) {
		g_autoptr(Candidate) candidate = random_candidate(random, 0);
		Suggestion today = suggest_evaluate(candidate, &global, NOW);
		Suggestion later = suggest_evaluate(
			candidate, &global, NOW + g_rand_int_range(random, 1, 90 * 86400));

		g_assert_cmpfloat(later.ratio, >, today.ratio);
		g_assert_cmpint(
			later.reason, <=, today.reasons != 0 ? today.reason : N_REASONS);
		g_assert_cmpint(later.due, ==, today.due);
	}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/suggest/scenes", test_scenes);
	g_test_add_func("/suggest/names", test_names);
	g_test_add_func("/suggest/strongest-state-wins", test_strongest_state_wins);
	g_test_add_func(
		"/suggest/evaluation-is-for-everybody", test_evaluation_is_for_everybody);
	g_test_add_func("/suggest/since-is-when-it-began", test_since_is_when_it_began);
	g_test_add_func("/suggest/questions-are-since-they-were-written",
		test_questions_are_since_they_were_written);
	g_test_add_func("/suggest/order-is-total", test_order_is_total);
	g_test_add_func(
		"/suggest/contact-never-makes-overdue", test_contact_never_makes_overdue);
	g_test_add_func("/suggest/time-only-adds", test_time_only_adds);
	return g_test_run();
}
