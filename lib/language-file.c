#include <stdlib.h>
#include <string.h>

#include "lib/data.h"
#include "lib/error.h"
#include "lib/language-private.h"

/* A file under way: where its values go to, and the first failure. */
typedef struct {
	const char *path;
	GKeyFile *keys;
	GError **error;
} Reader;

static const char *const unit_keys[N_WHEN_UNITS] = { "day", "week", "month", "year" };

/* Groups whose keys are known; those of the others have any name. */
static const struct {
	const char *group, *keys[8];
} known[] = {
	{ "language", { "name", "letters", "plural", NULL } },
	{ "words", { NULL } },
	{ "other-words", { NULL } },
	{ "abbreviations", { NULL } },
	{ "requests", { NULL } },
	{ "not-requests", { NULL } },
	{ "formulas", { NULL } },
	{ "span", { "today", "day", "week", "month", "year", NULL } },
	{ "attribution", { "weekdays", "months", "dated", "undated", "own-dated",
				 "own-undated", NULL } },
};

void
language_free(Language *language)
{
	g_free(language->code);
	g_free(language->name);
	g_hash_table_unref(language->letters);
	g_hash_table_unref(language->words);
	g_hash_table_unref(language->other_words);
	g_hash_table_unref(language->abbreviations);
	g_ptr_array_unref(language->requests);
	g_ptr_array_unref(language->not_requests);
	g_ptr_array_unref(language->formulas);
	g_strfreev(language->plural);
	g_free(language->today);
	for (WhenUnit unit = 0; unit < N_WHEN_UNITS; unit++)
		g_strfreev(language->units[unit]);
	g_strfreev(language->weekdays);
	g_strfreev(language->months);
	g_free(language->dated);
	g_free(language->undated);
	g_free(language->own_dated);
	g_free(language->own_undated);
	g_free(language);
}

static bool
fail(const Reader *reader, const char *group, const char *key, const char *problem)
{
	g_set_error(reader->error, CADENCE_ERROR, CADENCE_ERROR_CONFIG, "%s: [%s] %s: %s",
		reader->path, group, key, problem);
	return false;
}

static bool
read_text(const Reader *reader, const char *group, const char *key, char **ret_text)
{
	g_autofree char *text = g_key_file_get_string(reader->keys, group, key, NULL);

	if (text == NULL || *g_strstrip(text) == '\0')
		return fail(reader, group, key, "it is missing");
	*ret_text = g_steal_pointer(&text);
	return true;
}

/* A list of exactly `n` values, or of any number if that is 0. */
static bool
read_list(
	const Reader *reader, const char *group, const char *key, gsize n, char ***ret_list)
{
	gsize length = 0;
	g_auto(GStrv) list =
		g_key_file_get_string_list(reader->keys, group, key, &length, NULL);
	g_autofree char *problem = NULL;

	if (length == 0)
		return fail(reader, group, key, "it is missing");
	if (n != 0 && length != n) {
		problem = g_strdup_printf("it must have %" G_GSIZE_FORMAT
					  " values, not %" G_GSIZE_FORMAT,
			n, length);
		return fail(reader, group, key, problem);
	}
	for (char **value = list; *value != NULL; value++)
		g_strstrip(*value);
	*ret_list = g_steal_pointer(&list);
	return true;
}

/* All values of all keys of `group`, which may be missing. New. */
static char **
read_values(const Reader *reader, const char *group)
{
	g_autoptr(GStrvBuilder) values = g_strv_builder_new();
	g_auto(GStrv) keys = g_key_file_get_keys(reader->keys, group, NULL, NULL);

	for (char **key = keys; key != NULL && *key != NULL; key++) {
		g_auto(GStrv) list =
			g_key_file_get_string_list(reader->keys, group, *key, NULL, NULL);

		g_strv_builder_addv(values, (const char **)list);
	}
	return g_strv_builder_end(values);
}

static GHashTable *
read_words(const Reader *reader, const char *group)
{
	g_auto(GStrv) values = read_values(reader, group);
	g_autofree char *text = g_strjoinv(" ", values);
	g_autofree char **words = language_words(text);
	GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (char **word = words; *word != NULL; word++)
		g_hash_table_add(set, *word);
	return set;
}

static GHashTable *
read_abbreviations(const Reader *reader)
{
	g_auto(GStrv) values = read_values(reader, "abbreviations");
	GHashTable *set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (char **value = values; *value != NULL; value++)
		g_hash_table_add(set, g_utf8_casefold(g_strstrip(*value), -1));
	return set;
}

