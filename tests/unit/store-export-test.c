#include <string.h>

#include "lib/mime.h"
#include "tests/unit/store-fixture.h"

/* What an export says, that an import brings it back, and what it does not let in. */

static void
fill_reminders(Store *store, int64_t ada)
{
	g_assert_true(
		store_put_occasion(store, ada, OCCASION_BIRTHDAY, 1815, 12, 10, NULL));
	g_assert_true(store_put_occasion(store, ada, OCCASION_ANNIVERSARY, 0, 2, 29, NULL));
	g_assert_true(store_add_reminder(store, ada, 1, 9, true, "", NULL, NULL));
	g_assert_true(store_add_reminder(store, ada, 2, 8, false, "ring", NULL, NULL));
	g_assert_true(store_dismiss(store, ada, REASON_DUE_SOON, 7, NULL));
	g_assert_true(store_dismiss_cadence(store, ada, 30, NULL));
	g_assert_true(store_add_draft(store, "draft@example.org", ada, 6, NULL));
}

static void
fill(Store *store)
{
	const Class friends = { .name = (char *)"friends",
		.cadence = { .months = 1 },
		.policy = POLICY_EXCHANGE,
		.weight = 0.7,
		.booking = (char *)"https://meet.example/me",
		.bcc = (char *)"crm@example.org" };
	g_autoptr(Contact) zoe = fixture_contact("Zoë \"Z\" \\ 友", "friends",
		"zoe@xn--bcher-kva.example \"z,z\"@example.org");
	int64_t ada =
		fixture_add(store, "Ada Lovelace", "key", "ada@example.org a@example.com");

	g_assert_true(store_put_class(store, &friends, NULL));
	zoe->own_cadence = (Interval){ .months = 1, .days = 10 };
	zoe->paused = FIXTURE_NOW;
	zoe->snoozed_until = FIXTURE_NOW + 1;
	zoe->do_not_contact = FIXTURE_NOW + 2;
	zoe->deceased = FIXTURE_NOW + 3;
	zoe->fresh = FIXTURE_NOW + 4;
	zoe->country = g_strdup("de");
	zoe->language = g_strdup("ru");
	g_assert_true(store_add_contact(store, zoe, NULL));
	g_assert_true(store_add_remark(store, REMARK_NOTE, ada, 200, "two\nlines", NULL));
	g_assert_true(store_add_remark(
		store, REMARK_NOTE, ada, -100, "\x1b]0;t\a\xc2\x9b\u2028", NULL));
	g_assert_true(store_add_remark(store, REMARK_TOPIC, ada, 100, "engines", NULL));
	g_assert_true(store_log(
		store, ada, 300, -330, DIRECTION_OUT, CHANNEL_IN_PERSON, "", NULL));
	fill_reminders(store, ada);
	g_assert_true(store_ignore(store, "shop@example.com", FIXTURE_NOW, NULL));
	g_assert_true(store_put_apart(store, "b@example.com", "a@example.com", NULL));
	g_assert_true(store_forget(
		store, 0, (const char *const[]){ "lost@example.org", NULL }, NULL));
}

