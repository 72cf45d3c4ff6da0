#include "lib/text.h"

#include <string.h>

#include "lib/text-private.h"

enum { SLUG_MAX = 64 };

/* Letters that no decomposition leads to ASCII, each with its transliteration. */
static const char letters[] =
	" æae œoe øo łl đd ðd þth ħh ıi ŋn ßss"
	" аa бb вv гg дd еe жzh зz иi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh "
	"щshch ъ"
	" ыy ь эe юyu яya іi єye ґg ђd јj љl њn ћc џdz ѕdz"
	" αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs τt υu φf χch ψps ωo ";

/* `name` decomposed and case-folded. New. */
static char *
fold(const char *name)
{
	g_autofree char *clean = text_clean_line(name, -1);
	g_autofree char *decomposed = NULL;

	if (g_str_is_ascii(clean))
		return g_ascii_strdown(clean, -1);
	decomposed = g_utf8_normalize(clean, -1, G_NORMALIZE_NFKD);
	return g_utf8_casefold(decomposed, -1);
}

static bool
is_apostrophe(gunichar c)
{
	return c == '\'' || c == 0x2019 || c == 0x02BC || c == '`';
}

/* Accents, points and the like; not the marks that make another letter (nukta, kana
 * voicing, virama), whose classes are below 10. */
static bool
is_accent(gunichar c)
{
	return g_unichar_combining_class(c) >= 10;
}

static int
compare_words(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char *
text_name_key(const char *name)
{
	g_autofree char *folded = fold(name);
	g_autoptr(GString) spaced = g_string_sized_new(strlen(folded));
	g_auto(GStrv) words = NULL;
	g_autoptr(GPtrArray) kept = g_ptr_array_new();

	for (const char *p = folded; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (is_accent(c) || is_apostrophe(c))
			continue;
		g_string_append_unichar(
			spaced, g_unichar_isalnum(c) || g_unichar_ismark(c) ? c : ' ');
	}
	words = g_strsplit(spaced->str, " ", -1);
	for (char **word = words; *word != NULL; word++)
		if (**word != '\0')
			g_ptr_array_add(kept, *word);
	g_ptr_array_sort(kept, compare_words);
	g_ptr_array_add(kept, NULL);
	return g_strjoinv(" ", (char **)kept->pdata);
}

/* Appends the ASCII for one letter, of `length` bytes at `p`; nothing if it has none. */
static bool
append_transliterated(GString *slug, const char *p, gsize length)
{
	char key[8] = " ";
	const char *found = NULL;

	memcpy(key + 1, p, length);
	found = strstr(letters, key);
	if (found == NULL)
		return false;
	found += 1 + length;
	g_string_append_len(slug, found, (gssize)strcspn(found, " "));
	return true;
}

char *
text_transliterate(const char *name)
{
	g_autofree char *folded = fold(name);
	GString *latin = g_string_sized_new(strlen(folded));

	for (const char *p = folded; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		gsize length = (gsize)(g_utf8_next_char(p) - p);

		if (is_accent(c) || is_apostrophe(c))
			continue;
		if (c >= 0x80 && append_transliterated(latin, p, length))
			continue;
		if (g_unichar_isalnum(c) || g_unichar_ismark(c))
			g_string_append_len(latin, p, (gssize)length);
		else
			g_string_append_c(latin, ' ');
	}
	return g_string_free(latin, FALSE);
}

char *
text_slug(const char *name)
{
	g_autofree char *folded = fold(name);
	GString *slug = g_string_sized_new(SLUG_MAX);

	for (const char *p = folded; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);
		gsize length = (gsize)(g_utf8_next_char(p) - p);

		if (g_ascii_isalnum((char)*p))
			g_string_append_c(slug, *p);
		else if (g_unichar_ismark(c) || is_apostrophe(c))
			continue;
		else if (c >= 0x80 && append_transliterated(slug, p, length))
			continue;
		else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
			g_string_append_c(slug, '-');
	}
	g_string_truncate(slug, MIN(slug->len, SLUG_MAX));
	while (slug->len > 0 && slug->str[slug->len - 1] == '-')
		g_string_truncate(slug, slug->len - 1);
	return g_string_free(slug, FALSE);
}
