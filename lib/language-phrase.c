#include <string.h>

#include "lib/language-private.h"

enum { MAX_GAP = 4 }; /* words that "*" may stand for */

static bool
is_apostrophe(gunichar c)
{
	return c == '\'' || c == 0x2019 || c == 0x2BC;
}

/* The word that begins at `p`, folded, and where it ends. New. */
static char *
take_word(const char *p, const char **ret_end)
{
	g_autoptr(GString) word = g_string_new(NULL);

	for (; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (g_unichar_isalnum(c) || g_unichar_ismark(c))
			g_string_append_unichar(word, c);
		else if (!is_apostrophe(c))
			break;
	}
	*ret_end = p;
	return g_utf8_casefold(word->str, (gssize)word->len);
}

char **
language_words(const char *text)
{
	g_autoptr(GStrvBuilder) words = g_strv_builder_new();

	for (const char *p = text; *p != '\0';) {
		g_autofree char *word = NULL;

		if (!g_unichar_isalnum(g_utf8_get_char(p))) {
			p = g_utf8_next_char(p);
			continue;
		}
		word = take_word(p, &p);
		g_strv_builder_add(words, word);
	}
	return g_strv_builder_end(words);
}

Phrase *
phrase_new(const char *text)
{
	Phrase *phrase = g_ptr_array_new_with_free_func((GDestroyNotify)g_strfreev);
	g_autofree char *folded = g_utf8_casefold(text, -1);
	g_auto(GStrv) places = g_strsplit(folded, " ", -1);

	for (char **place = places; *place != NULL; place++)
		if (**place != '\0')
			g_ptr_array_add(phrase, g_strsplit(*place, "|", -1));
	return phrase;
}

static bool
fits(const char *word, char *const *alternatives)
{
	for (; *alternatives != NULL; alternatives++) {
		gsize length = strcspn(*alternatives, "*");
		bool prefix = (*alternatives)[length] == '*';

		if (strncmp(word, *alternatives, length) == 0 &&
			(prefix || word[length] == '\0'))
			return true;
	}
	return false;
}

/* `whole`: it must fit up to the last word. */
static char **
match_from(const Phrase *phrase, guint place, char **words, bool whole)
{
	char *const *alternatives = NULL;
	char **end = NULL;

	if (place == phrase->len)
		return whole && *words != NULL ? NULL : words;
	alternatives = phrase->pdata[place];
	if (strcmp(alternatives[0], "*") != 0) {
		if (*words == NULL || **words == '\0' || !fits(*words, alternatives))
			return NULL;
		return match_from(phrase, place + 1, words + 1, whole);
	}
	for (guint i = 0; i <= MAX_GAP && end == NULL; i++) {
		end = match_from(phrase, place + 1, words + i, whole);
		if (words[i] == NULL || *words[i] == '\0')
			break;
	}
	return end;
}

char **
phrase_match(const Phrase *phrase, char **words)
{
	return match_from(phrase, 0, words, false);
}

bool
phrase_fits_all(const Phrase *phrase, char **words)
{
	return match_from(phrase, 0, words, true) != NULL;
}
