#include "lib/text.h"

#include <string.h>

static bool
is_patronymic(const char *word)
{
	return g_str_has_suffix(word, "вич") || g_str_has_suffix(word, "вна") ||
	       g_str_has_suffix(word, "чна");
}

/* The words of `name` that begin with a letter and are no title ("Dr."). */
static GStrv
words_of(const char *name)
{
	g_auto(GStrv) all = g_strsplit(name, " ", -1);
	g_autoptr(GStrvBuilder) words = g_strv_builder_new();

	for (char **word = all; *word != NULL; word++)
		if (g_unichar_isalpha(g_utf8_get_char(*word)) &&
			!g_str_has_suffix(*word, "."))
			g_strv_builder_add(words, *word);
	return g_strv_builder_end(words);
}

/* Where the given name stands, before a patronymic, among words of which `has_surname`
 * tells whether one is a surname: in "Лев Рабинович" it is the second that is one. -1 if
 * there is no patronymic. */
static int
before_patronymic(char **words, bool has_surname)
{
	guint n = g_strv_length(words);

	if (n != (has_surname ? 3 : 2))
		return -1;
	for (guint i = 1; i < n; i++)
		if (is_patronymic(words[i]))
			return (int)i - 1;
	return -1;
}

char *
text_given_name(const char *name)
{
	const char *comma = strstr(name, ", ");
	g_auto(GStrv) words = words_of(comma == NULL ? name : comma + 2);
	int given = before_patronymic(words, comma == NULL);

	if (strchr(name, '@') != NULL)
		return NULL;
	if (g_unichar_iswide(g_utf8_get_char(name)))
		return g_strdup(name);
	if (given >= 0)
		return g_strdup_printf("%s %s", words[given], words[given + 1]);
	return g_strdup(words[0]);
}
