#include <string.h>

#include "lib/calendar-private.h"
#include "lib/calendar-yearly.h"
#include "lib/error.h"
#include "lib/text.h"

enum {
	MAX_BYTES = 1 << 20,
	MAX_DEPTH = 4,
	MAX_DAYS = 2000,   /* of all the years asked for */
	MAX_STEPS = 20000, /* of all the rules of a file */
	MAX_COLUMNS = 80   /* of what is shown of a file */
};

typedef struct {
	int first_year, last_year;
	int depth;
	char *names[MAX_DEPTH]; /* of the components that the line stands in */
	bool has_calendar;
	CalendarYearly *event; /* NULL outside of VEVENT */
	int steps;
	GPtrArray *days;
} Reading;

void
calendar_day_free(CalendarDay *day)
{
	if (day == NULL)
		return;
	g_free(day->name);
	g_free(day);
}

/* `text` is of the file, or "". */
static bool
fail(const char *text, const char *what, GError **error)
{
	g_autofree char *visible = text_fit(text, MAX_COLUMNS, false);

	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG, "%s%s", visible, what);
	return false;
}

static bool
is_in_event(const Reading *reading)
{
	return reading->depth == 2 && strcmp(reading->names[0], "VCALENDAR") == 0 &&
	       strcmp(reading->names[1], "VEVENT") == 0;
}

static bool
begin(Reading *reading, const char *name, GError **error)
{
	if (reading->depth == MAX_DEPTH)
		return fail(name, " stands too deep in others", error);
	reading->names[reading->depth++] = g_strdup(name);
	reading->has_calendar |= strcmp(name, "VCALENDAR") == 0;
	if (is_in_event(reading))
		reading->event = calendar_yearly_new();
	return true;
}

static bool
end_event(Reading *reading, GError **error)
{
	if (!calendar_yearly_add(reading->event, reading->first_year, reading->last_year,
		    &reading->steps, reading->days, error))
		return false;
	g_clear_pointer(&reading->event, calendar_yearly_free);
	return reading->days->len <= MAX_DAYS ||
	       fail("", "there are too many days up to here", error);
}

static bool
end(Reading *reading, const char *name, GError **error)
{
	if (reading->depth == 0 || strcmp(reading->names[reading->depth - 1], name) != 0)
		return fail(name, " ends here but did not begin", error);
	if (is_in_event(reading) && !end_event(reading, error))
		return false;
	g_free(reading->names[--reading->depth]);
	return true;
}

/* What follows the name of a property and its parameters, which may be quoted; NULL if
 * there is nothing. */
static const char *
value_of(const char *line)
{
	bool quoted = false;

	for (; *line != '\0'; line++) {
		quoted ^= *line == '"';
		if (*line == ':' && !quoted)
			return line + 1;
	}
	return NULL;
}

static bool
take_line(Reading *reading, const char *line, GError **error)
{
	g_autofree char *name = g_ascii_strup(line, (gssize)strcspn(line, ":;"));
	g_autofree char *value = g_strdup(value_of(line));
	g_autofree char *component = NULL;

	if (*line == '\0')
		return true;
	if (value == NULL)
		return fail(line, ": this is no line of an iCalendar file", error);
	g_strstrip(value);
	component = g_ascii_strup(value, -1);
	if (strcmp(name, "BEGIN") == 0)
		return begin(reading, component, error);
	if (strcmp(name, "END") == 0)
		return end(reading, component, error);
	return !is_in_event(reading) ||
	       calendar_yearly_read(reading->event, name, value, error);
}

/* The last line that is right. */
static bool
check_end(const Reading *reading, GError **error)
{
	if (reading->depth > 0)
		return fail(reading->names[reading->depth - 1], " began but does not end",
			error);
	return reading->has_calendar || fail("", "this is no iCalendar file", error);
}

static bool
read_lines(Reading *reading, const char *text, GError **error)
{
	int number = 1, next = 1;
	bool ok = true;

	if (strlen(text) > MAX_BYTES)
		return fail("", "the file is too long", error);
	while (ok && *text != '\0') {
		g_autofree char *line = NULL;

		number = next;
		line = calendar_unfold(&text, &next);
		ok = take_line(reading, line, error);
	}
	if (ok && check_end(reading, error))
		return true;
	g_prefix_error(error, "line %d: ", number);
	return false;
}

static int
compare(gconstpointer a, gconstpointer b)
{
	const CalendarDay *x = *(const CalendarDay *const *)a;
	const CalendarDay *y = *(const CalendarDay *const *)b;

	return x->day != y->day ? (x->day > y->day) - (x->day < y->day)
				: strcmp(x->name, y->name);
}

static void
drop_doubles(GPtrArray *days)
{
	g_ptr_array_sort(days, compare);
	for (guint i = days->len; i-- > 1;)
		if (compare(&days->pdata[i], &days->pdata[i - 1]) == 0)
			g_ptr_array_remove_index(days, i);
}

GPtrArray *
calendar_holidays(const char *text, int first_year, int last_year, GError **error)
{
	g_autoptr(GPtrArray) days =
		g_ptr_array_new_with_free_func((GDestroyNotify)calendar_day_free);
	Reading reading = { .first_year = first_year,
		.last_year = last_year,
		.steps = MAX_STEPS,
		.days = days };
	bool ok = read_lines(&reading, text, error);

	calendar_yearly_free(reading.event);
	while (reading.depth > 0)
		g_free(reading.names[--reading.depth]);
	drop_doubles(days);
	return ok ? g_steal_pointer(&days) : NULL;
}
