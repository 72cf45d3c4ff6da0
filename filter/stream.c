#define _GNU_SOURCE /* splice() */
#include "filter/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <unistd.h>

#include "lib/error.h"

static bool
fail(const char *doing, GError **error)
{
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_STORE,
		"cannot %s: %s: deliver the message again", doing, g_strerror(errno));
	return false;
}

bool
stream_read(guint8 *piece, gsize size, gsize *ret_length, GError **error)
{
	ssize_t n;

	do
		n = read(STDIN_FILENO, piece, size);
	while (n < 0 && errno == EINTR);
	if (n < 0)
		return fail("read standard input", error);
	*ret_length = (gsize)n;
	return true;
}

bool
stream_write(const guint8 *bytes, gsize length, GError **error)
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

void
stream_pour(void)
{
	enum { PIECE = 1 << 20 };
	ssize_t n;

	do {
		n = splice(STDIN_FILENO, NULL, STDOUT_FILENO, NULL, PIECE, 0);
		if (n < 0 && errno == EINVAL) /* neither is a pipe */
			n = sendfile(STDOUT_FILENO, STDIN_FILENO, NULL, PIECE);
	} while (n > 0 || (n < 0 && errno == EINTR));
}
