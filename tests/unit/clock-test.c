#include "lib/clock.h"

#include <stdlib.h>

#include "tests/unit/cases.h"

#define HALF_LIFE 30

static Instant
instant_of(const char *text)
{
	Instant instant = WHEN_NEVER;

	if (!when_parse(text, 0, &instant, NULL))
		g_error("no date: %s", text);
	return instant;
}

/* reading a history of tests/cases/clock.txt ------------------------------------------- */

typedef struct {
	GArray *events; /* of Event */
	GArray *asking; /* of int64_t: rows of messages that ask */
	int asked;      /* how often clock_new() wanted to know */
} History;

/* Whether `word` names one of several values; then `*ret` is which. */
static bool
read_named(const char *word, const char *(*name)(int), int n, int *ret)
{
	for (int i = 0; i < n; i++) {
		if (strcmp(word, name(i)) == 0) {
			*ret = i;
			return true;
		}
	}
	return false;
}

static const char *
name_of_direction(int i)
{
	return direction_name((Direction)i);
}

static const char *
name_of_role(int i)
{
	return role_name((Role)i);
}

static void
read_word(History *history, Event *event, const char *word)
{
	int value = 0;
	Channel channel = CHANNEL_MAIL;

	if (read_named(word, name_of_role, N_ROLES, &value)) {
		event->role = value;
		event->counts = value == ROLE_TO;
	} else if (channel_from_name(word, &channel)) {
		event->channel = channel;
		event->message = 0;
	} else if (*word == 't') {
		event->thread = strtoull(word + 1, NULL, 10);
	} else if (*word == '+' || *word == '-') {
		event->utc_offset = atoi(word);
	} else if (strcmp(word, "?") == 0) {
		g_array_append_val(history->asking, event->message);
	} else if (strcmp(word, "weak") == 0) {
		event->counts = false;
	} else if (g_str_has_suffix(word, "to")) {
		event->recipients = atoi(word);
	} else {
		g_error("no such word: %s", word);
	}
}

static void
read_event(History *history, const char *line)
{
	g_auto(GStrv) words = g_strsplit(line, " ", -1);
	Event event = { .date = instant_of(words[0]),
		.counts = true,
		.message = history->events->len + 1,
		.recipients = 1 };
	int direction = 0;

	if (!read_named(words[1], name_of_direction, N_DIRECTIONS, &direction))
		g_error("no direction: %s", line);
	event.direction = direction;
	for (char **word = words + 2; *word != NULL; word++)
		read_word(history, &event, *word);
	g_array_append_val(history->events, event);
}

static bool
asks(int64_t message, gpointer user_data)
{
	History *history = user_data;

	history->asked++;
	for (guint i = 0; i < history->asking->len; i++)
		if (g_array_index(history->asking, int64_t, i) == message)
			return true;
	return false;
}

/* showing what came out ---------------------------------------------------------------- */

static char *
date_text(Instant date, int64_t message)
{
	g_autofree char *day = when_format_date(date);

	if (message == 0)
		return g_steal_pointer(&day);
	return g_strdup_printf("%s #%d", day, (int)message);
}

static char *
question_text(Instant since, int64_t message)
{
	return message == 0 ? g_strdup("no") : date_text(since, message);
}

static char *
hours_text(const GArray *hours)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < hours->len; i++)
		g_string_append_printf(
			text, "%s%.2f", i > 0 ? " " : "", g_array_index(hours, double, i));
	return g_string_free(text, FALSE);
}

static char *
show_counts(const Clock *clock)
{
	GString *text = g_string_new(NULL);

	for (Count i = 0; i < N_COUNTS; i++)
		if (clock->counts[i] > 0)
			g_string_append_printf(text, "%s%s %d", text->len > 0 ? " " : "",
				count_name(i), clock->counts[i]);
	return g_string_free(text, FALSE);
}

static char *
show_first(const Clock *clock)
{
	return date_text(clock->first, 0);
}

static char *
show_last(const Clock *clock)
{
	return date_text(clock->last, 0);
}

static char *
show_last_in(const Clock *clock)
{
	return date_text(clock->last_in, clock->last_in_message);
}

static char *
show_last_out(const Clock *clock)
{
	return date_text(clock->last_out, clock->last_out_message);
}

static char *
show_owed(const Clock *clock)
{
	return question_text(clock->owed_since, clock->owed_message);
}

static char *
show_awaiting(const Clock *clock)
{
	return question_text(clock->awaiting_since, clock->awaiting_message);
}

