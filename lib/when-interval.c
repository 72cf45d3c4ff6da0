#include "lib/when.h"

#include <math.h>
#include <string.h>

#include "lib/error.h"
#include "lib/when-private.h"

#define MAX_MONTHS (100 * 12)
#define MAX_DAYS 36524 /* as many as when_interval_days() gives for MAX_MONTHS */

/* Spellings of a unit: the letter, which ISO 8601 shares; the word; alone, as a habit. */
static const struct {
	const char *letter, *word, *habit;
	Interval each;
} units[] = {
	{ "d", "day", "daily", { 0, 1 } },
	{ "w", "week", "weekly", { 0, 7 } },
	{ "m", "month", "monthly", { 1, 0 } },
	{ "y", "year", "yearly", { 12, 0 } },
	{ NULL, "fortnight", "fortnightly", { 0, 14 } },
	{ NULL, "quarter", "quarterly", { 3, 0 } },
};

static bool
unit_is(gsize i, const char *text, gsize length)
{
	const char *word = units[i].word;
	gsize n = strlen(word);

	if (length == 1)
		return units[i].letter != NULL && *text == *units[i].letter;
	return strncmp(text, word, n) == 0 &&
	       (length == n || (length == n + 1 && text[n] == 's'));
}

bool
when_take_number(const char **text, int *ret_n)
{
	static const char *const words[] = { "a", "an", "one", "two", "three", "four",
		"five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve" };
	char *end = NULL;
	guint64 n = g_ascii_strtoull(*text, &end, 10);

	if (g_ascii_isdigit(**text)) {
		*text = end;
		*ret_n = (int)MIN(n, MAX_DAYS + 1);
		return n <= MAX_DAYS;
	}
	for (int i = 0; i < (int)G_N_ELEMENTS(words); i++) {
		gsize length = strlen(words[i]);

		if (strncmp(*text, words[i], length) == 0 && (*text)[length] == ' ') {
			*text += length;
			*ret_n = MAX(1, i - 1);
			return true;
		}
	}
	return false;
}

/* Takes one "3 weeks" off the front of `*text` and adds it to `*sum`. */
static bool
take_part(const char **text, Interval *sum)
{
	const char *unit = *text;
	int n = 0;
	gsize length = 0;

	if (!when_take_number(&unit, &n))
		return false;
	unit += strspn(unit, " ");
	length = strspn(unit, "abcdefghijklmnopqrstuvwxyz");
	for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
		if (unit_is(i, unit, length)) {
			sum->months += n * units[i].each.months;
			sum->days += n * units[i].each.days;
			*text = unit + length + strspn(unit + length, " ");
			return sum->months <= MAX_MONTHS && sum->days <= MAX_DAYS;
		}
	}
	return false;
}

/* "weekly"; after "every" also "week". */
static bool
read_habit(const char *text, bool every, Interval *ret_interval)
{
	for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
		if (strcmp(text, units[i].habit) == 0 ||
			(every && strcmp(text, units[i].word) == 0)) {
			*ret_interval = units[i].each;
			return true;
		}
	}
	return false;
}

/* `text` is in lower case. */
static bool
read_interval(const char *text, Interval *ret_interval)
{
	bool every = g_str_has_prefix(text, "every ");
	Interval sum = { 0, 0 };

	if (every)
		text += strlen("every ");
	if (read_habit(text, every, ret_interval))
		return true;
	if (strcmp(text, "half a year") == 0)
		text = "6m";
	if (*text == 'p' && !every)
		text++;
	while (*text != '\0')
		if (!take_part(&text, &sum))
			return false;
	if ((sum.months == 0 && sum.days == 0) || when_interval_days(sum) > MAX_DAYS)
		return false;
	*ret_interval = sum;
	return true;
}

bool
when_parse_interval(const char *text, Interval *ret_interval, GError **error)
{
	g_autofree char *lower = g_strstrip(g_ascii_strdown(text, -1));

	if (read_interval(lower, ret_interval))
		return true;
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"\"%s\" is no interval: give one like 10d, 2w, 3m, 1y, 1y6m, weekly or "
		"quarterly, up to 100 years",
		text);
	return false;
}

char *
when_format_interval(Interval interval)
{
	GString *text = g_string_new(NULL);
	bool years = interval.months % 12 == 0, weeks = interval.days % 7 == 0;

	if (interval.months > 0)
		g_string_append_printf(text, "%d%c", interval.months / (years ? 12 : 1),
			years ? 'y' : 'm');
	if (interval.days > 0)
		g_string_append_printf(
			text, "%d%c", interval.days / (weeks ? 7 : 1), weeks ? 'w' : 'd');
	return g_string_free(text, FALSE);
}

static void
append_counted(GString *text, int n, const char *unit)
{
	g_string_append_printf(
		text, "%s%d %s%s", text->len > 0 ? " " : "", n, unit, n == 1 ? "" : "s");
}

char *
when_describe_interval(Interval interval)
{
	GString *text = g_string_new(NULL);
	bool years = interval.months % 12 == 0, weeks = interval.days % 7 == 0;

	if (interval.months > 0)
		append_counted(
			text, interval.months / (years ? 12 : 1), years ? "year" : "month");
	if (interval.days > 0)
		append_counted(
			text, interval.days / (weeks ? 7 : 1), weeks ? "week" : "day");
	return g_string_free(text, FALSE);
}

int
when_interval_days(Interval interval)
{
	return (int)round(interval.months * 365.2425 / 12) + interval.days;
}
