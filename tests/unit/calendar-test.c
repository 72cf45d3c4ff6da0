#include "lib/calendar.h"

#include "lib/mime.h"
#include "tests/unit/cases.h"

enum { UTC_OFFSET = 60 };

static const char *const methods[] = { "publish", "request", "reply", "cancel", "other" };
static const char *const answers[] = { "", "+", "~", "-" };

static void
append_instant(GString *out, const char *before, Instant instant)
{
	g_autofree char *text =
		instant == WHEN_NEVER ? g_strdup("never") : when_format_at(instant, 0);

	g_string_append_printf(
		out, "%s%.*s", before, (int)strcspn(text, "+") - (*text != 'n'), text);
}

static void
append_starts(GString *out, const GArray *starts)
{
	for (guint i = 0; starts != NULL && i < starts->len; i++)
		append_instant(out, i == 0 ? " *" : ",", g_array_index(starts, Instant, i));
}

static void
append_event(GString *out, const CalendarEvent *event)
{
	g_string_append_printf(out, "%s%s %s", out->len > 0 ? "; " : "",
		methods[event->method], event->uid);
	if (event->instance != WHEN_NEVER)
		append_instant(out, " /", event->instance);
	g_string_append_printf(out, " #%d", event->sequence);
	append_instant(out, " ", event->start);
	g_string_append_printf(out, "+%d", (int)(event->length / 60));
	append_starts(out, event->starts);
	if (event->organizer != NULL)
		g_string_append_printf(out, " by %s", event->organizer->email);
	for (guint i = 0; i < event->guests->len; i++) {
		const CalendarPerson *guest = event->guests->pdata[i];

		g_string_append_printf(out, "%s%s%s", i == 0 ? " for " : " ", guest->email,
			answers[guest->answer]);
	}
}

static char *
describe(const char *text)
{
	g_autofree char *sieved = calendar_sieve(text);
	g_autoptr(GPtrArray) events = NULL;
	GString *out = g_string_new(NULL);

	if (sieved != NULL)
		events = calendar_parse(sieved, UTC_OFFSET);
	for (guint i = 0; events != NULL && i < events->len; i++)
		append_event(out, events->pdata[i]);
	if (out->len == 0)
		g_string_append(out, events == NULL ? "refused" : "nothing");
	return g_string_free(out, FALSE);
}

static char *
whole(const char *input)
{
	if (strstr(input, "VCALENDAR") != NULL)
		return g_strdup(input);
	return g_strdup_printf("BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:u\n"
			       "DTSTAMP:20260301T080000Z\n%s\nEND:VEVENT\nEND:VCALENDAR",
		input);
}

static void
check(const char *input, const char *expected)
{
	g_autofree char *text = whole(input);
	g_autofree char *actual = describe(text);

	case_assert(input, actual, expected);
}

static void
test_cases(void)
{
	cases_run("calendar.txt", TRUE, check);
}

/* `n` times `line` within an event are still taken; once more is refused. */
static void
check_limit(const char *line, guint n)
{
	GString *lines = g_string_new("DTSTART:20260302T140000Z\n");
	g_autofree char *most = NULL;
	g_autofree char *more = NULL;
	g_autofree char *taken = NULL;
	g_autofree char *refused = NULL;

	for (guint i = 0; i < n; i++)
		g_string_append(lines, line);
	most = whole(lines->str);
	more = whole(g_string_append(lines, line)->str);
	taken = calendar_sieve(most);
	refused = calendar_sieve(more);
	g_assert_nonnull(taken);
	g_assert_null(refused);
	g_string_free(lines, TRUE);
}

static void
test_limits(void)
{
	g_autofree char *long_line = g_strnfill(256 << 10, 'x');
	g_autofree char *long_text = whole(long_line);

	check_limit("ATTENDEE:mailto:a@x.example\n", 100);
	check_limit("RRULE:FREQ=DAILY\n", 10);
	check_limit("COMMENT:x\n", 992);
	g_assert_null(calendar_sieve(long_text));
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	g_test_add_func("/calendar/cases", test_cases);
	g_test_add_func("/calendar/limits", test_limits);
	return g_test_run();
}
