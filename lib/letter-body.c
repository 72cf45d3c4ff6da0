#include <gmime/gmime.h>
#include <string.h>

#include "lib/letter-private.h"
#include "lib/text.h"

enum { MAX_COLONS = 100, MAX_TEXT = 256 << 10, MAX_HTML = 1 << 20 };

static bool
is_address_field(const char *line, gsize length)
{
	static const char *const names[] = { "from", "sender", "reply-to", "to", "cc",
		"bcc" };

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		gsize n = strlen(names[i]);

		if (length <= n || g_ascii_strncasecmp(line, names[i], n) != 0)
			continue;
		while (n < length && (line[n] == ' ' || line[n] == '\t'))
			n++;
		return n < length && line[n] == ':';
	}
	return false;
}

/* The end of the line at `line`, with the lines that continue it if it is a header field.
 */
static char *
field_end(char *line, char *end, guint *ret_colons)
{
	char *p = line;

	for (*ret_colons = 0; p < end; p++) {
		*ret_colons += *p == ':';
		if (*p == '\n' && (p + 1 == end || (p[1] != ' ' && p[1] != '\t')))
			return p + 1;
	}
	return end;
}

/* GMime gives texts as C strings: a NUL would end them. */
static void
blank_nul(char *body, gsize length)
{
	char *end = body + length;

	for (char *p = body; (p = memchr(p, '\0', (gsize)(end - p))) != NULL;)
		*p = ' ';
}

/* GMime parses the addresses of attached messages too, and recurses on nested groups until
 * the stack is gone. Address fields with more colons than any group list needs get another
 * name, wherever in the body they stand. */
static void
defuse_groups(char *body, gsize length)
{
	char *end = body + length;
	char *next;

	for (char *line = body; line < end; line = next) {
		guint colons;

		if (!is_address_field(line, (gsize)(end - line))) {
			next = memchr(line, '\n', (gsize)(end - line));
			next = next == NULL ? end : next + 1;
			continue;
		}
		next = field_end(line, end, &colons);
		if (colons > MAX_COLONS)
			*line = 'X';
	}
}

GMimeObject *
letter_parse(const char *content_type, const char *transfer_encoding, const char *bytes,
	gsize length)
{
	g_autoptr(GMimeStream) stream = NULL;
	g_autoptr(GMimeParser) parser = NULL;
	GMimeObject *root = NULL;
	GByteArray *source = g_byte_array_new();
	char *body;
	g_autofree char *header =
		g_strdup_printf("Content-Type: %s\nContent-Transfer-Encoding: %s\n\n",
			content_type == NULL ? "text/plain" : content_type,
			transfer_encoding == NULL ? "8bit" : transfer_encoding);

	g_byte_array_append(source, (const guint8 *)header, (guint)strlen(header));
	g_byte_array_append(source, (const guint8 *)bytes, (guint)length);
	body = (char *)source->data + strlen(header);
	blank_nul(body, length);
	defuse_groups(body, length);
	stream = g_mime_stream_mem_new_with_byte_array(source);
	parser = g_mime_parser_new_with_stream(stream);
	root = g_mime_parser_construct_part(parser, NULL);
	return root != NULL ? root : GMIME_OBJECT(g_mime_text_part_new());
}

static bool
is_text(GMimeObject *part, const char *subtype)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);
	const char *disposition = g_mime_object_get_disposition(part);

	return GMIME_IS_TEXT_PART(part) &&
	       g_mime_content_type_is_type(type, "text", subtype) &&
	       (disposition == NULL || g_ascii_strcasecmp(disposition, "attachment") != 0);
}

/* The first text part of `subtype` that is not of an attached message. GMime bounds how
 * deep parts nest. Borrowed from `object`. */
static GMimeObject *
find_text(GMimeObject *object, const char *subtype)
{
	GMimeObject *found = NULL;

	if (is_text(object, subtype))
		return object;
	if (!GMIME_IS_MULTIPART(object))
		return NULL;
	for (int i = 0; i < g_mime_multipart_get_count(GMIME_MULTIPART(object)); i++) {
		found = find_text(
			g_mime_multipart_get_part(GMIME_MULTIPART(object), i), subtype);
		if (found != NULL)
			break;
	}
	return found;
}

/* Cuts `text` to `max` bytes, between characters if it is UTF-8. */
static void
cut(char *text, gsize max)
{
	if (strlen(text) <= max)
		return;
	for (int i = 0; i < 3 && ((guchar)text[max] & 0xC0) == 0x80; i++)
		max--;
	text[max] = '\0';
}

/* GMime converts from a charset that is declared and known. What is left as it was has
 * guessed bytes, as everywhere in GMime. */
static char *
decode(GMimeObject *part, gsize max)
{
	g_autofree char *text = g_mime_text_part_get_text(GMIME_TEXT_PART(part));
	g_autofree char *utf8 = NULL;

	if (text == NULL)
		return g_strdup("");
	cut(text, max);
	if (!g_utf8_validate(text, -1, NULL))
		utf8 = g_mime_utils_decode_8bit(NULL, text, strlen(text));
	return text_clean_lines(utf8 == NULL ? text : utf8, -1);
}

static char *
plain_text(GMimeObject *part)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);
	const char *format = g_mime_content_type_get_parameter(type, "format");
	const char *delsp = g_mime_content_type_get_parameter(type, "delsp");
	g_autofree char *text = decode(part, MAX_TEXT);

	if (format == NULL || g_ascii_strcasecmp(format, "flowed") != 0)
		return g_steal_pointer(&text);
	return letter_unflow(text, delsp != NULL && g_ascii_strcasecmp(delsp, "yes") == 0);
}

static char *
html_text(GMimeObject *part)
{
	g_autofree char *html = decode(part, MAX_HTML);

	return letter_from_html(html);
}

static bool
is_blank(const char *text)
{
	return text == NULL || text[strspn(text, " \t\n")] == '\0';
}

static char *
choose_text(GMimeObject *root)
{
	GMimeObject *plain = find_text(root, "plain");
	GMimeObject *html = find_text(root, "html");
	g_autofree char *text = plain == NULL ? NULL : plain_text(plain);

	if (is_blank(text) && html != NULL)
		return html_text(html);
	return text == NULL ? g_strdup("") : g_steal_pointer(&text);
}

char *
letter_body(GMimeObject *root)
{
	char *text = choose_text(root);

	cut(text, MAX_TEXT);
	return text;
}
