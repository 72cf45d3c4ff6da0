#include "lib/calendar-yearly.h"

#include <stdlib.h>
#include <string.h>

#include "lib/error.h"
#include "lib/occasion.h"
#include "lib/text.h"

enum {
	MAX_EASTER = 366, /* days before or after */
	MAX_COLUMNS = 80  /* of what is shown of a file */
};

#define DIGITS "0123456789"

/* What rules of yearly days are made of; with others libical could count for long. */
static const struct {
	const char *name, *characters;
	gsize most;
} parts[] = {
	{ "FREQ", "YEARLY", 6 },
	{ "INTERVAL", DIGITS, 2 },
	{ "COUNT", DIGITS, 3 },
	{ "UNTIL", DIGITS "TZ", 16 },
	{ "WKST", G_CSET_A_2_Z, 2 },
	{ "BYMONTH", DIGITS ",", 32 },
	{ "BYDAY", DIGITS "-+," G_CSET_A_2_Z, 64 },
	{ "BYMONTHDAY", DIGITS "-,", 128 },
	{ "BYYEARDAY", DIGITS "-,", 64 },
	{ "BYSETPOS", DIGITS "-,", 32 },
};

typedef bool (*ReadProperty)(CalendarYearly *yearly, const char *value, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC(icalrecur_iterator, icalrecur_iterator_free)

CalendarYearly *
calendar_yearly_new(void)
{
	CalendarYearly *yearly = g_new0(CalendarYearly, 1);

	yearly->start = icaltime_null_time();
	yearly->more = g_array_new(FALSE, FALSE, sizeof(int));
	yearly->except = g_array_new(FALSE, FALSE, sizeof(int));
	return yearly;
}

void
calendar_yearly_free(CalendarYearly *yearly)
{
	if (yearly == NULL)
		return;
	g_free(yearly->name);
	g_free(yearly->rule);
	g_array_unref(yearly->more);
	g_array_unref(yearly->except);
	g_free(yearly);
}

static bool
refuse(const char *value, const char *why, GError **error)
{
	g_autofree char *visible = text_fit(value, MAX_COLUMNS, false);

	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG, "%s %s", visible, why);
	return false;
}

/* reading ------------------------------------------------------------------------------ */

static icaltimetype
date_of(int year, int month, int day)
{
	return (icaltimetype){ .year = year, .month = month, .day = day, .is_date = 1 };
}

/* "20261225", with or without a time: a holiday is the day that is written, whatever the
 * zone. */
