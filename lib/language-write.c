#include <stdlib.h>
#include <string.h>

#include "lib/language-private.h"

/* What the files say in the words of a language. */

static const char *
form_of(const Language *language, char *const *forms, int64_t n)
{
	g_autofree char *number = g_strdup_printf("%" G_GINT64_FORMAT, n);

	for (char **rule = language->plural; *rule != NULL; rule++) {
		const char *colon = strchr(*rule, ':');
		g_autofree char *pattern = g_strndup(*rule, (gsize)(colon - *rule));

		if (g_pattern_match_simple(pattern, number))
			return forms[atoi(colon + 1) - 1];
	}
	g_assert_not_reached(); /* the last rule is for all numbers */
}

char *
languages_span(const Languages *languages, const char *code, int64_t seconds)
{
	const Language *language = language_of(languages, code);
	int64_t n;
	WhenUnit unit = when_span(seconds, &n);

	if (language == NULL)
		return when_describe_span(seconds);
	if (n == 0)
		return g_strdup(language->today);
	return g_strdup_printf(
		"%" G_GINT64_FORMAT " %s", n, form_of(language, language->units[unit], n));
}

/* Where it was written; NULL if that is not known. */
static GDateTime *
local_time(Instant date, int utc_offset)
{
	return date == WHEN_NEVER
		       ? NULL
		       : g_date_time_new_from_unix_utc(date + utc_offset * INT64_C(60));
}

/* Replaces each "{KEY}" once; what a value holds is left alone. */
static char *
fill(const char *line, const Language *language, const char *name, GDateTime *date)
{
	GString *filled = g_string_new(line);
	g_autofree char *day = NULL;
	g_autofree char *year = NULL;

	if (date != NULL) {
		day = g_strdup_printf("%d", g_date_time_get_day_of_month(date));
		year = g_strdup_printf("%d", g_date_time_get_year(date));
		g_string_replace(filled, "{weekday}",
			language->weekdays[g_date_time_get_day_of_week(date) - 1], 1);
		g_string_replace(filled, "{day}", day, 1);
		g_string_replace(filled, "{month}",
			language->months[g_date_time_get_month(date) - 1], 1);
		g_string_replace(filled, "{year}", year, 1);
	}
	/* Last, since it is not ours. */
	g_string_replace(filled, "{name}", name == NULL ? "" : name, 1);
	return g_string_free(filled, FALSE);
}

static char *
neutral_attribution(const char *name, GDateTime *date)
{
	g_autofree char *day = date == NULL ? NULL : g_date_time_format(date, "%Y-%m-%d");

	if (name == NULL || day == NULL)
		return g_strdup_printf("%s:", name != NULL ? name : day != NULL ? day : "");
	return g_strdup_printf("%s, %s:", name, day);
}

char *
languages_attribution(const Languages *languages, const char *code, const char *name,
	Instant date, int utc_offset)
{
	const Language *language = language_of(languages, code);
	g_autoptr(GDateTime) local = local_time(date, utc_offset);

	if (language == NULL)
		return neutral_attribution(name, local);
	if (name == NULL)
		return fill(local != NULL ? language->own_dated : language->own_undated,
			language, NULL, local);
	return fill(
		local != NULL ? language->dated : language->undated, language, name, local);
}
