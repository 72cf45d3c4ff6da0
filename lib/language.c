#include "lib/language.h"

#include <string.h>

#include "lib/data.h"
#include "lib/error.h"
#include "lib/language-private.h"

static const char folder[] = "languages";

void
languages_free(Languages *languages)
{
	if (languages == NULL)
		return;
	g_ptr_array_unref(languages->all);
	g_strfreev(languages->codes);
	g_free(languages);
}

static char **
list_files(GError **error)
{
	g_auto(GStrv) paths = data_list(folder);
	g_autofree char *shipped = data_shipped(folder);

	if (paths[0] != NULL)
		return g_steal_pointer(&paths);
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
		"there are no languages in %s: install them, or set CADENCE_DATA_DIR to "
		"the "
		"folder above",
		shipped);
	return NULL;
}

Languages *
languages_load(GError **error)
{
	g_auto(GStrv) paths = list_files(error);
	g_autoptr(Languages) languages = NULL;
	g_autoptr(GStrvBuilder) codes = g_strv_builder_new();

	if (paths == NULL)
		return NULL;
	languages = g_new0(Languages, 1);
	languages->all = g_ptr_array_new_with_free_func((GDestroyNotify)language_free);
	for (char **path = paths; *path != NULL; path++) {
		Language *language = language_read(*path, error);

		if (language == NULL)
			return NULL;
		g_ptr_array_add(languages->all, language);
		g_strv_builder_add(codes, language->code);
	}
	languages->codes = g_strv_builder_end(codes);
	return g_steal_pointer(&languages);
}

/* With its end, so that the next does not continue it. */
static void
add_text(GChecksum *all, const char *text)
{
	g_checksum_update(all, (const guchar *)text, (gssize)strlen(text) + 1);
}

char *
languages_fingerprint(GError **error)
{
	g_auto(GStrv) paths = data_list(folder);
	g_autoptr(GChecksum) all = g_checksum_new(G_CHECKSUM_MD5);

	for (char **path = paths; *path != NULL; path++) {
		g_autofree char *code = g_path_get_basename(*path);
		g_autofree char *text = data_read(*path, error);

		if (text == NULL)
			return NULL;
		add_text(all, code);
		add_text(all, text);
	}
	return g_strndup(g_checksum_get_string(all), 16);
}

const char *const *
languages_codes(const Languages *languages)
{
	return (const char *const *)languages->codes;
}

const Language *
language_of(const Languages *languages, const char *code)
{
	for (guint i = 0; i < languages->all->len; i++) {
		const Language *language = languages->all->pdata[i];

		if (g_strcmp0(language->code, code) == 0)
			return language;
	}
	return NULL;
}

const char *
languages_name(const Languages *languages, const char *code)
{
	const Language *language = language_of(languages, code);

	return language == NULL ? NULL : language->name;
}

/* Blanks out the words that `phrases` fit, so that nothing else fits them any more. */
static void
strike_out(const GPtrArray *phrases, char **words)
{
	for (char **word = words; *word != NULL; word++)
		for (guint i = 0; i < phrases->len; i++) {
			char **end = phrase_match(phrases->pdata[i], word);

			for (char **struck = word; end != NULL && struck < end; struck++)
				**struck = '\0';
		}
}

static bool
has_any(const GPtrArray *phrases, char **words)
{
	for (char **word = words; *word != NULL; word++)
		for (guint i = 0; i < phrases->len; i++)
			if (phrase_match(phrases->pdata[i], word) != NULL)
				return true;
	return false;
}

/* The words of a sentence after "^", which phrases may begin with. New. */
static char **
sentence_words(const char *sentence)
{
	g_autoptr(GStrvBuilder) all = g_strv_builder_new();
	g_auto(GStrv) words = language_words(sentence);

	g_strv_builder_add(all, "^");
	g_strv_builder_addv(all, (const char **)words);
	return g_strv_builder_end(all);
}

static bool
is_request(const Language *language, const char *sentence)
{
	g_auto(GStrv) words = sentence_words(sentence);

	strike_out(language->not_requests, words);
	return has_any(language->requests, words);
}

bool
languages_is_request(const Languages *languages, const char *sentence)
{
	for (guint i = 0; i < languages->all->len; i++)
		if (is_request(languages->all->pdata[i], sentence))
			return true;
	return false;
}

/* Whether one of `formulas` ends the sentence: what is before it is a greeting or a clause.
 */
static bool
ends_with_formula(const Language *language, const char *sentence)
{
	g_auto(GStrv) words = language_words(sentence);

	for (char **word = words; *word != NULL; word++)
		for (guint i = 0; i < language->formulas->len; i++)
			if (phrase_fits_all(language->formulas->pdata[i], word))
				return true;
	return false;
}

bool
languages_is_formula(const Languages *languages, const char *sentence)
{
	for (guint i = 0; i < languages->all->len; i++)
		if (ends_with_formula(languages->all->pdata[i], sentence))
			return !languages_is_request(languages, sentence);
	return false;
}

bool
languages_is_abbreviation(const Languages *languages, const char *word)
{
	g_autofree char *folded = g_utf8_casefold(word, -1);

	for (guint i = 0; i < languages->all->len; i++) {
		const Language *language = languages->all->pdata[i];

		if (g_hash_table_contains(language->abbreviations, folded))
			return true;
	}
	return false;
}
