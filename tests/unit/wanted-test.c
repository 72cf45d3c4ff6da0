#include "filter/wanted.h"

#include <string.h>

#include "filter/query.h"
#include "lib/mime.h"

/* Space-separated words as an array, interned as tags are. */
static GPtrArray *
interned(const char *words)
{
	GPtrArray *array = g_ptr_array_new();
	g_auto(GStrv) list = g_strsplit(words, " ", -1);

	for (char **word = list; *word != NULL; word++)
		if (**word != '\0')
			g_ptr_array_add(array, (char *)g_intern_string(*word));
	return array;
}

/* In words: what is to be done to the tags of one message. */
static const struct {
	const char *name, *contact, *followup, *ours, *actual;
	const char *out; /* "add …; remove …", with "touch" in front if notmuch changes */
} comparisons[] = {
	{ "nothing wanted", "", "", "", "inbox", "" },
	{ "new", "c c/key", "", "", "inbox", "touch add c c/key; remove" },
	{ "done", "c c/key", "", "c c/key", "c c/key inbox", "" },
	{ "another class", "c c/key", "", "c c/old", "c c/old",
		"touch add c/key; remove c/old" },
	{ "untracked", "", "", "c c/key", "c c/key", "touch add; remove c c/key" },
	{ "somebody else's stays", "", "", "", "c c/key", "" },
	{ "partly somebody else's", "c c/key", "", "", "c", "touch add c/key; remove" },
	{ "put at delivery", "c c/key", "", "", "c c/key", "add c c/key; remove" },
	{ "put at delivery, followed up", "c c/key", "f f/owed", "", "c c/key",
		"touch add f f/owed c c/key; remove" },
	{ "taken off by hand, wanted", "c c/key", "", "c c/key", "c/key",
		"touch add c; remove" },
	{ "taken off by hand, unwanted", "", "", "c", "inbox", "add; remove c" },
	{ "no more followed up", "c c/key", "", "c c/key f f/owed", "c c/key f f/owed",
		"touch add; remove f f/owed" },
	{ "another reason", "", "f f/due", "f f/owed", "f f/owed",
		"touch add f/due; remove f/owed" },
};

static char *
describe(const WantedChange *change)
{
	g_autofree char *add = g_strjoinv(" ", (char **)change->add);
	g_autofree char *remove = g_strjoinv(" ", (char **)change->remove);

	return g_strdup_printf("%sadd%s%s; remove%s%s", change->touches ? "touch " : "",
		*add ? " " : "", add, *remove ? " " : "", remove);
}

static void
check_comparison(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(GPtrArray) contact = interned(comparisons[i].contact);
	g_autoptr(GPtrArray) followup = interned(comparisons[i].followup);
	g_autoptr(GPtrArray) wanted = g_ptr_array_copy(contact, NULL, NULL);
	g_auto(GStrv) ours = g_strsplit(comparisons[i].ours, " ", -1);
	g_auto(GStrv) actual = g_strsplit(comparisons[i].actual, " ", -1);
	g_auto(WantedChange) change = { 0 };
	g_autofree char *out = NULL;

	g_ptr_array_extend(wanted, followup, NULL, NULL);
	if (wanted_compare(wanted, contact, (const char *const *)ours,
		    (const char *const *)actual, &change))
		out = describe(&change);
	g_assert_cmpstr(out != NULL ? out : "", ==, comparisons[i].out);
}

enum { PLUS = 1, SENT = 2, SINCE = 4 };

static const struct {
	const char *name;
	int settings;
	const char *header;
	const char *out; /* addresses */
} mails[] = {
	{ "author", 0, "From: Ada <Ada@X.test>\nTo: me@example.org\n", "ada@x.test" },
	{ "several authors", 0, "From: a@x.test, Bo <b@x.test>\n", "a@x.test b@x.test" },
	{ "a name is no address", 0, "From: \"ada@x.test\" <evil@y.test>\n",
		"evil@y.test" },
	{ "a longer domain", 0, "From: ada@x.test.evil.test\n", "ada@x.test.evil.test" },
	{ "no author", 0, "To: ada@x.test\n", "" },
	{ "Sender is no author", 0, "Sender: ada@x.test\nFrom: b@x.test\n", "b@x.test" },
	{ "the first of two fields", 0, "From: a@x.test\nFrom: b@x.test\n", "a@x.test" },
	{ "own", 0, "From: me@example.org\nTo: ada@x.test\n", "" },
	{ "own, with sent mail", SENT,
		"From: me@example.org\nTo: a@x.test\nCc: b@x.test, me@example.org\n"
		"Bcc: c@x.test\n",
		"a@x.test b@x.test c@x.test" },
	{ "others' recipients", SENT, "From: a@x.test\nTo: b@x.test\n", "a@x.test" },
	{ "detail kept apart", 0, "From: ada+news@x.test\n", "ada+news@x.test" },
	{ "detail dropped", PLUS, "From: ada+news@x.test\n", "ada+news@x.test ada@x.test" },
	{ "recent", SINCE, "From: a@x.test\nDate: Sun, 01 Mar 2026 10:00:00 +0000\n",
		"a@x.test" },
	{ "old", SINCE, "From: a@x.test\nDate: Sun, 01 Feb 2026 10:00:00 +0000\n", "" },
};

