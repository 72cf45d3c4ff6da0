#include "plugin/wording.h"

#include <stdlib.h>
#include <time.h>

#include "tests/unit/cases.h"

#define NOW INT64_C(1773144000) /* 2026-03-10T12:00Z, a Tuesday */

/* reading a case of tests/cases/wording.txt ----------------------------------------------
 */

typedef struct {
	Candidate *candidate;
	Suggestion suggestion;
	Instant told;
	char *question, *bounced, *other;
} Scene;

static Instant
ago(const char *days)
{
	return NOW - atoi(days) * WHEN_DAY;
}

/* "03-11" or "1985-03-11", with "_" for the spaces of a holiday's name behind a colon. */
static void
read_occasion(Scene *scene, OccasionKind kind, const char *value)
{
	g_auto(GStrv) parts = g_strsplit(value, ":", 2);
	int year = 0, month = 0, day = 0;

	g_assert_true(when_parse_anniversary(parts[0], &year, &month, &day, NULL));
	if (parts[1] != NULL)
		g_strdelimit(parts[1], "_", ' ');
	scene->suggestion.occasion = occasion_new(kind, parts[1], year, month, day);
	g_ptr_array_add(scene->candidate->occasions, (gpointer)scene->suggestion.occasion);
}

static bool
read_instant(Scene *scene, const char *key, const char *value)
{
	Contact *contact = scene->candidate->contact;
	Standing *standing = &scene->candidate->standing;
	const struct {
		const char *key;
		Instant *instant;
	} instants[] = {
		{ "created", &contact->created },
		{ "fresh", &contact->fresh },
		{ "last", &scene->suggestion.last_contact },
		{ "told", &scene->told },
		{ "owed", &standing->owed_since },
		{ "awaiting", &standing->awaiting_since },
		{ "rsvp", &standing->rsvp_since },
		{ "start", &standing->rsvp_start },
		{ "bounced", &standing->bounced_since },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(instants); i++)
		if (strcmp(key, instants[i].key) == 0) {
			*instants[i].instant = ago(value);
			return true;
		}
	return false;
}

