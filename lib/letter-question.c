#include <string.h>

#include "lib/letter.h"
#include "lib/text.h"

/* Which sentence of a letter asks for an answer. */

enum { MAX_QUESTION = 200, MAX_GREETING = 40, MIN_WORDS = 4 };

typedef struct {
	char *text;
	bool asks; /* it ends with a question mark */
} Sentence;

static void
sentence_free(gpointer data)
{
	Sentence *sentence = data;

	g_free(sentence->text);
	g_free(sentence);
}

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

/* Whether the full stop at `stop` belongs to the word before it: "Dr.", "A.", "e.g.", "3."
 */
static bool
is_abbreviation(const char *start, const char *stop, const Languages *languages)
{
	const char *word = stop;
	g_autofree char *before = NULL;
	glong length;

	while (word > start && word[-1] != ' ' && word[-1] != '(')
		word--;
	before = g_strndup(word, (gsize)(stop - word));
	length = g_utf8_strlen(before, -1);
	if (length == 0 || strspn(before, "0123456789") == strlen(before))
		return length > 0 && length <= 2;
	return length == 1 || languages_is_abbreviation(languages, before);
}

static bool
has_word(const char *text)
{
	int letters = 0;

	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
		letters += g_unichar_isalpha(g_utf8_get_char(p));
	return letters >= 2;
}

static void
add_sentence(GPtrArray *sentences, const char *start, const char *end, bool asks)
{
	g_autofree char *text = text_clean_line(start, end - start);
	Sentence *sentence = NULL;

	if (!has_word(text))
		return;
	sentence = g_new0(Sentence, 1);
	sentence->text = g_steal_pointer(&text);
	sentence->asks = asks;
	g_ptr_array_add(sentences, sentence);
}

/* Adds the sentences of a paragraph on one line. */
static void
split(const char *paragraph, const Languages *languages, GPtrArray *sentences)
{
	const char *start = paragraph;

	for (const char *p = paragraph; *p != '\0';) {
		const char *mark = p;
		gunichar c = g_utf8_get_char(p);
		bool asks = is_question_mark(c);

		p = g_utf8_next_char(p);
		if (!ends_sentence(c))
			continue;
		p = skip_closing(p, &asks);
		if (!ends_word(c, p) || (c == '.' && p == mark + 1 &&
						is_abbreviation(start, mark, languages)))
			continue;
		add_sentence(sentences, start, p, asks);
		start = p;
	}
	add_sentence(sentences, start, start + strlen(start), false);
}

/* Where the text of a line begins that is an item of a list: after "- " or "2) ". NULL if
 * it is none. */
static const char *
item_text(const char *line)
{
	const char *p = line + strspn(line, " \t");
	gsize digits = strspn(p, "0123456789");

	if (digits > 0 && digits <= 2 && (p[digits] == '.' || p[digits] == ')'))
		p += digits + 1;
	else if (*p == '-' || *p == '*' || *p == '+')
		p++;
	else if (g_str_has_prefix(p, "•"))
		p += strlen("•");
	else
		return NULL;
	return *p == ' ' || *p == '\t' ? p : NULL;
}

/* Whether the first line of a letter is "Dear Ada,": what follows begins a sentence. */
static bool
is_greeting(const char *line)
{
	g_autofree char *bare = g_strchomp(g_strdup(line));

	return g_utf8_strlen(bare, -1) <= MAX_GREETING &&
	       (g_str_has_suffix(bare, ",") || g_str_has_suffix(bare, "!") ||
		       g_str_has_suffix(bare, ":") || g_str_has_suffix(bare, "-") ||
		       g_str_has_suffix(bare, "–"));
}

static void
end_paragraph(GString *paragraph, const Languages *languages, GPtrArray *sentences)
{
	split(paragraph->str, languages, sentences);
	g_string_truncate(paragraph, 0);
}

/* The sentences of `text` in order. New. */
static GPtrArray *
read_sentences(const char *text, const Languages *languages)
{
	GPtrArray *sentences = g_ptr_array_new_with_free_func(sentence_free);
	g_autoptr(GString) paragraph = g_string_new(NULL);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	bool first = true;

	for (char **line = lines; *line != NULL; line++) {
		const char *item = item_text(*line);
		bool blank = (*line)[strspn(*line, " \t")] == '\0';

		if (blank || item != NULL)
			end_paragraph(paragraph, languages, sentences);
		g_string_append(paragraph, item != NULL ? item : *line);
		g_string_append_c(paragraph, ' ');
		if (first && is_greeting(*line))
			end_paragraph(paragraph, languages, sentences);
		first &= blank;
	}
	end_paragraph(paragraph, languages, sentences);
	return sentences;
}

/* At most so many characters: the question is at the end of its sentence, what else asks
 * rather at its beginning. New. */
static char *
shorten(const Sentence *sentence)
{
	const char *text = sentence->text;
	glong n = g_utf8_strlen(text, -1);
	const char *cut = NULL;

	if (n <= MAX_QUESTION)
		return g_strdup(text);
	if (sentence->asks)
		return g_strconcat(
			"…", g_utf8_offset_to_pointer(text, n - MAX_QUESTION + 1), NULL);
	cut = g_utf8_offset_to_pointer(text, MAX_QUESTION - 1);
	return g_strdup_printf("%.*s…", (int)(cut - text), text);
}

static bool
is_long(const char *sentence)
{
	g_auto(GStrv) words = g_strsplit(sentence, " ", MIN_WORDS + 1);

	return g_strv_length(words) >= MIN_WORDS;
}

/* "How are you?" asks where nothing else is said: who writes only that wants to hear.
 * NULL if there is none, or more is said. */
static const Sentence *
find_lone_formula(const GPtrArray *sentences)
{
	const Sentence *formula = NULL;

	for (guint i = 0; i < sentences->len; i++) {
		const Sentence *sentence = sentences->pdata[i];

		if (sentence->asks && formula == NULL)
			formula = sentence;
		else if (!sentence->asks && is_long(sentence->text))
			return NULL;
	}
	return formula;
}

/* A true question before a request, whichever comes first: it is the plainer one. */
static const Sentence *
find_asking(const GPtrArray *sentences, const Languages *languages)
{
	for (guint i = 0; i < sentences->len; i++) {
		const Sentence *sentence = sentences->pdata[i];

		if (sentence->asks && !languages_is_formula(languages, sentence->text))
			return sentence;
	}
	for (guint i = 0; i < sentences->len; i++) {
		const Sentence *sentence = sentences->pdata[i];

		if (!sentence->asks && languages_is_request(languages, sentence->text))
			return sentence;
	}
	return find_lone_formula(sentences);
}

char *
letter_question(const char *new_text, const Languages *languages)
{
	g_autoptr(GPtrArray) sentences = read_sentences(new_text, languages);
	const Sentence *asking = find_asking(sentences, languages);

	return asking == NULL ? NULL : shorten(asking);
}
