#include "filter/mark.h"

#include <string.h>

static GPtrArray *
classes_of(const char *list)
{
	GPtrArray *classes = g_ptr_array_new_with_free_func(g_free);
	g_auto(GStrv) names = g_strsplit(list, ",", -1);

	for (char **name = names; *name != NULL; name++)
		g_ptr_array_add(classes, g_strdup(*name));
	return classes;
}

static const struct {
	const char *name, *classes, *in, *out;
} heads[] = {
	{ "plain", "key", "A: 1\n\nb", "X-Cadence: contact/key\nA: 1\n\nb" },
	{ "nobody", "", "A: 1\n\nb", "A: 1\n\nb" },
	{ "nothing", "", "", "" },
	{ "two", "key,partner", "A: 1\n\n",
		"X-Cadence: contact/key contact/partner\nA: 1\n\n" },
	{ "CRLF", "key", "A: 1\r\n\r\n", "X-Cadence: contact/key\r\nA: 1\r\n\r\n" },
	{ "mbox", "key", "From a\nA: 1\n\n", "From a\nX-Cadence: contact/key\nA: 1\n\n" },
	{ "mbox twice", "key", "From a\n>From b\nA: 1\n\n",
		"From a\n>From b\nX-Cadence: contact/key\nA: 1\n\n" },
	{ "a class that is no word", "my \n: friends", "A: 1\n\n",
		"X-Cadence: contact\nA: 1\n\n" },
};

static void
check_head(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(GByteArray) head = g_byte_array_new();
	g_autoptr(GPtrArray) classes = classes_of(heads[i].classes);

	g_byte_array_append(head, (const guint8 *)heads[i].in, (guint)strlen(heads[i].in));
	mark_head(head, classes);
	g_assert_cmpmem(head->data, head->len, heads[i].out, strlen(heads[i].out));
}

static const struct {
	const char *name, *prefix, *classes, *out;
} tags[] = {
	{ "nobody", "cadence/", "", "" },
	{ "one", "cadence/", "key", "+cadence/contact +cadence/contact/key" },
	{ "two", "", "key,partner", "+contact +contact/key +contact/partner" },
	{ "blanks", "cadence/", "my friends", "+cadence/contact" },
	{ "for a shell", "cadence/", "$(x),a*,;b", "+cadence/contact" },
};

static void
check_tags(gconstpointer data)
{
	gsize i = GPOINTER_TO_SIZE(data);
	g_autoptr(GPtrArray) classes = classes_of(tags[i].classes);
	g_autofree char *out = mark_tags(tags[i].prefix, classes);

	g_assert_cmpstr(out, ==, tags[i].out);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	for (gsize i = 0; i < G_N_ELEMENTS(heads); i++) {
		g_autofree char *path = g_strconcat("/mark/head/", heads[i].name, NULL);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), check_head);
	}
	for (gsize i = 0; i < G_N_ELEMENTS(tags); i++) {
		g_autofree char *path = g_strconcat("/mark/tags/", tags[i].name, NULL);

		g_test_add_data_func(path, GSIZE_TO_POINTER(i), check_tags);
	}
	return g_test_run();
}
