#include "lib/record.h"

#include <string.h>

#include "lib/mime.h"
#include "lib/record-private.h"
#include "tests/unit/cases.h"

#define NOW INT64_C(1773144000) /* 2026-03-10T12:00:00Z */

/* A case may begin with a line "settings: KEY=VALUE …" of cadence settings. */
static Settings *
settings_of(const char *line)
{
	g_autoptr(GHashTable) values =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_auto(GStrv) words = g_strsplit(line, " ", -1);
	g_autoptr(GError) error = NULL;
	Settings *settings = NULL;

	g_hash_table_insert(
		values, g_strdup("user.primary_email"), g_strdup("robin@marlowe.example"));
	g_hash_table_insert(
		values, g_strdup("user.other_email"), g_strdup("robin.m@work.example"));
	for (char **word = words; *word != NULL; word++) {
		char *equals = strchr(*word, '=');

		if (equals != NULL)
			g_hash_table_insert(values,
				g_strdup_printf(
					"cadence.%.*s", (int)(equals - *word), *word),
				g_strdup(equals + 1));
	}
	settings = settings_new(values, &error);
	g_assert_no_error(error);
	return settings;
}

static void
describe_interaction(GString *out, const Interaction *interaction)
{
	g_string_append_printf(out, "\n%s %s %s %s", direction_name(interaction->direction),
		role_name(interaction->role), rule_name(interaction->rule),
		interaction->counts ? "counts" : "weak");
	g_string_append_printf(out, " %s", interaction->email);
	if (*interaction->name != '\0')
		g_string_append_printf(out, " \"%s\"", interaction->name);
	g_assert_cmpint(interaction->channel, ==, CHANNEL_MAIL);
}

/* `record` as the cases write it. New. */
static char *
describe(const Record *record)
{
	GString *out = g_string_new(rule_name(record->rule));
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(record->date);
	g_autofree char *stamp = g_date_time_format(date, "%Y-%m-%dT%H:%M:%SZ");

	g_string_append_printf(out, " %s%+d", stamp, record->utc_offset);
	g_string_append_printf(out, " %s", record->author == NULL ? "-" : record->author);
	if (*record->author_name != '\0')
		g_string_append_printf(out, " \"%s\"", record->author_name);
	if (record->own)
		g_string_append(out, " own");
	if (record->unverified)
		g_string_append(out, " unverified");
	if (record->list != NULL)
		g_string_append_printf(out, " list=%s", record->list);
	if (record->reports)
		g_string_append(out, " reports");
	for (guint i = 0; i < record->interactions->len; i++)
		describe_interaction(out, record->interactions->pdata[i]);
	return g_string_free(out, FALSE);
}

static HeaderBlock *
block_of(const char *text)
{
	return header_split(g_strdup(text), strlen(text));
}

/* Of `files`, each headers, with lines of dashes between them. New. */
static Record *
record_of(const char *files, const Settings *settings)
{
	g_auto(GStrv) each = g_strsplit(files, "----\n", -1);
	g_autoptr(GPtrArray) blocks =
		g_ptr_array_new_with_free_func((GDestroyNotify)header_block_free);

	for (char **file = each; *file != NULL; file++)
		g_ptr_array_add(blocks, block_of(*file));
	return record_from_headers(
		(HeaderBlock *const *)blocks->pdata, blocks->len, settings, NOW);
}

static void
check(const char *input, const char *expected)
{
	bool with_settings = g_str_has_prefix(input, "settings:");
	const char *headers = with_settings ? strchr(input, '\n') + 1 : input;
	g_autofree char *first = g_strndup(input, (gsize)(headers - input));
	g_autoptr(Settings) settings = settings_of(g_strchomp(first));
	g_autoptr(Record) record = record_of(headers, settings);
	g_autofree char *found = describe(record);

	case_assert(input, found, expected);
}

/* Whose mail it is, if only one can be: files as in the cases above. */
static void
test_sole(void)
{
	static const struct {
		const char *files;
		bool sole;
	} cases[] = {
		{ "From: ada@x.test\n", true },
		{ "From: ada@x.test\nList-Id: <l.x.test>\n", true },
		{ "From: robin@marlowe.example\nTo: ada@x.test, bo@x.test\n", true },
		{ "From: ada@x.test\n----\nFrom: Ada <Ada@X.test>\n", true },
		{ "From: ada@x.test, bo@x.test\n", false },
		{ "From: robin@marlowe.example, bo@x.test\n", false },
		{ "From: ada@x.test\n----\nFrom: bo@x.test\nList-Id: <l.x.test>\n", false },
		{ "From: ada@x.test\n----\nFrom: ada@x.test, bo@x.test\n", false },
		{ "From: ada@x.test\n----\nSubject: s\n", false },
		{ "Subject: s\n", false },
	};
	g_autoptr(Settings) settings = settings_of("");

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Record) record = record_of(cases[i].files, settings);

		if (record->sole != cases[i].sole)
			g_error("%s: sole = %d", cases[i].files, record->sole);
	}
}

