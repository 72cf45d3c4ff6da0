#include "lib/suggest.h"

#include <stdlib.h>

#include "lib/clock.h"
#include "tests/unit/suggest-fixture.h"

/* Rows of messages, so that an anchor can be named. */
enum { NO_MESSAGE, IN_MESSAGE, OUT_MESSAGE, OWED_MESSAGE, AWAITING_MESSAGE, RSVP_MESSAGE };
static const char *const messages[] = { "none", "in", "out", "owed", "awaiting", "rsvp" };

/* reading a case of tests/cases/suggest.txt ---------------------------------------------
 */

typedef struct {
	GPtrArray *candidates;
	ReplyTimes global;
	SuggestOptions options;
	bool misfit; /* also whose cadence fits worst */
} Scene;

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
	else if (strcmp(key, "deceased") == 0)
		contact->deceased = NOW - 1;
	else if (strcmp(key, "fresh") == 0)
		contact->fresh = ago(value);
	else
		return false;
	return true;
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

/* What stands after the slash in `value`. */
static const char *
second(const char *value)
{
	return strchr(value, '/') + 1;
}

static bool
read_standing(Standing *standing, const char *key, const char *value)
{
	if (strcmp(key, "strength") == 0) {
		standing->strength = g_ascii_strtod(value, NULL);
	} else if (strcmp(key, "rhythm") == 0) {
		standing->rhythm_days = g_ascii_strtod(value, NULL);
	} else if (strcmp(key, "bounced") == 0) {
		standing->bounced_since = ago(value);
	} else if (strcmp(key, "rsvp") == 0) {
		standing->rsvp_since = ago(value);
		standing->rsvp_start = ago(second(value));
		standing->rsvp_message = RSVP_MESSAGE;
	} else if (strcmp(key, "pace") == 0) {
		standing->pace_days = g_ascii_strtod(value, NULL);
		standing->pace_span = atoi(second(value));
	} else {
		return false;
	}
	return true;
}

static bool
read_occasion(Candidate *candidate, const char *key, const char *value)
{
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(ago(value));
	OccasionKind kind = 0;
	int year = 0;

	if (!occasion_from_name(key, &kind))
		return false;
	if (kind == OCCASION_HOLIDAY)
		year = g_date_time_get_year(date);
	g_ptr_array_add(candidate->occasions,
		occasion_new(kind, "Fest", year, g_date_time_get_month(date),
			g_date_time_get_day_of_month(date)));
	return true;
}

/* What the user entered about them. */
static bool
read_authored(Candidate *candidate, const char *key, const char *value)
{
	Reason reason = 0;

	if (strcmp(key, "remind") == 0) {
		g_ptr_array_add(candidate->reminders,
			reminder_new(1, NOW - 100 * WHEN_DAY, ago(value), false, ""));
	} else if (strcmp(key, "unless-answer") == 0) {
		g_ptr_array_add(candidate->reminders,
			reminder_new(1, ago(second(value)), ago(value), true, ""));
	} else if (strcmp(key, "no-cadence") == 0) {
		candidate->dismissed_pace = atoi(value);
	} else if (g_str_has_prefix(key, "no-") && reason_from_name(key + 3, &reason)) {
		candidate->dismissed[reason] = ago(value);
	} else {
		return read_occasion(candidate, key, value);
	}
	return true;
}

static void
read_word(Candidate *candidate, const char *word)
{
	Contact *contact = candidate->contact;
	Standing *standing = &candidate->standing;
	g_auto(GStrv) pair = g_strsplit(word, "=", 2);
	const char *value = pair[1] != NULL ? pair[1] : "";

	if (!read_standing(standing, pair[0], value) &&
		!read_event(standing, pair[0], value) &&
		!read_reply_times(pair[0], value, &standing->reply_theirs,
			&standing->n_theirs, &standing->reply_mine, &standing->n_mine) &&
		!read_state(contact, pair[0], value) &&
		!read_class(contact, pair[0], value) &&
		!read_authored(candidate, pair[0], value))
		g_error("no such word: %s", word);
}

static void
read_option(Scene *scene, const char *word)
{
	g_auto(GStrv) pair = g_strsplit(word, "=", 2);
	Reason reason = 0;

	if (strcmp(word, "soon") == 0)
		scene->options.soon = true;
	else if (strcmp(word, "misfit") == 0)
		scene->misfit = true;
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
	Candidate *candidate = NULL;

	if (strcmp(words[0], "options") == 0) {
		for (char **word = words + 1; *word != NULL; word++)
			read_option(scene, *word);
		return;
	}
	candidate = candidate_new(contact_called(words[0], words[1]), &standing);
	for (char **word = words + 2; *word != NULL; word++)
		read_word(candidate, *word);
	g_ptr_array_add(scene->candidates, candidate);
}

/* What a reason is about, and in how many days. */
static void
append_named(GString *text, const Suggestion *s)
{
	if (s->reminder != NULL)
		g_string_append_printf(
			text, " reminder%+d", (int)((s->reminder->date - NOW) / WHEN_DAY));
	if (s->occasion != NULL)
		g_string_append_printf(text, " %s%+d", occasion_name(s->occasion->kind),
			when_day(s->since[REASON_OCCASION]) - when_day(NOW));
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
	append_named(text, s);
}

static void
append_misfit(GString *text, GPtrArray *candidates)
{
	const Candidate *misfit = worst_misfit(candidates);
	g_autofree char *fitting = NULL;

	if (misfit == NULL) {
		g_string_append(text, "all fit");
		return;
	}
	fitting = when_format_interval(suggest_cadence(misfit));
	g_string_append_printf(text, "%s %s", misfit->contact->name, fitting);
}

static void
check_suggest(const char *input, const char *expected)
{
	g_autoptr(GPtrArray) candidates =
		g_ptr_array_new_with_free_func((GDestroyNotify)candidate_unref);
	g_autoptr(GPtrArray) list = NULL;
	g_autoptr(GString) actual = g_string_new(NULL);
	g_auto(GStrv) lines = g_strsplit(input, "\n", -1);
	Scene scene = { .candidates = candidates, .options.limit = -1 };

	for (char **line = lines; *line != NULL; line++)
		read_line(&scene, *line);
	list = suggest(candidates, &scene.global, &scene.options, NOW);
	for (guint i = 0; i < list->len; i++)
		append_suggestion(actual, g_ptr_array_index(list, i));
	if (scene.misfit)
		append_misfit(actual, candidates);
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

int
main(int argc, char *argv[])
{
	g_setenv("TZ", "UTC", TRUE);
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/suggest/scenes", test_scenes);
	g_test_add_func("/suggest/names", test_names);
	g_test_add_func(
		"/suggest/evaluation-is-for-everybody", test_evaluation_is_for_everybody);
	g_test_add_func("/suggest/since-is-when-it-began", test_since_is_when_it_began);
	g_test_add_func("/suggest/questions-are-since-they-were-written",
		test_questions_are_since_they_were_written);
	return g_test_run();
}