static const char expected[] =
	"{\"notmuch-cadence\":\"export\",\"version\":1,\n"
	"\"classes\":[\n"
	"{\"name\":\"key\",\"cadence\":\"2w\",\"policy\":\"any\",\"weight\":1.5,"
	"\"booking\":null,\"bcc\":null},\n"
	"{\"name\":\"potential\",\"cadence\":\"3w\",\"policy\":\"any\",\"weight\":1.2,"
	"\"booking\":null,\"bcc\":null},\n"
	"{\"name\":\"partner\",\"cadence\":\"3m\",\"policy\":\"any\",\"weight\":1,"
	"\"booking\":null,\"bcc\":null},\n"
	"{\"name\":\"acquaintance\",\"cadence\":\"3m\",\"policy\":\"any\",\"weight\":0.8,"
	"\"booking\":null,\"bcc\":null},"
	"\n"
	"{\"name\":\"friends\",\"cadence\":\"1m\",\"policy\":\"exchange\",\"weight\":0.7,"
	"\"booking\":\"https://meet.example/me\",\"bcc\":\"crm@example.org\"}],\n"
	"\"forgotten\":[\n"
	"\"bfef80a4d05026cae06cf8749a1c4548cb75d462626d9d7f4d2671c4d4bd94db\"],\n"
	"\"contacts\":[\n"
	"{\"slug\":\"ada-lovelace\",\"name\":\"Ada Lovelace\",\"class\":\"key\","
	"\"cadence\":null,\"created\":1773144000,\"paused\":null,\"snoozed_until\":null,"
	"\"do_not_contact\":null,\"deceased\":null,\"fresh\":null,\"country\":null,"
	"\"language\":null,\"addresses\":[\"ada@example.org\",\"a@example.com\"],"
	"\"notes\":[{\"date\":-100,\"text\":\"\\u001b]0;t\\u0007\\u009b\\u2028\"},"
	"{\"date\":200,\"text\":\"two\\u000alines\"}],"
	"\"topics\":[{\"date\":100,\"text\":\"engines\"}],"
	"\"logged\":[{\"date\":300,\"utc_offset\":-330,\"direction\":\"out\","
	"\"channel\":\"in-person\",\"text\":\"\"}],"
	"\"occasions\":[{\"kind\":\"anniversary\",\"year\":null,\"month\":2,\"day\":29},"
	"{\"kind\":\"birthday\",\"year\":1815,\"month\":12,\"day\":10}],"
	"\"reminders\":[{\"created\":2,\"date\":8,\"until_answer\":false,\"text\":\"ring\"}"
	","
	"{\"created\":1,\"date\":9,\"until_answer\":true,\"text\":\"\"}],"
	"\"dismissed\":[{\"reason\":\"cadence\",\"since\":30},"
	"{\"reason\":\"due-soon\",\"since\":7}]},\n"
	"{\"slug\":\"zoe-z\",\"name\":\"Zoë \\\"Z\\\" \\\\ 友\",\"class\":\"friends\","
	"\"cadence\":\"1m10d\",\"created\":1773144000,\"paused\":1773144000,"
	"\"snoozed_until\":1773144001,\"do_not_contact\":1773144002,"
	"\"deceased\":1773144003,\"fresh\":1773144004,\"country\":\"de\",\"language\":"
	"\"ru\","
	"\"addresses\":[\"zoe@xn--bcher-kva.example\",\"\\\"z,z\\\"@example.org\"],"
	"\"notes\":[],\"topics\":[],\"logged\":[],\"occasions\":[],\"reminders\":[],"
	"\"dismissed\":[]}],\n"
	"\"ignored\":[\n"
	"{\"email\":\"shop@example.com\",\"since\":1773144000}],\n"
	"\"apart\":[\n"
	"{\"email\":\"a@example.com\",\"other\":\"b@example.com\"}]}\n";

static char *export(Store *store)
{
	g_autoptr(GError) error = NULL;
	char *text = store_export(store, &error);

	g_assert_no_error(error);
	return text;
}

static guint
import(Store *store, const char *json)
{
	g_autoptr(GError) error = NULL;
	guint contacts = 0;

	store_import(store, json, strlen(json), &contacts, &error);
	g_assert_no_error(error);
	return contacts;
}

static void
test_export(void)
{
	g_autoptr(Store) store = fixture_store();
	g_autofree char *text = NULL;

	fill(store);
	text = export(store);
	g_assert_cmpstr(text, ==, expected);
}

/* Twice is once, and nothing is left of what was there to begin with but is not in it. */
static void
test_round_trip(void)
{
	g_autoptr(Store) store = fixture_store();

	for (int i = 0; i < 2; i++) {
		g_autofree char *text = NULL;

		g_assert_cmpuint(import(store, expected), ==, 2);
		text = export(store);
		g_assert_cmpstr(text, ==, expected);
	}
}

/* An older program knew nothing of what is kept here by now. */
static void
test_old(void)
{
	static const char old[] =
		"{\"notmuch-cadence\":\"export\",\"version\":1,\"classes\":[{\"name\":"
		"\"friends\",\"cadence\":\"1m\",\"policy\":\"exchange\",\"weight\":0.7}],"
		"\"contacts\":[{\"slug\":\"zoe-z\",\"name\":\"Zo\u00eb \\\"Z\\\" \\\\ "
		"\u53cb\",\"class\":\"friends\",\"cadence\":\"1m10d\",\"created\":"
		"1773144000,"
		"\"paused\":1773144000,\"snoozed_until\":1773144001,"
		"\"do_not_contact\":1773144002,\"addresses\":[]}]}";
	g_autoptr(Store) store = fixture_store();
	g_autoptr(Store) other = fixture_store();
	g_autofree char *text = NULL;

	fill(store);
	g_assert_cmpuint(import(store, old), ==, 1);
	text = export(store);
	g_assert_cmpstr(text, ==, expected);
	g_assert_cmpuint(import(other, old), ==, 1);
}

