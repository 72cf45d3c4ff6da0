#include <string.h>

#include "lib/letter.h"

enum { MAX_QUESTION = 200 };

static bool
is_question_mark(gunichar c)
{
	return c == '?' || c == 0xFF1F || c == 0x061F || c == 0x2047 || c == 0x2048 ||
	       c == 0x2049 || c == 0x203D;
}

static bool
ends_sentence(gunichar c)
{
	return c == '.' || c == '!' || c == 0x2026 || c == 0x3002 || c == 0xFF01 ||
	       is_question_mark(c);
}

/* Whether `c` may stand between the mark and the white space after it. */
static bool
closes(gunichar c)
{
	switch (g_unichar_type(c)) {
	case G_UNICODE_CLOSE_PUNCTUATION:
	case G_UNICODE_FINAL_PUNCTUATION:
	case G_UNICODE_INITIAL_PUNCTUATION: /* German closes with “ */
		return true;
	default:
		return ends_sentence(c) || c == '"' || c == '\'' || c == '*' || c == '_';
	}
}

/* Skips what closes a sentence; a question mark among it sets `*asks`. */
static const char *
skip_closing(const char *p, bool *asks)
{
	for (; *p != '\0' && closes(g_utf8_get_char(p)); p = g_utf8_next_char(p))
		*asks |= is_question_mark(g_utf8_get_char(p));
	return p;
}

/* Whether the mark whose closing signs end at `p` ends a word: "x?y" is an address or
 * damage. Scripts that write without spaces have marks of their own, which always do. */
static bool
ends_word(gunichar mark, const char *p)
{
	return mark >= 0x3000 || *p == '\0' || g_unichar_isspace(g_utf8_get_char(p));
}

static bool
has_word(const char *start, const char *end)
{
	int letters = 0;

	for (const char *p = start; p < end; p = g_utf8_next_char(p))
		letters += g_unichar_isalpha(g_utf8_get_char(p));
	return letters >= 2;
}

/* `length` bytes of a sentence, cut in front if need be: the question is at its end. */
static char *
shorten(const char *start, gsize length)
{
	g_autofree char *sentence = g_strstrip(g_strndup(start, length));
	glong n = g_utf8_strlen(sentence, -1);

	if (n <= MAX_QUESTION)
		return g_steal_pointer(&sentence);
	return g_strconcat(
		"…", g_utf8_offset_to_pointer(sentence, n - MAX_QUESTION + 1), NULL);
}

/* The first question of a paragraph on one line, or NULL. */
static char *
find_question(const char *paragraph)
{
	const char *start = paragraph;

	for (const char *p = paragraph; *p != '\0';) {
		gunichar c = g_utf8_get_char(p);
		bool asks = is_question_mark(c);

		p = g_utf8_next_char(p);
		if (!ends_sentence(c))
			continue;
		p = skip_closing(p, &asks);
		if (!ends_word(c, p))
			continue;
		if (asks && has_word(start, p))
			return shorten(start, (gsize)(p - start));
		start = p;
	}
	return NULL;
}

char *
letter_question(const char *new_text)
{
	g_auto(GStrv) paragraphs = g_strsplit(new_text, "\n\n", -1);
	char *question = NULL;

	for (char **p = paragraphs; *p != NULL && question == NULL; p++)
		question = find_question(g_strdelimit(*p, "\n\t", ' '));
	return question;
}
