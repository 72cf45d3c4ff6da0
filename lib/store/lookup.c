#include <string.h>

#include "lib/best.h"
#include "lib/fold.h"
#include "lib/store/correspondent.h"
#include "lib/text.h"

/* Whom a text may mean, and as little of them as tells it and who comes first: there may be
 * many. A contact is known by the name the user gave, and may be named also where no mail
 * has met it. */
static const char contacts_sql[] =
	"SELECT contact_address.email, coalesce(n_in + n_out, 0), last FROM contact_address"
	" CROSS JOIN contact ON contact.id = contact_address.contact"
	" LEFT JOIN address ON address.email = contact_address.email"
	" WHERE means(:search, contact_address.email, contact.name)";

/* Others than contacts must have had to do with the user; lists and robots have not. */
static const char others_sql[] =
	"SELECT email, n_in + n_out, last FROM address"
	" WHERE last IS NOT NULL AND (list IS NULL OR n_in > 0)"
	" AND means(:search, email, name)"
	" AND NOT EXISTS (SELECT 1 FROM contact_address AS c WHERE c.email = address.email)"
	" AND NOT EXISTS (SELECT 1 FROM ignored WHERE ignored.email = address.email)";

/* All is read only of those that are shown. */
static const char row_sql[] =
	"SELECT asked.email, n_in, n_out, n_cc, n_group, n_meeting, n_other, n_bulk, list,"
	" first, last, ignored.email IS NOT NULL, contact.slug,"
	" coalesce(contact.name, address.name) FROM (SELECT :email AS email) AS asked"
	" LEFT JOIN address ON address.email = asked.email"
	" LEFT JOIN ignored ON ignored.email = asked.email"
	" LEFT JOIN contact_address ON contact_address.email = asked.email"
	" LEFT JOIN contact ON contact.id = contact_address.contact";

const char *const store_sql_lookup[] = { contacts_sql, others_sql, row_sql, NULL };

static const char reading[] = "cannot read the store";

static const char pointer_type[] = "search";

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

typedef struct {
	char *text; /* folded */
	char **words;
	GString *name, *email; /* buffers */
	Folder *folder;
} Search;

static void
search_init(Search *search, const char *text)
{
	g_autofree char *clean = text_clean(text, -1);

	search->name = g_string_new(NULL);
	search->email = g_string_new(NULL);
	search->folder = folder_new();
	search->text = g_strdup(folder_fold(search->folder, search->name, clean));
	search->words = g_strsplit(search->text, " ", -1);
}

static void
search_clear(Search *search)
{
	g_free(search->text);
	g_strfreev(search->words);
	g_string_free(search->name, true);
	g_string_free(search->email, true);
	folder_free(search->folder);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

static bool
matches(Search *search, const char *email, const char *name)
{
	const char *folded = folder_fold(search->folder, search->email, email);

	return strstr(folded, search->text) != NULL ||
	       has_words(folder_fold(search->folder, search->name, name), folded,
		       search->words);
}

/* means(search, email, name). Nobody can write to a name that is known on another channel.
 */
static void
means(sqlite3_context *context, G_GNUC_UNUSED int n, sqlite3_value **values)
{
	Search *search = sqlite3_value_pointer(values[0], pointer_type);
	const char *email = (const char *)sqlite3_value_text(values[1]);
	const char *name = (const char *)sqlite3_value_text(values[2]);

	sqlite3_result_int(context, search != NULL && email != NULL && name != NULL &&
					    strchr(email, '@') != NULL &&
					    matches(search, email, name));
}

bool
store_add_means(Store *store, GError **error)
{
	return sqlite3_create_function_v2(store->db, "means", 3,
		       SQLITE_UTF8 | SQLITE_DIRECTONLY, NULL, means, NULL, NULL,
		       NULL) == SQLITE_OK ||
	       store_fail(store, "cannot open the store", error);
}

/* Whom the text means, with what tells who comes first. */
typedef struct {
	char *email;
	bool tracked;
	int direct;
	Instant last;
} Hit;

static void
hit_free(gpointer hit)
{
	g_free(((Hit *)hit)->email);
	g_free(hit);
}

/* Contacts first, then by direct messages, then the newest. */
static int
compare(gconstpointer a, gconstpointer b, G_GNUC_UNUSED gpointer user_data)
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

static void
add_hit(Best *best, sqlite3_stmt *stmt, bool tracked)
{
	const Hit hit = { .email = (char *)sqlite3_column_text(stmt, 0),
		.tracked = tracked,
		.direct = sqlite3_column_int(stmt, 1),
		.last = column_instant(stmt, 2) };
	Hit *kept = NULL;

	if (!best_wants(best, &hit))
		return;
	kept = g_memdup2(&hit, sizeof(hit));
	kept->email = g_strdup(hit.email);
	best_add(best, kept);
}

/* *ret_n: how many there are. */
static bool
find(Store *store, const char *sql, bool tracked, Search *search, Best *best, int *ret_n,
	GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, sql, error);
	bool row = true;

	if (stmt == NULL)
		return false;
	sqlite3_bind_pointer(stmt, sqlite3_bind_parameter_index(stmt, ":search"), search,
		pointer_type, NULL);
	for (*ret_n = 0; store_step(store, stmt, reading, &row, error) && row; ++*ret_n)
		add_hit(best, stmt, tracked);
	sqlite3_clear_bindings(stmt);
	return !row;
}

static bool
add(Store *store, const Hit *hit, GPtrArray *found, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, row_sql, error);
	bool row = false;

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", hit->email);
	if (!store_step(store, stmt, reading, &row, error))
		return false;
	g_ptr_array_add(found, store_row_correspondent(stmt));
	sqlite3_reset(stmt);
	return true;
}

/* Of others there is none to show where there are contacts enough. */
static bool
find_all(Store *store, Search *search, int limit, Best *best, GError **error)
{
	int n = 0;

	return find(store, contacts_sql, true, search, best, &n, error) &&
	       ((limit >= 0 && n >= limit) ||
		       find(store, others_sql, false, search, best, &n, error));
}

GPtrArray *
store_lookup(Store *store, const char *text, int limit, GError **error)
{
	g_autoptr(GPtrArray) found =
		g_ptr_array_new_with_free_func((GDestroyNotify)correspondent_free);
	g_autoptr(Best) best = best_new(limit, compare, NULL, hit_free);
	g_autoptr(GPtrArray) hits = NULL;
	g_auto(Search) search = { 0 };

	search_init(&search, text);
	if (!find_all(store, &search, limit, best, error))
		return NULL;
	hits = best_sorted(best);
	for (guint i = 0; i < hits->len; i++)
		if (!add(store, hits->pdata[i], found, error))
			return NULL;
	return g_steal_pointer(&found);
}
