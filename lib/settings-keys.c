#include "lib/settings-private.h"

#include <string.h>

#include "lib/error.h"
#include "lib/mime.h"
#include "lib/nearest.h"

/* The keys of the [cadence] section: one taker each, which returns false for a bad value,
 * and the words that say what a good one is. */

typedef bool (*Take)(Settings *settings, const char *value);

static bool
take_number(const char *value, int max, int *ret_number)
{
	guint64 number = 0;

	if (!g_ascii_string_to_unsigned(value, 10, 1, max, &number, NULL))
		return false;
	*ret_number = (int)number;
	return true;
}

static bool
take_bool(const char *value, bool *ret_yes)
{
	static const char *const yes[] = { "true", "yes", "1", NULL };
	static const char *const no[] = { "false", "no", "0", NULL };
	g_autofree char *lower = g_ascii_strdown(value, -1);

	*ret_yes = g_strv_contains(yes, lower);
	return *ret_yes || g_strv_contains(no, lower);
}

static bool
has_control(const char *value)
{
	for (const char *p = value; *p != '\0'; p++)
		if (g_ascii_iscntrl(*p))
			return true;
	return false;
}

/* "*@x.example", lower-cased: one '@', and a domain that is not anything at all. New, or
 * NULL. */
static char *
own_pattern(const char *typed)
{
	const char *at = strchr(typed, '@');

	if (at == NULL || at == typed || strchr(at + 1, '@') != NULL)
		return NULL;
	if (strpbrk(typed, " ,<>\"") != NULL || has_control(typed))
		return NULL;
	if (strspn(at + 1, "*?.") == strlen(at + 1))
		return NULL;
	return g_ascii_strdown(typed, -1);
}

static bool
take_own_address(Settings *settings, const char *value)
{
	g_auto(GStrv) list = settings_list(value);
	g_autoptr(GStrvBuilder) patterns = g_strv_builder_new();

	for (char **typed = list; *typed != NULL; typed++) {
		bool is_pattern = strpbrk(*typed, "*?") != NULL;
		g_autofree char *email =
			is_pattern ? own_pattern(*typed) : mime_address(*typed, NULL);

		if (email == NULL)
			return false;
		if (is_pattern)
			g_strv_builder_add(patterns, email);
		else
			g_hash_table_add(settings->own, g_steal_pointer(&email));
	}
	g_strfreev(settings->own_patterns);
	settings->own_patterns = g_strv_builder_end(patterns);
	return true;
}

/* Only checked here: they were merged with notmuch's own before. */
static bool
take_exclude_tags(Settings *settings, const char *value)
{
	g_auto(GStrv) list = settings_list(value);

	(void)settings;
	for (char **tag = list; *tag != NULL; tag++)
		if (!settings_tag_is_valid(*tag))
			return false;
	return true;
}

static bool
take_max_recipients(Settings *settings, const char *value)
{
	return take_number(value, 100000, &settings->max_recipients);
}

static bool
take_plus_detail(Settings *settings, const char *value)
{
	return take_bool(value, &settings->plus_detail);
}

static bool
take_authserv_id(Settings *settings, const char *value)
{
	if (value[0] == '\0' || strpbrk(value, " ;") != NULL || has_control(value))
		return false;
	settings->authserv_id = g_ascii_strdown(value, -1);
	return true;
}

static bool
take_tag_prefix(Settings *settings, const char *value)
{
	if (value[0] != '\0' && (!settings_tag_is_valid(value) || strlen(value) > 100))
		return false;
	g_free(settings->tag_prefix);
	settings->tag_prefix = g_strdup(value);
	return true;
}

static bool
take_tag_sent(Settings *settings, const char *value)
{
	return take_bool(value, &settings->tag_sent);
}

/* A date that means the same every day: when_now() takes no relative ones. */
static bool
take_tag_since(Settings *settings, const char *value)
{
	return value[0] != '\0' && when_now(value, &settings->tag_since, NULL);
}

static bool
take_daily(Settings *settings, const char *value)
{
	return take_number(value, 1000, &settings->daily);
}

static bool
take_draft_folder(Settings *settings, const char *value)
{
	g_auto(GStrv) parts = g_strsplit(value, "/", -1);

	if (value[0] == '\0' || has_control(value))
		return false;
	for (char **part = parts; *part != NULL; part++)
		if (**part == '\0' || strcmp(*part, ".") == 0 || strcmp(*part, "..") == 0)
			return false;
	g_free(settings->draft_folder);
	settings->draft_folder = g_strdup(value);
	return true;
}

static bool
take_database(Settings *settings, const char *value)
{
	if (!g_path_is_absolute(value) && !g_str_has_prefix(value, "~/"))
		return false;
	settings->database = g_strdup(value);
	return true;
}

static const struct {
	const char *name; /* after "cadence." */
	Take take;
	const char *allowed;
} keys[] = {
	{ "own_address", take_own_address,
		"addresses such as ada@example.org or *@example.org" },
	{ "exclude_tags", take_exclude_tags, "tags of notmuch" },
	{ "max_recipients", take_max_recipients, "a number from 1 to 100000" },
	{ "plus_detail", take_plus_detail, "true or false" },
	{ "authserv_id", take_authserv_id, "one word, the name of your mail server" },
	{ "tag_prefix", take_tag_prefix, "the beginning of a tag, such as cadence/" },
	{ "tag_sent", take_tag_sent, "true or false" },
	{ "tag_since", take_tag_since, "a date such as 2024-01-31" },
	{ "daily", take_daily, "a number from 1 to 1000" },
	{ "draft_folder", take_draft_folder, "a folder of the mail store, such as Drafts" },
	{ "database", take_database, "a path that begins with / or ~/" },
};

/* Always false. */
static bool
fail_unknown(const char *name, GError **error)
{
	const char *names[G_N_ELEMENTS(keys) + 1] = { NULL };
	g_autofree char *known = NULL;
	const char *meant;

	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
		names[i] = keys[i].name;
	known = g_strjoinv(", ", (char **)names);
	meant = nearest_word(name, names);
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
		"cadence.%s in the notmuch configuration is no setting: %s%s%s", name,
		meant ? "did you mean cadence." : "there are ", meant ? meant : known,
		meant ? "?" : "");
	return false;
}

static bool
take(Settings *settings, const char *name, const char *value, GError **error)
{
	for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
		if (strcmp(keys[i].name, name) != 0)
			continue;
		if (keys[i].take(settings, value))
			return true;
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
			"cadence.%s = \"%s\" in the notmuch configuration: it must be %s",
			name, value, keys[i].allowed);
		return false;
	}
	return fail_unknown(name, error);
}

bool
settings_take_cadence(Settings *settings, GHashTable *values, GError **error)
{
	g_autoptr(GList) names = g_hash_table_get_keys(values);

	names = g_list_sort(names, (GCompareFunc)strcmp);
	for (GList *name = names; name != NULL; name = name->next) {
		const char *key = name->data;

		if (g_str_has_prefix(key, "cadence.") &&
			!take(settings, key + strlen("cadence."),
				g_hash_table_lookup(values, key), error))
			return false;
	}
	return true;
}
