#include <gmime/gmime.h>
#include <string.h>

#include "lib/error.h"
#include "lib/header.h"
#include "lib/letter-reader.h"
#include "lib/text.h"

/* An id or an address longer than this does not fit on a line of a header. */
enum { MAX_TOKEN = 900, MAX_LINE = 900 };

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeMessage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeDataWrapper, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimePart, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeFormatOptions, g_mime_format_options_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(InternetAddress, g_object_unref)

static bool
refuse(const char *what, const char *value, GError **error)
{
	g_autofree char *shown = text_fit(value, 60, false);

	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_DATA,
		"no draft: the %s \"%s\" cannot be written in a mail header", what, shown);
	return false;
}

/* GMime writes the addresses and ids it is given as they are, line ends and all. */
static bool
is_token(const char *value)
{
	gsize length = strlen(value);

	if (length == 0 || length > MAX_TOKEN || !g_utf8_validate(value, -1, NULL))
		return false;
	for (const char *p = value; *p != '\0'; p = g_utf8_next_char(p))
		if (!g_unichar_isgraph(g_utf8_get_char(p)) || strchr("<>,;", *p) != NULL)
			return false;
	return true;
}

static bool
is_id(const char *value)
{
	for (const char *p = value; *p != '\0'; p++)
		if (*p <= ' ' || *p >= 0x7F || *p == '<' || *p == '>')
			return false;
	return *value != '\0' && strlen(value) <= MAX_TOKEN;
}

static bool
check_ids(const Draft *draft, GError **error)
{
	if (draft->in_reply_to != NULL && !is_id(draft->in_reply_to))
		return refuse("Message-ID", draft->in_reply_to, error);
	for (const char *const *id = draft->references; id != NULL && *id != NULL; id++)
		if (!is_id(*id))
			return refuse("Message-ID", *id, error);
	return true;
}

static bool
check_values(const Draft *draft, GError **error)
{
	if (!is_token(draft->from_email))
		return refuse("address", draft->from_email, error);
	if (!is_token(draft->to_email))
		return refuse("address", draft->to_email, error);
	if (draft->bcc_email != NULL && !is_token(draft->bcc_email))
		return refuse("address", draft->bcc_email, error);
	return check_ids(draft, error);
}

static void
add_address(
	GMimeMessage *message, GMimeAddressType type, const char *name, const char *email)
{
	g_autofree char *clean = name == NULL ? NULL : text_clean(name, -1);
	bool has_name = clean != NULL && *clean != '\0';
	g_autoptr(InternetAddress) mailbox =
		internet_address_mailbox_new(has_name ? clean : NULL, email);

	internet_address_set_charset(mailbox, "utf-8");
	internet_address_list_add(g_mime_message_get_addresses(message, type), mailbox);
}

static void
add_ids(GMimeMessage *message, const char *header, const char *const *ids, const char *last)
{
	g_autoptr(GString) value = g_string_new(NULL);

	for (; ids != NULL && *ids != NULL; ids++)
		g_string_append_printf(value, "<%s> ", *ids);
	g_string_append_printf(value, "<%s>", last);
	g_mime_object_set_header(GMIME_OBJECT(message), header, value->str, NULL);
}

static void
add_date(GMimeMessage *message, Instant date, int utc_offset)
{
	g_autoptr(GDateTime) utc = g_date_time_new_from_unix_utc(date);
	g_autoptr(GTimeZone) zone = g_time_zone_new_offset(utc_offset * 60);
	g_autoptr(GDateTime) local = g_date_time_to_timezone(utc, zone);

	g_mime_message_set_date(message, local);
}

/* Whether `body` can go as it is: ASCII in lines that no mail server breaks. */
static bool
is_plain(const char *body)
{
	gsize line = 0;

	for (const char *p = body; *p != '\0'; p++) {
		line = *p == '\n' ? 0 : line + 1;
		if (*p & 0x80 || line > MAX_LINE)
			return false;
	}
	return true;
}

static void
add_body(GMimeMessage *message, const char *text)
{
	g_autofree char *body = text_clean_lines(text, -1);
	bool plain = is_plain(body);
	g_autoptr(GMimeStream) stream =
		g_mime_stream_mem_new_with_buffer(body, strlen(body));
	g_autoptr(GMimeDataWrapper) content =
		g_mime_data_wrapper_new_with_stream(stream, GMIME_CONTENT_ENCODING_DEFAULT);
	g_autoptr(GMimePart) part = g_mime_part_new_with_type("text", "plain");

	g_mime_object_set_content_type_parameter(
		GMIME_OBJECT(part), "charset", plain ? "us-ascii" : "utf-8");
	g_mime_part_set_content_encoding(
		part, plain ? GMIME_CONTENT_ENCODING_7BIT
			    : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE);
	g_mime_part_set_content(part, content);
	g_mime_message_set_mime_part(message, GMIME_OBJECT(part));
}

