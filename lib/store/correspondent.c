#include "lib/store/correspondent.h"

static const char all_sql[] =
	"SELECT " CORRESPONDENT_COLUMNS ", address.name FROM " CORRESPONDENT_TABLES
	" WHERE n_in + n_out + n_cc + n_group + n_meeting + n_other + n_bulk > 0"
	" ORDER BY address.email";
static const char one_sql[] =
	"SELECT " CORRESPONDENT_COLUMNS ", address.name FROM " CORRESPONDENT_TABLES
	" WHERE address.email = :email";

const char *const store_sql_correspondent[] = { all_sql, one_sql, NULL };

static const char reading[] = "cannot read the store";

void
correspondent_free(Correspondent *correspondent)
{
	g_free(correspondent->email);
	g_free(correspondent->name);
	g_free(correspondent->slug);
	g_free(correspondent);
}

Correspondent *
store_row_correspondent(sqlite3_stmt *stmt)
{
	Correspondent *correspondent = g_new0(Correspondent, 1);
	int i = 0;

	correspondent->email = column_text(stmt, i++);
	for (Count count = 0; count < N_COUNTS; count++)
		correspondent->counts[count] = sqlite3_column_int(stmt, i++);
	correspondent->bulk = sqlite3_column_int(stmt, i++);
	correspondent->list = sqlite3_column_int(stmt, i++) != 0;
	correspondent->first = column_instant(stmt, i++);
	correspondent->last = column_instant(stmt, i++);
	correspondent->ignored = sqlite3_column_int(stmt, i++) != 0;
	correspondent->slug = column_text_or_null(stmt, i++);
	correspondent->name = column_text(stmt, i);
	return correspondent;
}

GPtrArray *
store_correspondents(Store *store, GError **error)
{
	g_autoptr(GPtrArray) all =
		g_ptr_array_new_with_free_func((GDestroyNotify)correspondent_free);
	sqlite3_stmt *stmt = store_prepare(store, all_sql, error);
	bool row = true;

	if (stmt == NULL)
		return NULL;
	while (store_step(store, stmt, reading, &row, error) && row)
		g_ptr_array_add(all, store_row_correspondent(stmt));
	return row ? NULL : g_steal_pointer(&all);
}

bool
store_correspondent(
	Store *store, const char *email, Correspondent **ret_correspondent, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, one_sql, error);
	bool row = false;

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", email);
	if (!store_step(store, stmt, reading, &row, error))
		return false;
	*ret_correspondent = row ? store_row_correspondent(stmt) : NULL;
	sqlite3_reset(stmt);
	return true;
}
