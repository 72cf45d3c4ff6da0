#ifndef _GNU_SOURCE
#define _GNU_SOURCE /* splice() */
#endif

#include "filter/stream.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/sendfile.h>
#include <sys/stat.h>
#endif

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

#ifdef __linux__

enum { MOVED_AT_ONCE = 1 << 30 };

static bool
is_a(int fd, mode_t type)
{
	struct stat status;

	return fstat(fd, &status) == 0 && (status.st_mode & S_IFMT) == type;
}

static ssize_t
move_from_pipe(void)
{
	return splice(STDIN_FILENO, NULL, STDOUT_FILENO, NULL, MOVED_AT_ONCE, 0);
}

static ssize_t
move_from_file(void)
{
	return sendfile(STDOUT_FILENO, STDIN_FILENO, NULL, MOVED_AT_ONCE);
}

/* A file would go into a pipe as its pages: whoever reads them later would see what has
 * become of the file. */
void
stream_move(void)
{
	if (is_a(STDIN_FILENO, S_IFIFO))
		while (move_from_pipe() > 0)
			continue;
	else if (is_a(STDOUT_FILENO, S_IFREG))
		while (move_from_file() > 0)
			continue;
}

#else

void
stream_move(void)
{
}

#endif