static bool
read_text(Scene *scene, const char *key, const char *value)
{
	const struct {
		const char *key;
		char **text;
	} texts[] = {
		{ "name", &scene->candidate->contact->name },
		{ "country", &scene->candidate->contact->country },
		{ "language", &scene->candidate->contact->language },
		{ "question", &scene->question },
		{ "from", &scene->bounced },
		{ "other", &scene->other },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
		if (strcmp(key, texts[i].key) == 0) {
			g_free(*texts[i].text);
			*texts[i].text = g_strdelimit(g_strdup(value), "_", ' ');
			return true;
		}
	return false;
}

static bool
read_number(Scene *scene, const char *key, const char *value)
{
	Standing *standing = &scene->candidate->standing;

	if (strcmp(key, "rhythm") == 0)
		standing->rhythm_days = g_ascii_strtod(value, NULL);
	else if (strcmp(key, "pace") == 0)
		standing->pace_days = g_ascii_strtod(value, NULL);
	else if (strcmp(key, "hour") == 0)
		standing->usual_hour = atoi(value);
	else if (strcmp(key, "offset") == 0) {
		standing->has_utc_offset = true;
		standing->utc_offset = atoi(value);
	} else
		return false;
	return true;
}

static void
read_word(Scene *scene, const char *word)
{
	g_auto(GStrv) pair = g_strsplit(word, "=", 2);
	const char *value = pair[1] != NULL ? pair[1] : "";
	Reason reason;
	OccasionKind kind;

	if (pair[1] == NULL && reason_from_name(word, &reason)) {
		scene->suggestion.reasons |= 1u << reason;
	} else if (occasion_from_name(pair[0], &kind)) {
		read_occasion(scene, kind, value);
	} else if (strcmp(pair[0], "policy") == 0) {
		g_assert_true(policy_from_name(value, &scene->candidate->contact->policy));
	} else if (strcmp(pair[0], "reminder") == 0) {
		g_auto(GStrv) parts = g_strsplit(value, ":", 2);
		Reminder *reminder = reminder_new(
			1, NOW, ago(parts[0]), false, g_strdelimit(parts[1], "_", ' '));

		g_ptr_array_add(scene->candidate->reminders, reminder);
		scene->suggestion.reminder = reminder;
	} else if (!read_instant(scene, pair[0], value) &&
		   !read_text(scene, pair[0], value) &&
		   !read_number(scene, pair[0], value)) {
		g_error("no such word: %s", word);
	}
}

static void
scene_init(Scene *scene, const char *every)
{
	Contact *contact = contact_new();
	const Standing standing = { .last_in = WHEN_NEVER,
		.last_out = WHEN_NEVER,
		.owed_since = WHEN_NEVER,
		.awaiting_since = WHEN_NEVER,
		.rsvp_since = WHEN_NEVER,
		.rsvp_start = WHEN_NEVER,
		.bounced_since = WHEN_NEVER,
		.usual_hour = -1 };

	contact->name = g_strdup("Ada Lovelace");
	g_assert_true(when_parse_interval(every, &contact->cadence, NULL));
	*scene = (Scene){ .told = WHEN_NEVER };
	scene->candidate = candidate_new(contact, &standing);
	scene->suggestion.candidate = scene->candidate;
	scene->suggestion.last_contact = WHEN_NEVER;
}

static void
scene_clear(Scene *scene)
{
	candidate_unref(scene->candidate);
	g_free(scene->question);
	g_free(scene->bounced);
	g_free(scene->other);
}

static char *
evidence(const Scene *scene, Reason reason)
{
	const Suggestion *s = &scene->suggestion;

	switch (reason) {
	case REASON_PLANNED:
		return wording_planned(s->reminder, NOW);
	case REASON_RSVP:
		return wording_rsvp(s->candidate, NOW);
	case REASON_OWED:
		return wording_owed(s->candidate, scene->question, NOW);
	case REASON_AWAITING:
		return wording_awaiting(s->candidate, scene->question, NOW);
	case REASON_UNDELIVERABLE:
		return wording_undeliverable(
			scene->bounced, s->candidate->standing.bounced_since, scene->other);
	case REASON_OCCASION:
		return wording_occasion(s->candidate, s->occasion, NOW);
	case REASON_DRIFTING:
		return wording_drifting(s, NOW);
	default:
		return wording_lapsed(s, NOW);
	}
}

static void
append(GString *text, const char *wording)
{
	g_autofree char *sentence = wording != NULL ? wording_sentence(wording) : NULL;

	if (sentence != NULL)
		g_string_append_printf(text, "%s%s", text->len > 0 ? "\n" : "", sentence);
}

/* The sentence of each reason; of the clocks' also the one that stands for all of them. */
static void
check_wording(const char *input, const char *expected)
{
	g_auto(GStrv) words = g_strsplit_set(input, " \n", -1);
	g_autoptr(GString) actual = g_string_new(NULL);
	g_autofree char *silence = NULL, *clock = NULL;
	Scene scene;

	scene_init(&scene, words[0]);
	for (char **word = words + 1; *word != NULL; word++)
		read_word(&scene, *word);
	for (Reason i = 0; i < N_REASONS; i++) {
		g_autofree char *wording = (scene.suggestion.reasons & 1u << i) != 0
						   ? evidence(&scene, i)
						   : NULL;

		append(actual, wording);
	}
	silence = wording_silence(&scene.suggestion, scene.told, NOW);
	clock = wording_their_clock(scene.candidate, NOW);
	g_string_append(actual, "\n--");
	append(actual, silence);
	append(actual, clock);
	if (scene.candidate->standing.pace_days > 0) {
		g_autofree char *misfit = wording_misfit(scene.candidate);

		append(actual, misfit);
	}
	case_assert(input, g_strstrip(actual->str), expected);
	scene_clear(&scene);
}

static void
test_reasons(void)
{
	cases_run("wording.txt", TRUE, check_wording);
}

/* the rest ------------------------------------------------------------------------------
 */

static void
test_days(void)
{
	static const struct {
		int ahead;
		const char *day;
	} cases[] = {
		{ 0, "today" },
		{ 1, "tomorrow, on 11 March" },
		{ 2, "on Thursday, 12 March" },
		{ 6, "on Monday, 16 March" },
		{ 7, "in 1 week, on 17 March" },
		{ 275, "in 9 months, on 10 December" },
		{ 307, "in 10 months, on 11 January 2027" },
		{ -1, "yesterday" },
		{ -3, "3 days ago, on 2026-03-07" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *day =
			wording_day(when_day(NOW) + cases[i].ahead, NOW + WHEN_DAY / 3);

		g_assert_cmpstr(day, ==, cases[i].day);
	}
}

static void
test_given_names(void)
{
	static const struct {
		const char *name, *given;
	} cases[] = {
		{ "Ada Lovelace", "Ada" },
		{ "Lovelace, Ada", "Ada" },
		{ "Dr. Ada Lovelace", "Ada" },
		{ "Сергей Лаптев", "Сергей" },
		{ "西木 涼", "西木 涼" },
		{ "ada@x.example", "ada@x.example" },
		{ "Prof.", "Prof." },
		{ "(555) 0100 Ada", "Ada" },
		{ "Лев Сергеевич Лаптев", "Лев Сергеевич" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *given = wording_given(cases[i].name);

		g_assert_cmpstr(given, ==, cases[i].given);
	}
}

static void
test_balance(void)
{
	static const struct {
		int in, out;
		const char *wording;
	} cases[] = {
		{ 1, 2, NULL },
		{ 3, 9, "you reached out 9 times, they 3" },
		{ 4, 1, "you reached out 1 time, they 4" },
		{ 6, 7, "about even: you reached out 7 times, they 6" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *wording = wording_balance(cases[i].in, cases[i].out);

		g_assert_cmpstr(wording, ==, cases[i].wording);
	}
}

int
main(int argc, char *argv[])
{
	g_setenv("TZ", "Europe/Berlin", TRUE);
	tzset();
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/wording/reasons", test_reasons);
	g_test_add_func("/wording/days", test_days);
	g_test_add_func("/wording/given-names", test_given_names);
	g_test_add_func("/wording/balance", test_balance);
	return g_test_run();
}