static Settings *
settings_with(int bits)
{
	g_autoptr(GHashTable) values = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GError) error = NULL;
	Settings *settings = NULL;

	g_hash_table_insert(values, (char *)"user.primary_email", (char *)"me@example.org");
	if (bits & PLUS)
		g_hash_table_insert(values, (char *)"cadence.plus_detail", (char *)"true");
	if (bits & SENT)
		g_hash_table_insert(values, (char *)"cadence.tag_sent", (char *)"true");
	if (bits & SINCE)
		g_hash_table_insert(
			values, (char *)"cadence.tag_since", (char *)"2026-02-15");
	settings = settings_new(values, &error);
	g_assert_no_error(error);
	return settings;
}

static void
check_mail(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(Settings) settings = settings_with(mails[i].settings);
	gsize length = strlen(mails[i].header);
	char *bytes = g_malloc(length + 1);
	g_autoptr(HeaderBlock) block = NULL;
	g_autoptr(GPtrArray) emails = NULL;
	g_autofree char *out = NULL;

	memcpy(bytes, mails[i].header, length);
	block = header_split(bytes, length);
	emails = wanted_addresses(&block, 1, settings, INT64_C(1773144000));
	g_ptr_array_add(emails, NULL);
	out = g_strjoinv(" ", (char **)emails->pdata);
	g_assert_cmpstr(out, ==, mails[i].out);
}

static void
test_preselection(void)
{
	static const char *const plain[] = { "ada@x.test", "b_o-b.2+c@y.test", NULL };
	static const char *const bad[] = { "a\"b@x.test", "/a/@x.test", "{a@x.test",
		"a@xn--pple-43d.test", "a b@x.test", "*@x.test", "-a@x.test",
		"abcdefghijklmnopqrstuvwxyzabcdefghijklmnopqrstuvwxyzabcdefghij@x.test" };
	g_autofree char *from = query_of_addresses(plain, false);
	g_autofree char *both = query_of_addresses(plain, true);

	g_assert_cmpstr(from, ==, "from:\"ada@x.test\" or from:\"b_o-b.2+c@y.test\"");
	g_assert_cmpstr(both, ==,
		"from:\"ada@x.test\" or to:\"ada@x.test\" or "
		"from:\"b_o-b.2+c@y.test\" or to:\"b_o-b.2+c@y.test\"");
	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		const char *const emails[] = { "ada@x.test", bad[i], NULL };

		g_assert_null(query_of_addresses(emails, false));
	}
}

static void
check_since(const char *query, Instant since, const char *expected)
{
	g_autofree char *narrowed = query_since(query, since);

	g_assert_cmpstr(narrowed, ==, expected);
}

static void
test_since(void)
{
	const Instant since = INT64_C(1771113600); /* 2026-02-15 */

	check_since(NULL, WHEN_NEVER, NULL);
	check_since("from:\"a@x.test\"", WHEN_NEVER, "from:\"a@x.test\"");
	check_since(NULL, INT64_C(347155200), NULL); /* 1981 */
	check_since(NULL, since, "not date:@410227200..@1770940800");
	check_since("from:\"a@x.test\" or from:\"b@x.test\"", since,
		"(from:\"a@x.test\" or from:\"b@x.test\") and "
		"not date:@410227200..@1770940800");
}

static void
test_terms_stay_terms(void)
{
	g_autoptr(GString) query = g_string_new(NULL);

	query_add_term(query, "tag", "cadence/contact");
	query_add_term(query, "id", "a\" or tag:new or \"b");
	g_assert_cmpstr(query->str, ==,
		"tag:\"cadence/contact\" or id:\"a\"\" or tag:new or \"\"b\"");
}

int
main(int argc, char *argv[])
{
	g_setenv("TZ", "UTC", TRUE);
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(comparisons); i++) {
		g_autofree char *path =
			g_strconcat("/wanted/tags/", comparisons[i].name, NULL);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), check_comparison);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(mails); i++) {
		g_autofree char *path = g_strconcat("/wanted/mail/", mails[i].name, NULL);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), check_mail);
	}
	g_test_add_func("/query/preselection", test_preselection);
	g_test_add_func("/query/since", test_since);
	g_test_add_func("/query/terms stay terms", test_terms_stay_terms);
	return g_test_run();
}
