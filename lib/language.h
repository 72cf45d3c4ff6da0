#pragma once

#include <glib.h>
#include <stdbool.h>

#include "lib/when.h"

/* Languages that letters are read and written in: one file each, "languages/CODE" of the
 * data folder (lib/data.h), which the user may override or add to. What is in it is told at
 * the head of contrib/data/languages/en. Read-only once made. */
typedef struct Languages Languages;

/* All of them. New, languages_free(). CADENCE_ERROR_CONFIG names file and key. */
Languages *languages_load(GError **error);
void languages_free(Languages *languages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Languages, languages_free)

/* A digest of all that the files say, without reading what it means: what was found with
 * their help may be another when it differs. New; errors as data_read(). */
char *languages_fingerprint(GError **error);

/* The codes ("de"), sorted, NULL-terminated. Borrowed. */
const char *const *languages_codes(const Languages *languages);

/* What the language is called in English ("German"); NULL if `code` is none of them.
 * Borrowed. */
const char *languages_name(const Languages *languages, const char *code);

/* The language that most of `text` is written in, by its commonest words: a code; NULL if
 * there are too few of them, or two languages are equally likely. Borrowed. */
const char *languages_guess(const Languages *languages, const char *text);

/* Whether `sentence` asks for an answer without a question mark, in any of the languages:
 * "please let me know", "bitte geben Sie mir Bescheid". */
bool languages_is_request(const Languages *languages, const char *sentence);

/* Whether `sentence`, with a question mark, is only a formula that expects no answer: "How
 * are you?". */
bool languages_is_formula(const Languages *languages, const char *sentence);

/* Whether `word` is written with a full stop after it that ends no sentence: "Dr", "z.B".
 */
bool languages_is_abbreviation(const Languages *languages, const char *word);

/* A span of time in the words of `code` as a letter says it: "4 months", "4 месяца". As
 * when_describe_span() if `code` is none of the languages. New. */
char *languages_span(const Languages *languages, const char *code, int64_t seconds);

/* The line above a quotation in the words of `code`: "On Mon, 2 Mar 2026, Ada wrote:".
 * `name` NULL: the user wrote it. `date` WHEN_NEVER leaves it out; `utc_offset`, in
 * minutes, is where it was written. "Ada, 2026-03-02:" if `code` is none of the languages.
 * New. */
char *languages_attribution(const Languages *languages, const char *code, const char *name,
	Instant date, int utc_offset);
