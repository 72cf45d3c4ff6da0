#include "lib/nearest.h"

#include <glib.h>
#include <string.h>

enum { MAX_LENGTH = 63 }; /* of a word that may be meant; a longer one is nothing we know */

/* Levenshtein's distance, one row of the matrix at a time. */
static guint
distance(const char *a, const char *b)
{
	guint row[MAX_LENGTH + 1];
	gsize columns = strlen(b);

	for (guint j = 0; j <= columns; j++)
		row[j] = j;
	for (guint i = 0; a[i] != '\0'; i++) {
		guint diagonal = row[0];

		row[0] = i + 1;
		for (guint j = 1; j <= columns; j++) {
			guint above = row[j];
			guint replaced = diagonal + (a[i] != b[j - 1]);

			row[j] = MIN(replaced, MIN(above, row[j - 1]) + 1);
			diagonal = above;
		}
	}
	return row[columns];
}

const char *
nearest_word(const char *typed, const char *const *words)
{
	const char *best = NULL;
	guint best_distance = strlen(typed) / 3 + 2; /* a third of it, and one slip */

	for (guint i = 0; words[i] != NULL; i++) {
		guint d = strlen(words[i]) <= MAX_LENGTH ? distance(typed, words[i])
							 : G_MAXUINT;

		if (d < best_distance && d < strlen(words[i])) {
			best = words[i];
			best_distance = d;
		}
	}
	return best;
}
