#include "lib/language.h"

#include <glib/gstdio.h>

#include "lib/error.h"
#include "tests/unit/cases.h"

static Languages *languages;

static void
check(const char *input, const char *expected)
{
	g_auto(GStrv) words = g_strsplit(input, " ", 2);
	g_autofree char *text = g_strcompress(words[1]);
	const char *code = NULL;

	if (strcmp(words[0], "request") == 0)
		case_assert(input, languages_is_request(languages, text) ? "yes" : "no",
			expected);
	else if (strcmp(words[0], "formula") == 0)
		case_assert(input, languages_is_formula(languages, text) ? "yes" : "no",
			expected);
	else if (strcmp(words[0], "guess") == 0) {
		code = languages_guess(languages, text);
		case_assert(input, code == NULL ? "-" : code, expected);
	} else
		g_error("not a function: %s", words[0]);
}

static void
check_span(const char *code, int days, const char *expected)
{
	g_autofree char *span = languages_span(languages, code, days * WHEN_DAY);

	g_assert_cmpstr(span, ==, expected);
}

static void
test_spans(void)
{
	check_span("en", 0, "today");
	check_span("en", 1, "1 day");
	check_span("en", 21, "3 weeks");
	check_span("de", 0, "heute");
	check_span("de", 122, "4 Monate");
	check_span("de", 7, "1 Woche");
	check_span("ru", 0, "сегодня");
	check_span("ru", 1, "1 день");
	check_span("ru", 3, "3 дня");
	check_span("ru", 11, "11 дней");
	check_span("ru", 12, "12 дней");
	check_span("ru", 35, "5 недель");
	check_span("ru", 640, "21 месяц");
	check_span("ru", 670, "22 месяца");
	check_span("ru", 365 * 5, "5 лет");
	check_span("xx", 122, "4 months");
	check_span(NULL, 122, "4 months");
}

/* The 2 March 2026, 23:30 in the east of Greenwich: there it was the 3rd. */
static void
check_line(const char *code, const char *name, Instant date, const char *expected)
{
	g_autofree char *line = languages_attribution(languages, code, name, date, 60);

	g_assert_cmpstr(line, ==, expected);
}

static void
test_attributions(void)
{
	const Instant date = 1772494200;

	check_line("en", "Ada", date, "On Tue, 3 Mar 2026, Ada wrote:");
	check_line("en", "Ada", WHEN_NEVER, "Ada wrote:");
	check_line("en", NULL, date, "On Tue, 3 Mar 2026, I wrote:");
	check_line("de", "{day}", date, "Am Dienstag, 3. März 2026, schrieb {day}:");
	check_line("de", NULL, WHEN_NEVER, "Ich schrieb:");
	check_line("ru", "Зоя", date, "вторник, 3 марта 2026 г., Зоя пишет:");
	check_line("xx", "Ada", date, "Ada, 2026-03-03:");
	check_line("xx", NULL, date, "2026-03-03:");
}

static void
test_names(void)
{
	const char *const *codes = languages_codes(languages);

	g_assert_cmpstr(codes[0], ==, "de");
	g_assert_cmpstr(codes[1], ==, "en");
	g_assert_cmpstr(codes[2], ==, "ru");
	g_assert_null(codes[3]);
	g_assert_cmpstr(languages_name(languages, "de"), ==, "German");
	g_assert_null(languages_name(languages, "xx"));
}

static void
test_cases(void)
{
	cases_run("language.txt", FALSE, check);
}

/* A folder with one file, made of the English one: each "FROM=>TO" replaced. */
static GError *
load_changed(const char *from, const char *to)
{
	g_autofree char *shipped =
		g_build_filename(g_getenv("CADENCE_DATA_DIR"), "languages", "en", NULL);
	g_autofree char *dir = g_dir_make_tmp("cadence-XXXXXX", NULL);
	g_autofree char *folder = g_build_filename(dir, "languages", NULL);
	g_autofree char *path = g_build_filename(folder, "xx", NULL);
	g_autofree char *text = NULL;
	g_autofree char *old = g_strdup(g_getenv("CADENCE_DATA_DIR"));
	g_autoptr(GString) changed = NULL;
	g_autoptr(Languages) loaded = NULL;
	GError *error = NULL;

	g_assert_true(g_file_get_contents(shipped, &text, NULL, NULL));
	changed = g_string_new(text);
	g_assert_cmpuint(g_string_replace(changed, from, to, 1), ==, 1);
	g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
	g_assert_true(g_file_set_contents(path, changed->str, -1, NULL));
	g_setenv("CADENCE_DATA_DIR", dir, TRUE);
	loaded = languages_load(&error);
	g_setenv("CADENCE_DATA_DIR", old, TRUE);
	g_unlink(path);
	g_rmdir(folder);
	g_rmdir(dir);
	return error;
}

static void
test_bad_files(void)
{
	static const struct {
		const char *from, *to, *message;
	} cases[] = {
		{ "name=English\n", "", "languages/xx: [language] name: it is missing" },
		{ "name=English", "nmae=English", "[language] nmae: there is no such key" },
		{ "[formulas]", "[formula]", "[formula]: there is no such group" },
		{ "plural=1:1;*:2", "plural=1:1;2", "[language] plural: it must be" },
		{ "plural=1:1;*:2", "plural=*:1;1:2", "[language] plural: it must be" },
		{ "day=day;days", "day=days", "[span] day: it must have 2 values, not 1" },
		{ "Mon;Tue;", "Mon;",
			"[attribution] weekdays: it must have 7 values, not 6" },
		{ "dated=On", "dated=\n#", "[attribution] dated: it is missing" },
		{ "[language]", "language", "languages/xx: " },
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = load_changed(cases[i].from, cases[i].to);

		g_assert_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG);
		if (strstr(error->message, cases[i].message) == NULL)
			g_error("\"%s\", not \"%s\"", error->message, cases[i].message);
	}
}

static void
test_no_files(void)
{
	g_autofree char *old = g_strdup(g_getenv("CADENCE_DATA_DIR"));
	g_autoptr(GError) error = NULL;

	g_setenv("CADENCE_DATA_DIR", "/nonexistent", TRUE);
	g_assert_null(languages_load(&error));
	g_setenv("CADENCE_DATA_DIR", old, TRUE);
	g_assert_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, "/nonexistent/languages"));
}

int
main(int argc, char *argv[])
{
	g_autoptr(GError) error = NULL;
	int status;

	g_setenv("CADENCE_DATA_DIR", "contrib/data", TRUE);
	g_setenv("XDG_CONFIG_HOME", "/nonexistent", TRUE);
	g_test_init(&argc, &argv, NULL);
	languages = languages_load(&error);
	g_assert_no_error(error);
	g_test_add_func("/language/names", test_names);
	g_test_add_func("/language/spans", test_spans);
	g_test_add_func("/language/attributions", test_attributions);
	g_test_add_func("/language/cases", test_cases);
	g_test_add_func("/language/bad-files", test_bad_files);
	g_test_add_func("/language/no-files", test_no_files);
	status = g_test_run();
	languages_free(languages);
	return status;
}
