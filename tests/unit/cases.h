#pragma once

#include <glib.h>
#include <string.h>

/* Tables of cases in text files: what goes in, "=>", what comes out. */

/* Checks one case; `input` and `expected` are stripped of white space at their ends. */
typedef void (*CaseCheck)(const char *input, const char *expected);

/* Splits a case and runs `check`. A case without "=>" is a mistake in the file. */
static inline void
case_run(const char *text, CaseCheck check)
{
	g_auto(GStrv) sides = g_strsplit(text, "=>", 2);

	if (g_strv_length(sides) != 2)
		g_error("no \"=>\" in the case: %s", text);
	check(g_strstrip(sides[0]), g_strstrip(sides[1]));
}

/* Runs `check` for each case of the file tests/cases/`name`: a line, or, if `paragraphs`,
 * lines up to an empty one. Lines that begin with '#' are comments. */
static inline void
cases_run(const char *name, gboolean paragraphs, CaseCheck check)
{
	g_autofree char *path = g_build_filename("tests", "cases", name, NULL);
	g_autofree char *text = NULL;
	g_auto(GStrv) lines = NULL;
	g_autoptr(GString) whole = g_string_new(NULL);
	g_autoptr(GError) error = NULL;

	g_file_get_contents(path, &text, NULL, &error);
	g_assert_no_error(error);
	lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line != NULL; line++) {
		if (**line == '#' || (**line == '\0' && whole->len == 0))
			continue;
		g_string_append_printf(whole, "%s\n", *line);
		if (!paragraphs || **line == '\0' || line[1] == NULL) {
			case_run(whole->str, check);
			g_string_truncate(whole, 0);
		}
	}
}

/* Compares, and shows the whole case if they differ. */
static inline void
case_assert(const char *input, const char *actual, const char *expected)
{
	g_autofree char *is = g_strdup_printf("%s => %s", input, actual);
	g_autofree char *should = g_strdup_printf("%s => %s", input, expected);

	g_assert_cmpstr(is, ==, should);
}
