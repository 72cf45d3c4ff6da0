#include <stdint.h>
#include <string.h>

#include "lib/mime.h"
#include "lib/text.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__asan_default_options(void);

/* GMime leaks the text of a comment that never ends; leaks of ours show in the unit tests.
 */
const char *
__asan_default_options(void)
{
	return "detect_leaks=0";
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	mime_init(NULL);
	return 0;
}

/* What is kept of an address means itself when it is read again. */
static void
check_address(const Address *address)
{
	g_autofree char *again = mime_address(address->email, NULL);
	g_autofree char *name = text_clean(address->name, -1);

	g_assert_cmpstr(again, ==, address->email);
	g_assert_cmpstr(name, ==, address->name);
}

/* Cleaning twice is cleaning once, and leaves nothing for the terminal's door to mark. */
static void
check_text(const char *text)
{
	g_autofree char *once = text_clean_line(text, -1);
	g_autofree char *twice = text_clean_line(once, -1);
	g_autofree char *visible = text_visible(once);
	g_autofree char *name = text_clean(text, -1);
	g_autofree char *same = text_clean(name, -1);
	g_autofree char *key = text_name_key(name);
	g_autofree char *slug = text_slug(name);

	g_assert_cmpstr(once, ==, twice);
	g_assert_cmpstr(once, ==, visible);
	g_assert_cmpstr(name, ==, same);
	g_assert_true(g_utf8_validate(key, -1, NULL));
	g_assert_true(
		strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(slug));
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *value = g_strndup((const char *)data, size);
	g_autoptr(GPtrArray) addresses = mime_addresses(value, NULL);
	g_autofree char *subject = mime_text(value);
	g_autofree char *visible = text_visible(value);
	g_auto(GStrv) ids = mime_ids(value);
	Instant date = 0;
	int utc_offset = 0;

	for (guint i = 0; i < addresses->len; i++)
		check_address(addresses->pdata[i]);
	for (char **id = ids; *id != NULL; id++)
		g_assert_null(strpbrk(*id, " \t\r\n<>"));
	check_text(value);
	g_assert_true(g_utf8_validate(subject, -1, NULL));
	g_assert_true(g_utf8_validate(visible, -1, NULL));
	if (mime_date(value, &date, &utc_offset))
		g_assert_true(utc_offset >= -720 && utc_offset <= 840);
	return 0;
}
