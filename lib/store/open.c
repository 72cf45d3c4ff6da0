#include "lib/error.h"
#include "lib/store/file.h"
#include "lib/store/private.h"

enum {
	BUSY_MS = 5000,
	MAX_BYTES = 1024 * 1024, /* of one value or statement; export asks for more */
};

/* Nothing of this touches the file. A commit is on the disk when it returns; what is
 * deleted is overwritten; a crafted file runs no function of ours. */
static const char connection_sql[] = "PRAGMA synchronous = FULL;"
				     "PRAGMA foreign_keys = ON;"
				     "PRAGMA secure_delete = ON;"
				     "PRAGMA cell_size_check = ON;"
				     "PRAGMA mmap_size = 0;"
				     "PRAGMA temp_store = MEMORY;"
				     "PRAGMA cache_size = -16000;";

/* Who reads comes by most pages once: to keep one more costs more than to read it again. */
static const char reader_sql[] = "PRAGMA query_only = ON;"
				 "PRAGMA cache_size = -500;";

static const char doing[] = "cannot open the store";

static const char identity_sql[] = "SELECT identity FROM scan WHERE id = 1";

static void
finalize(gpointer stmt)
{
	sqlite3_finalize(stmt);
}

static Store *
store_new(const char *path)
{
	Store *store = g_new0(Store, 1);

	store->path = g_strdup(path);
	store->intervals = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	store->statements = g_hash_table_new_full(NULL, NULL, NULL, finalize);
	store->dirty = g_hash_table_new(NULL, NULL);
	return store;
}

void
store_close(Store *store)
{
	if (store == NULL)
		return;
	store_undo_drop(store);
	g_free(store->what);
	store_scan_free(store->scan);
	g_hash_table_unref(store->statements);
	g_hash_table_unref(store->intervals);
	g_hash_table_unref(store->dirty);
	sqlite3_close(store->db);
	g_free(store->path);
	g_free(store);
}

static bool
connect(Store *store, const char *uri, GError **error)
{
	int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_URI |
		    SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;

	/* Else SQLite makes room for twenty pages at once, where most runs need a few. It
	 * is heard before the first store alone, which is enough. */
	sqlite3_config(SQLITE_CONFIG_PAGECACHE, NULL, 0, 0);
	if (sqlite3_open_v2(uri, &store->db, flags, NULL) != SQLITE_OK)
		return store_fail(store, doing, error);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(store->db, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, MAX_BYTES);
	sqlite3_busy_timeout(store->db, BUSY_MS);
	return store_execute(store, connection_sql, doing, error) &&
	       store_add_functions(store, error) && store_add_means(store, error);
}

/* A store mixes nothing: what another notmuch database says is not its business. */
static bool
check_identity(Store *store, const char *identity, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, identity_sql, error);
	g_autofree char *other = NULL;
	bool row = false;

	if (stmt == NULL || !store_step(store, stmt, doing, &row, error))
		return false;
	if (row)
		other = column_text(stmt, 0);
	sqlite3_reset(stmt);
	if (other == NULL || g_str_equal(other, identity))
		return true;
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
		"the store %s belongs to the notmuch database %s, not to %s: set "
		"cadence.database to another file, or run notmuch-cadence-index --full to "
		"take "
		"it over",
		store->path, other, identity);
	return false;
}

static bool
prepare(Store *store, const char *identity, StoreMode mode, GError **error)
{
	if (!store_migrate(store, store_migrations, mode, error))
		return false;
	if (!store_execute(store,
		    mode == STORE_WRITE ? "PRAGMA journal_mode = WAL" : reader_sql, doing,
		    error))
		return false;
	return identity == NULL || check_identity(store, identity, error);
}

static Store *
open_uri(const char *path, const char *uri, const char *identity, StoreMode mode,
	GError **error)
{
	g_autoptr(Store) store = store_new(path);

	if (!connect(store, uri, error) || !prepare(store, identity, mode, error))
		return NULL;
	return g_steal_pointer(&store);
}

Store *
store_open(const char *path, const char *identity, StoreMode mode, GError **error)
{
	g_auto(StoreFile) file = { 0 };
	g_autofree char *escaped = NULL;
	g_autofree char *uri = NULL;

	if (g_str_equal(path, ":memory:"))
		return open_uri(path, path, identity, mode, error);
	if (!store_file_find(path, mode, &file, error))
		return NULL;
	escaped = g_uri_escape_string(file.path, "/", false);
	uri = g_strconcat("file:", escaped, file.immutable ? "?immutable=1" : "", NULL);
	return open_uri(file.path, uri, identity, mode, error);
}