/* Hundreds of contacts, with more to say than a value of the store may be long. */
static void
test_large(void)
{
	g_autoptr(Store) store = fixture_store();
	g_autoptr(Store) other = fixture_store();
	g_autofree char *text = g_strnfill(60000, 'x');
	g_autofree char *first = NULL;
	g_autofree char *second = NULL;
	int64_t ada = fixture_add(store, "Ada", "key", "ada@example.org");

	g_assert_true(store_begin(store, NULL));
	for (int i = 0; i < 30; i++)
		g_assert_true(store_add_remark(store, REMARK_NOTE, ada, i, text, NULL));
	for (int i = 0; i < 300; i++) {
		g_autofree char *email = g_strdup_printf("bea%d@example.org", i);

		fixture_add(store, "Bea", "partner", email);
	}
	g_assert_true(store_commit(store, NULL));
	first = export(store);
	g_assert_cmpuint(strlen(first), >, 1800000);
	g_assert_cmpuint(import(other, first), ==, 301);
	second = export(other);
	g_assert_cmpstr(first, ==, second);
}

#define CONTACT(SLUG, ADDRESSES)                                                           \
	"{\"notmuch-cadence\":\"export\",\"version\":1,\"contacts\":["                     \
	"{\"slug\":\"" SLUG "\",\"name\":\"New Name\",\"class\":\"partner\","              \
	"\"cadence\":\"5w\",\"created\":1,\"snoozed_until\":7,\"addresses\":[" ADDRESSES   \
	"],\"notes\":[{\"date\":2,\"text\":\"new\"}]}]}"

/* The document has the newer words; what it does not speak of stays. */
static void
test_merge(void)
{
	static const char *const documents[] = {
		CONTACT("somebody", "\"ADA@example.org\",\"ada@example.com\""),
		CONTACT("ada", "\"ada@example.com\""),
	};

	for (guint i = 0; i < G_N_ELEMENTS(documents); i++) {
		g_autoptr(Store) store = fixture_store();
		int64_t ada = fixture_add(store, "Ada", "key", "ada@example.org");
		g_autoptr(GPtrArray) found = NULL;
		g_autoptr(GPtrArray) notes = NULL;
		const Contact *contact = NULL;

		g_assert_true(store_add_remark(store, REMARK_NOTE, ada, 1, "old", NULL));
		g_assert_cmpuint(import(store, documents[i]), ==, 1);
		found = store_contacts(store, NULL);
		g_assert_cmpuint(found->len, ==, 1);
		contact = found->pdata[0];
		g_assert_cmpstr(contact->slug, ==, "ada");
		g_assert_cmpstr(contact->name, ==, "New Name");
		g_assert_cmpstr(contact->class_name, ==, "partner");
		g_assert_cmpint(contact->own_cadence.days, ==, 35);
		g_assert_cmpint(contact->snoozed_until, ==, 7);
		g_assert_cmpint(contact->created, ==, FIXTURE_NOW);
		g_assert_cmpuint(g_strv_length(contact->addresses), ==, 2);
		notes = store_remarks(store, REMARK_NOTE, ada, NULL);
		g_assert_cmpuint(notes->len, ==, 2);
	}
}

/* Who is tracked here is not silenced by a document from elsewhere. */
static void
test_merge_ignored(void)
{
	g_autoptr(Store) store = fixture_store();
	bool is = true;

	fixture_add(store, "Ada", "key", "ada@example.org");
	import(store, "{\"notmuch-cadence\":\"export\",\"version\":1,\"ignored\":["
		      "{\"email\":\"ada@example.org\",\"since\":1}]}");
	g_assert_true(store_is_ignored(store, "ada@example.org", &is, NULL));
	g_assert_false(is);
}

