#include "lib/header.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
	FIRST_READ = 8 << 10, /* holds most header blocks whole */
	FIRST_FIELDS = 48
};

static void
set_file_error(GError **error, int number, const char *path)
{
	g_set_error(error, G_FILE_ERROR, g_file_error_from_errno(number), "%s: %s", path,
		g_strerror(number));
}

/* Opens `path` if it is a regular file; -1 with an error. A FIFO must not keep us waiting,
 * nor a terminal become ours. */
static int
open_regular(const char *path, GError **error)
{
	int fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
	struct stat status = { 0 };

	if (fd >= 0 && fstat(fd, &status) == 0 && S_ISREG(status.st_mode))
		return fd;
	if (fd >= 0) {
		close(fd);
		errno = S_ISDIR(status.st_mode) ? EISDIR : EINVAL;
	}
	set_file_error(error, errno, path);
	return -1;
}

/* The length of the header block at `bytes`, with its blank line; 0 if that is not among
 * the first `length`. The search begins with the line that holds byte `from`. */
static gsize
find_end(const char *bytes, gsize length, gsize from)
{
	const char *end = bytes + length;
	const char *line = bytes + from;

	while (line > bytes && line[-1] != '\n')
		line--;
	for (; line < end; line++) {
		if (*line == '\n')
			return (gsize)(line + 1 - bytes);
		if (*line == '\r' && line + 1 < end && line[1] == '\n')
			return (gsize)(line + 2 - bytes);
		line = memchr(line, '\n', (gsize)(end - line));
		if (line == NULL)
			break;
	}
	return 0;
}

/* Reads from `fd` until the header block is whole; *ret_size is then its size, or 0 for one
 * that has no end. One byte beyond the bound is read, so that it is seen what was cut off.
 */
static char *
read_block(int fd, const char *path, gsize *ret_length, gsize *ret_size, GError **error)
{
	gsize room = FIRST_READ;
	gsize length = 0;
	g_autofree char *bytes = g_malloc(room + 1);

	while (length <= HEADER_MAX_BLOCK) {
		gssize got = 0;

		if (length == room) {
			room = MIN(2 * room, HEADER_MAX_BLOCK + 1);
			bytes = g_realloc(bytes, room + 1);
		}
		got = read(fd, bytes + length, room - length);
		if (got < 0 && errno == EINTR)
			continue;
		if (got < 0) {
			set_file_error(error, errno, path);
			return NULL;
		}
		length += (gsize)got;
		*ret_size =
			find_end(bytes, MIN(length, HEADER_MAX_BLOCK), length - (gsize)got);
		if (got == 0 || *ret_size > 0)
			break;
	}
	*ret_length = length;
	return g_steal_pointer(&bytes);
}

/* Joins the lines of the value at `p` into one, in place, its ends trimmed and each NUL a
 * blank, and ends it with NUL. Returns the next line. */
static char *
unfold(char *p, char *end, bool any_nul, char **ret_value)
{
	char *to = p;
	char *value = p;

	for (;;) {
		char *newline = memchr(p, '\n', (gsize)(end - p));
		char *next = newline == NULL ? end : newline + 1;
		gsize length = (gsize)((newline == NULL ? end : newline) - p);

		if (length > 0 && p[length - 1] == '\r')
			length--;
		if (to != p)
			memmove(to, p, length);
		to += length;
		p = next;
		if (p == end || (*p != ' ' && *p != '\t'))
			break;
	}
	for (char *nul = value; any_nul && (nul = memchr(nul, '\0', (gsize)(to - nul)));)
		*nul = ' ';
	while (value < to && (*value == ' ' || *value == '\t'))
		value++;
	while (to > value && (to[-1] == ' ' || to[-1] == '\t'))
		to--;
	*to = '\0';
	*ret_value = value;
	return p;
}

/* The colon that ends the name of the field whose first line is at `p`, or NULL if the line
 * begins no field; lower-cases the name and ends it with NUL. */
static char *
take_name(char *p, char *end)
{
	char *name = p;
	char *name_end = NULL;

	for (; p<end && * p> ' ' && *p <= '~' && *p != ':'; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p += 'a' - 'A';
	name_end = p;
	while (p < end && (*p == ' ' || *p == '\t'))
		p++;
	/* "From : x" is for all others the first line of an mbox. */
	if (p == end || *p != ':' || name_end == name ||
		(*name_end == ' ' && strncmp(name, "from ", 5) == 0))
		return NULL;
	*name_end = '\0';
	return p;
}

static void
mark_name(HeaderBlock *block, const char *name)
{
	guint8 mark = header_mark(name, strlen(name));
	guint64 bit = G_GUINT64_CONSTANT(1) << mark % 64;

	block->again[mark / 64] |= block->met[mark / 64] & bit;
	block->met[mark / 64] |= bit;
}

static void
add_field(HeaderBlock *block, char *name, char *value, gsize length, guint *room)
{
	if (block->n_fields == HEADER_MAX_FIELDS || length > HEADER_MAX_FIELD) {
		block->oversize = true;
		return;
	}
	if (block->n_fields == *room) {
		*room *= 2;
		block->fields = g_renew(HeaderField, block->fields, *room);
	}
	block->fields[block->n_fields].name = name;
	block->fields[block->n_fields++].value = value;
	mark_name(block, name);
}

static void
split_fields(HeaderBlock *block, char *end)
{
	bool any_nul = memchr(block->text, '\0', block->size) != NULL;
	guint room = FIRST_FIELDS;

	block->fields = g_new(HeaderField, room);
	for (char *line = block->text; line < end;) {
		char *colon = take_name(line, end);
		char *value = NULL;
		char *next = unfold(colon == NULL ? line : colon + 1, end, any_nul, &value);

		/* A line that begins no field is skipped, with its continuations. */
		if (colon != NULL)
			add_field(block, line, value, (gsize)(next - line), &room);
		line = next;
	}
}

/* `size`: of the header block, 0 if it has no end among these bytes. */
static HeaderBlock *
new_block(char *bytes, gsize length, gsize size)
{
	HeaderBlock *block = g_new0(HeaderBlock, 1);

	if (size == 0) {
		size = MIN(length, HEADER_MAX_BLOCK);
		block->oversize = length > HEADER_MAX_BLOCK;
	}
	block->text = bytes;
	block->size = size;
	split_fields(block, bytes + size);
	return block;
}

HeaderBlock *
header_split(char *bytes, gsize length)
{
	return new_block(bytes, length, find_end(bytes, MIN(length, HEADER_MAX_BLOCK), 0));
}

HeaderBlock *
header_read(const char *path, GError **error)
{
	int fd = open_regular(path, error);
	char *bytes = NULL;
	gsize length = 0, size = 0;

	if (fd < 0)
		return NULL;
	bytes = read_block(fd, path, &length, &size, error);
	close(fd);
	return bytes == NULL ? NULL : new_block(bytes, length, size);
}

void
header_block_free(HeaderBlock *block)
{
	if (block == NULL)
		return;
	g_free(block->fields);
	g_free(block->text);
	g_free(block);
}

const char *
header_get(const HeaderBlock *block, const char *name)
{
	if (!header_may_have(block, name))
		return NULL;
	for (guint i = 0; i < block->n_fields; i++)
		if (header_is(&block->fields[i], name))
			return block->fields[i].value;
	return NULL;
}

guint
header_count(const HeaderBlock *block, const char *name)
{
	guint count = 0;

	for (guint i = 0; i < block->n_fields; i++)
		count += header_is(&block->fields[i], name);
	return count;
}
