#include "plugin/tone.h"

#include <string.h>

/* Whole words, case-folded, that are said to somebody close alone. Not those that mean
 * something else as well, and no plurals. */
static const char *const german[] = { "du", "dir", "dich", "dein", "deine", "deinem",
	"deinen", "deiner", "deines", NULL };
static const char *const russian[] = { "ты", "тебя", "тебе", "тобой", "тобою", "твой",
	"твоя", "твоё", "твое", "твои", "твоего", "твоей", "твоему", "твоим", "твоих",
	"твоими", "твоём", "твоем", "твою", "привет", NULL };

static const struct {
	const char *language;
	const char *const *words;
} informal[] = { { "de", german }, { "ru", russian } };

static const char *const *
words_of(const char *language)
{
	for (guint i = 0; i < G_N_ELEMENTS(informal); i++)
		if (strcmp(language, informal[i].language) == 0)
			return informal[i].words;
	return NULL;
}

static const char *
skip(const char *p, bool letters)
{
	while (*p != '\0' && (g_unichar_isalpha(g_utf8_get_char(p)) != 0) == letters)
		p = g_utf8_next_char(p);
	return p;
}

bool
tone_is_informal(const char *language, const char *text)
{
	const char *const *words = words_of(language);
	g_autofree char *folded = g_utf8_casefold(text, -1);
	const char *end;

	if (words == NULL)
		return false;
	for (const char *p = skip(folded, false); *p != '\0'; p = skip(end, false)) {
		g_autofree char *word = NULL;

		end = skip(p, true);
		word = g_strndup(p, (gsize)(end - p));
		if (g_strv_contains(words, word))
			return true;
	}
	return false;
}
