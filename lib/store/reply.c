#include "lib/store/private.h"

/* How long answers take: each contact's, and all of them together. */

static const char remove_sql[] = "DELETE FROM reply_time WHERE contact = :contact";
static const char add_sql[] = "INSERT INTO reply_time (contact, theirs, hours, n)"
			      " VALUES (:contact, :theirs, :hours, :n)";
static const char of_contact_sql[] = "SELECT hours FROM reply_time"
				     " WHERE contact = :contact AND theirs = :theirs";
static const char all_sql[] = "SELECT hours FROM reply_time WHERE theirs = :theirs";
static const char put_sql[] =
	"REPLACE INTO reply_global (theirs, hours, n) VALUES (:theirs, :hours, :n)";
static const char remove_global_sql[] = "DELETE FROM reply_global WHERE theirs = :theirs";
static const char global_sql[] = "SELECT theirs, hours, n FROM reply_global";

const char *const store_sql_reply[] = { remove_sql, add_sql, of_contact_sql, all_sql,
	put_sql, remove_global_sql, global_sql, NULL };

static const char reading[] = "cannot read the store";
static const char writing[] = "cannot keep reply times in the store";

static bool
put(Store *store, int64_t contact, bool theirs, const GArray *hours, GError **error)
{
	for (guint i = 0; i < hours->len; i++) {
		sqlite3_stmt *stmt = store_prepare(store, add_sql, error);

		if (stmt == NULL)
			return false;
		bind_int(stmt, ":contact", contact);
		bind_int(stmt, ":theirs", theirs);
		bind_real(stmt, ":hours", g_array_index(hours, double, i));
		bind_int(stmt, ":n", i);
		if (!store_run(store, stmt, writing, error))
			return false;
	}
	return true;
}

bool
store_put_replies(Store *store, int64_t contact, const Clock *clock, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, remove_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	return store_run(store, stmt, writing, error) &&
	       put(store, contact, true, clock->reply_theirs, error) &&
	       put(store, contact, false, clock->reply_mine, error);
}

static int
compare(gconstpointer a, gconstpointer b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* The hours that `stmt` gives, sorted. New. */
static GArray *
read_hours(Store *store, sqlite3_stmt *stmt, GError **error)
{
	g_autoptr(GArray) hours = g_array_new(false, false, sizeof(double));
	bool row = true;

	while (store_step(store, stmt, reading, &row, error) && row) {
		double value = sqlite3_column_double(stmt, 0);

		g_array_append_val(hours, value);
	}
	g_array_sort(hours, compare);
	return row ? NULL : g_steal_pointer(&hours);
}

static double
quantile(const GArray *hours, double p)
{
	const double *values = (const double *)(const void *)hours->data;

	return hours->len > 0 ? clock_quantile(values, hours->len, p) : 0;
}

double
store_slow_reply(const GArray *hours)
{
	return quantile(hours, 0.9);
}

bool
store_reply_median(
	Store *store, int64_t contact, bool theirs, double *ret_hours, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, of_contact_sql, error);
	g_autoptr(GArray) hours = NULL;

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	bind_int(stmt, ":theirs", theirs);
	hours = read_hours(store, stmt, error);
	if (hours == NULL)
		return false;
	*ret_hours = quantile(hours, 0.5);
	return true;
}

static bool
put_global(Store *store, bool theirs, const GArray *hours, GError **error)
{
	sqlite3_stmt *stmt =
		store_prepare(store, hours->len > 0 ? put_sql : remove_global_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":theirs", theirs);
	if (hours->len > 0) {
		bind_real(stmt, ":hours", store_slow_reply(hours));
		bind_int(stmt, ":n", hours->len);
	}
	return store_run(store, stmt, writing, error);
}

static bool
renew_global(Store *store, bool theirs, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, all_sql, error);
	g_autoptr(GArray) hours = NULL;

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":theirs", theirs);
	hours = read_hours(store, stmt, error);
	return hours != NULL && put_global(store, theirs, hours, error);
}

bool
store_put_reply_times(Store *store, GError **error)
{
	bool mine = false;

	if (!store_enter(store, &mine, error))
		return false;
	return store_end(store, mine,
		renew_global(store, true, error) && renew_global(store, false, error),
		error);
}

bool
store_reply_times(Store *store, ReplyTimes *ret_global, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, global_sql, error);
	ReplyTimes global = { 0 };
	bool row = true;

	if (stmt == NULL)
		return false;
	while (store_step(store, stmt, reading, &row, error) && row) {
		bool theirs = sqlite3_column_int(stmt, 0) != 0;

		*(theirs ? &global.theirs : &global.mine) = sqlite3_column_double(stmt, 1);
		*(theirs ? &global.n_theirs : &global.n_mine) = sqlite3_column_int(stmt, 2);
	}
	if (!row)
		*ret_global = global;
	return !row;
}
