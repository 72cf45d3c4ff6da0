#include "lib/header.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* `text` of `length` bytes (which may hold NUL) as a block. */
static HeaderBlock *
split_bytes(const char *text, gsize length)
{
	char *bytes = g_malloc(length + 1);

	memcpy(bytes, text, length);
	return header_split(bytes, length);
}

/* The fields of `block`, one a line, "name=value". New. */
static char *
describe(const HeaderBlock *block)
{
	GString *out = g_string_new("");

	for (guint i = 0; i < block->n_fields; i++)
		g_string_append_printf(
			out, "%s=%s\n", block->fields[i].name, block->fields[i].value);
	return g_string_free(out, FALSE);
}

static const struct {
	const char *text, *fields;
} cases[] = {
	{ "From: a\nTo: b\n\nCc: c\n", "from=a\nto=b\n" },
	{ "From: a\r\nTo: b\r\n\r\nCc: c\r\n", "from=a\nto=b\n" },
	{ "From: a\nTo: b", "from=a\nto=b\n" },
	{ "", "" },
	{ "\nFrom: a\n", "" },
	{ "\r\nFrom: a\n", "" },
	/* folding */
	{ "To: a,\n b,\r\n\tc  \nCc: d\n", "to=a, b,\tc\ncc=d\n" },
	{ "To:\n a\n", "to=a\n" },
	{ "To:\n", "to=\n" },
	{ "To: a\n   \nCc: b\n", "to=a\ncc=b\n" },
	/* names */
	{ "X-CaDence\t : due\n", "x-cadence=due\n" },
	{ "From somebody Mon Mar  2\n>From x\nFrom: a\n", "from=a\n" },
	{ "From : a\nTo: b\n", "to=b\n" },
	{ "X\n : y\nTo: b\n", "to=b\n" },
	{ ": x\nTo: b\n", "to=b\n" },
	{ "Bad name: x\n y\nTo: b\n", "to=b\n" },
	{ "\xff: x\nTo: b\n", "to=b\n" },
	{ "no field\nTo: b\n", "to=b\n" },
	{ " continues nothing\nTo: b\n", "to=b\n" },
	/* what is no line end */
	{ "To: a\rCc: b\n", "to=a\rCc: b\n" },
};

static void
test_split(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(HeaderBlock) block =
			split_bytes(cases[i].text, strlen(cases[i].text));
		g_autofree char *fields = describe(block);

		g_assert_cmpstr(fields, ==, cases[i].fields);
		g_assert_false(block->oversize);
	}
}

static void
test_nul_hides_nothing(void)
{
	static const char text[] = "From: a\0b\nX\0: c\nTo: d\0\n\0: e\nCc: f\n\n";
	g_autoptr(HeaderBlock) block = split_bytes(text, sizeof text - 1);
	g_autofree char *fields = describe(block);

	g_assert_cmpstr(fields, ==, "from=a b\nto=d\ncc=f\n");
}

static void
test_size_is_of_the_block(void)
{
	g_autoptr(HeaderBlock) lf = split_bytes("From: a\n\nbody", 13);
	g_autoptr(HeaderBlock) crlf = split_bytes("From: a\r\n\r\nbody", 15);
	g_autoptr(HeaderBlock) open = split_bytes("From: a\n", 8);

	g_assert_cmpuint(lf->size, ==, 9);
	g_assert_cmpuint(crlf->size, ==, 11);
	g_assert_cmpuint(open->size, ==, 8);
}

static void
test_get_and_count(void)
{
	g_autoptr(HeaderBlock) block = split_bytes("To: a\nTO: b\nCc: c\n", 18);

	g_assert_cmpstr(header_get(block, "to"), ==, "a");
	g_assert_cmpstr(header_get(block, "cc"), ==, "c");
	g_assert_null(header_get(block, "from"));
	g_assert_cmpuint(header_count(block, "to"), ==, 2);
	g_assert_cmpuint(header_count(block, "from"), ==, 0);
}

static void
test_too_many_fields(void)
{
	g_autoptr(GString) text = g_string_new("");
	g_autoptr(HeaderBlock) block = NULL;

	for (int i = 0; i < HEADER_MAX_FIELDS; i++)
		g_string_append(text, "X: y\n");
	block = split_bytes(text->str, text->len);
	g_assert_cmpuint(block->n_fields, ==, HEADER_MAX_FIELDS);
	g_assert_false(block->oversize);
	g_clear_pointer(&block, header_block_free);

	g_string_append(text, "To: a\n");
	block = split_bytes(text->str, text->len);
	g_assert_cmpuint(block->n_fields, ==, HEADER_MAX_FIELDS);
	g_assert_true(block->oversize);
}

