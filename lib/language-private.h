#pragma once

#include "lib/language.h"

/* Words that may stand one after the other: of GStrv, the words of which one must stand at
 * that place. "send*" is any word that begins so; "*" is up to four words, whichever;
 * "^" is where a sentence begins. */
typedef GPtrArray Phrase;

/* One file. */
typedef struct {
	char *code, *name;
	GHashTable *letters;     /* set of the characters it is written with, folded */
	GHashTable *words;       /* set of its commonest words */
	GHashTable *other_words; /* set of those of its neighbours that it does not have */
	GHashTable *abbreviations; /* set, folded, without the last full stop */
	GPtrArray *requests;       /* of Phrase */
	GPtrArray *not_requests;   /* what looks like one and is none */
	GPtrArray *formulas;
	char **plural; /* "*1:2": numbers that look so take the 2nd form */
	char *today, **units[N_WHEN_UNITS];              /* their forms */
	char **weekdays, **months;                       /* 7 from Monday, 12 */
	char *dated, *undated, *own_dated, *own_undated; /* lines above a quotation */
} Language;

struct Languages {
	GPtrArray *all; /* of Language, by code */
	char **codes;
};

/* The language in the file at `path`. New, language_free(). */
Language *language_read(const char *path, GError **error);
void language_free(Language *language);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Language, language_free)

/* NULL if there is none. */
const Language *language_of(const Languages *languages, const char *code);

/* The words of `text` in order, case folded; apostrophes inside them are left out. New,
 * g_strfreev(). */
char **language_words(const char *text);

/* "let me|us know": words, with alternatives between bars. New, g_ptr_array_unref(). */
Phrase *phrase_new(const char *text);

/* Where the words that `phrase` fits, from `words` on, end; NULL if it does not fit there.
 * No word is fit by "". */
char **phrase_match(const Phrase *phrase, char **words);

/* Whether it fits `words` up to the last. */
bool phrase_fits_all(const Phrase *phrase, char **words);
