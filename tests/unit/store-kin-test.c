#include <string.h>

#include "tests/unit/store-letter.h"

/* Who answers for whom. */

static const Letter letters[] = {
	/* asked at work, answered from home */
	{ "1@t", 100, 1, RULE_SENT, NULL, .to = "ada@work.example" },
	{ "2@t", 200, 1, RULE_RECEIVED, .from = "ada@home.example" },
	/* one of two who were asked */
	{ "3@t", 100, 2, RULE_SENT, NULL, .to = "ada@work.example, bea@x.example" },
	{ "4@t", 200, 2, RULE_RECEIVED, .from = "cleo@x.example" },
	/* who was asked wrote as well */
	{ "5@t", 100, 3, RULE_SENT, NULL, .to = "bea@x.example" },
	{ "6@t", 150, 3, RULE_RECEIVED, .from = "bea@x.example" },
	{ "7@t", 200, 3, RULE_RECEIVED, .from = "cleo@x.example" },
	/* was asked too, by a letter of its own */
	{ "8@t", 100, 4, RULE_SENT, NULL, .to = "bea@x.example" },
	{ "9@t", 110, 4, RULE_SENT, NULL, .to = "dan@x.example" },
	{ "10@t", 200, 4, RULE_RECEIVED, .from = "dan@x.example" },
	/* began it, and the user brought somebody in */
	{ "11@t", 100, 5, RULE_RECEIVED, .from = "eve@x.example" },
	{ "12@t", 200, 5, RULE_SENT, NULL, .to = "bea@x.example" },
	{ .id = NULL },
};

static const struct {
	const char *email, *answers_for;
} cases[] = {
	{ "ada@home.example", "ada@work.example" },
	{ "ada@work.example", "" },
	{ "cleo@x.example", "" },
	{ "dan@x.example", "" },
	{ "eve@x.example", "" },
	{ "nobody@x.example", "" },
};

static void
test_answers(void)
{
	g_autoptr(Store) store = fixture_store();

	letter_run(store, letters, 1);
	fixture_sql(store,
		"UPDATE message SET recipients = (SELECT count(*) FROM interaction"
		" WHERE message = message.id) WHERE own = 1");
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GError) error = NULL;
		g_auto(GStrv) found = store_answers_for(store, cases[i].email, &error);
		g_autofree char *joined = NULL;

		g_assert_no_error(error);
		joined = g_strjoinv(" ", found);
		g_assert_cmpstr(joined, ==, cases[i].answers_for);
	}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/kin/answers", test_answers);
	return g_test_run();
}