static void
test_too_long_a_field(void)
{
	g_autofree char *value = g_strnfill(HEADER_MAX_FIELD, 'a');
	g_autofree char *text = g_strdup_printf("X: %s\nTo: b\n", value);
	g_autoptr(HeaderBlock) block = split_bytes(text, strlen(text));

	g_assert_cmpuint(block->n_fields, ==, 1);
	g_assert_cmpstr(header_get(block, "to"), ==, "b");
	g_assert_true(block->oversize);
}

/* Writes `text` to a new file. Returns its path; new. */
static char *
write_file(const char *text, gssize length)
{
	char *path = NULL;
	int fd = g_file_open_tmp("header-XXXXXX", &path, NULL);

	g_assert_cmpint(fd, >=, 0);
	close(fd);
	g_assert_true(g_file_set_contents(path, text, length, NULL));
	return path;
}

static void
test_too_long_a_block(void)
{
	g_autoptr(GString) text = g_string_new("From: a\n");
	g_autofree char *filler = g_strnfill(1000, 'x');
	g_autofree char *path = NULL;
	g_autoptr(HeaderBlock) block = NULL;

	for (int i = 0; i < 600; i++)
		g_string_append_printf(text, "X: %s\n %s\n", filler, filler);
	g_string_append(text, "To: b\n\n");
	path = write_file(text->str, (gssize)text->len);
	block = header_read(path, NULL);
	g_assert_nonnull(block);
	g_assert_true(block->oversize);
	g_assert_cmpuint(block->size, ==, HEADER_MAX_BLOCK);
	g_assert_cmpstr(header_get(block, "from"), ==, "a");
	g_assert_null(header_get(block, "to"));
	g_unlink(path);
}

/* A blank line at every place around the end of the first and second read. */
static void
test_read_goes_on(void)
{
	for (gsize length = 8100; length < 16500; length += length % 8192 < 8 ? 1 : 7) {
		g_autoptr(GString) text = g_string_new("X: ");
		g_autofree char *path = NULL;
		g_autoptr(HeaderBlock) block = NULL;

		while (text->len < length)
			g_string_append_c(text, 'x');
		g_string_append(text, "\r\nTo: b\r\n\r\nCc: c\r\n");
		path = write_file(text->str, (gssize)text->len);
		block = header_read(path, NULL);
		g_unlink(path);
		g_assert_nonnull(block);
		g_assert_cmpuint(block->n_fields, ==, 2);
		g_assert_cmpuint(block->size, ==, length + 11);
	}
}

static void
test_read_refuses(void)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *dir = g_dir_make_tmp("header-XXXXXX", NULL);
	g_autofree char *fifo = g_build_filename(dir, "fifo", NULL);
	g_autofree char *none = g_build_filename(dir, "none", NULL);

	g_assert_cmpint(mkfifo(fifo, 0600), ==, 0);
	g_assert_null(header_read(fifo, &error));
	g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_INVAL);
	g_clear_error(&error);
	g_assert_null(header_read(none, &error));
	g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_NOENT);
	g_clear_error(&error);
	g_assert_null(header_read(dir, &error));
	g_assert_error(error, G_FILE_ERROR, G_FILE_ERROR_ISDIR);
	g_unlink(fifo);
	g_rmdir(dir);
}

static void
test_read_follows_links(void)
{
	g_autofree char *path = write_file("From: a\n\n", -1);
	g_autofree char *name = g_strconcat(path, ".link", NULL);
	g_autoptr(HeaderBlock) block = NULL;

	g_assert_cmpint(symlink(path, name), ==, 0);
	block = header_read(name, NULL);
	g_assert_nonnull(block);
	g_assert_cmpstr(header_get(block, "from"), ==, "a");
	g_unlink(name);
	g_unlink(path);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/header/split", test_split);
	g_test_add_func("/header/nul-hides-nothing", test_nul_hides_nothing);
	g_test_add_func("/header/size-is-of-the-block", test_size_is_of_the_block);
	g_test_add_func("/header/get-and-count", test_get_and_count);
	g_test_add_func("/header/too-many-fields", test_too_many_fields);
	g_test_add_func("/header/too-long-a-field", test_too_long_a_field);
	g_test_add_func("/header/too-long-a-block", test_too_long_a_block);
	g_test_add_func("/header/read-goes-on", test_read_goes_on);
	g_test_add_func("/header/read-refuses", test_read_refuses);
	g_test_add_func("/header/read-follows-links", test_read_follows_links);
	return g_test_run();
}
