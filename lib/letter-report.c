#include <string.h>

#include "lib/letter-private.h"
#include "lib/letter-reader.h"

/* Of one report, however many parts it has. */
enum { MAX_TEXT = 256 << 10, MAX_WORDS = 1000, MAX_FAILED = 100 };

/* What has been read of a report. */
typedef struct {
	char *original;
	GPtrArray *stated; /* addresses by the fields of RFC 3464 that say so */
	GPtrArray *told;   /* addresses that lines of prose begin with */
	bool has_fields;   /* there were such fields, whatever they say */
	gsize n_text;      /* bytes, */
	guint n_words;     /* and words like addresses, that were looked at */
} Reading;

static void
reading_init(Reading *reading)
{
	*reading = (Reading){ .stated = g_ptr_array_new_with_free_func(g_free),
		.told = g_ptr_array_new_with_free_func(g_free) };
}

static void
reading_clear(Reading *reading)
{
	g_free(reading->original);
	g_ptr_array_unref(reading->stated);
	g_ptr_array_unref(reading->told);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Reading, reading_clear)

/* Adds `typed` if it is an address, once. */
static void
add(GPtrArray *emails, const char *typed)
{
	char *email = emails->len < MAX_FAILED ? mime_address(typed, NULL) : NULL;

	if (email == NULL ||
		g_ptr_array_find_with_equal_func(emails, email, g_str_equal, NULL))
		g_free(email);
	else
		g_ptr_array_add(emails, email);
}

static void
take_id(Reading *reading, const char *value)
{
	g_auto(GStrv) ids = mime_ids(value);

	if (reading->original == NULL)
		reading->original = g_strdup(ids[0]);
}

/* "rfc822; ada@a.example". Where it was delivered to in the end may be another address than
 * the user wrote to, so both are asked for. */
static void
take_recipient(Reading *reading, const char *value, bool failed)
{
	const char *semicolon = value == NULL ? NULL : strchr(value, ';');

	if (value == NULL)
		return;
	reading->has_fields = true;
	if (failed)
		add(reading->stated, semicolon == NULL ? value : semicolon + 1);
}

/* What was put off, or failed for the time being, may still arrive. */
static bool
is_failure(const HeaderBlock *fields)
{
	const char *action = header_get(fields, "action");
	const char *status = header_get(fields, "status");

	return action != NULL && g_ascii_strncasecmp(action, "failed", 6) == 0 &&
	       (status == NULL || *status == '5');
}

/* The addresses that lines begin with: "<ada@a.example>: no such user". */
static void
take_prose(Reading *reading, const char *text, gsize length)
{
	g_autofree char *copy = g_strndup(text, length);
	g_auto(GStrv) lines = g_strsplit(copy, "\n", -1);

	for (char **line = lines; *line != NULL; line++) {
		char *word = *line + strspn(*line, " \t<");

		word[strcspn(word, "> \t\r:")] = '\0';
		if (strchr(word, '@') != NULL && reading->n_words++ < MAX_WORDS)
			add(reading->told, word);
	}
}

/* A paragraph is prose, the fields of one recipient, or the header of the mail that came
 * back: some programs send all of that as one text. */
static void
take_paragraph(Reading *reading, const char *text, gsize length)
{
	g_autoptr(HeaderBlock) fields = header_split(g_strndup(text, length), length);
	bool failed = is_failure(fields);

	take_recipient(reading, header_get(fields, "original-recipient"), failed);
	take_recipient(reading, header_get(fields, "final-recipient"), failed);
	take_id(reading, header_get(fields, "message-id"));
	if (reading->original == NULL && header_get(fields, "received") == NULL)
		take_prose(reading, text, length);
}

static const char *
line_end(const char *line, const char *end)
{
	const char *newline = memchr(line, '\n', (gsize)(end - line));

	return newline == NULL ? end : newline + 1;
}

static bool
is_blank(const char *line, const char *end)
{
	while (line < end && g_ascii_isspace(*line))
		line++;
	return line == end;
}

