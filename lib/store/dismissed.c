#include "lib/store/private.h"

/* Reasons that the user does not want to hear until they change. */

static const char doing[] = "cannot change a contact";

static const char put_sql[] =
	"INSERT INTO dismissed (contact, reason, since) VALUES (:contact, :reason, :since)"
	" ON CONFLICT (contact, reason) DO UPDATE SET since = excluded.since";

static const char remove_sql[] = "DELETE FROM dismissed WHERE contact = :contact";

/* These began when they did by the cadence that there was. */
#define VOID "DELETE FROM dismissed WHERE reason IN ('due', 'overdue', 'due-soon')"

static const char void_sql[] =
	VOID " AND contact = :contact AND EXISTS (SELECT 1 FROM contact"
	     " WHERE id = :contact AND (class <> :class OR cadence IS NOT :cadence))";

static const char void_class_sql[] =
	VOID " AND contact IN (SELECT contact.id FROM " CONTACT_TABLES
	     " WHERE contact.class = :class AND contact.cadence IS NULL"
	     " AND class.cadence <> :cadence)";

const char *const store_sql_dismissed[] = { put_sql, remove_sql, void_sql, void_class_sql,
	NULL };

static bool
put(Store *store, int64_t contact, const char *reason, int64_t since, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, put_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	bind_text(stmt, ":reason", reason);
	bind_int(stmt, ":since", since);
	return store_change(store, stmt, doing, NULL, error);
}

bool
store_dismiss(Store *store, int64_t contact, Reason reason, Instant since, GError **error)
{
	return put(store, contact, reason_name(reason), since, error);
}

bool
store_dismiss_cadence(Store *store, int64_t contact, int days, GError **error)
{
	return put(store, contact, STORE_CADENCE_REASON, days, error);
}

bool
store_undismiss(Store *store, int64_t contact, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, remove_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	return store_change(store, stmt, doing, NULL, error);
}

bool
store_void_dismissals(Store *store, const Contact *contact, GError **error)
{
	g_autofree char *cadence = store_own_cadence(contact);
	sqlite3_stmt *stmt = store_prepare(store, void_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact->id);
	bind_text(stmt, ":class", contact->class_name);
	bind_text(stmt, ":cadence", cadence);
	return store_run(store, stmt, doing, error);
}

bool
store_void_dismissals_of_class(Store *store, const Class *klass, GError **error)
{
	g_autofree char *cadence = when_format_interval(klass->cadence);
	sqlite3_stmt *stmt = store_prepare(store, void_class_sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":class", klass->name);
	bind_text(stmt, ":cadence", cadence);
	return store_run(store, stmt, doing, error);
}
