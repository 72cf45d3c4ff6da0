#include "lib/text.h"

#include <string.h>

#include "tests/unit/cases.h"

typedef struct {
	const char *in;
	const char *out;
} Case;

static const Case cleaned[] = {
	{ "Ada Lovelace", "Ada Lovelace" }, { "", "" }, { "   ", "" },
	{ "  Ada \t\n  Lovelace\r\n", "Ada Lovelace" },
	{ "\"Ada Lovelace\"", "Ada Lovelace" }, { "'Ada Lovelace'", "Ada Lovelace" },
	{ "\"'Ada'\"", "Ada" }, { "\"' Ada '\"", "Ada" },
	{ "\"Ada\" and \"Bob\"", "\"Ada\" and \"Bob\"" },
	{ "Conan O'Brien", "Conan O'Brien" }, { "\"", "\"" }, { "\"\"", "" },
	{ "Ada\x1b[31m\a", "Ada[31m" }, { "Ada\xc2\x9b", "Ada" }, /* C1 */
	{ "Ada\xe2\x80\xae Bob", "Ada Bob" }, /* right-to-left override */
	{ "A\xe2\x80\x8b"
	  "da",
		"Ada" }, /* zero-width space */
	{ "Ada\xe2\x80\xa8"
	  "Bob",
		"Ada Bob" }, /* line separator */
	{ "Ada\xc2\xa0"
	  "Bob",
		"Ada Bob" },                      /* no-break space */
	{ "Ada\xe3\x85\xa4\xef\xb8\x8f", "Ada" }, /* filler, variation selector */
	{ "Ada\xef\xbf\xbe\xee\x80\x80", "Ada" }, /* no character, private use */
	{ "Ad\xe9le", "Ad\xef\xbf\xbdle" },       /* Latin-1 */
	{ "Ade\xcc\x80le", "Ad\xc3\xa8le" },      /* NFC */
	{ "a\xcd\x8f\xcc\x81", "\xc3\xa1" },      /* grapheme joiner before composing */
	{ "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae", "\xd9\x85\xdb\x8c\xe2\x80\x8c\xd8\xae" },
	{ "\xd9\x85\xdb\x8c\xe2\x80\x8c", "\xd9\x85\xdb\x8c" }, /* nothing to join */
	{ "A\xe2\x80\x8d"
	  "da",
		"Ada" }, /* Latin does not spell with joiners */
};

static void
test_clean(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cleaned); i++) {
		g_autofree char *once = text_clean(cleaned[i].in, -1);
		g_autofree char *twice = text_clean(once, -1);

		g_assert_cmpstr(once, ==, cleaned[i].out);
		g_assert_cmpstr(twice, ==, once);
	}
}

/* Nearly all letters need no cleaning, and are passed at once: with the same result as in
 * company that is not. "¿" is such, and stays. */
static void
test_clean_letters(void)
{
	for (gunichar c = 1; c < 0x20000; c++) {
		char letter[7] = { 0 };

		if (!g_unichar_validate(c))
			continue;
		g_unichar_to_utf8(c, letter);
		for (int k = 0; k < 2; k++) {
			const char *around = k == 0 ? "a" : letter;
			g_autofree char *text = g_strconcat("b", letter, around, "b", NULL);
			g_autofree char *other = g_strconcat(text, "¿", NULL);
			g_autofree char *alone = text_clean_line(text, -1);
			g_autofree char *together = text_clean_line(other, -1);

			together[strlen(together) - strlen("¿")] = '\0';
			g_assert_cmpstr(alone, ==, together);
		}
	}
}

static void
test_clean_takes_a_length(void)
{
	g_autofree char *name = text_clean("Ada Bob", 3);
	g_autofree char *nul = text_clean("Ada\0Bob", 7);

	g_assert_cmpstr(name, ==, "Ada");
	g_assert_cmpstr(nul, ==,
		"Ada\xef\xbf\xbd"
		"Bob");
}

static void
test_clean_cuts(void)
{
	g_autofree char *letters = g_strnfill(300, 'a');
	/* Quotes that enclose all only once the rest is cut off. */
	g_autofree char *quoted = g_strconcat("\"", letters + 46, "\" and more", NULL);
	g_autofree char *cut = text_clean(letters, -1);
	g_autofree char *bare = text_clean(quoted, -1);
	g_autofree char *line = text_clean_line(letters, -1);

	g_assert_cmpuint(strlen(cut), ==, TEXT_NAME_MAX);
	g_assert_cmpuint(strlen(bare), ==, 254);
	g_assert_cmpuint(strlen(line), ==, 300);
}

static void
test_clean_bounds_marks(void)
{
	g_autoptr(GString) tower = g_string_new("a");
	g_autofree char *clean = NULL;

	for (int i = 0; i < 100000; i++)
		g_string_append(tower, i % 2 == 0 ? "\xcc\x81\xe2\x80\x8b" : "\xcc\xa3");
	clean = text_clean_line(tower->str, -1);
	g_assert_cmpint(g_utf8_strlen(clean, -1), <=, 31);
}

static void
test_clean_line_keeps_quotes(void)
{
	g_autofree char *line = text_clean_line(" \"Water\"\n ", -1);

	g_assert_cmpstr(line, ==, "\"Water\"");
}

