#include "filter/head.h"

#include "filter/stream.h"
#include "lib/header.h"

enum {
	HEAD_PIECE = 16 << 10, /* most headers are smaller, and what is read is kept */
	PIECE = 128 << 10,
};

void
head_clear(Head *head)
{
	g_clear_pointer(&head->raw, g_byte_array_unref);
	g_clear_pointer(&head->clean, g_byte_array_unref);
	scrub_clear(&head->scrub);
}

/* The next bytes, at most `size`, into `piece`; `*ret_length` is 0 at the end. */
static bool
read_piece(Head *head, guint8 *piece, gsize size, gsize *ret_length, GError **error)
{
	if (!stream_read(piece, size, ret_length, error))
		return false;
	head->at_end = *ret_length == 0;
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
	g_autofree guint8 *piece = g_malloc(HEAD_PIECE);
	gsize n;

	head->raw = g_byte_array_new();
	head->clean = g_byte_array_new();
	scrub_init(&head->scrub);
	while (!head->at_end && !scrub_is_over(&head->scrub) &&
		head->raw->len < HEADER_MAX_BLOCK) {
		if (!read_piece(head, piece, HEAD_PIECE, &n, error))
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
		return stream_write(piece, length, error);
	g_byte_array_set_size(clean, 0);
	scrub_piece(head, piece, length, clean);
	return stream_write(clean->data, clean->len, error);
}

bool
head_copy(Head *head, bool scrubbed, GError **error)
{
	const GByteArray *first = scrubbed ? head->clean : head->raw;
	g_autofree guint8 *piece = g_malloc(PIECE);
	g_autoptr(GByteArray) clean = g_byte_array_new();
	gsize n;

	if (!stream_write(first->data, first->len, error))
		return false;
	while (!head->at_end) {
		if (!scrubbed || scrub_is_over(&head->scrub))
			stream_pour();
		if (!read_piece(head, piece, PIECE, &n, error) ||
			!copy_piece(head, piece, n, scrubbed, clean, error))
			return false;
	}
	return true;
}

bool
head_drain(Head *head, GError **error)
{
	g_autofree guint8 *piece = g_malloc(PIECE);
	gsize n;

	while (!head->at_end)
		if (!read_piece(head, piece, PIECE, &n, error))
			return false;
	return true;
}