static bool
read_date(const char *text, icaltimetype *ret_date, GError **error)
{
	static const char wrong[] = "is no date such as 20261225";
	int year, month, day;

	if (strspn(text, DIGITS) != 8 || (text[8] != '\0' && text[8] != 'T'))
		return refuse(text, wrong, error);
	day = atoi(text);
	year = day / 10000;
	month = day / 100 % 100;
	day %= 100;
	if (!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
		return refuse(text, wrong, error);
	*ret_date = date_of(year, month, day);
	return true;
}

static bool
read_start(CalendarYearly *yearly, const char *value, GError **error)
{
	return read_date(value, &yearly->start, error);
}

static int
day_of(icaltimetype date)
{
	return occasion_day(date.year, date.month, date.day);
}

static bool
read_dates(const char *value, GArray *days, GError **error)
{
	g_auto(GStrv) texts = g_strsplit(value, ",", -1);

	for (char **text = texts; *text != NULL; text++) {
		icaltimetype date;
		int day;

		if (!read_date(*text, &date, error))
			return false;
		day = day_of(date);
		g_array_append_val(days, day);
	}
	return true;
}

static bool
read_more(CalendarYearly *yearly, const char *value, GError **error)
{
	return read_dates(value, yearly->more, error);
}

static bool
read_exceptions(CalendarYearly *yearly, const char *value, GError **error)
{
	return read_dates(value, yearly->except, error);
}

/* The text that `value` stands for: "\," is a comma, "\n" a new line. New. */
static char *
unescape(const char *value)
{
	GString *text = g_string_new(NULL);

	for (; *value != '\0'; value++) {
		bool escaped = *value == '\\' && value[1] != '\0';

		value += escaped;
		g_string_append_c(
			text, escaped && g_ascii_tolower(*value) == 'n' ? '\n' : *value);
	}
	return g_string_free(text, FALSE);
}

/* The first name counts; others may say the same in other languages. */
static bool
read_name(CalendarYearly *yearly, const char *value, GError **error)
{
	g_autofree char *text = unescape(value);
	g_autofree char *name = text_clean(text, -1);

	if (*name == '\0')
		return refuse("SUMMARY", "is no name of a holiday", error);
	if (yearly->name == NULL)
		yearly->name = g_steal_pointer(&name);
	return true;
}

static bool
is_plain_part(const char *part)
{
	gsize length = strcspn(part, "=");
	const char *value = part + length + (part[length] == '=');

	for (gsize i = 0; i < G_N_ELEMENTS(parts); i++)
		if (strlen(parts[i].name) == length &&
			strncmp(part, parts[i].name, length) == 0)
			return *value != '\0' && strlen(value) <= parts[i].most &&
			       strspn(value, parts[i].characters) == strlen(value);
	return false;
}

/* `rule` is in capitals. */
static bool
is_plain(const char *rule)
{
	g_auto(GStrv) given = g_strsplit(rule, ";", -1);
	bool plain = true;

	for (char **part = given; *part != NULL && plain; part++)
		plain = is_plain_part(*part);
	return plain && g_strv_contains((const char *const *)given, "FREQ=YEARLY");
}

static bool
read_rule(CalendarYearly *yearly, const char *value, GError **error)
{
	g_free(yearly->rule);
	yearly->rule = g_ascii_strup(value, -1);
	if (is_plain(yearly->rule))
		return true;
	return refuse(value,
		"is no rule for a holiday: give one such as FREQ=YEARLY;BYMONTH=11;"
		"BYDAY=4TH",
		error);
}

static bool
read_status(CalendarYearly *yearly, const char *value, G_GNUC_UNUSED GError **error)
{
	yearly->cancelled = g_ascii_strcasecmp(value, "CANCELLED") == 0;
	return true;
}

/* "western 1" is Easter Monday, "orthodox -2" Good Friday. */
static bool
read_easter(CalendarYearly *yearly, const char *value, GError **error)
{
	const char *number = strchr(value, ' ');
	gint64 days = 0;

	yearly->moves = true;
	yearly->orthodox = g_str_has_prefix(value, "orthodox ");
	if ((!yearly->orthodox && !g_str_has_prefix(value, "western ")) ||
		!g_ascii_string_to_signed(
			number + 1, 10, -MAX_EASTER, MAX_EASTER, &days, NULL))
		return refuse(value,
			"is no day of Easter: give one such as western 1 or orthodox -2",
			error);
	yearly->after_easter = (int)days;
	return true;
}

bool
calendar_yearly_read(
	CalendarYearly *yearly, const char *name, const char *value, GError **error)
{
	static const struct {
		const char *name;
		ReadProperty read;
	} properties[] = {
		{ "DTSTART", read_start },
		{ "SUMMARY", read_name },
		{ "RRULE", read_rule },
		{ "RDATE", read_more },
		{ "EXDATE", read_exceptions },
		{ "STATUS", read_status },
		{ "X-CADENCE-EASTER", read_easter },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(properties); i++)
		if (strcmp(name, properties[i].name) == 0)
			return properties[i].read(yearly, value, error);
	return true;
}

/* its days ----------------------------------------------------------------------------- */

typedef struct {
	const CalendarYearly *yearly;
	int first_year, last_year;
	int *steps;
	GPtrArray *days;
} Adding;

static void
add(const Adding *adding, int day)
{
	const GArray *except = adding->yearly->except;
	int year = occasion_year(day);
	CalendarDay *holiday = NULL;

	if (year < adding->first_year || year > adding->last_year)
		return;
	for (guint i = 0; i < except->len; i++)
		if (g_array_index(except, int, i) == day)
			return;
	holiday = g_new(CalendarDay, 1);
	*holiday = (CalendarDay){ day, g_strdup(adding->yearly->name) };
	g_ptr_array_add(adding->days, holiday);
}

static void
add_with_easter(const Adding *adding)
{
	const CalendarYearly *yearly = adding->yearly;
	int first = MAX(MAX(adding->first_year, yearly->start.year), OCCASION_EASTER_FIRST);
	int last = MIN(adding->last_year, OCCASION_EASTER_LAST);

	for (int year = first; year <= last; year++)
		add(adding, occasion_easter(year, yearly->orthodox) + yearly->after_easter);
}

/* Does not go through all the years before, unless they are to be counted. */
static icalrecur_iterator *
iterator_of(const Adding *adding)
{
	const CalendarYearly *yearly = adding->yearly;
	struct icalrecurrencetype rule = icalrecurrencetype_from_string(yearly->rule);
	icalrecur_iterator *iterator = icalrecur_iterator_new(rule, yearly->start);
	const icaltimetype first = date_of(adding->first_year, 1, 1);

	if (iterator != NULL && rule.count == 0 && yearly->start.year < first.year)
		icalrecur_iterator_set_start(iterator, first);
	return iterator;
}

static bool
add_by_rule(const Adding *adding, GError **error)
{
	const char *rule = adding->yearly->rule;
	g_autoptr(icalrecur_iterator) iterator = iterator_of(adding);
	icaltimetype date;

	if (iterator == NULL)
		return refuse(rule, "is no rule for a holiday", error);
	for (date = icalrecur_iterator_next(iterator);
		!icaltime_is_null_time(date) && date.year <= adding->last_year;
		date = icalrecur_iterator_next(iterator)) {
		if (--*adding->steps < 0)
			return refuse(rule, "gives too many days", error);
		add(adding, day_of(date));
	}
	return true;
}

bool
calendar_yearly_add(const CalendarYearly *yearly, int first_year, int last_year, int *steps,
	GPtrArray *days, GError **error)
{
	const Adding adding = { yearly, first_year, last_year, steps, days };

	if (yearly->cancelled)
		return true;
	if (icaltime_is_null_time(yearly->start) || yearly->name == NULL) {
		g_set_error_literal(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
			"the event that ends here has no DTSTART or no SUMMARY");
		return false;
	}
	for (guint i = 0; i < yearly->more->len; i++)
		add(&adding, g_array_index(yearly->more, int, i));
	if (yearly->moves) {
		add_with_easter(&adding);
		return true;
	}
	add(&adding, day_of(yearly->start));
	return yearly->rule == NULL || add_by_rule(&adding, error);
}
