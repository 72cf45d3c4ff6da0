#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "lib/error.h"
#include "lib/letter-private.h"
#include "lib/letter-reader.h"

enum { MAX_BYTES = 16 << 20 };

static GByteArray *
fail_read(const char *path, int code, GError **error)
{
	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(code), "%s: %s", path,
		g_strerror(code));
	return NULL;
}

/* header_read() has found out that the file is a regular one. */
static GByteArray *
read_bytes(const char *path, GError **error)
{
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
	guint8 chunk[64 << 10];
	gssize n = 0;

	if (fd < 0)
		return fail_read(path, errno, error);
	do {
		n = read(fd, chunk, sizeof chunk);
		g_byte_array_append(bytes, chunk, (guint)MAX(n, 0));
	} while (n > 0 && bytes->len < MAX_BYTES);
	close(fd);
	return n < 0 ? fail_read(path, errno, error) : g_steal_pointer(&bytes);
}

/* What follows the first empty line; an empty header cannot be, the gate found fields. */
static const char *
body_start(const GByteArray *bytes)
{
	const char *p = (const char *)bytes->data;
	const char *end = p + bytes->len;

	while ((p = memchr(p, '\n', (gsize)(end - p))) != NULL) {
		p++;
		if (p < end && *p == '\n')
			return p + 1;
		if (p + 1 < end && p[0] == '\r' && p[1] == '\n')
			return p + 2;
	}
	return end;
}

static GMimeObject *
read_body(const char *path, const HeaderBlock *block, GError **error)
{
	g_autoptr(GByteArray) bytes = read_bytes(path, error);
	const char *body;

	if (bytes == NULL)
		return NULL;
	body = body_start(bytes);
	return letter_parse(header_get(block, "content-type"),
		header_get(block, "content-transfer-encoding"), body,
		(gsize)((const char *)bytes->data + bytes->len - body));
}

static char **
read_references(const HeaderBlock *block)
{
	g_auto(GStrv) ids = mime_ids(header_get(block, "references"));

	return ids[0] != NULL ? g_steal_pointer(&ids)
			      : mime_ids(header_get(block, "in-reply-to"));
}

static Letter *
read_headers(const HeaderBlock *block)
{
	Letter *letter = g_new0(Letter, 1);
	g_auto(GStrv) ids = mime_ids(header_get(block, "message-id"));

	letter->subject = mime_text(header_get(block, "subject"));
	letter->message_id = g_strdup(ids[0]);
	letter->references = read_references(block);
	letter->from = mime_addresses(header_get(block, "from"), NULL);
	letter->reply_to = mime_addresses(header_get(block, "reply-to"), NULL);
	letter->to = mime_addresses(header_get(block, "to"), NULL);
	letter->cc = mime_addresses(header_get(block, "cc"), NULL);
	if (!mime_date(header_get(block, "date"), &letter->date, &letter->utc_offset))
		letter->date = WHEN_NEVER;
	return letter;
}

static HeaderBlock *
read_block(const char *path, GError **error)
{
	g_autoptr(HeaderBlock) block = header_read(path, error);

	if (block == NULL || block->n_fields > 0)
		return g_steal_pointer(&block);
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_DATA, "%s is not mail", path);
	return NULL;
}

GMimeObject *
letter_root(const char *path, GError **error)
{
	g_autoptr(HeaderBlock) block = read_block(path, error);

	return block == NULL ? NULL : read_body(path, block, error);
}

Letter *
letter_file_read(const char *path, GError **error)
{
	g_autoptr(HeaderBlock) block = read_block(path, error);
	g_autoptr(GMimeObject) root = NULL;
	Letter *letter = NULL;

	if (block == NULL)
		return NULL;
	root = read_body(path, block, error);
	if (root == NULL)
		return NULL;
	letter = read_headers(block);
	letter->text = letter_body(root);
	return letter;
}
