#include "plugin/template.h"

#include "lib/data.h"
#include "lib/error.h"
#include "lib/text.h"
#include "plugin/tone.h"
#include "plugin/wrap.h"
#include "tests/unit/cases.h"

enum { COLUMNS = 72 };

static Template *
parse(const char *text)
{
	g_autoptr(GError) error = NULL;
	Template *template = template_parse("x.en", text, &error);

	g_assert_no_error(error);
	return template;
}

/* Ada is known by name and asked; the rest is not known. */
static const char *const some[N_VARIABLES] = {
	[VARIABLE_GIVEN_NAME] = "Ada",
	[VARIABLE_QUESTION] = "Is {name} there?",
	[VARIABLE_TOPICS] = "- tides\n- maps",
	[VARIABLE_SUBJECT] = "",
};

static void
check_body(const char *input, const char *expected)
{
	g_autoptr(Template) template = parse(input);
	g_autofree char *body = template_body(template, some);

	g_strchomp(body);
	case_assert(input, body, expected);
}

static void
test_bodies(void)
{
	g_autofree char *text = NULL;
	g_auto(GStrv) cases = NULL;

	g_file_get_contents("tests/cases/template.txt", &text, NULL, NULL);
	cases = g_strsplit(text, "\n---\n", -1);
	for (guint i = 1; cases[i] != NULL; i++)
		case_run(cases[i], check_body);
	g_assert_cmpuint(g_strv_length(cases), >, 10);
}

static void
assert_subject(const char *text, const char *expected)
{
	g_autoptr(Template) template = parse(text);
	g_autofree char *subject = template_subject(template, some);

	g_assert_cmpstr(subject, ==, expected);
}

static void
test_subjects(void)
{
	assert_subject("Hello\nSubject: no header", NULL);
	assert_subject("Subject: Hello {given_name}\nBody", "Hello Ada");
	assert_subject("Subject: Hello {name}\nSubject: Hello\nBody", "Hello");
	assert_subject("Subject: {!subject}Hello\nBody", NULL);
	assert_subject("Subject: {topics}", "- tides - maps");
}

static void
assert_refused(const char *text, const char *expected)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(template_parse("x.en", text, &error));
	g_assert_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG);
	if (!g_str_has_prefix(error->message, expected))
		g_error("\"%s\" does not begin \"%s\"", error->message, expected);
}

static void
test_errors_name_the_line(void)
{
	assert_refused("Hello {nobody}", "x.en:1: there is no variable {nobody}: ");
	assert_refused("Hello\n\n {?give_name}",
		"x.en:3: there is no variable {give_name}, perhaps {given_name} is meant");
	assert_refused("Subject: {", "x.en:1: the brace before \"\" is not closed");
	assert_refused("a\n{name\n}", "x.en:2: the brace before \"name\" is not closed");
	assert_refused("{}", "x.en:1: there is no variable {}");
	assert_refused("{? name}", "x.en:1: there is no variable { name}");
}

static void
test_wide_and_long_words(void)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *url = g_strnfill(200, 'x');

	wrap_line(text,
		"地図地図地図地図地図地図地図地図地図地図地図地図地図地図地図地図地図地図地"
		"図");
	g_assert_cmpstr(text->str, ==,
		"地図地図地図地図地図地図地図地図地図地図地図地図地図地図地図地図地図地図\n"
		"地図\n");
	g_string_printf(text, "%s", "");
	wrap_line(text, url);
	g_assert_cmpuint(text->len, ==, 201);
	g_string_prepend(text, "see ");
	g_string_truncate(text, 204);
	g_string_append(text, " there");
	g_free(url);
	url = g_strdup(text->str);
	g_string_truncate(text, 0);
	wrap_line(text, url);
	g_assert_true(g_str_has_prefix(text->str, "see\nxxx"));
	g_assert_true(g_str_has_suffix(text->str, "xxx\nthere\n"));
}

/* The bundled ones ----------------------------------------------------------------------
 */

static const char *const kinds[] = { "check-in", "congratulation", "help", "introduction",
	"news", "owed", "reminder", "season", "share", "thanks" };
static const char *const languages[] = { "de", "en", "ru" };

static Template *
load(const char *kind, const char *language)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *name = g_strdup_printf("templates/%s.%s", kind, language);
	g_autofree char *path = data_find(name);
	g_autofree char *text = NULL;
	Template *template = NULL;

	g_assert_nonnull(path);
	text = data_read(path, &error);
	g_assert_no_error(error);
	template = template_parse(path, text, &error);
	g_assert_no_error(error);
	return template;
}

typedef void (*Check)(const char *name, const Template *template);

static void
for_each_bundled(Check check)
{
	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
		for (guint j = 0; j < G_N_ELEMENTS(languages); j++) {
			g_autoptr(Template) template = load(kinds[i], languages[j]);
			g_autofree char *name =
				g_strdup_printf("%s.%s", kinds[i], languages[j]);

			check(name, template);
		}
}