static char *
show_theirs(const Clock *clock)
{
	return hours_text(clock->reply_theirs);
}

static char *
show_mine(const Clock *clock)
{
	return hours_text(clock->reply_mine);
}

static char *
show_strength(const Clock *clock)
{
	return g_strdup_printf("%.2f", clock->strength);
}

static char *
show_rhythm(const Clock *clock)
{
	if (clock->rhythm_gaps == 0)
		return g_strdup("none");
	return g_strdup_printf("%.1f of %d", clock->rhythm_days, clock->rhythm_gaps);
}

static char *
show_pace(const Clock *clock)
{
	if (clock->pace_days == 0)
		return g_strdup("none");
	return g_strdup_printf("%.1f of %d", clock->pace_days, clock->pace_span);
}

static char *
show_hours(const Clock *clock)
{
	if (clock->usual_hour < 0)
		return g_strdup("unknown");
	return g_strdup_printf("from %d", clock->usual_hour);
}

static char *
show_zone(const Clock *clock)
{
	if (!clock->has_utc_offset)
		return g_strdup("unknown");
	return g_strdup_printf("%+d", clock->utc_offset);
}

static const struct {
	const char *name;
	char *(*show)(const Clock *clock);
} shown[] = {
	{ "counts", show_counts },
	{ "first", show_first },
	{ "last", show_last },
	{ "last_in", show_last_in },
	{ "last_out", show_last_out },
	{ "rhythm", show_rhythm },
	{ "owed", show_owed },
	{ "awaiting", show_awaiting },
	{ "theirs", show_theirs },
	{ "mine", show_mine },
	{ "strength", show_strength },
	{ "zone", show_zone },
	{ "pace", show_pace },
	{ "hours", show_hours },
};

static char *
show(const Clock *clock, const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(shown); i++)
		if (strcmp(name, shown[i].name) == 0)
			return shown[i].show(clock);
	g_error("no such clock: %s", name);
}

static void
check_clock(const char *input, const char *expected)
{
	g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(Event));
	g_autoptr(GArray) asking = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(Clock) clock = NULL;
	g_auto(GStrv) given = g_strsplit(input, "\n", -1);
	g_auto(GStrv) wanted = g_strsplit(expected, "\n", -1);
	History history = { events, asking, 0 };

	for (char **line = given; *line != NULL && **line != '\0'; line++)
		read_event(&history, *line);
	clock = clock_new(
		(const Event *)events->data, events->len, HALF_LIFE, asks, &history);
	for (char **line = wanted; *line != NULL; line++) {
		g_auto(GStrv) words = g_strsplit(*line, " ", 2);
		g_autofree char *value = show(clock, words[0]);
		g_autofree char *actual = g_strdup_printf(
			"%s%s%s", words[0], *value != '\0' ? " " : "", value);

		case_assert(input, actual, *line);
	}
}

static void
test_histories(void)
{
	cases_run("clock.txt", TRUE, check_clock);
}

/* Bodies are read for candidates only, and not for all of somebody nobody ever answers. */
static void
test_asks_are_few(void)
{
	g_autoptr(GArray) events = g_array_new(FALSE, FALSE, sizeof(Event));
	g_autoptr(GArray) asking = g_array_new(FALSE, FALSE, sizeof(int64_t));
	g_autoptr(Clock) open = NULL;
	g_autoptr(Clock) answered = NULL;
	History history = { events, asking, 0 };
	Event answer = { .direction = DIRECTION_OUT, .counts = true, .recipients = 1 };

	for (guint i = 0; i < 1000; i++) {
		Event event = { .date = i * WHEN_DAY,
			.counts = true,
			.thread = 7,
			.message = i + 1,
			.recipients = 1 };
		g_array_append_val(events, event);
	}
	open = clock_new(
		(const Event *)events->data, events->len, HALF_LIFE, asks, &history);
	g_assert_cmpint(history.asked, ==, 20);

	answer.date = 1000 * WHEN_DAY;
	answer.thread = 7;
	answer.message = 1001;
	g_array_append_val(events, answer);
	history.asked = 0;
	answered = clock_new(
		(const Event *)events->data, events->len, HALF_LIFE, asks, &history);
	g_assert_cmpint(history.asked, ==, 1);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_setenv("TZ", "UTC", TRUE);
	g_test_add_func("/clock/histories", test_histories);
	g_test_add_func("/clock/asks-are-few", test_asks_are_few);
	return g_test_run();
}