static void
test_rules(void)
{
	cases_run("record.txt", TRUE, check);
}

static void
test_dates(void)
{
	cases_run("record-date.txt", TRUE, check);
}

static void
test_bounces(void)
{
	cases_run("record-bounce.txt", TRUE, check);
}

static void
test_identity(void)
{
	cases_run("record-identity.txt", TRUE, check);
}

static void
test_robots(void)
{
	static const char *const robots[] = { "noreply@x.test", "no-reply@x.test",
		"no_reply@x.test", "noreply-billing@x.test", "news.noreply2@x.test",
		"noreply+abc=d@x.test", "donotreply@x.test", "do.not.reply@x.test",
		"ne-pas-repondre@x.test", "nepasrepondre@x.test", "nao-responda@x.test",
		"keineantwort@x.test", "niet-beantwoorden@x.test", "nie-odpowiadaj@x.test",
		"mailer-daemon@x.test", "postmaster@x.test", "post_master@x.test",
		"root@x.test", "list-bounces+robin=marlowe.example@x.test",
		"reading-request@x.test", "calendar-notification@x.test",
		"newsletter@x.test", "mailrobot@x.test" };
	static const char *const people[] = { "ada@x.test", "info@x.test", "support@x.test",
		"hello@x.test", "root.vegetables@x.test", "ada.root@x.test",
		"arno.replyson@x.test", "eno.reply@x.test", "reply@x.test",
		"bouncer@x.test", "robotham@x.test", "j.mailman@x.test", "requests@x.test",
		"ada@noreply.test", "team@x.test", "newsletterfan@x.test" };

	for (gsize i = 0; i < G_N_ELEMENTS(robots); i++)
		if (!record_is_robot(robots[i]))
			g_error("%s was taken for a person", robots[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(people); i++)
		if (record_is_robot(people[i]))
			g_error("%s was taken for a robot", people[i]);
}

/* `n` recipients of a mail from the user. */
static Record *
sent_to(int n)
{
	g_autoptr(GString) text =
		g_string_new("From: robin@marlowe.example\n"
			     "Date: Mon, 2 Mar 2026 10:00:00 +0000\nTo: ");
	g_autoptr(HeaderBlock) block = NULL;
	g_autoptr(Settings) settings = settings_of("");

	for (int i = 0; i < n; i++)
		g_string_append_printf(text, "a%d@a.test, ", i);
	block = block_of(text->str);
	return record_from_headers(&block, 1, settings, NOW);
}

static void
test_crowds(void)
{
	g_autoptr(Record) few = sent_to(20);
	g_autoptr(Record) many = sent_to(21);
	g_autoptr(Record) crowd = sent_to(MIME_MAX_ADDRESSES + 5);

	g_assert_cmpint(few->rule, ==, RULE_SENT);
	g_assert_cmpint(many->rule, ==, RULE_GROUP);
	g_assert_cmpint(many->recipients, ==, 21);
	g_assert_cmpint(crowd->recipients, ==, MIME_MAX_ADDRESSES + 5);
	g_assert_cmpuint(crowd->interactions->len, ==, MIME_MAX_ADDRESSES);
}

static void
test_oversize(void)
{
	g_autoptr(GString) text = g_string_new("From: ada@a.test\n");
	g_autoptr(Settings) settings = settings_of("");
	g_autoptr(HeaderBlock) block = NULL;
	g_autoptr(Record) record = NULL;

	for (int i = 0; i < HEADER_MAX_FIELDS; i++)
		g_string_append(text, "X: y\n");
	block = block_of(text->str);
	record = record_from_headers(&block, 1, settings, NOW);
	g_assert_true(record->oversize);
}

static void
test_record_of_rule(void)
{
	g_autoptr(Record) record = record_of_rule(RULE_EXCLUDED);

	g_assert_cmpint(record->rule, ==, RULE_EXCLUDED);
	g_assert_null(record->author);
	g_assert_cmpuint(record->interactions->len, ==, 0);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	g_test_add_func("/record/sole", test_sole);
	g_test_add_func("/record/rules", test_rules);
	g_test_add_func("/record/dates", test_dates);
	g_test_add_func("/record/bounces", test_bounces);
	g_test_add_func("/record/identity", test_identity);
	g_test_add_func("/record/robots", test_robots);
	g_test_add_func("/record/crowds", test_crowds);
	g_test_add_func("/record/oversize", test_oversize);
	g_test_add_func("/record/of-rule", test_record_of_rule);
	return g_test_run();
}
