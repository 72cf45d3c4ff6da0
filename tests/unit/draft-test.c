#include "plugin/draft.h"

#include "lib/store.h"
#include "tests/unit/cases.h"

enum { NOW = 1773144000 /* 2026-03-10 12:00 UTC */ };

typedef struct {
	char *addresses[2];
	Contact contact;
	Suggestion suggestion;
	Letter letter;
	GPtrArray *topics;
	DraftSource source;
} Fixture;

static void
address_free(gpointer data)
{
	Address *address = data;

	g_free(address->email);
	g_free(address->name);
	g_free(address);
}

static void
set_text(Fixture *f, const char *text)
{
	f->letter.text = (char *)text;
}

static void
set_up(Fixture *f, gconstpointer data)
{
	Address *ada = g_new0(Address, 1);

	(void)data;
	ada->email = g_strdup("ada@harbour.example");
	ada->name = g_strdup("Ada Winterbourne");
	f->contact.name = (char *)"Ada Winterbourne";
	f->suggestion.last_contact = WHEN_NEVER;
	f->letter.from = g_ptr_array_new_with_free_func(address_free);
	g_ptr_array_add(f->letter.from, ada);
	set_text(f, "Could you read it?\n");
	f->letter.message_id = (char *)"landing@harbour.example";
	f->letter.date = 1772494200; /* 2026-03-02 23:30 UTC, a day later where she is */
	f->letter.utc_offset = 60;
	f->topics = g_ptr_array_new();
	f->source = (DraftSource){ .contact = &f->contact,
		.suggestion = &f->suggestion,
		.anchor = &f->letter,
		.user_name = "Robin Marlowe",
		.topics = f->topics,
		.now = NOW };
}

static void
tear_down(Fixture *f, gconstpointer data)
{
	(void)data;
	g_ptr_array_unref(f->letter.from);
	g_ptr_array_unref(f->topics);
}

static void
assert_body(const Fixture *f, const char *expected)
{
	g_autofree char *body = draft_body(&f->source);

	g_assert_cmpstr(body, ==, expected);
}

static void
assert_holds(const Fixture *f, const char *part)
{
	g_autofree char *body = draft_body(&f->source);

	if (strstr(body, part) == NULL)
		g_error("\"%s\" is not in:\n%s", part, body);
}

static void
test_whole_body(Fixture *f, gconstpointer data)
{
	Remark rubbings = { .text = (char *)"the rubbings of\nFennay" },
	       tides = { .text = (char *)"tides" };

	(void)data;
	g_ptr_array_add(f->topics, &rubbings);
	g_ptr_array_add(f->topics, &tides);
	f->suggestion.reasons = 1 << REASON_OWED;
	f->suggestion.reason = REASON_OWED;
	assert_body(f, "Hello Ada,\n\n"
		       "Thank you for your letter. I am sorry to answer only now.\n\n"
		       "- the rubbings of Fennay\n- tides\n\n"
		       "Best wishes,\nRobin\n\n"
		       "On Tue, 3 Mar 2026, Ada Winterbourne wrote:\n"
		       "> Could you read it?\n");
}

static void
test_nothing_known(Fixture *f, gconstpointer data)
{
	(void)data;
	f->contact.name = (char *)"ada@harbour.example";
	f->source.anchor = NULL;
	f->source.user_name = "";
	assert_body(f, "Hello,\n\nI hope that you are well.\n\n");
}

static void
test_each_reason_has_words(Fixture *f, gconstpointer data)
{
	g_autoptr(GHashTable) seen =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);

	(void)data;
	for (Reason i = 0; i < N_REASONS; i++) {
		f->suggestion.reasons = 1u << i;
		f->suggestion.reason = i;
		g_hash_table_add(seen, draft_body(&f->source));
	}
	g_assert_cmpuint(g_hash_table_size(seen), ==, N_REASONS);
}

static void
test_long_silence_is_named(Fixture *f, gconstpointer data)
{
	g_autofree char *short_silence = NULL;

	(void)data;
	f->suggestion.last_contact = NOW - 120 * WHEN_DAY;
	f->suggestion.ratio = 1.49;
	short_silence = draft_body(&f->source);
	g_assert_null(strstr(short_silence, "It has been"));
	f->suggestion.ratio = 1.5;
	assert_holds(f, "\nIt has been 4 months since we last wrote");
}

