#include "lib/error.h"
#include "lib/store/private.h"

enum { APPLICATION_ID = 0x4361646e }; /* "Cadn" */

const char *const store_migrations[] = { NULL };

static const char schema_sql[] =
#include "lib/schema.sql.inc"
	;

static const char doing[] = "cannot open the store";

static bool
refuse(Store *store, const char *why, GError **error)
{
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_STORE, "%s: %s", store->path, why);
	return false;
}

/* *ret_version is 0 for a file that nothing is in yet. SQLite is asked: the numbers in the
 * file's header are stale while a change to them is in the journal. */
static bool
identify(Store *store, int newest, int *ret_version, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store,
		"SELECT (SELECT count(*) FROM sqlite_schema), application_id, user_version"
		" FROM pragma_application_id, pragma_user_version",
		error);
	int application = 0;
	bool row = false, empty = false;

	if (stmt == NULL || !store_step(store, stmt, doing, &row, error))
		return false;
	application = sqlite3_column_int(stmt, 1);
	empty = sqlite3_column_int(stmt, 0) == 0 && application == 0;
	*ret_version = empty ? 0 : sqlite3_column_int(stmt, 2);
	sqlite3_reset(stmt);
	if (empty)
		return true;
	if (application != APPLICATION_ID || *ret_version < 1)
		return refuse(store,
			"this is no store of notmuch-cadence: see to cadence.database",
			error);
	if (*ret_version > newest)
		return refuse(store,
			"the store was written by a newer notmuch-cadence: update this one",
			error);
	return true;
}

/* Within the transaction, so the version is asked again: somebody may have been faster. */
static bool
upgrade(Store *store, const char *const *steps, int newest, GError **error)
{
	g_autofree char *numbers =
		g_strdup_printf("PRAGMA application_id = %d; PRAGMA user_version = %d",
			APPLICATION_ID, newest);
	int version = 0;

	if (!identify(store, newest, &version, error))
		return false;
	if (version == 0)
		return store_execute(store, schema_sql, doing, error) &&
		       store_execute(store, numbers, doing, error);
	for (; version < newest; version++)
		if (!store_execute(store, steps[version - 1], doing, error))
			return false;
	return store_execute(store, numbers, doing, error);
}

bool
store_migrate(Store *store, const char *const *steps, StoreMode mode, GError **error)
{
	int newest = 1 + (int)g_strv_length((char **)steps), version = 0;

	if (!identify(store, newest, &version, error))
		return false;
	if (version == newest)
		return true;
	if (mode == STORE_READ)
		return refuse(store,
			"the store was written by an older notmuch-cadence: run "
			"notmuch-cadence-index once",
			error);
	if (!store_begin(store, error))
		return false;
	return store_end(store, true, upgrade(store, steps, newest, error), error);
}
