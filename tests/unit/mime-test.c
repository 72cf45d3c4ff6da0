#include "lib/mime.h"

#include <string.h>

#include "tests/unit/cases.h"

/* `addresses` as the cases write them. New. */
static char *
describe(const GPtrArray *addresses)
{
	GString *out = g_string_new(addresses->len == 0 ? "-" : "");

	for (guint i = 0; i < addresses->len; i++) {
		const Address *address = addresses->pdata[i];

		g_string_append_printf(out, "%s%s", i > 0 ? ", " : "", address->email);
		if (*address->name != '\0')
			g_string_append_printf(out, " \"%s\"", address->name);
	}
	return g_string_free(out, FALSE);
}

static void
check_addresses(const char *input, const char *expected)
{
	g_autofree char *value = g_strcompress(input);
	g_autofree char *wanted = g_strcompress(expected);
	g_autoptr(GPtrArray) addresses = mime_addresses(value, NULL);
	g_autofree char *found = describe(addresses);

	case_assert(input, found, wanted);
	for (guint i = 0; i < addresses->len; i++) {
		const Address *address = addresses->pdata[i];
		g_autofree char *again = mime_address(address->email, NULL);

		g_assert_cmpstr(again, ==, address->email);
	}
}

static void
test_addresses(void)
{
	cases_run("address.txt", FALSE, check_addresses);
}

static void
test_no_addresses(void)
{
	guint more = 7;
	g_autoptr(GPtrArray) addresses = mime_addresses(NULL, &more);

	g_assert_cmpuint(addresses->len, ==, 0);
	g_assert_cmpuint(more, ==, 0);
}

static void
test_many_addresses(void)
{
	g_autoptr(GString) value = g_string_new("");
	g_autoptr(GPtrArray) addresses = NULL;
	guint more = 0;

	for (int i = 0; i < MIME_MAX_ADDRESSES + 3; i++)
		g_string_append_printf(value, "a%d@a.test, ", i);
	addresses = mime_addresses(value->str, &more);
	g_assert_cmpuint(addresses->len, ==, MIME_MAX_ADDRESSES);
	g_assert_cmpuint(more, ==, 3);
}

/* An empty group says nothing, and is not plain. */
static void
check_as_gmime(const char *value)
{
	g_autofree char *grouped = g_strconcat(value, ", g:;", NULL);
	g_autoptr(GPtrArray) plain = mime_addresses(value, NULL);
	g_autoptr(GPtrArray) parsed = mime_addresses(grouped, NULL);
	g_autofree char *found = describe(plain);
	g_autofree char *wanted = describe(parsed);

	case_assert(value, found, wanted);
}

/* What is plain is read without GMime: with the same result. */
static void
test_plain_addresses(void)
{
	static const char *const names[] = { "", "Ada", "Ada Lovelace ", "Ada  Byron-King",
		" Ada", "O'Neil", "'Ada'", "'Ada Lovelace' ", "Ada L.", "\"\"", "\"Ada\" ",
		"\"Lovelace, Ada\" ", "\"Ada\" Lovelace", "\"A (x) <b@b.test>\" ",
		"\"'Ada'\" ", "\" Ada  L. \"", "\"ada@a.test\" ", "ada@a.test ",
		"\"=?utf-8?q?=C3=A4?=\" ", "=?utf-8?q?=C3=A4?= ", "=?x", "\"=?x\" ",
		"=?utf-8?Q?A_=C3=A4?=", "=?utf-8?B?w6Q=?= =?utf-8?B?w6Q=?= ",
		"=?utf-8?B?w6Q=?= Ada ",
		"=?utf-8?B?w6Q=?=  =?utf-8?B?w6Q=?= ", "=?utf-8?B?w6Q=?=Ada ",
		"=?utf-8?B?w6Q=?==?utf-8?B?w6Q=?= ", "=?iso-8859-1?q?=E4?= ",
		"=?koi8-r?B?4d7B?= ", "=?nowhere?q?=E4?= ", "=?utf-8?x?a?= ",
		"=?utf-8?B?w6?= ", "=?utf-8?q?=zz?= ", "=?utf-8?q?\?= ", "=?\?\?= ",
		"=?\?\?\?= ", "=?utf-8?q?a.b?= ", "=?utf-8?q?=FF?= ",
		"=?utf-8*de?q?=C3=A4?= ", "=?utf-8?q?a?b?= ",
		"=?iso-2022-jp?B?GyRCOzMbKEI=?= ", "= ", "=a ", "\"a\\\"b\" ", "\"a",
		"Ada\t", "(x) ", "7 ", "- ", "' ", "a.b " };
	static const char *const emails[] = { "ada@a.test", "Ada.L@A.Test", "a+b@a.test",
		"-a@a.test", "_@a.test", "a..b@a.test", ".a@a.test", "a.@a.test", "a@a",
		"a@-a.test", "a@a-.test", "a@a..test", "a@.a.test", "a@a.test.",
		"a@xn--bcher-kva.test", "a@XN--bcher-kva.test", "a@a--b.test", "7@7.test",
		"a@1.2.3.4", "a@", "@a.test", "a", "a b@a.test", "'a@a.test'", "a=b@a.test",
		"a@a_b.test", "\xc3\xa4@a.test", "" };
	static const char *const forms[] = { "%s<%s>", "%s<%s> ", " %s<%s>, b@b.test",
		"%s<%s>,b@b.test", "b@b.test , %s<%s>", "%s<%s>;", "%s<%s> x", "%s<%s",
		"%s%s", "%s %s ", "%s<%s>,", "%s<%s>,,b@b.test", "%s< %s>", "%s<%s >" };

	for (gsize i = 0; i < G_N_ELEMENTS(names) * G_N_ELEMENTS(emails); i++) {
		const char *name = names[i / G_N_ELEMENTS(emails)];
		const char *email = emails[i % G_N_ELEMENTS(emails)];

		for (gsize k = 0; k < G_N_ELEMENTS(forms); k++) {
			g_autoptr(GString) value = g_string_new(forms[k]);

			g_string_replace(value, "%s", name, 1);
			g_string_replace(value, "%s", email, 1);
			check_as_gmime(value->str);
		}
	}
}

