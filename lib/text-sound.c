#include "lib/text.h"

#include <string.h>

#include "lib/text-private.h"

/* Ways to spell one sound in Latin letters, above all those in which Cyrillic names are
 * written: "Sergey", "Sergei", "Sergej"; "Yelena", "Elena"; "Xenia", "Ksenia". One after
 * the other, so that the longer comes before what it holds. Right for no language, and
 * the same for all: only keys are made of it. */
static const struct {
	const char *from, *to;
} spellings[] = {
	{ "shch", "sh" },
	{ "tsch", "ch" },
	{ "tch", "ch" },
	{ "sch", "sh" },
	{ "kh", "h" },
	{ "ph", "f" },
	{ "ch", "4" }, /* is no c */
	{ "c", "k" },
	{ "q", "k" },
	{ "x", "ks" },
	{ "w", "v" },
	{ "tz", "ts" },
	{ "j", "i" },
	{ "y", "i" },
	{ "ou", "u" },
	{ "ie", "e" },
};

static bool
is_consonant(char c)
{
	return c != '\0' && (g_ascii_isalpha(c) || c == '4') && strchr("aeiou", c) == NULL;
}

/* "Fyodor" is Fedor, "Pyotr" is Petr. */
static void
replace_yo(GString *word)
{
	for (gsize i = 1; i + 2 < word->len; i++)
		if (word->str[i] == 'i' && word->str[i + 1] == 'o' &&
			is_consonant(word->str[i - 1]) && is_consonant(word->str[i + 2])) {
			g_string_erase(word, (gssize)i, 1);
			word->str[i] = 'e';
		}
}

static void
collapse_doubles(GString *word)
{
	for (gsize i = 1; i < word->len;)
		if (word->str[i] == word->str[i - 1] && g_ascii_isalpha(word->str[i]))
			g_string_erase(word, (gssize)i, 1);
		else
			i++;
}

/* "Alexander" is Aleksandr, "Peter" is Petr. */
static void
drop_final_vowel(GString *word)
{
	gsize end = word->len;

	if (end > 4 && g_str_has_suffix(word->str, "er") &&
		is_consonant(word->str[end - 3]))
		g_string_erase(word, (gssize)end - 2, 1);
}

static char *
sound_of(const char *spelt)
{
	GString *word = g_string_new(spelt);

	for (gsize i = 0; i < G_N_ELEMENTS(spellings); i++)
		g_string_replace(word, spellings[i].from, spellings[i].to, 0);
	collapse_doubles(word);
	replace_yo(word);
	drop_final_vowel(word);
	return g_string_free(word, false);
}

static int
compare_words(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

char *
text_name_sound(const char *name)
{
	g_autofree char *latin = text_transliterate(name);
	g_auto(GStrv) words = g_strsplit(latin, " ", -1);
	g_autoptr(GPtrArray) sounds = g_ptr_array_new_with_free_func(g_free);

	for (char **word = words; *word != NULL; word++)
		if (**word != '\0')
			g_ptr_array_add(sounds, sound_of(*word));
	g_ptr_array_sort(sounds, compare_words);
	g_ptr_array_add(sounds, NULL);
	return g_strjoinv(" ", (char **)sounds->pdata);
}
