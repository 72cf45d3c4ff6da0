#include "lib/store/private.h"
#include "lib/text.h"

/* People who are known by name only ("linkedin:ada lovelace", relay.h), and which contacts
 * they may be. */

static const char doing[] = "cannot change a contact";

/* All who bear the name of a contact, if anybody is known by it only: whoever comes or goes
 * makes that name theirs or nobody's. */
static const char namesakes_sql[] =
	"INSERT INTO clock (contact, dirty) SELECT id, 1 FROM contact"
	" WHERE EXISTS (SELECT 1 FROM address WHERE " STORE_IS_NAMED " AND " STORE_NAMED_KEY
	" = (SELECT name_key(name) FROM contact WHERE id = :contact))"
	" AND name_key(name) = (SELECT name_key(name) FROM contact WHERE id = :contact)"
	" ON CONFLICT (contact) DO UPDATE SET dirty = 1";

/* All who bear the name that is known on another channel. */
static const char bearers_sql[] =
	"INSERT INTO clock (contact, dirty) SELECT id, 1 FROM contact"
	" WHERE instr(:email, '@') = 0"
	" AND name_key(name) = substr(:email, instr(:email, ':') + 1)"
	" ON CONFLICT (contact) DO UPDATE SET dirty = 1";

const char *const store_sql_named[] = { namesakes_sql, bearers_sql, NULL };

bool
store_mark_namesakes(Store *store, int64_t contact, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, namesakes_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	return store_run(store, stmt, doing, error);
}

bool
store_mark_bearers(Store *store, const char *email, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, bearers_sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", email);
	return store_run(store, stmt, doing, error);
}

static void
name_key(sqlite3_context *context, G_GNUC_UNUSED int n, sqlite3_value **values)
{
	const char *name = (const char *)sqlite3_value_text(values[0]);

	if (name != NULL)
		sqlite3_result_text(context, text_name_key(name), -1, g_free);
}

bool
store_add_functions(Store *store, GError **error)
{
	int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC | SQLITE_DIRECTONLY;

	return sqlite3_create_function_v2(store->db, "name_key", 1, flags, NULL, name_key,
		       NULL, NULL, NULL) == SQLITE_OK ||
	       store_fail(store, "cannot open the store", error);
}