#define DOCUMENT(MEMBERS) "{\"notmuch-cadence\":\"export\",\"version\":1," MEMBERS "}"
#define ADA(MEMBERS)                                                                       \
	DOCUMENT("\"contacts\":[{\"slug\":\"ada\",\"name\":\"Ada\",\"class\":\"key\","     \
		 "\"created\":1," MEMBERS "}]")

static const struct {
	const char *json, *words;
} hostile[] = {
	{ "", "no JSON object" },
	{ "hello", "no JSON object" },
	{ "[]", "no JSON object" },
	{ "{\"notmuch-cadence\":\"export\",\"version\":1", "no JSON object" },
	{ "{}", "no export of notmuch-cadence" },
	{ "{\"notmuch-cadence\":\"export\"}", "no export of notmuch-cadence" },
	{ "{\"notmuch-cadence\":\"export\",\"version\":0}",
		"no export of notmuch-cadence" },
	{ "{\"notmuch-cadence\":\"export\",\"version\":\"1\"}", "no export" },
	{ "{\"notmuch-cadence\":\"export\",\"version\":2}", "newer notmuch-cadence" },
	{ "{\"notmuch-cadence\":\"export\",\"version\":1e99}", "no export" },
	{ "\xff", "no UTF-8" },
	{ DOCUMENT("\"contacts\":{}"), "\"contacts\" must be an array" },
	{ DOCUMENT("\"contacts\":[1]"), "contacts[0]: it must be an object" },
	{ DOCUMENT("\"contacts\":[[]]"), "contacts[0]: it must be an object" },
	{ DOCUMENT("\"contacts\":[{}]"), "contacts[0]: \"slug\" must be text" },
	{ DOCUMENT("\"contacts\":[{\"slug\":1}]"), "\"slug\" must be text" },
	{ DOCUMENT("\"contacts\":[{\"slug\":\"\\ud800\"}]"), "\"slug\" must be text" },
	{ DOCUMENT("\"classes\":[{\"name\":\"x\",\"cadence\":\"0d\",\"policy\":\"any\","
		   "\"weight\":1}]"),
		"classes[0]: " },
	{ DOCUMENT("\"classes\":[{\"name\":\"a b\",\"cadence\":\"1d\",\"policy\":\"any\","
		   "\"weight\":1}]"),
		"cannot name a class" },
	{ DOCUMENT("\"classes\":[{\"name\":\"x\",\"cadence\":\"1d\",\"policy\":\"none\","
		   "\"weight\":1}]"),
		"\"policy\" must be any" },
	{ DOCUMENT("\"classes\":[{\"name\":\"x\",\"cadence\":\"1d\",\"policy\":\"any\","
		   "\"weight\":1e999}]"),
		"weight of class" },
	{ DOCUMENT("\"forgotten\":[\"abc\"]"), "forgotten[0]: it must be 64" },
	{ DOCUMENT("\"forgotten\":[7]"), "forgotten[0]: it must be text" },
	{ DOCUMENT("\"ignored\":[{\"email\":\"a\\nb@c\",\"since\":1}]"), "is no address" },
	{ ADA("\"addresses\":[\"evil@x.example, other@x.example\"]"), "is no address" },
	{ ADA("\"addresses\":[{\"a\":\"b@x.example\"}]"), "it must be text" },
	{ ADA("\"class\":\"nobody\""), "the classes are" },
	{ ADA("\"cadence\":\"often\""), "often" },
	{ ADA("\"cadence\":7"), "\"cadence\" must be text" },
	{ ADA("\"paused\":\"today\""), "\"paused\" must be a whole number" },
	{ ADA("\"paused\":1.5"), "\"paused\" must be a whole number" },
	{ ADA("\"paused\":-9223372036854775808"), "\"paused\" must be a whole number" },
	{ ADA("\"paused\":99999999999999999999"), "\"paused\" must be a whole number" },
	{ ADA("\"name\":\"\\u200b\""), "cannot be empty" },
	{ ADA("\"slug\":\"../../x\""), "cannot identify" },
	{ ADA("\"notes\":[{\"date\":1}]"), "contacts[0]: notes[0]: \"text\" must be text" },
	{ ADA("\"notes\":[{\"date\":1,\"text\":\" \"}]"), "cannot be empty" },
	{ ADA("\"country\":\"Germany\""), "it has two letters" },
	{ ADA("\"language\":\"\""), "it has two letters" },
	{ ADA("\"deceased\":\"yes\""), "\"deceased\" must be a whole number" },
	{ ADA("\"occasions\":[{\"kind\":\"holiday\",\"month\":1,\"day\":1}]"),
		"\"kind\" must be birthday" },
	{ ADA("\"occasions\":[{\"kind\":\"birthday\",\"month\":2,\"day\":30}]"),
		"is no day of the calendar" },
	{ ADA("\"occasions\":[{\"kind\":\"birthday\",\"month\":0,\"day\":1}]"),
		"\"month\" must be" },
	{ ADA("\"occasions\":[{\"kind\":\"birthday\",\"year\":0,\"month\":1,\"day\":1}]"),
		"\"year\" must be" },
	{ ADA("\"reminders\":[{\"created\":1,\"date\":2,\"until_answer\":1,\"text\":\"\"}"
	      "]"),
		"\"until_answer\" must be true or false" },
	{ ADA("\"dismissed\":[{\"reason\":\"hunger\",\"since\":1}]"),
		"\"reason\" is none" },
	{ ADA("\"dismissed\":[{\"reason\":\"cadence\",\"since\":0}]"),
		"\"since\" must be" },
	{ ADA("\"logged\":[{\"date\":1,\"utc_offset\":9999,\"direction\":\"in\","
	      "\"channel\":\"mail\",\"text\":\"\"}]"),
		"\"utc_offset\"" },
	{ ADA("\"logged\":[{\"date\":1,\"utc_offset\":0,\"direction\":\"up\","
	      "\"channel\":\"mail\",\"text\":\"\"}]"),
		"\"direction\"" },
	{ ADA("\"logged\":[{\"date\":1,\"utc_offset\":0,\"direction\":\"in\","
	      "\"channel\":\"pigeon\",\"text\":\"\"}]"),
		"\"channel\"" },
};

