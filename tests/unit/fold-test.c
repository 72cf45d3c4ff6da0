#include "lib/fold.h"

/* Character by character, in any order, it is what folding the whole would be. */

static char *
fold_whole(const char *text)
{
	g_autofree char *split = g_utf8_normalize(text, -1, G_NORMALIZE_NFKD);
	g_autofree char *cased = g_utf8_casefold(split, -1);
	GString *folded = g_string_new(NULL);

	for (const char *at = cased; *at != '\0'; at = g_utf8_next_char(at))
		if (!g_unichar_ismark(g_utf8_get_char(at)))
			g_string_append_unichar(folded, g_utf8_get_char(at));
	return g_string_free(folded, FALSE);
}

static gunichar
random_character(GRand *random)
{
	static const gunichar ends[] = { 0x80, 0x250, 0x600, 0x2000, 0xd800, 0x20000 };
	guint most = ends[g_rand_int_range(random, 0, G_N_ELEMENTS(ends))];

	return (gunichar)g_rand_int_range(random, 1, (gint32)most);
}

static void
test_as_the_whole(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(1);
	g_autoptr(GString) buffer = g_string_new("left over");
	Folder *folder = folder_new();

	for (int round = 0; round < 20000; round++) {
		g_autoptr(GString) text = g_string_new(NULL);
		g_autofree char *whole = NULL;

		for (int i = g_rand_int_range(random, 0, 6); i > 0; i--) {
			gunichar c = random_character(random);

			if (g_unichar_validate(c))
				g_string_append_unichar(text, c);
		}
		whole = fold_whole(text->str);
		g_assert_cmpstr(folder_fold(folder, buffer, text->str), ==, whole);
	}
	folder_free(folder);
}

static void
test_texts(void)
{
	static const char *const texts[][2] = { { "", "" }, { "ada", "ada" },
		{ "Ada B.", "ada b." }, { "Ü", "u" }, { "STRASSE", "strasse" },
		{ "Straße", "strasse" }, { "Łódź", "łodz" }, { "Йод", "иод" },
		{ "ﬁn", "fin" }, { "e\xcc\x81", "e" }, { "\xc3", "" }, { "a\xff", "" } };
	g_autoptr(GString) buffer = g_string_new(NULL);
	Folder *folder = folder_new();

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++)
		g_assert_cmpstr(folder_fold(folder, buffer, texts[i][0]), ==, texts[i][1]);
	folder_free(folder);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/fold/as-the-whole", test_as_the_whole);
	g_test_add_func("/fold/texts", test_texts);
	return g_test_run();
}
