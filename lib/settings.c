#include "lib/settings.h"

#include <string.h>

#include "lib/error.h"
#include "lib/mime.h"
#include "lib/settings-private.h"

char **
settings_list(const char *value)
{
	g_auto(GStrv) parts = g_strsplit(value ? value : "", ";", -1);
	g_autoptr(GStrvBuilder) list = g_strv_builder_new();

	for (char **part = parts; *part != NULL; part++)
		if (*g_strstrip(*part) != '\0')
			g_strv_builder_add(list, *part);
	return g_strv_builder_end(list);
}

/* Adds each address of the configuration key `key` to the user's own. */
static bool
take_own(Settings *settings, GHashTable *values, const char *key, GError **error)
{
	g_auto(GStrv) list = settings_list(g_hash_table_lookup(values, key));

	for (char **typed = list; *typed != NULL; typed++) {
		char *email = mime_address(*typed, NULL);

		if (email == NULL) {
			g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
				"%s = \"%s\" is no mail address: "
				"run notmuch config set %s YOU@YOUR.DOMAIN",
				key, *typed, key);
			return false;
		}
		g_hash_table_add(settings->own, email);
	}
	return true;
}

/* What concerns us of sections that are notmuch's own. */
static bool
take_notmuch(Settings *settings, GHashTable *values, GError **error)
{
	const char *name = g_hash_table_lookup(values, "user.name");
	const char *primary = g_hash_table_lookup(values, "user.primary_email");
	const char *flags = g_hash_table_lookup(values, "maildir.synchronize_flags");

	settings->user_name = g_strdup(name ? name : "");
	settings->primary_email = g_strdup(primary ? primary : "");
	settings->maildir_flags = flags == NULL || strcmp(flags, "false") != 0;
	return take_own(settings, values, "user.primary_email", error) &&
	       take_own(settings, values, "user.other_email", error);
}

static int
compare_strings(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The tags of both sections and "draft", sorted, each once. */
static char **
excluded_tags(GHashTable *values)
{
	g_auto(GStrv) theirs =
		settings_list(g_hash_table_lookup(values, "search.exclude_tags"));
	g_auto(GStrv) ours =
		settings_list(g_hash_table_lookup(values, "cadence.exclude_tags"));
	g_autoptr(GHashTable) set = g_hash_table_new(g_str_hash, g_str_equal);
	g_autofree char **tags = NULL;
	guint n = 0;

	g_hash_table_add(set, (char *)"draft");
	for (char **tag = theirs; *tag != NULL; tag++)
		g_hash_table_add(set, *tag);
	for (char **tag = ours; *tag != NULL; tag++)
		g_hash_table_add(set, *tag);
	tags = (char **)g_hash_table_get_keys_as_array(set, &n);
	qsort(tags, n, sizeof *tags, compare_strings);
	return g_strdupv(tags);
}

Settings *
settings_new(GHashTable *values, GError **error)
{
	g_autoptr(Settings) settings = g_new0(Settings, 1);

	settings->own = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	settings->own_patterns = g_new0(char *, 1);
	settings->max_recipients = 20;
	settings->tag_prefix = g_strdup("cadence/");
	settings->tag_since = WHEN_NEVER;
	settings->daily = 5;
	settings->draft_folder = g_strdup("Drafts");
	settings->exclude_tags = excluded_tags(values);
	if (!take_notmuch(settings, values, error))
		return NULL;
	if (!settings_take_cadence(settings, values, error))
		return NULL;
	return g_steal_pointer(&settings);
}

void
settings_free(Settings *settings)
{
	if (settings == NULL)
		return;
	g_free(settings->user_name);
	g_free(settings->primary_email);
	g_clear_pointer(&settings->own, g_hash_table_unref);
	g_strfreev(settings->own_patterns);
	g_strfreev(settings->exclude_tags);
	g_free(settings->authserv_id);
	g_free(settings->tag_prefix);
	g_free(settings->draft_folder);
	g_free(settings->database);
	g_free(settings);
}

bool
settings_is_own(const Settings *settings, const char *email)
{
	g_autofree char *plain = NULL;

	if (g_hash_table_contains(settings->own, email))
		return true;
	for (char **pattern = settings->own_patterns; *pattern != NULL; pattern++)
		if (g_pattern_match_simple(*pattern, email))
			return true;
	if (!settings->plus_detail || strchr(email, '+') == NULL)
		return false;
	plain = mime_without_detail(email);
	return strcmp(plain, email) != 0 && settings_is_own(settings, plain);
}

bool
settings_knows_user(const Settings *settings)
{
	return g_hash_table_size(settings->own) > 0 || settings->own_patterns[0] != NULL;
}

char *
settings_fingerprint(const Settings *settings)
{
	g_autofree char **own = NULL;
	g_autofree char *addresses = NULL;
	g_autofree char *patterns = g_strjoinv(",", settings->own_patterns);
	g_autofree char *tags = g_strjoinv(",", settings->exclude_tags);
	guint n = 0;

	own = (char **)g_hash_table_get_keys_as_array(settings->own, &n);
	qsort(own, n, sizeof *own, compare_strings);
	addresses = g_strjoinv(",", own);
	return g_strdup_printf("own_address=%s,%s\texclude_tags=%s\tmax_recipients=%d\t"
			       "plus_detail=%d\tauthserv_id=%s",
		addresses, patterns, tags, settings->max_recipients, settings->plus_detail,
		settings->authserv_id ? settings->authserv_id : "");
}

bool
settings_tag_is_valid(const char *tag)
{
	if (tag[0] == '\0' || tag[0] == '-' || strlen(tag) > 200)
		return false;
	if (!g_utf8_validate(tag, -1, NULL))
		return false;
	for (const char *p = tag; *p != '\0'; p = g_utf8_next_char(p))
		if (g_unichar_iscntrl(g_utf8_get_char(p)))
			return false;
	return true;
}
