#include "lib/mime.h"
#include "tests/unit/draft-fixture.h"

static void
test_attributions(Fixture *f, gconstpointer data)
{
	Address *author = f->letter.from->pdata[0];

	(void)data;
	*author->name = '\0';
	assert_holds(f, "On Tue, 3 Mar 2026, ada@harbour.example wrote:\n> ");
	f->source.language = "ru";
	assert_holds(f, "2026");
	f->source.language = "en";
	f->source.anchor_is_own = true;
	assert_holds(f, "On Tue, 3 Mar 2026, I wrote:\n> ");
	f->letter.date = WHEN_NEVER;
	assert_holds(f, "I wrote:\n> ");
	f->letter.date = G_MAXINT64 / 2;
	assert_holds(f, "I wrote:\n> ");
}

/* Lines of the quotation; the widest of them in `*ret_width`. */
static guint
count_quoted(const Fixture *f, glong *ret_width)
{
	g_autofree char *body = body_of(f);
	g_auto(GStrv) lines = g_strsplit(body, "\n", -1);
	guint n = 0;

	*ret_width = 0;
	for (char **line = lines; *line != NULL; line++) {
		n += **line == '>';
		*ret_width = MAX(*ret_width, g_utf8_strlen(*line, -1));
	}
	return n;
}

static void
test_long_letters_are_cut(Fixture *f, gconstpointer data)
{
	g_autoptr(GString) text = g_string_new(NULL);
	glong width;

	(void)data;
	for (int i = 0; i < 39; i++)
		g_string_append_printf(text, "line %d\n", i);
	set_text(f, text->str);
	g_assert_cmpuint(count_quoted(f, &width), ==, 39);
	g_string_append(text, "one more\n");
	set_text(f, text->str);
	g_assert_cmpuint(count_quoted(f, &width), ==, 40);
	assert_holds(f, "> line 38\n> […]\n");
}

static void
test_long_lines_are_wrapped(Fixture *f, gconstpointer data)
{
	g_autofree char *word = g_strnfill(1000000, 'x');
	g_autoptr(GString) text = g_string_new("a line ");
	glong width;

	(void)data;
	for (int i = 0; i < 40; i++)
		g_string_append(text, "with many words ");
	set_text(f, text->str);
	g_assert_cmpuint(count_quoted(f, &width), ==, 9);
	g_assert_cmpint(width, <=, 78);
	set_text(f, word);
	g_assert_cmpuint(count_quoted(f, &width), ==, 40);
	g_assert_cmpint(width, <=, 78);
	set_text(f, "地図地図地図地図地図地図地図地図地図地図地図地図地図地図地図地図"
		    "地図地図地図地図");
	g_assert_cmpuint(count_quoted(f, &width), ==, 2);
}

static void
test_only_new_words_are_quoted(Fixture *f, gconstpointer data)
{
	(void)data;
	set_text(f, "New.\n\n> old\n-- \nAda\n");
	assert_holds(f, " wrote:\n> New.\n");
	set_text(f, "> old\n");
	assert_holds(f, " wrote:\n> > old\n");
	set_text(f, "one\n\n> old\n\ntwo  \n");
	assert_holds(f, " wrote:\n> one\n>\n> two\n");
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	add("/quote/attributions", test_attributions);
	add("/quote/long-letters", test_long_letters_are_cut);
	add("/quote/long-lines", test_long_lines_are_wrapped);
	add("/quote/new-words", test_only_new_words_are_quoted);
	return g_test_run();
}
