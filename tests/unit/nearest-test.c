#include "lib/nearest.h"

#include <glib.h>

static const char *const words[] = { "suggest", "list", "show", "history", "why", "note",
	"do-not-contact", NULL };

static const struct {
	const char *typed, *meant;
} cases[] = {
	{ "lst", "list" },
	{ "sugest", "suggest" },
	{ "histroy", "history" },
	{ "donotcontact", "do-not-contact" },
	{ "not", "note" },
	{ "", NULL },
	{ "x", NULL },
	{ "frobnicate", NULL },
	{ "a-word-much-longer-than-anything-that-anybody-would-ever-take-for-a-command",
		NULL },
};

static void
test_words(void)
{
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
		g_assert_cmpstr(nearest_word(cases[i].typed, words), ==, cases[i].meant);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/nearest/words", test_words);
	return g_test_run();
}