static const Case visible[] = {
	{ "Ada Lovelace", "Ada Lovelace" },
	{ "a\x1b]0;b\a", "a\\x1b]0;b\\x07" },
	{ "a\r\nb\tc", "a\\x0d\\x0ab\\x09c" },
	{ "a\x7f", "a\\x7f" },
	{ "a\xc2\x9b", "a\\u009b" },
	{ "a\x9b", "a\\x9b" },
	{ "a\xe2\x80\xae", "a\\u202e" },
	{ "a\xe2\x80\xa8", "a\\u2028" },
	{ "a\xf3\xa0\x80\x81", "a\\U000e0001" },
	{ "\xe2\x82", "\\xe2\\x82" },
	{ "L\xc3\xb6we", "L\xc3\xb6we" },
	{ "\xdb\x8c\xe2\x80\x8c\xd8\xae", "\xdb\x8c\xe2\x80\x8c\xd8\xae" },
	{ "\xdb\x8c\xe2\x80\x8c\xff", "\xdb\x8c\\u200c\\xff" },
};

static void
test_visible(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(visible); i++) {
		g_autofree char *shown = text_visible(visible[i].in);

		g_assert_cmpstr(shown, ==, visible[i].out);
	}
}

static void
test_width(void)
{
	g_assert_cmpint(text_width(""), ==, 0);
	g_assert_cmpint(text_width("Ada"), ==, 3);
	g_assert_cmpint(text_width("L\xc3\xb6we"), ==, 4);
	g_assert_cmpint(text_width("Lo\xcc\x88we"), ==, 4);
	g_assert_cmpint(text_width("\xe9\x99\xb3\xe5\xa4\xa7"), ==, 4);
}

static void
test_fit(void)
{
	static const struct {
		const char *text;
		int columns;
		bool pad;
		const char *out;
	} cases[] = {
		{ "Ada", 5, true, "Ada  " },
		{ "Ada", 5, false, "Ada" },
		{ "Ada", 3, true, "Ada" },
		{ "Lovelace", 5, true, "Love…" },
		{ "\xe9\x99\xb3\xe5\xa4\xa7", 3, true, "\xe9\x99\xb3…" },
		{ "\xe9\x99\xb3\xe5\xa4\xa7\xe6\x96\x87", 4, true, "\xe9\x99\xb3… " },
		{ "\x1b\x1b", 5, true, "\\x1b…" },
		{ "Ada", 1, true, "…" },
		{ "Ada", 0, true, "" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *out =
			text_fit(cases[i].text, cases[i].columns, cases[i].pad);

		g_assert_cmpstr(out, ==, cases[i].out);
	}
}

static const Case keys[] = {
	{ "Lovelace, Ada", "ada lovelace" },
	{ "Ada LOVELACE", "ada lovelace" },
	{ "Adèle  Lovelace-Byron", "adele byron lovelace" },
	{ "Conan O’Brien", "conan obrien" },
	{ "Conan O'Brien", "conan obrien" },
	{ "Сергей Щукин", "сергеи щукин" },
	{ "Straße", "strasse" },
	{ "Ａda", "ada" },
	{ "ガ", "\xe3\x82\xab\xe3\x82\x99" },
	{ "", "" },
};

static void
test_name_key(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		g_autofree char *key = text_name_key(keys[i].in);

		g_assert_cmpstr(key, ==, keys[i].out);
	}
}

/* Each line of the file: spellings of one name, or, after "=>", of others. */
static void
check_sound(const char *input, const char *expected)
{
	g_auto(GStrv) names = g_strsplit(input, " | ", -1);
	g_auto(GStrv) others = g_strsplit(expected, " | ", -1);
	g_autofree char *sound = text_name_sound(names[0]);

	for (char **name = names; *name != NULL; name++) {
		g_autofree char *other = text_name_sound(*name);

		case_assert(*name, other, sound);
	}
	for (char **name = others; *name != NULL && **name != '\0'; name++) {
		g_autofree char *other = text_name_sound(*name);

		if (strcmp(other, sound) == 0)
			g_error("%s and %s are \"%s\"", names[0], *name, other);
	}
}

static void
test_name_sound(void)
{
	cases_run("name-sound.txt", FALSE, check_sound);
}

static const Case slugs[] = {
	{ "Ada Lovelace", "ada-lovelace" },
	{ "  Dr. Adèle  O'Brien ", "dr-adele-obrien" },
	{ "Jørgen Łukasz Þórr Straße", "jorgen-lukasz-thorr-strasse" },
	{ "Сергей Щукин", "sergei-shchukin" },
	{ "Ελένη Παπαδοπούλου", "eleni-papadopoulou" },
	{ "陳大文", "" },
	{ "Wendy 陳", "wendy" },
	{ "R2-D2", "r2-d2" },
	{ "--", "" },
};

static void
test_slug(void)
{
	g_autofree char *letters = g_strnfill(100, 'a');
	g_autofree char *cut = text_slug(letters);

	g_assert_cmpuint(strlen(cut), ==, 64);
	for (gsize i = 0; i < G_N_ELEMENTS(slugs); i++) {
		g_autofree char *slug = text_slug(slugs[i].in);

		g_assert_cmpstr(slug, ==, slugs[i].out);
	}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/text/clean", test_clean);
	g_test_add_func("/text/clean-letters", test_clean_letters);
	g_test_add_func("/text/clean-takes-a-length", test_clean_takes_a_length);
	g_test_add_func("/text/clean-cuts", test_clean_cuts);
	g_test_add_func("/text/clean-bounds-marks", test_clean_bounds_marks);
	g_test_add_func("/text/clean-line-keeps-quotes", test_clean_line_keeps_quotes);
	g_test_add_func("/text/visible", test_visible);
	g_test_add_func("/text/width", test_width);
	g_test_add_func("/text/fit", test_fit);
	g_test_add_func("/text/name-key", test_name_key);
	g_test_add_func("/text/name-sound", test_name_sound);
	g_test_add_func("/text/slug", test_slug);
	return g_test_run();
}
