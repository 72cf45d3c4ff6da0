#include <stdint.h>
#include <string.h>

#include "lib/header.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_field(const HeaderBlock *block, const HeaderField *field)
{
	gsize length = strlen(field->value);

	g_assert_true(field->name >= block->text && field->name < field->value);
	g_assert_true(field->value + length <= block->text + block->size);
	g_assert_true(*field->name != '\0' && strpbrk(field->name, " \t\r\n:") == NULL);
	g_assert_null(strchr(field->value, '\n'));
	g_assert_true(
		length == 0 || (*field->value != ' ' && field->value[length - 1] != ' '));
	g_assert_nonnull(header_get(block, field->name));
	g_assert_cmpuint(header_count(block, field->name), >, 0);
}

/* The bytes end where the allocation does, so that the sanitizer sees each step beyond. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *bytes = g_malloc(size + 1);
	g_autoptr(HeaderBlock) block = NULL;

	memcpy(bytes, data, size);
	block = header_split(bytes, size);
	g_assert_cmpuint(block->size, <=, size);
	g_assert_cmpuint(block->n_fields, <=, HEADER_MAX_FIELDS);
	for (guint i = 0; i < block->n_fields; i++)
		check_field(block, &block->fields[i]);
	return 0;
}