static char *
write_message(const Draft *draft)
{
	g_autoptr(GMimeMessage) message = g_mime_message_new(false);
	g_autoptr(GMimeFormatOptions) format = g_mime_format_options_new();

	add_date(message, draft->date, draft->utc_offset);
	add_address(message, GMIME_ADDRESS_TYPE_FROM, draft->from_name, draft->from_email);
	add_address(message, GMIME_ADDRESS_TYPE_TO, draft->to_name, draft->to_email);
	if (draft->bcc_email != NULL)
		add_address(message, GMIME_ADDRESS_TYPE_BCC, NULL, draft->bcc_email);
	g_mime_message_set_subject(message, draft->subject, "utf-8");
	if (draft->in_reply_to != NULL) {
		add_ids(message, "In-Reply-To", NULL, draft->in_reply_to);
		add_ids(message, "References", draft->references, draft->in_reply_to);
	}
	add_body(message, draft->body);
	g_mime_format_options_set_newline_format(format, GMIME_NEWLINE_FORMAT_UNIX);
	return g_mime_object_to_string(GMIME_OBJECT(message), format);
}

/* Exactly the fields we mean, each once. */
static bool
has_only_our_fields(const HeaderBlock *block, bool is_reply, bool has_bcc)
{
	static const char *const always[] = { "date", "from", "to", "subject",
		"mime-version", "content-type", "content-transfer-encoding" };
	guint wanted = G_N_ELEMENTS(always) + (is_reply ? 2 : 0) + (has_bcc ? 1 : 0);

	for (guint i = 0; i < G_N_ELEMENTS(always); i++)
		if (header_count(block, always[i]) != 1)
			return false;
	return block->n_fields == wanted &&
	       header_count(block, "bcc") == (has_bcc ? 1 : 0) &&
	       header_count(block, "in-reply-to") == (is_reply ? 1 : 0) &&
	       header_count(block, "references") == (is_reply ? 1 : 0);
}

static bool
is_address(const char *value, const char *email)
{
	g_autoptr(GPtrArray) addresses = mime_addresses(value, NULL);

	return addresses->len == 1 &&
	       strcmp(((Address *)addresses->pdata[0])->email, email) == 0;
}

static bool
are_ids(const char *value, const char *const *ids, const char *last)
{
	g_auto(GStrv) found = mime_ids(value);
	char **id = found;

	for (; ids != NULL && *ids != NULL; ids++, id++)
		if (*id == NULL || strcmp(*id, *ids) != 0)
			return false;
	return id[0] != NULL && strcmp(id[0], last) == 0 && id[1] == NULL;
}

/* Reads the finished draft as its receiver will: whatever a value did to GMime, no header
 * and no recipient may have come of it. */
static bool
check_written(const char *text, const Draft *draft, GError **error)
{
	gsize length = strlen(text);
	g_autoptr(HeaderBlock) block = header_split(g_strndup(text, length), length);
	g_autofree char *written = mime_text(header_get(block, "subject"));
	const char *id = draft->in_reply_to;

	if (strcmp(written, draft->subject) != 0)
		return refuse("subject", draft->subject, error);
	if (!is_address(header_get(block, "from"), draft->from_email))
		return refuse("address", draft->from_email, error);
	if (!is_address(header_get(block, "to"), draft->to_email))
		return refuse("address", draft->to_email, error);
	if (draft->bcc_email != NULL &&
		!is_address(header_get(block, "bcc"), draft->bcc_email))
		return refuse("address", draft->bcc_email, error);
	if (id != NULL &&
		(!are_ids(header_get(block, "in-reply-to"), NULL, id) ||
			!are_ids(header_get(block, "references"), draft->references, id)))
		return refuse("Message-ID", id, error);
	if (!has_only_our_fields(block, id != NULL, draft->bcc_email != NULL))
		return refuse("name", draft->to_name == NULL ? "" : draft->to_name, error);
	return true;
}

char *
letter_draft_write(const Draft *draft, GError **error)
{
	g_autofree char *text = NULL;

	if (!check_values(draft, error))
		return NULL;
	text = write_message(draft);
	if (!check_written(text, draft, error))
		return NULL;
	return g_steal_pointer(&text);
}
