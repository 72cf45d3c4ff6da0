#include <string.h>

#include "lib/error.h"
#include "lib/nearest.h"
#include "lib/relay-private.h"

static const char match_prefix[] = "match-";

static const char *const known_keys[] = { "from", "from-name", "name", "name-pattern",
	"address", "channel", "counts", "nobody", "require-dkim", "enabled", NULL };

static void
test_free(gpointer data)
{
	RelayTest *test = data;

	g_free(test->header);
	g_ptr_array_unref(test->globs);
	g_free(test);
}

void
relay_rule_free(RelayRule *rule)
{
	if (rule == NULL)
		return;
	g_free(rule->group);
	g_clear_pointer(&rule->from, g_ptr_array_unref);
	g_clear_pointer(&rule->from_name, g_ptr_array_unref);
	g_clear_pointer(&rule->tests, g_ptr_array_unref);
	g_free(rule->name);
	g_clear_pointer(&rule->name_pattern, g_regex_unref);
	g_free(rule->address);
	g_free(rule->dkim);
	g_free(rule);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RelayRule, relay_rule_free)

static const RelayFile *
deciding_file(const GPtrArray *files, const char *group, const char *key)
{
	for (guint i = files->len; i-- > 0;) {
		const RelayFile *file = files->pdata[i];

		if (key != NULL ? g_key_file_has_key(file->keys, group, key, NULL)
				: g_key_file_has_group(file->keys, group))
			return file;
	}
	return NULL;
}

bool
relay_fail(const GPtrArray *files, const char *group, const char *key, const char *problem,
	GError **error)
{
	const RelayFile *file = deciding_file(files, group, key);

	if (file == NULL)
		file = deciding_file(files, group, NULL);
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG, "%s: [%s] %s: %s",
		file->path, group, key, problem);
	return false;
}

char *
relay_value(const GPtrArray *files, const char *group, const char *key)
{
	const RelayFile *file = deciding_file(files, group, key);

	return file != NULL ? g_strstrip(g_key_file_get_value(file->keys, group, key, NULL))
			    : NULL;
}

/* The patterns of a list, of which there must be one; NULL if there is no such key. */
static bool
read_globs(const GPtrArray *files, const char *group, const char *key, Globs **ret_globs,
	GError **error)
{
	g_autofree char *value = relay_value(files, group, key);
	g_auto(GStrv) parts = NULL;

	if (value == NULL)
		return true;
	parts = g_strsplit(value, ";", -1);
	*ret_globs = g_ptr_array_new_with_free_func((GDestroyNotify)g_pattern_spec_free);
	for (char **part = parts; *part != NULL; part++) {
		g_autofree char *folded = g_utf8_strdown(g_strstrip(*part), -1);

		if (*folded != '\0')
			g_ptr_array_add(*ret_globs, g_pattern_spec_new(folded));
	}
	return (*ret_globs)->len > 0 ||
	       relay_fail(files, group, key, "say what it must look like", error);
}

/* A key that begins with "match-". */
static bool
read_test(const GPtrArray *files, RelayRule *rule, const char *key, GError **error)
{
	RelayTest *test = g_new0(RelayTest, 1);
	bool ok = read_globs(files, rule->group, key, &test->globs, error);

	test->header = g_ascii_strdown(key + strlen(match_prefix), -1);
	g_ptr_array_add(rule->tests, test);
	return ok;
}

static bool
fail_unknown(const GPtrArray *files, const char *group, const char *key, GError **error)
{
	const char *meant = nearest_word(key, known_keys);
	g_autofree char *known = g_strjoinv(", ", (char **)known_keys);
	g_autofree char *problem = g_strdup_printf("this is no key of a rule: %s %s%s",
		meant != NULL ? "did you mean" : "there are", meant != NULL ? meant : known,
		meant != NULL ? "?" : ", match-HEADER");

	return relay_fail(files, group, key, problem, error);
}

/* All keys that any of the files has. */
static bool
read_keys(const GPtrArray *files, RelayRule *rule, GError **error)
{
	g_autoptr(GHashTable) seen =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	for (guint i = 0; i < files->len; i++) {
		const RelayFile *file = files->pdata[i];
		g_auto(GStrv) keys =
			g_key_file_get_keys(file->keys, rule->group, NULL, NULL);

		for (char **key = keys; key != NULL && *key != NULL; key++) {
			bool is_test = g_str_has_prefix(*key, match_prefix);

			if (!g_hash_table_add(seen, g_strdup(*key)))
				continue;
			if (!is_test && !g_strv_contains(known_keys, *key))
				return fail_unknown(files, rule->group, *key, error);
			if (is_test && !read_test(files, rule, *key, error))
				return false;
		}
	}
	return true;
}

