#include <errno.h>

#include "lib/error.h"
#include "lib/store/private.h"

/* How SQLite's failures are told to people. Its own words would do for none of these. */
static const struct {
	int sqlite;
	CadenceError code;
	const char *why;
} failures[] = {
	{ SQLITE_BUSY, CADENCE_ERROR_BUSY,
		"another program is writing to the store: try again" },
	{ SQLITE_LOCKED, CADENCE_ERROR_BUSY,
		"another program is writing to the store: try again" },
	{ SQLITE_FULL, CADENCE_ERROR_STORE, "the disk is full: free some space" },
	{ SQLITE_READONLY, CADENCE_ERROR_STORE,
		"the store cannot be written: see to its permissions" },
	{ SQLITE_CORRUPT, CADENCE_ERROR_STORE,
		"the store is damaged: move it away, run notmuch-cadence-index, and import "
		"your last export" },
	{ SQLITE_NOTADB, CADENCE_ERROR_STORE,
		"this is no store of notmuch-cadence: see to cadence.database" },
};

/* A file size limit or a quota comes as an I/O error; for people it is a full disk. */
static int
failure_code(sqlite3 *db)
{
	int code = sqlite3_errcode(db) & 0xff, cause = sqlite3_system_errno(db);

	if (code == SQLITE_IOERR && (cause == ENOSPC || cause == EFBIG || cause == EDQUOT))
		return SQLITE_FULL;
	return code;
}

bool
store_fail(Store *store, const char *doing, GError **error)
{
	int code = failure_code(store->db);

	for (guint i = 0; i < G_N_ELEMENTS(failures); i++) {
		if (failures[i].sqlite == code) {
			g_set_error(error, CADENCE_ERROR, failures[i].code, "%s: %s: %s",
				doing, store->path, failures[i].why);
			return false;
		}
	}
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_STORE, "%s: %s: %s", doing,
		store->path, sqlite3_errmsg(store->db));
	return false;
}

sqlite3_stmt *
store_prepare(Store *store, const char *sql, GError **error)
{
	sqlite3_stmt *stmt = g_hash_table_lookup(store->statements, sql);

	if (stmt != NULL) {
		sqlite3_reset(stmt);
		sqlite3_clear_bindings(stmt);
		return stmt;
	}
	if (sqlite3_prepare_v3(store->db, sql, -1, SQLITE_PREPARE_PERSISTENT, &stmt,
		    NULL) != SQLITE_OK) {
		store_fail(store, "cannot ask the store", error);
		return NULL;
	}
	g_hash_table_insert(store->statements, (gpointer)sql, stmt);
	return stmt;
}

static int
parameter(sqlite3_stmt *stmt, const char *name)
{
	int i = sqlite3_bind_parameter_index(stmt, name);

	g_assert(i > 0);
	return i;
}

void
bind_text(sqlite3_stmt *stmt, const char *name, const char *value)
{
	sqlite3_bind_text(stmt, parameter(stmt, name), value, -1, SQLITE_TRANSIENT);
}

void
bind_blob(sqlite3_stmt *stmt, const char *name, const void *bytes, int length)
{
	sqlite3_bind_blob(stmt, parameter(stmt, name), bytes, length, SQLITE_TRANSIENT);
}

void
bind_int(sqlite3_stmt *stmt, const char *name, int64_t value)
{
	sqlite3_bind_int64(stmt, parameter(stmt, name), value);
}

void
bind_real(sqlite3_stmt *stmt, const char *name, double value)
{
	sqlite3_bind_double(stmt, parameter(stmt, name), value);
}

void
bind_null(sqlite3_stmt *stmt, const char *name)
{
	sqlite3_bind_null(stmt, parameter(stmt, name));
}

void
bind_instant(sqlite3_stmt *stmt, const char *name, Instant value)
{
	if (value == WHEN_NEVER)
		bind_null(stmt, name);
	else
		bind_int(stmt, name, value);
}

void
bind_id(sqlite3_stmt *stmt, const char *name, int64_t value)
{
	if (value == 0)
		bind_null(stmt, name);
	else
		bind_int(stmt, name, value);
}

char *
column_text_or_null(sqlite3_stmt *stmt, int i)
{
	return g_strdup((const char *)sqlite3_column_text(stmt, i));
}

char *
column_text(sqlite3_stmt *stmt, int i)
{
	char *text = column_text_or_null(stmt, i);

	return text != NULL ? text : g_strdup("");
}

Instant
column_instant(sqlite3_stmt *stmt, int i)
{
	return sqlite3_column_type(stmt, i) == SQLITE_NULL ? WHEN_NEVER
							   : sqlite3_column_int64(stmt, i);
}

bool
store_step(
	Store *store, sqlite3_stmt *stmt, const char *doing, bool *ret_row, GError **error)
{
	int result = sqlite3_step(stmt);
	bool ok = result == SQLITE_ROW || result == SQLITE_DONE ||
		  store_fail(store, doing, error);

	if (result != SQLITE_ROW)
		sqlite3_reset(stmt);
	if (ok)
		*ret_row = result == SQLITE_ROW;
	return ok;
}

bool
store_run(Store *store, sqlite3_stmt *stmt, const char *doing, GError **error)
{
	bool row = false;

	if (!store_step(store, stmt, doing, &row, error))
		return false;
	g_assert(!row);
	return true;
}

bool
store_change(
	Store *store, sqlite3_stmt *stmt, const char *doing, bool *ret_was, GError **error)
{
	bool mine = false, ok;

	if (!store_enter(store, &mine, error))
		return false;
	ok = store_run(store, stmt, doing, error);
	if (ok && ret_was != NULL)
		*ret_was = sqlite3_changes(store->db) > 0;
	return store_end(store, mine, ok, error);
}

bool
store_execute(Store *store, const char *sql, const char *doing, GError **error)
{
	return sqlite3_exec(store->db, sql, NULL, NULL, NULL) == SQLITE_OK ||
	       store_fail(store, doing, error);
}

bool
store_begin(Store *store, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, "BEGIN IMMEDIATE", error);

	return stmt != NULL && store_run(store, stmt, "cannot write to the store", error) &&
	       store_undo_begin(store, error);
}

bool
store_commit(Store *store, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, "COMMIT", error);

	return store_scan_flush(store, error) && store_undo_keep(store, error) &&
	       stmt != NULL && store_run(store, stmt, "cannot write to the store", error);
}

/* On a full disk SQLite has rolled back already. What scan.c keeps in memory speaks of rows
 * that are gone. */
void
store_rollback(Store *store)
{
	if (!sqlite3_get_autocommit(store->db))
		sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
	store_undo_drop(store);
	store_scan_free(store->scan);
	store->scan = NULL;
}

bool
store_enter(Store *store, bool *ret_mine, GError **error)
{
	*ret_mine = sqlite3_get_autocommit(store->db);
	return !*ret_mine || store_begin(store, error);
}

bool
store_end(Store *store, bool mine, bool ok, GError **error)
{
	if (!mine)
		return ok;
	if (ok && store_commit(store, error))
		return true;
	store_rollback(store);
	return false;
}
