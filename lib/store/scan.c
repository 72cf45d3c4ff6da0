#include "lib/store/scan.h"

#include <inttypes.h>

enum { MAX_TOUCHED = 20000 };

static const char indexes_sql[] =
#include "lib/indexes.sql.inc"
	;

static const char scan_sql[] = "SELECT indexed, settled FROM scan WHERE id = 1";
static const char indexed_sql[] =
	"INSERT INTO scan (id, identity, uuid, revision, generation, fingerprint, indexed,"
	" settled) VALUES (1, '', '', 0, 0, '', 1, 0)"
	" ON CONFLICT (id) DO UPDATE SET indexed = 1, settled = 0";
static const char unsettled_sql[] = "UPDATE scan SET settled = 0 WHERE id = 1";
static const char version_sql[] = "PRAGMA data_version";
static const char cache_sql[] = "PRAGMA cache_size";
static const char sort_sql[] = "PRAGMA temp_store = FILE; PRAGMA cache_size = -4000";
static const char forgets_sql[] = "SELECT EXISTS (SELECT 1 FROM forgotten)";

const char *const store_sql_scan[] = { scan_sql, indexed_sql, unsettled_sql, version_sql,
	forgets_sql, cache_sql, NULL };

static const char reading[] = "cannot read the store";
static const char writing[] = "cannot write to the store";

void
store_scan_free(gpointer data)
{
	Scan *scan = data;

	if (scan == NULL)
		return;
	scan_clear_interned(scan);
	g_hash_table_unref(scan->threads);
	g_hash_table_unref(scan->meetings);
	g_array_unref(scan->ids);
	g_free(scan);
}

/* Rows that were put by a run that was cut off are nowhere in memory: then all is settled,
 * as at the end of a first run. */
Scan *
store_scan(Store *store, GError **error)
{
	sqlite3_stmt *stmt = NULL;
	Scan *scan = store->scan;
	bool row = false;

	if (scan != NULL)
		return scan;
	stmt = store_prepare(store, scan_sql, error);
	if (stmt == NULL || !store_step(store, stmt, reading, &row, error))
		return NULL;
	scan = g_new0(Scan, 1);
	scan->fresh = !row || sqlite3_column_int(stmt, 0) == 0;
	scan->everything = scan->fresh || sqlite3_column_int(stmt, 1) == 0;
	sqlite3_reset(stmt);
	scan->threads = g_hash_table_new(NULL, NULL);
	scan->meetings = g_hash_table_new(NULL, NULL);
	scan->ids = g_array_new(false, false, sizeof(int64_t));
	store->scan = scan;
	return scan;
}

static bool
mark_unsettled(Store *store, Scan *scan, GError **error)
{
	sqlite3_stmt *stmt = NULL;

	if (scan->marked)
		return true;
	stmt = store_prepare(store, unsettled_sql, error);
	if (stmt == NULL || !store_run(store, stmt, writing, error))
		return false;
	scan->marked = true;
	return true;
}

static bool
ask(Store *store, const char *sql, int64_t *ret_number, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, sql, error);
	bool row = false;

	if (stmt == NULL || !store_step(store, stmt, reading, &row, error))
		return false;
	*ret_number = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return true;
}

/* Another process may have forgotten somebody whose row is remembered here. */
static bool
check_caches(Store *store, Scan *scan, GError **error)
{
	int64_t version = 0, forgets = 0;

	if (!ask(store, version_sql, &version, error) ||
		!ask(store, forgets_sql, &forgets, error))
		return false;
	if (scan->data_version != version)
		scan_clear_interned(scan);
	scan->data_version = version;
	scan->forgets = forgets != 0;
	return true;
}

bool
scan_prepare(Store *store, Scan *scan, GError **error)
{
	scan->prepared = scan->prepared || (mark_unsettled(store, scan, error) &&
						   check_caches(store, scan, error));
	return scan->prepared;
}

bool
store_scan_flush(Store *store, GError **error)
{
	Scan *scan = store->scan;

	if (scan == NULL || !scan->prepared)
		return true;
	scan->prepared = false;
	return scan_write_interned(store, scan, error);
}

static void
touch(Scan *scan, GHashTable *set, uint64_t number)
{
	if (number == 0 || scan->everything)
		return;
	g_hash_table_add(set, GSIZE_TO_POINTER(number));
	scan->everything = g_hash_table_size(set) > MAX_TOUCHED;
}

void
scan_touch_address(Store *store, Scan *scan, int64_t address)
{
	touch(scan, store->dirty, (uint64_t)address);
}

void
scan_touch_thread(Scan *scan, uint64_t thread)
{
	touch(scan, scan->threads, thread);
}

void
scan_touch_meeting(Scan *scan, int64_t uid)
{
	touch(scan, scan->meetings, (uint64_t)uid);
}

void
scan_untouch(Store *store, Scan *scan)
{
	g_hash_table_remove_all(store->dirty);
	g_hash_table_remove_all(scan->threads);
	g_hash_table_remove_all(scan->meetings);
	scan->everything = false;
}

bool
store_is_fresh(Store *store)
{
	Scan *scan = store_scan(store, NULL);

	return scan != NULL && scan->fresh;
}

/* A million rows are sorted in a temporary file, by the piece that fits into the cache: by
 * default it all would be in memory, or 16 MB of it twice. */
static bool
create_indexes(Store *store, GError **error)
{
	g_autofree char *restore = NULL;
	int64_t cache = 0;
	bool ok = false;

	if (!ask(store, cache_sql, &cache, error))
		return false;
	restore = g_strdup_printf(
		"PRAGMA temp_store = MEMORY; PRAGMA cache_size = %" PRId64, cache);
	sqlite3_exec(store->db, sort_sql, NULL, NULL, NULL);
	ok = sqlite3_exec(store->db, indexes_sql, NULL, NULL, NULL) == SQLITE_OK ||
	     store_fail(store, "cannot make the indexes of the store", error);
	sqlite3_exec(store->db, restore, NULL, NULL, NULL);
	return ok;
}

static bool
make_indexes(Store *store, GError **error)
{
	sqlite3_stmt *stmt = NULL;

	if (!create_indexes(store, error))
		return false;
	stmt = store_prepare(store, indexed_sql, error);
	return stmt != NULL && store_run(store, stmt, writing, error);
}

bool
store_make_indexes(Store *store, GError **error)
{
	Scan *scan = store_scan(store, error);
	bool mine = false;

	if (scan == NULL || !scan->fresh)
		return scan != NULL;
	if (!store_enter(store, &mine, error) ||
		!store_end(store, mine, make_indexes(store, error), error))
		return false;
	scan->fresh = false;
	return true;
}