/* How many mailboxes `value` has, made of `n` times `unit` and then `rest`. */
static guint
count_after(const char *unit, int n, const char *rest)
{
	g_autoptr(GString) value = g_string_new("");
	g_autoptr(GPtrArray) addresses = NULL;

	for (int i = 0; i < n; i++)
		g_string_append(value, unit);
	g_string_append(value, rest);
	addresses = mime_addresses(value->str, NULL);
	return addresses->len;
}

static void
test_nested_groups(void)
{
	g_assert_cmpuint(count_after("g:", 100, "ada@a.test"), ==, 1);
	g_assert_cmpuint(count_after("g:", 101, "ada@a.test"), ==, 0);
	g_assert_cmpuint(count_after("g:", 100000, "ada@a.test"), ==, 0);
	/* quotes and comments that hide colons, and such that only seem to */
	g_assert_cmpuint(count_after("\":\" <a@a.test>, ", 200, "b@b.test"), ==, 2);
	g_assert_cmpuint(count_after("a@a.test (:), ", 200, "b@b.test"), ==, 2);
	g_assert_cmpuint(count_after("g\":", 201, "ada@a.test"), ==, 0);
	g_assert_cmpuint(count_after("g(:", 201, "ada@a.test"), ==, 0);
	g_assert_cmpuint(count_after("\\\"g:", 101, "ada@a.test"), ==, 0);
	g_assert_cmpuint(count_after("\"\" g:\"\"", 50000, "ada@a.test"), ==, 0);
	g_assert_cmpuint(count_after("\":\" <a@a.test>, ", 1001, "b@b.test"), ==, 0);
}

static void
test_one_address(void)
{
	char *name = NULL;
	g_autofree char *bare = mime_address("Ada@A.test", NULL);
	g_autofree char *named = mime_address("Ada Lovelace <ada@a.test>", &name);

	g_assert_cmpstr(bare, ==, "ada@a.test");
	g_assert_cmpstr(named, ==, "ada@a.test");
	g_assert_cmpstr(name, ==, "Ada Lovelace");
	g_free(name);
	g_assert_null(mime_address("", NULL));
	g_assert_null(mime_address("Ada", NULL));
	g_assert_null(mime_address("a@a.test, b@b.test", NULL));
	g_assert_null(mime_address("<a@a.test>b@b.test", NULL));
	g_assert_null(mime_address("friends: a@a.test;", NULL));
}

static void
test_detail(void)
{
	static const char *const cases[][2] = {
		{ "ada+x@a.test", "ada@a.test" },
		{ "ada@a.test", "ada@a.test" },
		{ "ada+x+y@a.test", "ada@a.test" },
		{ "+x@a.test", "+x@a.test" },
		{ "ada@a+b.test", "ada@a+b.test" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *plain = mime_without_detail(cases[i][0]);

		g_assert_cmpstr(plain, ==, cases[i][1]);
	}
}

static void
test_date(void)
{
	static const struct {
		const char *value;
		Instant date;
		int utc_offset;
	} cases[] = {
		{ "Mon, 2 Mar 2026 10:00:00 +0100", 1772442000, 60 },
		{ "2 Mar 2026 10:00 -0330", 1772458200, -210 },
		{ "Mon, 2 Mar 2026 10:00:00 EST", 1772463600, -300 },
		{ "Mon, 2 Mar 2026 10:00:00 +1400 (LINT)", 1772395200, 840 },
		{ "Mon Mar  2 10:00:00 2026", 1772445600, 0 },
		{ "Mon, 2 Mar 2026 10:00:00", 1772445600, 0 },
		{ "Mon, 2 Mar 2026 10:00:00 -2300", 1772528400, 0 },
	};
	static const char *const broken[] = { NULL, "", "soon",
		"32 Mar 2026 10:00:00 +0100", "Mon, 2 Mar 99999999999 10:00:00 +0100" };
	Instant date = 0;
	int utc_offset = 0;

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_assert_true(mime_date(cases[i].value, &date, &utc_offset));
		g_assert_cmpint(date, ==, cases[i].date);
		g_assert_cmpint(utc_offset, ==, cases[i].utc_offset);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(broken); i++)
		g_assert_false(mime_date(broken[i], &date, &utc_offset));
}

