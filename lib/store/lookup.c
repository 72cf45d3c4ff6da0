#include <string.h>

#include "lib/store/correspondent.h"
#include "lib/text.h"

/* Whom a text may mean, and as little of them as tells it: there may be many. A contact is
 * known by the name the user gave. */
static const char contacts_sql[] = "SELECT email, name FROM contact_address"
				   " JOIN contact ON contact.id = contact_address.contact";
static const char others_sql[] = "SELECT email, name FROM address";

/* Others than contacts must have had to do with the user; lists and robots have not. */
static const char rank_sql[] =
	"SELECT n_in + n_out, last, last IS NOT NULL AND (list IS NULL OR n_in > 0)"
	" FROM address WHERE email = :email";

/* All is read only of those that are shown. */
static const char row_sql[] =
	"SELECT asked.email, n_in, n_out, n_cc, n_group, n_meeting, n_other, n_bulk, list,"
	" first, last, ignored.email IS NOT NULL, contact.slug,"
	" coalesce(contact.name, address.name) FROM (SELECT :email AS email) AS asked"
	" LEFT JOIN address ON address.email = asked.email"
	" LEFT JOIN ignored ON ignored.email = asked.email"
	" LEFT JOIN contact_address ON contact_address.email = asked.email"
	" LEFT JOIN contact ON contact.id = contact_address.contact";

const char *const store_sql_lookup[] = { contacts_sql, others_sql, rank_sql, row_sql,
	NULL };

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

/* `text` without case and marks; `buffer` may be what holds it. Nearly all of it is ASCII:
 * an address in lower case, a name. */
static const char *
fold(GString *buffer, const char *text)
{
	g_autofree char *split = NULL;
	g_autofree char *cased = NULL;

	if (*lower_end(text) == '\0')
		return text;
	if (lower_ascii(buffer, text))
		return buffer->str;
	split = g_utf8_normalize(text, -1, G_NORMALIZE_NFKD);
	cased = g_utf8_casefold(split, -1);
	g_string_truncate(buffer, 0);
	for (const char *at = cased; *at != '\0'; at = g_utf8_next_char(at))
		if (!g_unichar_ismark(g_utf8_get_char(at)))
			g_string_append_unichar(buffer, g_utf8_get_char(at));
	return buffer->str;
}

typedef struct {
	char *text; /* folded */
	char **words;
	GString *name, *email; /* buffers */
	GArray *hits;
} Search;

/* Whom the text means, with what tells who comes first. */
typedef struct {
	char *email;
	bool tracked;
	int direct;
	Instant last;
} Hit;

static void
hit_clear(gpointer hit)
{
	g_free(((Hit *)hit)->email);
}

static void
search_init(Search *search, const char *text)
{
	g_autofree char *clean = text_clean(text, -1);

	search->name = g_string_new(NULL);
	search->email = g_string_new(NULL);
	search->text = g_strdup(fold(search->name, clean));
	search->words = g_strsplit(search->text, " ", -1);
	search->hits = g_array_new(false, false, sizeof(Hit));
	g_array_set_clear_func(search->hits, hit_clear);
}

static void
search_clear(Search *search)
{
	g_free(search->text);
	g_strfreev(search->words);
	g_string_free(search->name, true);
	g_string_free(search->email, true);
	g_array_unref(search->hits);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

static bool
matches(Search *search, const char *email, const char *name)
{
	const char *folded = fold(search->email, email);

	return strstr(folded, search->text) != NULL ||
	       has_words(fold(search->name, name), folded, search->words);
}

/* *ret_is: whether `hit` may be named. A contact may, also where no mail has met it. Nobody
 * can write to a name that is known on another channel. */
static bool
rank(Store *store, Hit *hit, bool *ret_is, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, rank_sql, error);
	bool row = false;

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", hit->email);
	if (!store_step(store, stmt, reading, &row, error))
		return false;
	hit->direct = row ? sqlite3_column_int(stmt, 0) : 0;
	hit->last = row ? column_instant(stmt, 1) : WHEN_NEVER;
	*ret_is = (hit->tracked || (row && sqlite3_column_int(stmt, 2) != 0)) &&
		  strchr(hit->email, '@') != NULL;
	sqlite3_reset(stmt);
	return true;
}

static bool
add_hit(Store *store, Search *search, const char *email, bool tracked, GError **error)
{
	Hit hit = { .email = g_strdup(email), .tracked = tracked };
	bool is = false;
	bool ok = rank(store, &hit, &is, error);

	if (ok && is)
		g_array_append_val(search->hits, hit);
	else
		hit_clear(&hit);
	return ok;
}

static bool
find(Store *store, const char *sql, bool tracked, Search *search, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, sql, error);
	bool row = true;

	if (stmt == NULL)
		return false;
	while (store_step(store, stmt, reading, &row, error) && row) {
		const char *email = (const char *)sqlite3_column_text(stmt, 0);
		const char *name = (const char *)sqlite3_column_text(stmt, 1);

		if (matches(search, email, name) &&
			!add_hit(store, search, email, tracked, error)) {
			sqlite3_reset(stmt);
			return false;
		}
	}
	return !row;
}

/* Contacts first, then by direct messages, then the newest. */
static int
compare(gconstpointer a, gconstpointer b)
{
	const Hit *x = a, *y = b;

	if (x->tracked != y->tracked)
		return x->tracked ? -1 : 1;
	if (x->direct != y->direct)
		return x->direct < y->direct ? 1 : -1;
	if (x->last != y->last)
		return x->last < y->last ? 1 : -1;
	return strcmp(x->email, y->email);
}

/* Adds whom `hit` is, unless it is ignored, or a contact, which is a hit of its own. */
static bool
add(Store *store, const Hit *hit, GPtrArray *found, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, row_sql, error);
	Correspondent *who = NULL;
	bool row = false;

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", hit->email);
	if (!store_step(store, stmt, reading, &row, error))
		return false;
	who = store_row_correspondent(stmt);
	sqlite3_reset(stmt);
	if (hit->tracked || (who->slug == NULL && !who->ignored))
		g_ptr_array_add(found, who);
	else
		correspondent_free(who);
	return true;
}

GPtrArray *
store_lookup(Store *store, const char *text, int limit, GError **error)
{
	g_autoptr(GPtrArray) found =
		g_ptr_array_new_with_free_func((GDestroyNotify)correspondent_free);
	g_auto(Search) search = { 0 };

	search_init(&search, text);
	if (!find(store, contacts_sql, true, &search, error) ||
		!find(store, others_sql, false, &search, error))
		return NULL;
	g_array_sort(search.hits, compare);
	for (guint i = 0; i < search.hits->len; i++) {
		if (limit >= 0 && found->len == (guint)limit)
			break;
		if (!add(store, &g_array_index(search.hits, Hit, i), found, error))
			return NULL;
	}
	return g_steal_pointer(&found);
}
