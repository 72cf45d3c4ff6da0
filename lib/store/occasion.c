#include "lib/error.h"
#include "lib/store/private.h"

/* Birthdays and anniversaries, as the user entered them. */

static const char doing[] = "cannot change a contact";

/* Birthdays first, as the kinds are numbered. */
static const char list_sql[] = "SELECT kind, year, month, day FROM occasion"
			       " WHERE contact = :contact ORDER BY kind DESC";

static const char put_sql[] =
	"INSERT INTO occasion (contact, kind, year, month, day)"
	" VALUES (:contact, :kind, :year, :month, :day)"
	" ON CONFLICT (contact, kind) DO UPDATE SET year = excluded.year,"
	" month = excluded.month, day = excluded.day";

static const char remove_sql[] =
	"DELETE FROM occasion WHERE contact = :contact AND kind = :kind";

const char *const store_sql_occasion[] = { list_sql, put_sql, remove_sql, NULL };

Occasion *
store_row_occasion(sqlite3_stmt *stmt, int i)
{
	OccasionKind kind = OCCASION_BIRTHDAY;

	occasion_from_name((const char *)sqlite3_column_text(stmt, i), &kind);
	return occasion_new(kind, NULL, sqlite3_column_int(stmt, i + 1),
		sqlite3_column_int(stmt, i + 2), sqlite3_column_int(stmt, i + 3));
}

GPtrArray *
store_occasions(Store *store, int64_t contact, GError **error)
{
	g_autoptr(GPtrArray) occasions =
		g_ptr_array_new_with_free_func((GDestroyNotify)occasion_free);
	sqlite3_stmt *stmt = store_prepare(store, list_sql, error);
	bool row = true;

	if (stmt == NULL)
		return NULL;
	bind_int(stmt, ":contact", contact);
	while (store_step(store, stmt, "cannot read the occasions", &row, error) && row)
		g_ptr_array_add(occasions, store_row_occasion(stmt, 0));
	return row ? NULL : g_steal_pointer(&occasions);
}

/* Without a year 29 February is a day. */
static bool
check(int year, int month, int day, GError **error)
{
	if (year >= 0 && year <= 9999 && month <= 12 && day > 0 && day <= 31 &&
		g_date_valid_dmy((GDateDay)day, (GDateMonth)month,
			(GDateYear)(year > 0 ? year : 2000)))
		return true;
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"%04d-%02d-%02d is no day of the calendar", year, month, day);
	return false;
}

bool
store_put_occasion(Store *store, int64_t contact, OccasionKind kind, int year, int month,
	int day, GError **error)
{
	sqlite3_stmt *stmt = NULL;

	g_assert(kind != OCCASION_HOLIDAY);
	if (month != 0 && !check(year, month, day, error))
		return false;
	stmt = store_prepare(store, month != 0 ? put_sql : remove_sql, error);
	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	bind_text(stmt, ":kind", occasion_name(kind));
	if (month != 0) {
		bind_id(stmt, ":year", year);
		bind_int(stmt, ":month", month);
		bind_int(stmt, ":day", day);
	}
	return store_change(store, stmt, doing, NULL, error);
}
