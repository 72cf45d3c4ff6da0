#pragma once

#include <glib.h>
#include <stdbool.h>

#include "lib/suggest.h"

/* Which template a letter is written from: files "templates/KIND.LANGUAGE" of the data
 * folder (lib/data.h), and "templates/KIND-CLASS.LANGUAGE" for the contacts of a class. */

/* The kind that fits why `suggestion` is made at `now`: what is owed first, then an
 * occasion, then what is awaited; else by class. Pure. Static. */
const char *template_kind(const Suggestion *suggestion, Instant now);

/* The occasion that a letter of `now` may name: today's or tomorrow's. Pure. Borrowed. */
const Occasion *template_occasion(const Suggestion *suggestion, Instant now);

/* The file for `kind`, for `class_name` if there is one of its own, in `language`, else in
 * English. Both results are new; false if there is none. */
bool template_find(const char *kind, const char *class_name, const char *language,
	char **ret_path, char **ret_language);

/* "KIND LANGUAGE PATH" of each file, a line each. New. */
char *template_list(void);
