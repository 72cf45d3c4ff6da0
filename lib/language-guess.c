#include "lib/language-private.h"

/* Of a hundred words, so many more must be the language's own than another's; and so many
 * more than of the next best language. */
enum { MIN_SHARE = 20, MIN_LEAD = 10, MIN_WORDS = 2 };

/* Whether `word` has a letter that the language does not. */
static bool
is_foreign(const Language *language, const char *word)
{
	for (; *word != '\0'; word = g_utf8_next_char(word)) {
		gunichar c = g_utf8_get_char(word);

		if (g_unichar_isalpha(c) &&
			!g_hash_table_contains(language->letters, GUINT_TO_POINTER(c)))
			return true;
	}
	return false;
}

/* How many of a hundred words speak for the language, less those against it. */
static int
share(const Language *language, char **words)
{
	int own = 0, total = 0, other = 0;

	for (; *words != NULL; words++) {
		own += g_hash_table_contains(language->words, *words);
		other += g_hash_table_contains(language->other_words, *words) ||
			 is_foreign(language, *words);
		total++;
	}
	return own < MIN_WORDS ? 0 : 100 * (own - other) / total;
}

const char *
languages_guess(const Languages *languages, const char *text)
{
	g_auto(GStrv) words = language_words(text);
	const char *code = NULL;
	int best = 0, second = 0;

	for (guint i = 0; i < languages->all->len; i++) {
		const Language *language = languages->all->pdata[i];
		int n = share(language, words);

		if (n > best) {
			second = best;
			best = n;
			code = language->code;
		} else
			second = MAX(second, n);
	}
	return best >= MIN_SHARE && best - second >= MIN_LEAD ? code : NULL;
}