static void
refuses(Store *store, const char *json, gsize length, const char *words)
{
	GError *error = NULL;
	guint contacts = 0;

	g_assert_false(store_import(store, json, length, &contacts, &error));
	g_assert_true(g_str_has_prefix(error->message, "cannot import: "));
	fixture_assert_error(error, CADENCE_ERROR_DATA, words);
}

static void
test_hostile(void)
{
	g_autoptr(Store) store = fixture_store();
	g_autofree char *before = export(store);
	g_autofree char *after = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(hostile); i++)
		refuses(store, hostile[i].json, strlen(hostile[i].json), hostile[i].words);
	after = export(store);
	g_assert_cmpstr(before, ==, after);
}

/* Deep, long, and with a zero byte in it. */
static void
test_hostile_sizes(void)
{
	enum { DEPTH = 1000000, HUGE_BYTES = 33 * 1024 * 1024 };
	g_autoptr(Store) store = fixture_store();
	g_autofree char *deep = g_strnfill(DEPTH, '[');
	g_autofree char *huge = g_strnfill(HUGE_BYTES, ' ');

	refuses(store, deep, DEPTH, "no JSON object");
	refuses(store, huge, HUGE_BYTES, "larger than any export");
	refuses(store, "{}\0{}", 5, "no UTF-8");
}

/* The last contact is refused: the first is not there either. */
static void
test_all_or_nothing(void)
{
	g_autoptr(Store) store = fixture_store();
	static const char document[] = DOCUMENT(
		"\"contacts\":[{\"slug\":\"ada\",\"name\":\"Ada\",\"class\":\"key\","
		"\"created\":1},{\"slug\":\"bea\"}]");

	refuses(store, document, strlen(document), "contacts[1]: \"name\" must be text");
	g_assert_cmpint(fixture_number(store, "SELECT count(*) FROM contact"), ==, 0);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	g_test_add_func("/export/document", test_export);
	g_test_add_func("/export/round-trip", test_round_trip);
	g_test_add_func("/import/old", test_old);
	g_test_add_func("/export/large", test_large);
	g_test_add_func("/import/merge", test_merge);
	g_test_add_func("/import/merge-ignored", test_merge_ignored);
	g_test_add_func("/import/hostile", test_hostile);
	g_test_add_func("/import/hostile-sizes", test_hostile_sizes);
	g_test_add_func("/import/all-or-nothing", test_all_or_nothing);
	return g_test_run();
}
