#include "plugin/tone.h"

#include <string.h>

/* Whole words, case-folded, that are said to somebody close alone. Not those that mean
 * something else as well, and no plurals. */
static const char *const german[] = { "du", "dir", "dich", "dein", "deine", "deinem",
	"deinen", "deiner", "deines", "schreib", "sag", "melde", "grüß", NULL };
static const char *const russian[] = { "ты", "тебя", "тебе", "тобой", "тобою", "твой",
	"твоя", "твоё", "твое", "твои", "твоего", "твоей", "твоему", "твоим", "твоих",
	"твоими", "твоём", "твоем", "твою", "привет", NULL };

static const char *
skip(const char *p, bool letters)
{
	while (*p != '\0' && (g_unichar_isalpha(g_utf8_get_char(p)) != 0) == letters)
		p = g_utf8_next_char(p);
	return p;
}

/* Whether one of the words of `text` is among `words`. */
static bool
says_any(const char *text, const char *const *words)
{
	g_autofree char *folded = g_utf8_casefold(text, -1);
	const char *end;

	for (const char *p = skip(folded, false); *p != '\0'; p = skip(end, false)) {
		g_autofree char *word = NULL;

		end = skip(p, true);
		word = g_strndup(p, (gsize)(end - p));
		if (g_strv_contains(words, word))
			return true;
	}
	return false;
}

/* "Hallo Robin," rather than "Hallo Robin Marlowe," in the first line. */
static bool
greets_by_given_name(const char *text, const char *given, const char *full)
{
	const char *start = text + strspn(text, " \t\n");
	g_autofree char *line = g_strndup(start, strcspn(start, "\n"));
	g_autofree char *folded = g_utf8_casefold(given, -1);

	return says_any(line, (const char *const[]){ folded, NULL }) &&
	       (strcmp(given, full) == 0 || strstr(line, full) == NULL);
}

bool
tone_is_informal(
	const char *language, const char *text, const char *given, const char *full)
{
	if (strcmp(language, "ru") == 0)
		return says_any(text, russian);
	if (strcmp(language, "de") != 0)
		return false;
	return says_any(text, german) ||
	       (given != NULL && full != NULL && greets_by_given_name(text, given, full));
}
