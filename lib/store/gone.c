#include "lib/store/scan.h"

/* Mail that has left the mail store. */

/* Both numbers come from an index alone, as do the keys: no row is looked at. */
static const char count_sql[] = "SELECT (SELECT count(*) FROM message)"
				" - (SELECT count(*) FROM message WHERE gone = 1)";
static const char present_sql[] = "SELECT hash FROM message EXCEPT SELECT hash FROM "
				  "message WHERE gone = 1 ORDER BY 1";
static const char mark_sql[] = "UPDATE message SET gone = 1 WHERE hash = :hash";
static const char gone_sql[] = "SELECT id, thread FROM message WHERE gone = 1";
/* Their meetings are settled anew by the next store_settle_meetings(). */
static const char meetings_sql[] =
	"UPDATE meeting SET due = 0, asked = NULL, asker = NULL, start = NULL WHERE uid IN"
	" (SELECT uid FROM invitation JOIN message ON message.id = message WHERE gone = 1)";
static const char remove_sql[] = "DELETE FROM message WHERE gone = 1";
static const char nobody_sql[] =
	"DELETE FROM address WHERE list IS NULL AND id NOT IN (SELECT address FROM "
	"interaction)"
	" AND id NOT IN (SELECT author FROM message WHERE author IS NOT NULL)"
	" AND id NOT IN (SELECT who FROM guest UNION ALL SELECT sender FROM invitation"
	" UNION ALL SELECT organizer FROM invitation)";

static const char names_sql[] =
	"UPDATE address SET name = '', name_date = NULL, name_generation = NULL"
	" WHERE name_generation < :generation AND id NOT IN (SELECT address FROM message"
	" JOIN interaction ON message = message.id WHERE generation < :generation UNION ALL"
	" SELECT author FROM message WHERE generation < :generation AND author IS NOT "
	"NULL)";

const char *const store_sql_gone[] = { count_sql, present_sql, mark_sql, gone_sql,
	meetings_sql, remove_sql, nobody_sql, names_sql, NULL };

static const char reading[] = "cannot read the store";
static const char writing[] = "cannot write to the store";

bool
store_count_present(Store *store, uint64_t *ret_count, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, count_sql, error);
	bool row = false;

	if (stmt == NULL || !store_step(store, stmt, reading, &row, error))
		return false;
	*ret_count = (uint64_t)sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return true;
}

GArray *
store_present(Store *store, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, present_sql, error);
	g_autoptr(GArray) hashes = g_array_new(false, false, sizeof(int64_t));
	bool row = true;

	if (stmt == NULL)
		return NULL;
	while (store_step(store, stmt, reading, &row, error) && row) {
		int64_t hash = sqlite3_column_int64(stmt, 0);

		g_array_append_val(hashes, hash);
	}
	return row ? NULL : g_steal_pointer(&hashes);
}

bool
store_mark_gone(Store *store, int64_t hash, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, mark_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":hash", hash);
	return store_run(store, stmt, writing, error);
}

static bool
withdraw_gone(Store *store, Scan *scan, guint *ret_count, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, gone_sql, error);
	bool row = true;

	*ret_count = 0;
	if (stmt == NULL)
		return false;
	while (store_step(store, stmt, writing, &row, error) && row) {
		if (!scan_withdraw(store, scan, sqlite3_column_int64(stmt, 0),
			    (uint64_t)sqlite3_column_int64(stmt, 1), error)) {
			sqlite3_reset(stmt);
			return false;
		}
		++*ret_count;
	}
	return !row;
}

static bool
run(Store *store, const char *sql, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, sql, error);

	return stmt != NULL && store_run(store, stmt, writing, error);
}

/* People are removed after the totals were computed: a contact learns from the row of an
 * address that its clocks are to be computed again. */
bool
store_prune(Store *store, guint *ret_count, GError **error)
{
	Scan *scan = store_scan(store, error);

	if (scan == NULL || !scan_prepare(store, scan, error))
		return false;
	if (!run(store, meetings_sql, error) ||
		!withdraw_gone(store, scan, ret_count, error))
		return false;
	if (*ret_count == 0)
		return true;
	scan_clear_interned(scan);
	return run(store, remove_sql, error) && store_settle(store, error) &&
	       run(store, nobody_sql, error);
}

bool
store_drop_names(Store *store, int generation, GError **error)
{
	Scan *scan = store_scan(store, error);
	sqlite3_stmt *stmt = NULL;

	if (scan == NULL || !scan_write_interned(store, scan, error))
		return false;
	scan_clear_interned(scan);
	stmt = store_prepare(store, names_sql, error);
	if (stmt == NULL)
		return false;
	bind_int(stmt, ":generation", generation);
	return store_run(store, stmt, writing, error);
}
