#include "filter/scrub.h"

#include <string.h>

/* A message, and what is to be left of it; NULL: all of it. */
static const struct {
	const char *name, *in, *out;
} cases[] = {
	{ "empty", "", NULL },
	{ "no header block", "\nX-Cadence: body\n", NULL },
	{ "nothing forged", "From: a@b.test\nX-Cadences: x\nX-Cadenc: y\n\nb\n", NULL },
	{ "one", "A: 1\nX-Cadence: contact\nB: 2\n\nb", "A: 1\nB: 2\n\nb" },
	{ "first and last", "X-Cadence: c\nA: 1\nX-Cadence: d\n\nb", "A: 1\n\nb" },
	{ "only forged", "X-Cadence: c\nX-Cadence: d\n\nb", "\nb" },
	{ "any case", "x-CADENCE: c\nA: 1\n\n", "A: 1\n\n" },
	{ "blanks before the colon", "X-Cadence \t : c\nA: 1\n\n", "A: 1\n\n" },
	{ "folded value", "X-Cadence: c\n d\n\te\nA: 1\n f\n\n", "A: 1\n f\n\n" },
	{ "folded at a blank line", "X-Cadence: c\n \n d\nA: 1\n\n", "A: 1\n\n" },
	{ "fold before the colon", "X-Cadence\n : c\nA: 1\n\n", "A: 1\n\n" },
	{ "folds before the colon", "X-Cadence \r\n\t\r\n : c\r\nA: 1\r\n\r\n",
		"A: 1\r\n\r\n" },
	{ "CRLF", "A: 1\r\nX-Cadence: c\r\n d\r\nB: 2\r\n\r\nb\r\n",
		"A: 1\r\nB: 2\r\n\r\nb\r\n" },
	{ "after an mbox line", "From a Mon\nX-Cadence: c\nA: 1\n\n",
		"From a Mon\nA: 1\n\n" },
	{ "in the body", "A: 1\n\nX-Cadence: c\n", NULL },
	{ "in the body after CRLF", "A: 1\r\n\r\nX-Cadence: c\r\n", NULL },
	{ "in a continuation", "A: 1\n X-Cadence: c\n\n", NULL },
	{ "after a blank-only line", "A: 1\n \nX-Cadence: c\n\n", "A: 1\n \n\n" },
	{ "a bare CR ends no line", "A: 1\rX-Cadence: c\n\n", NULL },
	{ "a bare CR begins no body", "A: 1\n\rX\nX-Cadence: c\n\n", "A: 1\n\rX\n\n" },
	{ "no colon", "X-Cadence c\nX-Cadence\nA: 1\n\n", NULL },
	{ "name twice in a row", "X-Cadence\nX-Cadence: c\n : d\nA: 1\n\n",
		"X-Cadence\nA: 1\n\n" },
	{ "cut within the name", "A: 1\nX-Cad", NULL },
	{ "cut after the name", "A: 1\nX-Cadence ", NULL },
	{ "cut within the value", "A: 1\nX-Cadence: c", "A: 1\n" },
	{ "no line end", "A: 1", NULL },
};

static void
check(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	const char *expected = cases[i].out != NULL ? cases[i].out : cases[i].in;
	gsize length = strlen(cases[i].in);

	/* In two pieces, cut at every place. */
	for (gsize cut = 0; cut <= length; cut++) {
		g_auto(Scrub) scrub = { 0 };
		g_autoptr(GByteArray) out = g_byte_array_new();

		scrub_init(&scrub);
		scrub_feed(&scrub, cases[i].in, cut, out);
		scrub_feed(&scrub, cases[i].in + cut, length - cut, out);
		scrub_end(&scrub, out);
		g_assert_cmpmem(out->data, out->len, expected, strlen(expected));
	}
}

static void
test_every_byte_passes(void)
{
	g_auto(Scrub) scrub = { 0 };
	g_autoptr(GByteArray) out = g_byte_array_new();
	char bytes[512];

	for (gsize i = 0; i < sizeof bytes; i++)
		bytes[i] = (char)(i ^ (i >> 3));
	scrub_init(&scrub);
	scrub_feed(&scrub, bytes, sizeof bytes, out);
	scrub_end(&scrub, out);
	g_assert_cmpmem(out->data, out->len, bytes, sizeof bytes);
}

/* What is held back has a bound, and nothing gets past it. */
static void
test_endless_blanks(void)
{
	g_auto(Scrub) scrub = { 0 };
	g_autoptr(GByteArray) out = g_byte_array_new();
	g_autoptr(GString) message = g_string_new("X-Cadence");

	for (int i = 0; i < 200000; i++)
		g_string_append_c(message, ' ');
	g_string_append(message, ": forged\nA: 1\n\n");
	scrub_init(&scrub);
	scrub_feed(&scrub, message->str, message->len, out);
	g_assert_cmpmem(out->data, out->len, "A: 1\n\n", 6);
	g_assert_true(scrub_is_over(&scrub));
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *path = g_strconcat("/scrub/", cases[i].name, NULL);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), check);
	}
	g_test_add_func("/scrub/every byte passes", test_every_byte_passes);
	g_test_add_func("/scrub/endless blanks", test_endless_blanks);
	return g_test_run();
}
