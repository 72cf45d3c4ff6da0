#include "filter/head.h"

#include <errno.h>
#include <unistd.h>

#include "lib/error.h"
#include "lib/header.h"

enum { PIECE = 128 << 10 };

void
head_clear(Head *head)
{
	g_clear_pointer(&head->raw, g_byte_array_unref);
	g_clear_pointer(&head->clean, g_byte_array_unref);
	scrub_clear(&head->scrub);
}

static bool
fail(const char *doing, GError **error)
{
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_STORE,
		"cannot %s: %s: deliver the message again", doing, g_strerror(errno));
	return false;
}

/* The next bytes into `piece`, `*ret_length` 0 at the end. */
static bool
read_piece(Head *head, guint8 *piece, gsize *ret_length, GError **error)
{
	ssize_t n;

	do
		n = read(STDIN_FILENO, piece, PIECE);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return fail("read standard input", error);
	head->at_end = n == 0;
	*ret_length = (gsize)n;
	return true;
}

static bool
write_all(const guint8 *bytes, gsize length, GError **error)
{
	while (length > 0) {
		ssize_t n = write(STDOUT_FILENO, bytes, length);

		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return fail("write standard output", error);
		bytes += n;
		length -= (gsize)n;
	}
	return true;
}

/* Scrubs the next bytes, none at the end, into `out`. */
static void
scrub_piece(Head *head, const guint8 *piece, gsize length, GByteArray *out)
{
	if (length > 0)
		scrub_feed(&head->scrub, (const char *)piece, length, out);
	else
		scrub_end(&head->scrub, out);
}

bool
head_read(Head *head, GError **error)
{
	g_autofree guint8 *piece = g_malloc(PIECE);
	gsize n;

	head->raw = g_byte_array_new();
	head->clean = g_byte_array_new();
	scrub_init(&head->scrub);
	while (!head->at_end && !scrub_is_over(&head->scrub) &&
		head->raw->len < HEADER_MAX_BLOCK) {
		if (!read_piece(head, piece, &n, error))
			return false;
		g_byte_array_append(head->raw, piece, (guint)n);
		scrub_piece(head, piece, n, head->clean);
	}
	return true;
}

static bool
copy_piece(Head *head, const guint8 *piece, gsize length, bool scrubbed, GByteArray *clean,
	GError **error)
{
	if (!scrubbed || scrub_is_over(&head->scrub))
		return write_all(piece, length, error);
	g_byte_array_set_size(clean, 0);
	scrub_piece(head, piece, length, clean);
	return write_all(clean->data, clean->len, error);
}

bool
head_copy(Head *head, bool scrubbed, GError **error)
{
	const GByteArray *first = scrubbed ? head->clean : head->raw;
	g_autofree guint8 *piece = g_malloc(PIECE);
	g_autoptr(GByteArray) clean = g_byte_array_new();
	gsize n;

	if (!write_all(first->data, first->len, error))
		return false;
	while (!head->at_end)
		if (!read_piece(head, piece, &n, error) ||
			!copy_piece(head, piece, n, scrubbed, clean, error))
			return false;
	return true;
}

bool
head_drain(Head *head, GError **error)
{
	g_autofree guint8 *piece = g_malloc(PIECE);
	gsize n;

	while (!head->at_end)
		if (!read_piece(head, piece, &n, error))
			return false;
	return true;
}
