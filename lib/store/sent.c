#include "lib/store-scan.h"
#include "lib/store/private.h"

/* Whose sent mail it is. */

static const char add_sql[] = "INSERT INTO sent_as (email, n, told) VALUES (:email, 1, 0)"
			      " ON CONFLICT (email) DO UPDATE SET n = n + 1";
static const char forget_sql[] = "UPDATE sent_as SET n = 0";
static const char untold_sql[] = "SELECT email, n FROM sent_as WHERE told = 0"
				 " AND n >= :n ORDER BY n DESC, email LIMIT 1";
static const char tell_sql[] = "UPDATE sent_as SET told = 1 WHERE email = :email";

const char *const store_sql_sent[] = { add_sql, forget_sql, untold_sql, tell_sql, NULL };

static const char reading[] = "cannot read the store";
static const char writing[] = "cannot write to the store";

/* What of a forgotten address is in the mail is not remembered. */
bool
store_add_sent(Store *store, const char *email, GError **error)
{
	sqlite3_stmt *stmt = NULL;
	bool forgotten = false;

	if (!store_is_forgotten(store, email, &forgotten, error) || forgotten)
		return forgotten;
	stmt = store_prepare(store, add_sql, error);
	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", email);
	return store_run(store, stmt, writing, error);
}

bool
store_forget_sent(Store *store, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, forget_sql, error);

	return stmt != NULL && store_run(store, stmt, writing, error);
}

bool
store_untold_sent(
	Store *store, guint at_least, char **ret_email, guint *ret_n, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, untold_sql, error);
	bool row = false;

	*ret_email = NULL;
	if (stmt == NULL)
		return false;
	bind_int(stmt, ":n", at_least);
	if (!store_step(store, stmt, reading, &row, error))
		return false;
	if (row) {
		*ret_email = column_text(stmt, 0);
		*ret_n = (guint)sqlite3_column_int(stmt, 1);
	}
	sqlite3_reset(stmt);
	return true;
}

bool
store_tell_sent(Store *store, const char *email, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, tell_sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", email);
	return store_run(store, stmt, writing, error);
}
