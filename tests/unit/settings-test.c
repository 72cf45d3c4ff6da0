#include "lib/settings.h"

#include <stdlib.h>

#include "lib/error.h"
#include "lib/mime.h"
#include "tests/unit/cases.h"

static GHashTable *
table(const char *text)
{
	GHashTable *values = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line != NULL; line++) {
		g_auto(GStrv) pair = g_strsplit(*line, "=", 2);

		if (g_strv_length(pair) == 2)
			g_hash_table_insert(values, g_strdup(pair[0]), g_strdup(pair[1]));
	}
	return values;
}

static void
add(GHashTable *fields, const char *name, const char *value)
{
	g_hash_table_insert(fields, g_strdup(name), g_strdup(value ? value : ""));
}

static void
add_number(GHashTable *fields, const char *name, gint64 value)
{
	g_hash_table_insert(fields, g_strdup(name),
		value == WHEN_NEVER ? g_strdup("never")
				    : g_strdup_printf("%" G_GINT64_FORMAT, value));
}

static void
add_list(GHashTable *fields, const char *name, const char *const *list)
{
	g_hash_table_insert(fields, g_strdup(name), g_strjoinv(" ", (char **)list));
}

static int
compare(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* All fields, as text. */
static GHashTable *
describe(const Settings *s)
{
	GHashTable *fields = table("");
	guint n = 0;
	g_autofree char **own = (char **)g_hash_table_get_keys_as_array(s->own, &n);

	qsort(own, n, sizeof *own, compare);
	add(fields, "user_name", s->user_name);
	add(fields, "primary_email", s->primary_email);
	add_list(fields, "own", (const char *const *)own);
	add_list(fields, "own_patterns", (const char *const *)s->own_patterns);
	add_list(fields, "exclude_tags", (const char *const *)s->exclude_tags);
	add_number(fields, "max_recipients", s->max_recipients);
	add_number(fields, "plus_detail", s->plus_detail);
	add(fields, "authserv_id", s->authserv_id);
	add(fields, "tag_prefix", s->tag_prefix);
	add_number(fields, "tag_sent", s->tag_sent);
	add_number(fields, "tag_since", s->tag_since);
	add_number(fields, "daily", s->daily);
	add(fields, "draft_folder", s->draft_folder);
	add(fields, "database", s->database);
	add_number(fields, "maildir_flags", s->maildir_flags);
	return fields;
}

static void
check_values(const char *input, const char *expected)
{
	g_autoptr(GHashTable) values = table(input);
	g_autoptr(GError) error = NULL;
	g_autoptr(Settings) settings = settings_new(values, &error);
	g_autoptr(GHashTable) fields = NULL;
	g_autoptr(GHashTable) wanted = table(expected);
	GHashTableIter iter;
	gpointer name, value;

	if (settings == NULL) {
		g_autofree char *message = g_strdup_printf("error: %s", error->message);

		g_assert_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG);
		case_assert(input, message, expected);
		return;
	}
	g_assert_no_error(error);
	g_assert_cmpuint(g_hash_table_size(wanted), >, 0);
	fields = describe(settings);
	g_hash_table_iter_init(&iter, wanted);
	while (g_hash_table_iter_next(&iter, &name, &value))
		case_assert(name, g_hash_table_lookup(fields, name), value);
}

static void
test_values(void)
{
	cases_run("settings.txt", TRUE, check_values);
}

static Settings *
make(const char *text)
{
	g_autoptr(GHashTable) values = table(text);
	g_autoptr(GError) error = NULL;
	Settings *settings = settings_new(values, &error);

	g_assert_no_error(error);
	return settings;
}

static void
test_own(void)
{
	g_autoptr(Settings) nobody = make("user.name=Robin");
	g_autoptr(Settings) plain = make("user.primary_email=robin@marlowe.example");
	g_autoptr(Settings) many = make("cadence.plus_detail=true\n"
					"cadence.own_address=*@club.example;me@x.example");

	g_assert_false(settings_knows_user(nobody));
	g_assert_true(settings_knows_user(plain));
	g_assert_true(settings_is_own(plain, "robin@marlowe.example"));
	g_assert_false(settings_is_own(plain, "robin+shop@marlowe.example"));
	g_assert_true(settings_knows_user(many));
	g_assert_true(settings_is_own(many, "anybody@club.example"));
	g_assert_false(settings_is_own(many, "anybody@club.example.test"));
	g_assert_true(settings_is_own(many, "me+shop@x.example"));
	g_assert_false(settings_is_own(many, "you+shop@x.example"));
}

/* It changes with all that changes the record, and with nothing else. */
static void
test_fingerprint(void)
{
	static const char *const others[] = { "cadence.own_address=*@x.example",
		"user.other_email=me@x.example", "search.exclude_tags=spam",
		"cadence.max_recipients=3", "cadence.plus_detail=true",
		"cadence.authserv_id=mx.example" };
	static const char *const same[] = { "user.name=Robin", "cadence.daily=1",
		"cadence.exclude_tags=draft", "cadence.tag_prefix=x/" };
	g_autoptr(Settings) settings = make("");
	g_autofree char *print = settings_fingerprint(settings);

	g_assert_null(strchr(print, '\n'));
	for (gsize i = 0; i < G_N_ELEMENTS(others); i++) {
		g_autoptr(Settings) other = make(others[i]);
		g_autofree char *changed = settings_fingerprint(other);

		g_assert_cmpstr(print, !=, changed);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(same); i++) {
		g_autoptr(Settings) other = make(same[i]);
		g_autofree char *unchanged = settings_fingerprint(other);

		g_assert_cmpstr(print, ==, unchanged);
	}
}

static void
test_tags(void)
{
	g_autofree char *long_tag = g_strnfill(201, 'x');

	g_assert_true(settings_tag_is_valid("cadence/contact"));
	g_assert_true(settings_tag_is_valid("größer als"));
	g_assert_true(settings_tag_is_valid(long_tag + 1));
	g_assert_false(settings_tag_is_valid(long_tag));
	g_assert_false(settings_tag_is_valid(""));
	g_assert_false(settings_tag_is_valid("-x"));
	g_assert_false(settings_tag_is_valid("a\tb"));
	g_assert_false(settings_tag_is_valid("a\302\205b"));
	g_assert_false(settings_tag_is_valid("\377"));
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	g_setenv("TZ", "UTC", TRUE);
	g_test_add_func("/settings/values", test_values);
	g_test_add_func("/settings/own", test_own);
	g_test_add_func("/settings/fingerprint", test_fingerprint);
	g_test_add_func("/settings/tags", test_tags);
	return g_test_run();
}
