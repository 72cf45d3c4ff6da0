#include "lib/store-scan.h"
#include "lib/store/private.h"

static const char writing[] = "cannot write the holidays to the store";

static const char source_sql[] = "SELECT fingerprint FROM holiday_source";
static const char put_source_sql[] =
	"REPLACE INTO holiday_source (id, fingerprint) VALUES (1, :fingerprint)";
static const char clear_sql[] = "DELETE FROM holiday";
static const char put_sql[] = "INSERT OR IGNORE INTO holiday (place, day, name)"
			      " VALUES (:place, :day, :name)";

const char *const store_sql_holiday[] = { source_sql, put_source_sql, clear_sql, put_sql,
	NULL };

void
holiday_free(Holiday *holiday)
{
	if (holiday == NULL)
		return;
	g_free(holiday->place);
	g_free(holiday->name);
	g_free(holiday);
}

bool
store_holiday_source(Store *store, char **ret_fingerprint, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, source_sql, error);
	bool row = false;

	if (stmt == NULL ||
		!store_step(store, stmt, "cannot read the holidays", &row, error))
		return false;
	*ret_fingerprint = row ? column_text(stmt, 0) : NULL;
	sqlite3_reset(stmt);
	return true;
}

static bool
put_all(Store *store, const GPtrArray *holidays, GError **error)
{
	for (guint i = 0; i < holidays->len; i++) {
		const Holiday *holiday = holidays->pdata[i];
		sqlite3_stmt *stmt = store_prepare(store, put_sql, error);

		if (stmt == NULL)
			return false;
		bind_text(stmt, ":place", holiday->place);
		bind_int(stmt, ":day", holiday->day);
		bind_text(stmt, ":name", holiday->name);
		if (!store_run(store, stmt, writing, error))
			return false;
	}
	return true;
}

static bool
replace(Store *store, const GPtrArray *holidays, const char *fingerprint, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, clear_sql, error);

	if (stmt == NULL || !store_run(store, stmt, writing, error) ||
		!put_all(store, holidays, error))
		return false;
	stmt = store_prepare(store, put_source_sql, error);
	if (stmt == NULL)
		return false;
	bind_text(stmt, ":fingerprint", fingerprint);
	return store_run(store, stmt, writing, error);
}

bool
store_put_holidays(
	Store *store, GPtrArray *holidays, const char *fingerprint, GError **error)
{
	bool mine = false;

	return store_enter(store, &mine, error) &&
	       store_end(store, mine, replace(store, holidays, fingerprint, error), error);
}
