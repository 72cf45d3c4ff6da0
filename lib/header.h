#pragma once

#include <glib.h>
#include <stdbool.h>
#include <string.h>

/* The header block of a mail file, split by us into raw fields: the gate that stands before
 * every parser of foreign bytes. Cheap (one read, one allocation for the text), bounded,
 * and knows nothing of what the fields mean. */

enum {
	HEADER_MAX_BLOCK = 1 << 20,  /* bytes; what is beyond is not read */
	HEADER_MAX_FIELDS = 1000,    /* further ones are dropped */
	HEADER_MAX_FIELD = 256 << 10 /* bytes of one field; a longer one is dropped */
};

typedef struct {
	char *name;  /* lower-cased; never empty */
	char *value; /* raw bytes, unfolded to one line, ends trimmed, no NUL inside */
} HeaderField;

typedef struct {
	HeaderField *fields; /* in the order of the file */
	guint n_fields;
	guint64 met[4];   /* bits of header_mark() of their names, */
	guint64 again[4]; /* and of those that were met before */
	bool oversize;    /* something was cut off or dropped by the bounds */
	char *text;       /* what the fields point into */
	gsize size; /* bytes of the block as read, with the blank line if there is one */
} HeaderBlock;

/* Reads the header block of the mail file at `path`. Opens with O_NONBLOCK and refuses what
 * is not a regular file (links to one are followed); reads 8 KB and then, only if the block
 * goes on, more. A leading mbox "From " line is skipped. New, header_block_free(); or NULL
 * with a G_FILE_ERROR (so that "vanished" can be told from "unreadable"). A file that is
 * not mail gives a block without fields. */
HeaderBlock *header_read(const char *path, GError **error);

/* The same from memory: `bytes` (taken over, g_malloc'ed) of `length`, at least one byte
 * more allocated for a final NUL. */
HeaderBlock *header_split(char *bytes, gsize length);

void header_block_free(HeaderBlock *block);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(HeaderBlock, header_block_free)

/* Whether `field` is called `name` (lower case). Most names differ in their first letter: a
 * call for each would cost more than the rest of it. */
static inline bool
header_is(const HeaderField *field, const char *name)
{
	return field->name[0] == name[0] && strcmp(field->name, name) == 0;
}

/* A number for a name: others may have the same. Most questions are for headers that a mail
 * has not, so that asking a set of these first spares nearly all searches. */
static inline guint8
header_mark(const char *name, gsize length)
{
	return (guint8)(name[0] + 7 * name[length - 1] + 29 * length);
}

static inline bool
header_is_marked(const guint64 *marks, const char *name)
{
	guint8 mark = header_mark(name, strlen(name));

	return (marks[mark / 64] >> mark % 64 & 1) != 0;
}

/* Whether there may be a field called `name` (lower case), or more than one: false is sure.
 */
static inline bool
header_may_have(const HeaderBlock *block, const char *name)
{
	return header_is_marked(block->met, name);
}

static inline bool
header_may_repeat(const HeaderBlock *block, const char *name)
{
	return header_is_marked(block->again, name);
}

/* The first field called `name` (lower case), or NULL. Borrowed from `block`. */
const char *header_get(const HeaderBlock *block, const char *name);

/* How many fields are called `name`. */
guint header_count(const HeaderBlock *block, const char *name);
