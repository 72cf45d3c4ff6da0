#include <glib/gstdio.h>

#include "lib/record.h"
#include "lib/relay.h"
#include "tests/unit/cases.h"

#define NOW INT64_C(1773144000) /* 2026-03-10T12:00:00Z */

static const char own_rules[] = "[forum]\n"
				"from=robot@forum.example\n"
				"name=Subject\n"
				"name-pattern=\\] (.+?) wrote\n"
				"address=Reply-To\n"
				"channel=chat\n"
				"[github-mention]\n"
				"match-X-GitHub-Reason=mention;manual\n"
				"[alias]\n"
				"John-Doe@alumni.example=john@doe.example\n";

static Relays *relays;

static void
load(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *path = NULL;
	const char *paths[] = { NULL, NULL };

	g_close(g_file_open_tmp("channels-XXXXXX", &path, NULL), NULL);
	g_assert_true(g_file_set_contents(path, own_rules, -1, NULL));
	paths[0] = path;
	g_setenv("CADENCE_DATA_DIR", "contrib/data", TRUE);
	relays = relays_load(paths, &error);
	g_assert_no_error(error);
	g_unlink(path);
}

static Settings *
settings_of(const char *authserv_id)
{
	g_autoptr(GHashTable) values = g_hash_table_new(g_str_hash, g_str_equal);
	Settings *settings = NULL;

	g_hash_table_insert(
		values, (char *)"user.primary_email", (char *)"robin@marlowe.example");
	if (authserv_id != NULL)
		g_hash_table_insert(
			values, (char *)"cadence.authserv_id", (char *)authserv_id);
	settings = settings_new(values, NULL);
	g_assert_nonnull(settings);
	settings->relays = relays;
	return settings;
}

static char *
describe(const Record *record)
{
	GString *out = g_string_new(rule_name(record->rule));

	g_string_append(out, record->unverified ? " unverified" : "");
	if (record->relay != NULL)
		g_string_append_printf(out, " %s", record->relay);
	for (guint i = 0; i < record->interactions->len; i++) {
		const Interaction *with = record->interactions->pdata[i];

		g_string_append_printf(out, "\n%s %s %s %s %s",
			direction_name(with->direction), role_name(with->role),
			channel_name(with->channel), with->counts ? "counts" : "weak",
			with->email);
		if (*with->name != '\0')
			g_string_append_printf(out, " \"%s\"", with->name);
	}
	return g_string_free(out, FALSE);
}

/* The first line may name the server that checks mail. */
static void
check(const char *input, const char *expected)
{
	static const char first[] = "settings: authserv_id=";
	bool checked = g_str_has_prefix(input, first);
	const char *headers = checked ? strchr(input, '\n') + 1 : input;
	g_autofree char *authserv_id =
		checked ? g_strndup(input + strlen(first),
				  strcspn(input + strlen(first), "\n"))
			: NULL;
	g_autoptr(Settings) settings = settings_of(authserv_id);
	g_auto(GStrv) files = g_strsplit(headers, "----\n", -1);
	g_autoptr(GPtrArray) blocks =
		g_ptr_array_new_with_free_func((GDestroyNotify)header_block_free);
	g_autoptr(Record) record = NULL;
	g_autofree char *found = NULL;

	for (char **file = files; *file != NULL; file++)
		g_ptr_array_add(blocks, header_split(g_strdup(*file), strlen(*file)));
	record = record_from_headers(
		(HeaderBlock *const *)blocks->pdata, blocks->len, settings, NOW);
	found = describe(record);
	case_assert(input, found, expected);
}

static void
test_channels(void)
{
	cases_run("channel.txt", TRUE, check);
}

/* Where From: names another than the author, the author is not all that is to be known. */
static void
test_sole(void)
{
	static const struct {
		const char *headers;
		bool sole;
	} cases[] = {
		{ "From: Ada Lovelace via LinkedIn <messages-noreply@linkedin.com>\n",
			true },
		{ "From: john-doe@alumni.example\n", false },
		{ "From: 'Ada Lovelace' via Rivers <rivers@lists.example>\n"
		  "List-ID: Rivers <rivers.lists.example>\n"
		  "X-Original-Sender: ada@winterbourne.example\n",
			false },
	};
	g_autoptr(Settings) settings = settings_of(NULL);

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		const char *headers = cases[i].headers;
		g_autoptr(HeaderBlock) block =
			header_split(g_strdup(headers), strlen(headers));
		g_autoptr(Record) record = record_from_headers(&block, 1, settings, NOW);

		g_assert_cmpint(record->sole, ==, cases[i].sole);
	}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	load();
	g_test_add_func("/channel/rules", test_channels);
	g_test_add_func("/channel/sole", test_sole);
	int status = g_test_run();

	relays_free(relays);
	return status;
}