static GPtrArray *
read_phrases(const Reader *reader, const char *group)
{
	g_auto(GStrv) values = read_values(reader, group);
	GPtrArray *phrases =
		g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);

	for (char **value = values; *value != NULL; value++) {
		g_autoptr(GPtrArray) phrase = phrase_new(*value);

		if (phrase->len > 0)
			g_ptr_array_add(phrases, g_steal_pointer(&phrase));
	}
	return phrases;
}

static void
take_letters(Language *language, const char *letters)
{
	g_autofree char *folded = g_utf8_casefold(letters, -1);

	for (const char *p = folded; *p != '\0'; p = g_utf8_next_char(p))
		g_hash_table_add(language->letters, GUINT_TO_POINTER(g_utf8_get_char(p)));
}

/* How many forms the rule of plurals tells apart; 0 if it is none. */
static gsize
count_forms(char **plural)
{
	gsize max = 0;

	for (; *plural != NULL; plural++) {
		const char *colon = strchr(*plural, ':');
		int form = colon == NULL ? 0 : atoi(colon + 1);

		if (form < 1 || form > 9)
			return 0;
		max = MAX(max, (gsize)form);
		if (plural[1] == NULL && !g_str_has_prefix(*plural, "*:"))
			return 0;
	}
	return max;
}

static bool
read_span(const Reader *reader, Language *language)
{
	gsize n_forms;

	if (!read_list(reader, "language", "plural", 0, &language->plural))
		return false;
	n_forms = count_forms(language->plural);
	if (n_forms == 0)
		return fail(reader, "language", "plural",
			"it must be a list such as 1:1;*:2, the last for all numbers");
	for (WhenUnit unit = 0; unit < N_WHEN_UNITS; unit++)
		if (!read_list(reader, "span", unit_keys[unit], n_forms,
			    &language->units[unit]))
			return false;
	return read_text(reader, "span", "today", &language->today);
}

static bool
read_attribution(const Reader *reader, Language *language)
{
	static const char group[] = "attribution";

	return read_list(reader, group, "weekdays", 7, &language->weekdays) &&
	       read_list(reader, group, "months", 12, &language->months) &&
	       read_text(reader, group, "dated", &language->dated) &&
	       read_text(reader, group, "undated", &language->undated) &&
	       read_text(reader, group, "own-dated", &language->own_dated) &&
	       read_text(reader, group, "own-undated", &language->own_undated);
}

static bool
read_all(const Reader *reader, Language *language)
{
	g_autofree char *letters = NULL;

	language->letters = g_hash_table_new(NULL, NULL);
	language->words = read_words(reader, "words");
	language->other_words = read_words(reader, "other-words");
	language->abbreviations = read_abbreviations(reader);
	language->requests = read_phrases(reader, "requests");
	language->not_requests = read_phrases(reader, "not-requests");
	language->formulas = read_phrases(reader, "formulas");
	if (!read_text(reader, "language", "name", &language->name) ||
		!read_text(reader, "language", "letters", &letters))
		return false;
	take_letters(language, letters);
	return read_span(reader, language) && read_attribution(reader, language);
}

static bool
check_keys(const Reader *reader, const char *group, const char *const *allowed)
{
	g_auto(GStrv) keys = g_key_file_get_keys(reader->keys, group, NULL, NULL);

	for (char **key = keys; key != NULL && *key != NULL; key++)
		if (*allowed != NULL && !g_strv_contains(allowed, *key))
			return fail(reader, group, *key, "there is no such key");
	return true;
}

/* Says what is misspelt. */
static bool
check_groups(const Reader *reader)
{
	g_auto(GStrv) groups = g_key_file_get_groups(reader->keys, NULL);

	for (char **group = groups; *group != NULL; group++) {
		gsize i = 0;

		while (i < G_N_ELEMENTS(known) && strcmp(known[i].group, *group) != 0)
			i++;
		if (i == G_N_ELEMENTS(known)) {
			g_set_error(reader->error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
				"%s: [%s]: there is no such group", reader->path, *group);
			return false;
		}
		if (!check_keys(reader, *group, known[i].keys))
			return false;
	}
	return true;
}

Language *
language_read(const char *path, GError **error)
{
	g_autoptr(GKeyFile) keys = data_read_keys(path, error);
	g_autoptr(Language) language = NULL;
	Reader reader = { path, keys, error };

	if (keys == NULL || !check_groups(&reader))
		return NULL;
	language = g_new0(Language, 1);
	language->code = g_path_get_basename(path);
	return read_all(&reader, language) ? g_steal_pointer(&language) : NULL;
}
