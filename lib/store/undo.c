/* SQLite's sessions: Debian builds them in, its header shows them only when asked. */
#define SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_PREUPDATE_HOOK

#include "lib/error.h"
#include "lib/store/private.h"

/* What the user entered, taken back. SQLite notes which rows of the authored tables a
 * transaction changes and how they were; that is kept beside the change itself, and its
 * inverse is applied when asked for. No command needs to know how to take itself back. */

enum { MAX_CHANGES = 20 };

static const char doing[] = "cannot take back a change";

static const char keep_sql[] = "INSERT INTO undo (date, what, changes)"
			       " VALUES (:date, :what, :changes)";

static const char cut_sql[] = "DELETE FROM undo WHERE id <="
			      " (SELECT id FROM undo ORDER BY id DESC LIMIT 1 OFFSET :max)";

static const char newest_sql[] =
	"SELECT id, date, what, changes FROM undo ORDER BY id DESC LIMIT 1";

static const char drop_sql[] = "DELETE FROM undo WHERE id = :id";

/* A few hundred people at most, and a command that is seldom typed. */
static const char dirty_sql[] = "INSERT INTO clock (contact, dirty) SELECT id, 1"
				" FROM contact WHERE true"
				" ON CONFLICT (contact) DO UPDATE SET dirty = 1";

const char *const store_sql_undo[] = { keep_sql, cut_sql, newest_sql, drop_sql, dirty_sql,
	NULL };

const char *const store_authored[] = { "class", "contact", "contact_address", "note",
	"topic", "logged", "occasion", "reminder", "dismissed", "ignored", "forgotten",
	"apart", NULL };

void
store_remember(Store *store, const char *what, Instant now)
{
	g_free(store->what);
	store->what = g_strdup(what);
	store->what_date = now;
}

void
store_undo_drop(Store *store)
{
	if (store->session != NULL)
		sqlite3session_delete(store->session);
	store->session = NULL;
}

bool
store_undo_begin(Store *store, GError **error)
{
	if (store->what == NULL)
		return true;
	store_undo_drop(store);
	if (sqlite3session_create(store->db, "main", &store->session) != SQLITE_OK)
		return store_fail(store, doing, error);
	for (const char *const *table = store_authored; *table != NULL; table++)
		if (sqlite3session_attach(store->session, *table) != SQLITE_OK)
			return store_fail(store, doing, error);
	return true;
}

/* An import may change more than a value of ours is allowed to hold. */
static int
allow_large_values(Store *store)
{
	return sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, G_MAXINT);
}

static bool
insert(Store *store, const void *changes, int size, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, keep_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":date", store->what_date);
	bind_text(stmt, ":what", store->what);
	bind_blob(stmt, ":changes", changes, size);
	return store_run(store, stmt, doing, error);
}

static bool
cut(Store *store, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, cut_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":max", MAX_CHANGES);
	return store_run(store, stmt, doing, error);
}

bool
store_undo_keep(Store *store, GError **error)
{
	void *changes = NULL;
	int size = 0, limit;
	bool ok;

	if (store->session == NULL)
		return true;
	if (sqlite3session_changeset(store->session, &size, &changes) != SQLITE_OK)
		return store_fail(store, doing, error);
	store_undo_drop(store);
	limit = allow_large_values(store);
	ok = size == 0 || (insert(store, changes, size, error) && cut(store, error));
	sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, limit);
	sqlite3_free(changes);
	return ok;
}

/* With a contact its rows in other tables are gone already when their turn comes. Nothing
 * else may stand in the way: all changes since have been taken back before. */
static int
resolve(void *unused, int conflict, sqlite3_changeset_iter *change)
{
	const char *table = NULL;
	int columns = 0, operation = 0;

	(void)unused;
	if (conflict != SQLITE_CHANGESET_NOTFOUND)
		return SQLITE_CHANGESET_ABORT;
	sqlite3changeset_op(change, &table, &columns, &operation, NULL);
	return operation == SQLITE_DELETE ? SQLITE_CHANGESET_OMIT : SQLITE_CHANGESET_ABORT;
}

static bool
apply_inverse(Store *store, const void *changes, int size, GError **error)
{
	void *inverse = NULL;
	int result = sqlite3changeset_invert(size, changes, &size, &inverse);

	if (result == SQLITE_OK)
		result = sqlite3changeset_apply(
			store->db, size, inverse, NULL, resolve, NULL);
	sqlite3_free(inverse);
	if (result == SQLITE_OK)
		return true;
	if (result != SQLITE_ABORT)
		return store_fail(store, doing, error);
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_STORE,
		"%s: what it changed has been changed again by another program", doing);
	return false;
}

static bool
drop(Store *store, int64_t id, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, drop_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":id", id);
	if (!store_run(store, stmt, doing, error))
		return false;
	stmt = store_prepare(store, dirty_sql, error);
	return stmt != NULL && store_run(store, stmt, doing, error);
}

static bool
undo(Store *store, char **ret_what, Instant *ret_date, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, newest_sql, error);
	g_autoptr(GBytes) changes = NULL;
	int64_t id = 0;
	bool row = false;

	*ret_what = NULL;
	if (stmt == NULL || !store_step(store, stmt, doing, &row, error))
		return false;
	if (!row)
		return true;
	id = sqlite3_column_int64(stmt, 0);
	*ret_date = sqlite3_column_int64(stmt, 1);
	*ret_what = column_text(stmt, 2);
	changes = g_bytes_new(
		sqlite3_column_blob(stmt, 3), (gsize)sqlite3_column_bytes(stmt, 3));
	sqlite3_reset(stmt);
	return apply_inverse(store, g_bytes_get_data(changes, NULL),
		       (int)g_bytes_get_size(changes), error) &&
	       drop(store, id, error);
}

bool
store_undo(Store *store, char **ret_what, Instant *ret_date, GError **error)
{
	g_autofree char *what = NULL;
	int limit;
	bool ok;

	g_clear_pointer(&store->what, g_free);
	if (!store_begin(store, error))
		return false;
	limit = allow_large_values(store);
	ok = undo(store, &what, ret_date, error);
	sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, limit);
	if (!store_end(store, true, ok, error))
		return false;
	*ret_what = g_steal_pointer(&what);
	return true;
}
