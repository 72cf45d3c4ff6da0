#include "lib/letter-private.h"
#include "lib/letter-reader.h"

static bool
is_calendar(GMimeObject *part)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);

	return GMIME_IS_PART(part) &&
	       (g_mime_content_type_is_type(type, "text", "calendar") ||
		       g_mime_content_type_is_type(type, "application", "ics"));
}

/* The first such part, whatever else its type says. Borrowed from `object`; NULL if there
 * is none. */
static GMimeObject *
find_calendar(GMimeObject *object)
{
	GMimeObject *found = NULL;

	if (is_calendar(object))
		return object;
	if (!GMIME_IS_MULTIPART(object))
		return NULL;
	for (int i = 0;
		found == NULL && i < g_mime_multipart_get_count(GMIME_MULTIPART(object));
		i++)
		found = find_calendar(
			g_mime_multipart_get_part(GMIME_MULTIPART(object), i));
	return found;
}

/* What is no text by its type has no charset: iCalendar is UTF-8. */
static char *
content(GMimeObject *part)
{
	GMimeDataWrapper *wrapper = g_mime_part_get_content(GMIME_PART(part));
	g_autoptr(GMimeStream) stream = g_mime_stream_mem_new();
	GByteArray *bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));

	if (GMIME_IS_TEXT_PART(part))
		return g_mime_text_part_get_text(GMIME_TEXT_PART(part));
	if (wrapper != NULL)
		g_mime_data_wrapper_write_to_stream(wrapper, stream);
	return g_strndup((const char *)bytes->data, bytes->len);
}

char *
letter_file_calendar(const char *path, GError **error)
{
	g_autoptr(GMimeObject) root = letter_root(path, error);
	GMimeObject *part = root == NULL ? NULL : find_calendar(root);
	g_autofree char *text = part == NULL ? NULL : content(part);

	if (root == NULL)
		return NULL;
	return text == NULL ? g_strdup("") : g_utf8_make_valid(text, -1);
}