static void
take_text(Reading *reading, const char *text, gsize length)
{
	const char *end = text + MIN(length, MAX_TEXT - reading->n_text);
	const char *paragraph = text;

	for (const char *line = text; line < end;) {
		const char *next = line_end(line, end);

		if (is_blank(line, next)) {
			if (line > paragraph)
				take_paragraph(
					reading, paragraph, (gsize)(line - paragraph));
			paragraph = next;
		}
		line = next;
	}
	take_paragraph(reading, paragraph, (gsize)(end - paragraph));
	reading->n_text += (gsize)(end - text);
}

static void
take_part(Reading *reading, GMimeObject *part)
{
	GMimeContentType *type = g_mime_object_get_content_type(part);
	GMimeDataWrapper *content = g_mime_part_get_content(GMIME_PART(part));
	g_autoptr(GMimeStream) stream = NULL;
	GByteArray *bytes = NULL;

	if (content == NULL ||
		(!g_mime_content_type_is_type(type, "text", "plain") &&
			!g_mime_content_type_is_type(type, "text", "rfc822-headers") &&
			!g_mime_content_type_is_type(type, "message", "*")))
		return;
	stream = g_mime_stream_mem_new();
	g_mime_data_wrapper_write_to_stream(content, stream);
	bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(stream));
	if (bytes->len > 0)
		take_text(reading, (const char *)bytes->data, bytes->len);
}

/* Of the mail that came back only its id is looked at. */
static void
take_message(Reading *reading, GMimeMessage *message)
{
	if (message != NULL)
		take_id(reading,
			g_mime_object_get_header(GMIME_OBJECT(message), "Message-ID"));
}

/* GMime bounds how deep parts nest. */
static void
take_object(Reading *reading, GMimeObject *object)
{
	if (GMIME_IS_MESSAGE_PART(object))
		take_message(reading,
			g_mime_message_part_get_message(GMIME_MESSAGE_PART(object)));
	else if (GMIME_IS_PART(object))
		take_part(reading, object);
	else if (GMIME_IS_MULTIPART(object))
		for (int i = 0; i < g_mime_multipart_get_count(GMIME_MULTIPART(object));
			i++)
			take_object(reading,
				g_mime_multipart_get_part(GMIME_MULTIPART(object), i));
}

/* Programs that state nothing name a delay in the subject. */
static bool
is_warning(const HeaderBlock *block)
{
	static const char *const words[] = { "delay", "warning", "deferred" };
	g_autofree char *subject = mime_text(header_get(block, "subject"));
	g_autofree char *lower = g_utf8_strdown(subject, -1);

	for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
		if (strstr(lower, words[i]) != NULL)
			return true;
	return false;
}

/* The header of some programs knows better than prose. */
static void
take_header(Reading *reading, const HeaderBlock *block)
{
	const char *value = header_get(block, "x-failed-recipients");
	g_auto(GStrv) emails = g_strsplit(value == NULL ? "" : value, ",", -1);

	take_id(reading, header_get(block, "in-reply-to"));
	if (value != NULL || is_warning(block))
		g_ptr_array_set_size(reading->told, 0);
	for (char **email = emails; *email != NULL; email++)
		add(reading->told, *email);
}

Report *
letter_file_report(const char *path, GError **error)
{
	g_autoptr(HeaderBlock) block = header_read(path, error);
	g_autoptr(GMimeObject) root = NULL;
	g_auto(Reading) reading = { 0 };
	Report *report = NULL;

	reading_init(&reading);
	root = block == NULL ? NULL : letter_root(path, error);
	if (root == NULL)
		return NULL;
	take_object(&reading, root);
	take_header(&reading, block);
	report = g_new0(Report, 1);
	report->original = g_steal_pointer(&reading.original);
	report->failed =
		g_ptr_array_ref(reading.has_fields ? reading.stated : reading.told);
	return report;
}