static bool
read_bool(const GPtrArray *files, const char *group, const char *key, bool otherwise,
	bool *ret_yes, GError **error)
{
	g_autofree char *value = relay_value(files, group, key);

	*ret_yes = value == NULL ? otherwise : strcmp(value, "true") == 0;
	return value == NULL || *ret_yes || strcmp(value, "false") == 0 ||
	       relay_fail(files, group, key, "it must be true or false", error);
}

/* A pattern gives up after so many steps, whatever a mail holds. */
#define STEPS "(*LIMIT_MATCH=100000)"

static bool
read_pattern(const GPtrArray *files, RelayRule *rule, GError **error)
{
	static const char key[] = "name-pattern";
	g_autofree char *value = relay_value(files, rule->group, key);
	g_autofree char *limited = g_strconcat(STEPS, value, NULL);
	g_autoptr(GError) cause = NULL;

	if (value == NULL)
		return true;
	rule->name_pattern = g_regex_new(limited, 0, 0, &cause);
	if (rule->name_pattern == NULL)
		return relay_fail(files, rule->group, key, cause->message, error);
	if (g_regex_get_capture_count(rule->name_pattern) == 0)
		return relay_fail(files, rule->group, key,
			"put the part that is the name into parentheses", error);
	return rule->name != NULL ||
	       relay_fail(files, rule->group, key, "it needs the key name too", error);
}

static bool
read_channel(const GPtrArray *files, RelayRule *rule, GError **error)
{
	g_autofree char *value = relay_value(files, rule->group, "channel");

	rule->channel = CHANNEL_MAIL;
	rule->kind = value != NULL ? RELAY_PERSON : RELAY_MASK;
	if (value == NULL)
		return true;
	if (!channel_from_name(value, &rule->channel))
		return relay_fail(files, rule->group, "channel",
			"there are meeting, call, chat, social, linkedin, xing, in-person, "
			"letter and other",
			error);
	return rule->channel != CHANNEL_MAIL ||
	       relay_fail(files, rule->group, "channel",
		       "leave it out, and the mail is judged as mail from that address",
		       error);
}

/* That the keys make sense together. */
static bool
check_whom(const GPtrArray *files, RelayRule *rule, bool nobody, GError **error)
{
	if (nobody)
		rule->kind = RELAY_NOBODY;
	if (nobody && (rule->name != NULL || rule->address != NULL))
		return relay_fail(files, rule->group, "nobody",
			"it does not go with name or address", error);
	if (rule->kind == RELAY_MASK && rule->address == NULL)
		return relay_fail(files, rule->group, "address",
			"say channel and name, or address, or nobody=true", error);
	if (rule->kind == RELAY_PERSON && rule->name == NULL && rule->address == NULL)
		return relay_fail(files, rule->group, "name",
			"say in which header the person is named, or from-name", error);
	return true;
}

static bool
read_whom(const GPtrArray *files, RelayRule *rule, GError **error)
{
	g_autofree char *name = relay_value(files, rule->group, "name");
	g_autofree char *address = relay_value(files, rule->group, "address");
	g_autofree char *dkim = relay_value(files, rule->group, "require-dkim");
	bool nobody = false;

	rule->name = name != NULL ? g_ascii_strdown(name, -1) : NULL;
	rule->address = address != NULL ? g_ascii_strdown(address, -1) : NULL;
	rule->dkim = dkim != NULL ? g_ascii_strdown(dkim, -1) : NULL;
	return read_pattern(files, rule, error) && read_channel(files, rule, error) &&
	       read_bool(files, rule->group, "counts", true, &rule->counts, error) &&
	       read_bool(files, rule->group, "nobody", false, &nobody, error) &&
	       check_whom(files, rule, nobody, error);
}

static bool
read_whence(const GPtrArray *files, RelayRule *rule, GError **error)
{
	rule->tests = g_ptr_array_new_with_free_func(test_free);
	if (!read_keys(files, rule, error) ||
		!read_globs(files, rule->group, "from", &rule->from, error) ||
		!read_globs(files, rule->group, "from-name", &rule->from_name, error))
		return false;
	return rule->from != NULL ||
	       relay_fail(files, rule->group, "from",
		       "say from which addresses such mail comes", error);
}

bool
relay_rule_read(
	const GPtrArray *files, const char *group, RelayRule **ret_rule, GError **error)
{
	g_autoptr(RelayRule) rule = g_new0(RelayRule, 1);
	bool enabled = true;

	rule->group = g_strdup(group);
	if (!read_whence(files, rule, error) || !read_whom(files, rule, error) ||
		!read_bool(files, group, "enabled", true, &enabled, error))
		return false;
	*ret_rule = enabled ? g_steal_pointer(&rule) : NULL;
	return true;
}
