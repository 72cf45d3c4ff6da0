#include "lib/fold.h"

#include <stdbool.h>
#include <string.h>

enum { MAX_UTF8 = 6 };

/* No character depends on another one but for the order of marks, which are dropped: each
 * is folded once. */
struct Folder {
	GHashTable *known; /* of characters, but for ASCII, to what they fold to */
};

Folder *
folder_new(void)
{
	Folder *folder = g_new0(Folder, 1);

	folder->known = g_hash_table_new_full(NULL, NULL, NULL, g_free);
	return folder;
}

void
folder_free(Folder *folder)
{
	g_hash_table_unref(folder->known);
	g_free(folder);
}

static bool
is_upper(char c)
{
	return c >= 'A' && c <= 'Z';
}

/* The end of what is ASCII and not in upper case. */
static const char *
lower_end(const char *text)
{
	while (*text > '\0' && !is_upper(*text))
		text++;
	return text;
}

/* False for what is not ASCII. */
static bool
lower_ascii(GString *lower, const char *text)
{
	char *to = NULL;

	g_string_set_size(lower, strlen(text));
	for (to = lower->str; *text > '\0'; text++)
		*to++ = *text | (is_upper(*text) ? 0x20 : 0);
	return *text == '\0';
}

/* New. */
static char *
fold_character(gunichar c)
{
	char utf8[MAX_UTF8 + 1] = "";
	g_autofree char *split = NULL;
	g_autofree char *cased = NULL;
	GString *folded = g_string_new(NULL);

	g_unichar_to_utf8(c, utf8);
	split = g_utf8_normalize(utf8, -1, G_NORMALIZE_NFKD);
	cased = g_utf8_casefold(split, -1);
	for (const char *at = cased; *at != '\0'; at = g_utf8_next_char(at))
		if (!g_unichar_ismark(g_utf8_get_char(at)))
			g_string_append_unichar(folded, g_utf8_get_char(at));
	return g_string_free(folded, false);
}

static void
append_folded(Folder *folder, GString *buffer, gunichar c)
{
	char *folded = NULL;

	if (c < 0x80) {
		g_string_append_c(buffer, g_ascii_tolower((char)c));
		return;
	}
	folded = g_hash_table_lookup(folder->known, GUINT_TO_POINTER(c));
	if (folded == NULL) {
		folded = fold_character(c);
		g_hash_table_insert(folder->known, GUINT_TO_POINTER(c), folded);
	}
	g_string_append(buffer, folded);
}

/* Nearly all of it is ASCII: an address in lower case, a name. */
const char *
folder_fold(Folder *folder, GString *buffer, const char *text)
{
	if (*lower_end(text) == '\0')
		return text;
	if (lower_ascii(buffer, text))
		return buffer->str;
	g_string_truncate(buffer, 0);
	if (!g_utf8_validate(text, -1, NULL))
		return buffer->str;
	for (; *text != '\0'; text = g_utf8_next_char(text))
		append_folded(folder, buffer, g_utf8_get_char(text));
	return buffer->str;
}