/* Two blanks say nothing, and are not plain. */
static void
check_date_as_gmime(const char *day, const char *date, const char *time, const char *zone)
{
	g_autofree char *plain = g_strconcat(day, date, time, zone, NULL);
	g_autofree char *wide = g_strconcat(day, date, " ", time, zone, NULL);
	Instant found = 0, wanted = 0;
	int offset = 0, wanted_offset = 0;

	g_assert_cmpint(mime_date(plain, &found, &offset), ==,
		mime_date(wide, &wanted, &wanted_offset));
	if (found != wanted || offset != wanted_offset)
		g_error("\"%s\"", plain);
}

/* The same of dates. */
static void
test_plain_dates(void)
{
	static const char *const days[] = { "Mon, ", "", "Tue, ", "mon, ", "Xyz, ",
		"Mon " };
	static const char *const dates[] = { "2 Mar 2026 ", "02 Mar 2026 ", "29 Feb 2026 ",
		"29 Feb 2024 ", "31 Dec 1969 ", "1 Jan 1970 ", "0 Mar 2026 ",
		"32 Mar 2026 ", "2 mar 2026 ", "2 Mar 26 ", "2 Mar 9999 ", "2 March 2026 ",
		"12 Dec 2038 " };
	static const char *const times[] = { "10:00:00 ", "23:59:59 ", "24:00:00 ",
		"10:60:00 ", "10:00:60 ", "10:00 ", "1:00:00 ", "00:00:00 " };
	static const char *const zones[] = { "+0000", "-0000", "+0100", "-1130", "+1200",
		"-1200", "+1400", "+0075", "GMT", "+0100 (CET)", "+0100 (GMT)", "+0100 (a)",
		"-0500 (EST", "+010", "+01000", "", "+0000 x" };

	for (gsize i = 0; i < G_N_ELEMENTS(days) * G_N_ELEMENTS(dates); i++)
		for (gsize k = 0; k < G_N_ELEMENTS(times) * G_N_ELEMENTS(zones); k++)
			check_date_as_gmime(days[i % G_N_ELEMENTS(days)],
				dates[i / G_N_ELEMENTS(days)],
				times[k % G_N_ELEMENTS(times)],
				zones[k / G_N_ELEMENTS(times)]);
}

static void
test_text(void)
{
	static const char *const cases[][2] = {
		{ "Water  points", "Water points" },
		{ "=?utf-8?q?L=C3=B6we?= and =?iso-8859-1?q?L=F6we?=",
			"L\xc3\xb6we and L\xc3\xb6we" },
		{ "=?utf-8?q?a=0Ab=1B?=", "a b" },
		{ "=?utf-8?q?a", "=?utf-8?q?a" },
		{ "L\xf6we", "L\xc3\xb6we" },
		{ "\"quoted\"", "\"quoted\"" },
		{ NULL, "" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = mime_text(cases[i][0]);

		g_assert_cmpstr(text, ==, cases[i][1]);
	}
}

static void
test_ids(void)
{
	static const char *const cases[][2] = {
		{ NULL, "" },
		{ "", "" },
		{ "<a@b>", "a@b" },
		{ "<a@b> <c@d>\t<e@f>", "a@b c@d e@f" },
		{ "<a@b><c@d>", "a@b c@d" },
		{ "a@b", "a@b" },
		{ "yes", "" },
		{ "Your mail of \"Mon\" <a@b>", "a@b" },
		{ "<a@b <c@d>", "c@d" },
		{ "<a b@c> <\xc3\xb6@d> <> <e\x01@f> <g@h", "" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(GStrv) ids = mime_ids(cases[i][0]);
		g_autofree char *joined = g_strjoinv(" ", ids);

		g_assert_cmpstr(joined, ==, cases[i][1]);
	}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	g_test_add_func("/mime/addresses", test_addresses);
	g_test_add_func("/mime/no-addresses", test_no_addresses);
	g_test_add_func("/mime/many-addresses", test_many_addresses);
	g_test_add_func("/mime/plain-addresses", test_plain_addresses);
	g_test_add_func("/mime/nested-groups", test_nested_groups);
	g_test_add_func("/mime/one-address", test_one_address);
	g_test_add_func("/mime/detail", test_detail);
	g_test_add_func("/mime/date", test_date);
	g_test_add_func("/mime/plain-dates", test_plain_dates);
	g_test_add_func("/mime/text", test_text);
	g_test_add_func("/mime/ids", test_ids);
	return g_test_run();
}
