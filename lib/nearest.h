#pragma once

/* Which known word a mistyped one was meant to be: the hint in messages for people. */

/* The one of `words` (NULL-terminated) that takes the fewest edits to become `typed`, the
 * first of several; NULL if even that one is too far off to be meant. Borrowed from
 * `words`. */
const char *nearest_word(const char *typed, const char *const *words);
