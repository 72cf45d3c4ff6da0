#pragma once

#include <glib.h>
#include <stdbool.h>

/* How the files of this module take a body apart. All texts are as text_clean_lines()
 * leaves them, and results are new. */

/* The body of the mail whose content fields have these raw values (NULL if absent) and
 * whose bytes after the header are these: its first text/plain part, else text/html as
 * text. "" if there is none; at most 256 KiB. */
char *letter_body(const char *content_type, const char *transfer_encoding,
	const char *bytes, gsize length);

/* format=flowed (RFC 3676) with each paragraph joined to one line; quoted lines keep their
 * depth as "> > ". `delsp`: the space before a soft line end is not part of the text. */
char *letter_unflow(const char *text, bool delsp);

/* `html` without its marks; blocks become lines, <blockquote> becomes "> ". */
char *letter_from_html(const char *html);
