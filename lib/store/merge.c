#include "lib/error.h"
#include "lib/store/private.h"

/* Two contacts, or two addresses, that are one person; and two that are not. */

static const char doing[] = "cannot change a contact";

static const char addresses_sql[] =
	"UPDATE contact_address SET contact = :into, n = n +"
	" (SELECT coalesce(max(n), 0) FROM contact_address WHERE contact = :into)"
	" WHERE contact = :from";

static const char notes_sql[] = "UPDATE note SET contact = :into WHERE contact = :from";
static const char topics_sql[] = "UPDATE topic SET contact = :into WHERE contact = :from";
static const char logged_sql[] = "UPDATE logged SET contact = :into WHERE contact = :from";

/* What `into` has already stays; the rest of `from` goes with it. */
static const char occasions_sql[] =
	"UPDATE OR IGNORE occasion SET contact = :into WHERE contact = :from";
static const char dismissed_sql[] =
	"UPDATE OR IGNORE dismissed SET contact = :into WHERE contact = :from";

static const char reminders_sql[] =
	"UPDATE reminder SET contact = :into WHERE contact = :from";
static const char drafts_sql[] = "UPDATE draft SET contact = :into WHERE contact = :from";

static const char joined_sql[] =
	"DELETE FROM apart WHERE (SELECT contact FROM contact_address a"
	" WHERE a.email = apart.email) = (SELECT contact FROM contact_address b"
	" WHERE b.email = apart.other)";

static const char split_sql[] =
	"INSERT OR IGNORE INTO apart (email, other)"
	" SELECT min(email, :email), max(email, :email) FROM contact_address"
	" WHERE contact = :contact AND email <> :email";

static const char put_sql[] = "INSERT OR IGNORE INTO apart (email, other)"
			      " SELECT min(:email, :other), max(:email, :other)";

static const char apart_sql[] = "SELECT other FROM apart WHERE email = :email"
				" UNION ALL SELECT email FROM apart WHERE other = :email";

const char *const store_sql_merge[] = { addresses_sql, notes_sql, topics_sql, logged_sql,
	occasions_sql, dismissed_sql, reminders_sql, drafts_sql, joined_sql, split_sql,
	put_sql, apart_sql, NULL };

static bool
move(Store *store, int64_t into, int64_t from, GError **error)
{
	static const char *const moves[] = { addresses_sql, notes_sql, topics_sql,
		logged_sql, occasions_sql, dismissed_sql, reminders_sql, drafts_sql };

	for (guint i = 0; i < G_N_ELEMENTS(moves); i++) {
		sqlite3_stmt *stmt = store_prepare(store, moves[i], error);

		if (stmt == NULL)
			return false;
		bind_int(stmt, ":into", into);
		bind_int(stmt, ":from", from);
		if (!store_run(store, stmt, doing, error))
			return false;
	}
	return true;
}

bool
store_join(Store *store, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, joined_sql, error);

	return stmt != NULL && store_run(store, stmt, doing, error);
}

bool
store_merge(Store *store, int64_t into, int64_t from, GError **error)
{
	bool mine = false;

	g_assert(into != from);
	return store_enter(store, &mine, error) &&
	       store_end(store, mine,
		       move(store, into, from, error) && store_join(store, error) &&
			       store_remove_contact(store, from, error) &&
			       store_mark_dirty(store, into, error),
		       error);
}

static bool
put_split(Store *store, int64_t contact, const char *email, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, split_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	bind_text(stmt, ":email", email);
	return store_run(store, stmt, doing, error);
}

bool
store_split(Store *store, int64_t contact, const char *email, bool *ret_was, GError **error)
{
	bool mine = false, ok;

	if (!store_enter(store, &mine, error))
		return false;
	ok = store_remove_address(store, contact, email, ret_was, error);
	if (ok && *ret_was)
		ok = put_split(store, contact, email, error);
	return store_end(store, mine, ok, error);
}

bool
store_put_apart(Store *store, const char *email, const char *other, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, put_sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", email);
	bind_text(stmt, ":other", other);
	return store_run(store, stmt, doing, error) && store_join(store, error);
}

char **
store_apart_from(Store *store, const char *email, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, apart_sql, error);

	if (stmt == NULL)
		return NULL;
	bind_text(stmt, ":email", email);
	return store_read_strings(store, stmt, error);
}
