#pragma once

#include <glib.h>
#include <stdbool.h>

/* The two doors for foreign text: text_clean() on the way in, text_visible() on the way to
 * a terminal; and what a table needs to align it. */

#define TEXT_NAME_MAX 256 /* characters of a cleaned name */

/* A display name as we keep it: valid UTF-8 (bad bytes become U+FFFD), NFC, one line, white
 * space runs folded to one space, ends trimmed, without control, format, bidirectional,
 * zero-width, private-use and unassigned characters (U+200C/D stay between letters of
 * scripts that spell with them), unquoted, at most TEXT_NAME_MAX characters. New; "" if
 * nothing is left. `length` -1: NUL-terminated. Idempotent. */
char *text_clean(const char *bytes, gssize length);

/* The same for a line that is no name (a subject): neither unquoted nor cut. New. */
char *text_clean_line(const char *bytes, gssize length);

/* Text of several lines as we keep it (a note, the body of a letter): valid UTF-8 (bad
 * bytes become U+FFFD), LF line ends, no control, format or bidirectional characters but
 * tabs. New. `length` -1: NUL-terminated. Idempotent. */
char *text_clean_lines(const char *bytes, gssize length);

/* `text` with each control, bidirectional and invisible character shown as \x1b or \u202e,
 * invalid bytes as \xNN: safe on any terminal, one line. New. */
char *text_visible(const char *text);

/* Whether `text` is visible as it is, and as wide as it is long: most of all that is shown.
 */
bool text_is_plain(const char *text);

/* Columns that valid UTF-8 `text` takes: wide characters two, combining ones none. */
int text_width(const char *text);

/* text_visible() cut to `columns` with an ellipsis, and padded to it if `pad`. New. */
char *text_fit(const char *text, int columns, bool pad);

/* For comparing names: NFKD without marks, case-folded, words sorted, punctuation dropped,
 * so that "Lovelace, Ada" equals "Ada LOVELACE". New. */
char *text_name_key(const char *name);

/* The same, and equal for the spellings of one name: "Сергей Лаптев" equals "Sergey Laptev"
 * and "Laptev, Sergei". Other names may be equal too: for proposing, never for deciding.
 * New. */
char *text_name_sound(const char *name);

/* The name to address somebody by: "Ada" of "Dr. Ada Lovelace" and of "Lovelace, Ada", with
 * the patronymic where there is one; all of a name in wide characters. NULL for an address,
 * and where no word begins with a letter. New. */
char *text_given_name(const char *name);

/* An identifier made of a name: "Ada Lovelace" gives "ada-lovelace"; letters are
 * transliterated to [a-z0-9-], at most 64; "" if nothing is left (use the address). New. */
char *text_slug(const char *name);
