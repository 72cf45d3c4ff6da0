#pragma once

#include <gmime/gmime.h>
#include <stdbool.h>

#include "lib/header.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeParser, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeObject, g_object_unref)

/* The body of the mail whose content fields have these raw values (NULL if absent) and
 * whose bytes after the header are these, under a header of our own: only the two fields
 * that say how to decode it. New. */
GMimeObject *letter_parse(const char *content_type, const char *transfer_encoding,
	const char *bytes, gsize length);

/* The same of the mail file at `path`, through the header gate. Fails as letter_read(). */
GMimeObject *letter_root(const char *path, GError **error);

/* How the files of this module take a body apart. All texts are as text_clean_lines()
 * leaves them, and results are new. */

/* The text of a body as letter_parse() gives it: its first text/plain part, else text/html
 * as text. "" if there is none; at most 256 KiB. */
char *letter_body(GMimeObject *root);

/* format=flowed (RFC 3676) with each paragraph joined to one line; quoted lines keep their
 * depth as "> > ". `delsp`: the space before a soft line end is not part of the text. */
char *letter_unflow(const char *text, bool delsp);

/* `html` without its marks; blocks become lines, <blockquote> becomes "> ". */
char *letter_from_html(const char *html);

/* `line` case-folded, without blanks around. */
char *letter_fold(const char *line);

/* Whether `folded` has or begins with one of `words`. */
bool letter_contains_any(const char *folded, const char *const *words);
bool letter_begins_with_any(const char *folded, const char *const *words);

/* Whether from `lines` on (NULL-terminated) a letter of somebody else is shown. */
bool letter_is_other_letter(char **lines);

/* How many lines from `lines` on a program, a list or a lawyer added; 0 if none. */
guint letter_footer_lines(char **lines);
