#include "filter/mark.h"

#include <stdbool.h>
#include <string.h>

#include "filter/wanted.h"

#define PLAIN                                                                              \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"                             \
	"0123456789._-"

static bool
consists_of(const char *text, const char *allowed)
{
	return text[0] != '\0' && text[strspn(text, allowed)] == '\0';
}

/* How many bytes of mbox lines stand before the header. */
static guint
mbox_length(const GByteArray *head)
{
	const char *start = (const char *)head->data, *end = start + head->len;
	const char *line = start;

	while (end - line >= 6 &&
		(memcmp(line, "From ", 5) == 0 || memcmp(line, ">From ", 6) == 0)) {
		const char *newline = memchr(line, '\n', (gsize)(end - line));

		if (newline == NULL)
			break;
		line = newline + 1;
	}
	return (guint)(line - start);
}

static bool
has_crlf(const GByteArray *head)
{
	const guint8 *newline = memchr(head->data, '\n', head->len);

	return newline != NULL && newline > head->data && newline[-1] == '\r';
}

static char *
field_of(const GPtrArray *classes, bool crlf)
{
	GString *field = g_string_new("X-Cadence:");
	gsize bare = field->len;

	for (guint i = 0; i < classes->len; i++)
		if (consists_of(classes->pdata[i], PLAIN))
			g_string_append_printf(
				field, " contact/%s", (char *)classes->pdata[i]);
	if (field->len == bare)
		g_string_append(field, " contact");
	g_string_append(field, crlf ? "\r\n" : "\n");
	return g_string_free(field, FALSE);
}

void
mark_head(GByteArray *head, const GPtrArray *classes)
{
	g_autofree char *field = NULL;
	guint at, size, tail;

	if (classes->len == 0)
		return;
	field = field_of(classes, has_crlf(head));
	at = mbox_length(head);
	size = (guint)strlen(field);
	tail = head->len - at;
	g_byte_array_set_size(head, head->len + size);
	memmove(head->data + at + size, head->data + at, tail);
	memcpy(head->data + at, field, size);
}

static void
append_tag(GString *tags, const char *tag)
{
	if (consists_of(tag, PLAIN "/+@:,%="))
		g_string_append_printf(tags, "%s+%s", tags->len > 0 ? " " : "", tag);
}

char *
mark_tags(const char *prefix, const GPtrArray *classes)
{
	GString *tags = g_string_new(NULL);

	if (classes->len > 0)
		append_tag(tags, wanted_contact_tag(prefix));
	for (guint i = 0; i < classes->len; i++)
		append_tag(tags, wanted_class_tag(prefix, classes->pdata[i]));
	return g_string_free(tags, FALSE);
}