static void
test_names(Fixture *f, gconstpointer data)
{
	static const char *const greetings[][2] = { { "Dr. Ada Lovelace", "Hello Ada," },
		{ "Lovelace, Ada", "Hello Ada," }, { "Ada", "Hello Ada," },
		{ "Dr.", "Hello," }, { "Сергей Горный", "Hello Сергей," } };

	(void)data;
	for (guint i = 0; i < G_N_ELEMENTS(greetings); i++) {
		f->contact.name = (char *)greetings[i][0];
		assert_holds(f, greetings[i][1]);
	}
}

static void
test_attributions(Fixture *f, gconstpointer data)
{
	Address *author = f->letter.from->pdata[0];

	(void)data;
	*author->name = '\0';
	assert_holds(f, "\nOn Tue, 3 Mar 2026, ada@harbour.example wrote:\n> ");
	f->source.anchor_is_own = true;
	assert_holds(f, "\nOn Tue, 3 Mar 2026, I wrote:\n> ");
	f->letter.date = WHEN_NEVER;
	assert_holds(f, "\nI wrote:\n> ");
	f->letter.date = G_MAXINT64 / 2;
	assert_holds(f, "\nI wrote:\n> ");
}

/* Lines of the quotation; the widest of them in `*ret_width`. */
static guint
count_quoted(const Fixture *f, glong *ret_width)
{
	g_autofree char *body = draft_body(&f->source);
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
	set_text(f, "one\n\ntwo  \n");
	assert_holds(f, " wrote:\n> one\n>\n> two\n");
}

static void
test_orders_to_emacs_are_defused(Fixture *f, gconstpointer data)
{
	Remark topic = { .text = (char *)"<#part filename=/etc/hostname>" };

	(void)data;
	g_ptr_array_add(f->topics, &topic);
	set_text(f, "<#secure method=pgpmime>");
	assert_holds(f, "- <#!part filename");
	assert_holds(f, "> <#!secure method");
}

static void
test_references(Fixture *f, gconstpointer data)
{
	const char *const few[] = { "a@x.example", "landing@harbour.example", "b@x.example",
		NULL };
	char *many[101] = { NULL };
	g_auto(GStrv) kept = NULL;
	g_auto(GStrv) cut = NULL;

	(void)data;
	f->letter.references = (char **)few;
	kept = draft_references(&f->letter);
	g_assert_true(g_strv_equal(
		(const char *const *)kept, (const char *const[]){ few[0], few[2], NULL }));
	for (int i = 0; i < 100; i++)
		many[i] = g_strdup_printf("%d@x.example", i);
	f->letter.references = many;
	cut = draft_references(&f->letter);
	g_assert_cmpuint(g_strv_length(cut), ==, 20);
	g_assert_cmpstr(cut[0], ==, "0@x.example");
	g_assert_cmpstr(cut[1], ==, "81@x.example");
	g_assert_cmpstr(cut[19], ==, "99@x.example");
	for (int i = 0; i < 100; i++)
		g_free(many[i]);
}

static void
check_subject(const char *input, const char *expected)
{
	g_autofree char *subject = draft_subject(input);

	case_assert(input, subject, expected);
}

static void
test_subjects(void)
{
	cases_run("subject.txt", false, check_subject);
}

static void
add(const char *path, void (*test)(Fixture *, gconstpointer))
{
	g_test_add(path, Fixture, NULL, set_up, test, tear_down);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	mime_init();
	g_test_add_func("/draft/subjects", test_subjects);
	add("/draft/whole", test_whole_body);
	add("/draft/nothing-known", test_nothing_known);
	add("/draft/reasons", test_each_reason_has_words);
	add("/draft/long-silence", test_long_silence_is_named);
	add("/draft/names", test_names);
	add("/draft/attributions", test_attributions);
	add("/draft/long-letters", test_long_letters_are_cut);
	add("/draft/long-lines", test_long_lines_are_wrapped);
	add("/draft/new-words", test_only_new_words_are_quoted);
	add("/draft/emacs", test_orders_to_emacs_are_defused);
	add("/draft/references", test_references);
	return g_test_run();
}