/* Reads well whatever is known: lines that fit, no stray gaps, brackets in pairs. */
static void
assert_well_formed(const char *name, const char *body)
{
	g_auto(GStrv) lines = g_strsplit(body, "\n", -1);

	g_assert_cmpstr(body, !=, "");
	for (char **line = lines; *line != NULL; line++) {
		bool bad = text_width(*line) > COLUMNS || g_str_has_suffix(*line, " ") ||
			   g_str_has_prefix(*line, " ") || strpbrk(*line, "{}") != NULL;

		if (bad || (line != lines && **line == '\0' && *line[-1] == '\0'))
			g_error("%s: \"%s\" in:\n%s", name, *line, body);
	}
}

static void
check_with_nothing(const char *name, const Template *template)
{
	static const char *const nothing[N_VARIABLES] = { NULL };
	g_autofree char *body = template_body(template, nothing);
	g_autofree char *subject = template_subject(template, nothing);

	assert_well_formed(name, body);
	g_assert_nonnull(subject);
	g_assert_null(strstr(body, "[To"));
}

/* Each variable's own name as its value shows where it stands. */
static void
check_with_all(const char *name, const Template *template)
{
	static const char *const always[] = { "topics", "reminder", "notes" };
	const char *values[N_VARIABLES];
	g_autofree char *body = NULL;

	for (Variable i = 0; i < N_VARIABLES; i++)
		values[i] = variable_name(i);
	body = template_body(template, values);
	for (guint i = 0; i < G_N_ELEMENTS(always); i++) {
		g_autofree char *line = g_strdup_printf("\n%s\n", always[i]);

		if (strstr(body, line) == NULL)
			g_error("%s: no %s in:\n%s", name, always[i], body);
	}
	values[VARIABLE_INFORMAL] = NULL;
	g_free(body);
	body = template_body(template, values);
	assert_well_formed(name, body);
}

/* An answer stays in its conversation; good wishes never do. */
static void
check_subject(const char *name, const Template *template)
{
	const char *const answer[N_VARIABLES] = { [VARIABLE_SUBJECT] = "Invoice" };
	g_autofree char *subject = template_subject(template, answer);
	bool begins = g_str_has_prefix(name, "congratulation") ||
		      g_str_has_prefix(name, "season") ||
		      g_str_has_prefix(name, "introduction");

	g_assert_true(begins == (subject != NULL));
}

static void
test_bundled(void)
{
	for_each_bundled(check_with_nothing);
	for_each_bundled(check_with_all);
	for_each_bundled(check_subject);
}

static void
test_bundled_says_du_or_sie(void)
{
	const char *const du[N_VARIABLES] = { [VARIABLE_INFORMAL] = "" };
	static const char *const sie[N_VARIABLES] = { NULL };

	for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
		for (guint j = 0; j < G_N_ELEMENTS(languages); j += 2) {
			g_autoptr(Template) template = load(kinds[i], languages[j]);
			g_autofree char *formal = template_body(template, sie);
			g_autofree char *informal = template_body(template, du);

			if (tone_is_informal(languages[j], formal, NULL, NULL))
				g_error("%s: %s", kinds[i], formal);
			if (strstr(informal, "Ihnen") || strstr(informal, "Вам"))
				g_error("%s: %s", kinds[i], informal);
		}
}

static void
test_tone(void)
{
	g_assert_true(tone_is_informal("de", "Wie geht es Dir?", NULL, NULL));
	g_assert_true(tone_is_informal("de", "dein", NULL, NULL));
	g_assert_false(
		tone_is_informal("de", "Wie geht es Ihnen, Herr Duden? Dirk", NULL, NULL));
	g_assert_true(tone_is_informal("ru", "Как ТЫ?", NULL, NULL));
	g_assert_true(tone_is_informal("ru", "это твоё", NULL, NULL));
	g_assert_false(tone_is_informal("ru", "Вы пришлёте мечты?", NULL, NULL));
	g_assert_false(tone_is_informal("en", "du ты", NULL, NULL));
	g_assert_false(tone_is_informal("de", "", NULL, NULL));
}

static void
test_greetings(void)
{
	static const char me[] = "Robin Marlowe";

	g_assert_true(tone_is_informal("de", "\nHallo Robin,\n\nja.", "Robin", me));
	g_assert_true(tone_is_informal("de", "Robin!", "Robin", "Robin"));
	g_assert_false(
		tone_is_informal("de", "Guten Tag Robin Marlowe,\nja.", "Robin", me));
	g_assert_false(tone_is_informal("de", "Hallo,\n\nRobin", "Robin", me));
	g_assert_false(tone_is_informal("de", "Robinson,\n\nRobin", "Robin", me));
	g_assert_false(tone_is_informal("ru", "Здравствуйте, Robin", "Robin", me));
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/template/bodies", test_bodies);
	g_test_add_func("/template/subjects", test_subjects);
	g_test_add_func("/template/errors", test_errors_name_the_line);
	g_test_add_func("/template/wide", test_wide_and_long_words);
	g_test_add_func("/template/bundled", test_bundled);
	g_test_add_func("/template/du-or-sie", test_bundled_says_du_or_sie);
	g_test_add_func("/template/tone", test_tone);
	g_test_add_func("/template/greetings", test_greetings);
	return g_test_run();
}
