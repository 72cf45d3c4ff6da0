#include "lib/store/private.h"

/* What the user wants to be reminded of. */

static const char doing[] = "cannot change a contact";
static const char reading[] = "cannot read the reminders";

/* The same words for the same day, set at the same second, are the same reminder. */
#define SAME                                                                               \
	"FROM reminder WHERE contact = :contact AND created = :created AND date = :date"   \
	" AND until_answer = :until_answer AND text = :text"

static const char add_sql[] =
	"INSERT INTO reminder (contact, created, date, until_answer, text)"
	" SELECT :contact, :created, :date, :until_answer, :text"
	" WHERE NOT EXISTS (SELECT 1 " SAME ")";

static const char find_sql[] = "SELECT id " SAME;

static const char list_sql[] = "SELECT id, created, date, until_answer, text FROM reminder"
			       " WHERE contact = :contact ORDER BY date, id";

static const char remove_sql[] = "DELETE FROM reminder WHERE contact = :contact"
				 " AND id = :id";

const char *const store_sql_reminder[] = { add_sql, find_sql, list_sql, remove_sql, NULL };

Reminder *
store_row_reminder(sqlite3_stmt *stmt, int i)
{
	g_autofree char *text = column_text(stmt, i + 4);

	return reminder_new(sqlite3_column_int64(stmt, i),
		sqlite3_column_int64(stmt, i + 1), sqlite3_column_int64(stmt, i + 2),
		sqlite3_column_int(stmt, i + 3) != 0, text);
}

static sqlite3_stmt *
prepare(Store *store, const char *sql, int64_t contact, const Reminder *reminder,
	GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, sql, error);

	if (stmt == NULL)
		return NULL;
	bind_int(stmt, ":contact", contact);
	bind_int(stmt, ":created", reminder->created);
	bind_int(stmt, ":date", reminder->date);
	bind_int(stmt, ":until_answer", reminder->until_answer);
	bind_text(stmt, ":text", reminder->text);
	return stmt;
}

static bool
add(Store *store, int64_t contact, Reminder *reminder, GError **error)
{
	sqlite3_stmt *stmt = prepare(store, add_sql, contact, reminder, error);
	bool row = false;

	if (stmt == NULL || !store_run(store, stmt, doing, error))
		return false;
	stmt = prepare(store, find_sql, contact, reminder, error);
	if (stmt == NULL || !store_step(store, stmt, reading, &row, error))
		return false;
	reminder->id = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return true;
}

bool
store_add_reminder(Store *store, int64_t contact, Instant created, Instant date,
	bool until_answer, const char *text, int64_t *ret_id, GError **error)
{
	Reminder reminder = { .created = created,
		.date = date,
		.until_answer = until_answer,
		.text = (char *)text };
	bool mine = false;

	if (!store_check_text("reminder", text, error) ||
		!store_enter(store, &mine, error) ||
		!store_end(store, mine, add(store, contact, &reminder, error), error))
		return false;
	if (ret_id != NULL)
		*ret_id = reminder.id;
	return true;
}

GPtrArray *
store_reminders(Store *store, int64_t contact, GError **error)
{
	g_autoptr(GPtrArray) reminders =
		g_ptr_array_new_with_free_func((GDestroyNotify)reminder_free);
	sqlite3_stmt *stmt = store_prepare(store, list_sql, error);
	bool row = true;

	if (stmt == NULL)
		return NULL;
	bind_int(stmt, ":contact", contact);
	while (store_step(store, stmt, reading, &row, error) && row)
		g_ptr_array_add(reminders, store_row_reminder(stmt, 0));
	return row ? NULL : g_steal_pointer(&reminders);
}

bool
store_remove_reminder(
	Store *store, int64_t contact, int64_t id, bool *ret_was, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, remove_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	bind_int(stmt, ":id", id);
	return store_change(store, stmt, doing, ret_was, error);
}
