#include <string.h>

#include "lib/store/correspondent.h"
#include "lib/text.h"

/* A contact is known by the name the user gave, and also where no mail has met the address.
 * Nobody can write to a name that is known on another channel.
 * Others must have had to do with the user; lists and robots have not. */
static const char lookup_sql[] =
	"SELECT contact_address.email, n_in, n_out, n_cc, n_group, n_meeting, n_other,"
	" n_bulk, list, first, last, 0, contact.slug, contact.name"
	" FROM contact_address JOIN contact ON contact.id = contact_address.contact"
	" LEFT JOIN address ON address.email = contact_address.email"
	" WHERE instr(contact_address.email, '@') > 0"
	" UNION ALL SELECT " CORRESPONDENT_COLUMNS ", address.name"
	" FROM " CORRESPONDENT_TABLES
	" WHERE contact.slug IS NULL AND ignored.email IS NULL AND NOT " STORE_IS_NAMED
	" AND n_in + n_out + n_cc + n_group + n_meeting + n_other > 0"
	" AND (list IS NULL OR n_in > 0)";

const char *const store_sql_lookup[] = { lookup_sql, NULL };

enum { EMAIL_COLUMN = 0, NAME_COLUMN = 13 };

static const char reading[] = "cannot read the store";

/* Of "O’Neil-Smith" any part may be typed. */
static bool
begins_word(const char *text, const char *at)
{
	return at == text ||
	       !g_unichar_isalnum(g_utf8_get_char(g_utf8_find_prev_char(text, at)));
}

static bool
has_word(const char *text, const char *prefix)
{
	for (const char *at = strstr(text, prefix); at != NULL; at = strstr(at + 1, prefix))
		if (begins_word(text, at))
			return true;
	return false;
}

static bool
has_words(const char *name, const char *email, char **words)
{
	for (; *words != NULL; words++)
		if (**words != '\0' && !has_word(name, *words) && !has_word(email, *words))
			return false;
	return true;
}

/* Without case and marks. Nearly all of it is ASCII, where that is ten times as fast. */
static void
fold(GString *folded, const char *text)
{
	g_autofree char *split = NULL;
	g_autofree char *cased = NULL;

	g_string_assign(folded, text);
	if (g_str_is_ascii(text)) {
		g_string_ascii_down(folded);
		return;
	}
	split = g_utf8_normalize(text, -1, G_NORMALIZE_NFKD);
	cased = g_utf8_casefold(split, -1);
	g_string_truncate(folded, 0);
	for (const char *at = cased; *at != '\0'; at = g_utf8_next_char(at))
		if (!g_unichar_ismark(g_utf8_get_char(at)))
			g_string_append_unichar(folded, g_utf8_get_char(at));
}

typedef struct {
	char *text; /* folded */
	char **words;
	GString *name, *email; /* folded, of the row at hand */
} Search;

static void
search_clear(Search *search)
{
	g_free(search->text);
	g_strfreev(search->words);
	g_string_free(search->name, true);
	g_string_free(search->email, true);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

static bool
matches(Search *search, sqlite3_stmt *stmt)
{
	fold(search->email, (const char *)sqlite3_column_text(stmt, EMAIL_COLUMN));
	if (strstr(search->email->str, search->text) != NULL)
		return true;
	fold(search->name, (const char *)sqlite3_column_text(stmt, NAME_COLUMN));
	return has_words(search->name->str, search->email->str, search->words);
}

/* Contacts first, then by direct messages, then the newest. */
static int
compare(gconstpointer a, gconstpointer b)
{
	const Correspondent *x = *(Correspondent *const *)a,
			    *y = *(Correspondent *const *)b;
	int direct_x = x->counts[COUNT_IN] + x->counts[COUNT_OUT];
	int direct_y = y->counts[COUNT_IN] + y->counts[COUNT_OUT];

	if ((x->slug == NULL) != (y->slug == NULL))
		return x->slug == NULL ? 1 : -1;
	if (direct_x != direct_y)
		return direct_x < direct_y ? 1 : -1;
	if (x->last != y->last)
		return x->last < y->last ? 1 : -1;
	return strcmp(x->email, y->email);
}

static GPtrArray *
find(Store *store, Search *search, GError **error)
{
	g_autoptr(GPtrArray) found =
		g_ptr_array_new_with_free_func((GDestroyNotify)correspondent_free);
	sqlite3_stmt *stmt = store_prepare(store, lookup_sql, error);
	bool row = true;

	if (stmt == NULL)
		return NULL;
	while (store_step(store, stmt, reading, &row, error) && row)
		if (matches(search, stmt))
			g_ptr_array_add(found, store_row_correspondent(stmt));
	return row ? NULL : g_steal_pointer(&found);
}

GPtrArray *
store_lookup(Store *store, const char *text, int limit, GError **error)
{
	g_autofree char *clean = text_clean(text, -1);
	g_auto(Search) search = { .name = g_string_new(NULL), .email = g_string_new(NULL) };
	GPtrArray *found = NULL;

	fold(search.name, clean);
	search.text = g_strdup(search.name->str);
	search.words = g_strsplit(search.text, " ", -1);
	found = find(store, &search, error);
	if (found == NULL)
		return NULL;
	g_ptr_array_sort(found, compare);
	if (limit >= 0 && found->len > (guint)limit)
		g_ptr_array_set_size(found, limit);
	return found;
}
