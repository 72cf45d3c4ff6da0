#include "lib/error.h"
#include "lib/store/private.h"

/* What the user said about single addresses: whose they are, whom to ignore, whom to
 * forget. */

static const char doing[] = "cannot change an address";

static const char owner_sql[] =
	"SELECT contact.id, contact.slug FROM contact_address"
	" JOIN contact ON contact.id = contact_address.contact WHERE email = :email";

static const char add_sql[] =
	"INSERT INTO contact_address (email, contact, n)"
	" SELECT :email, :contact, 1 + coalesce(max(n), 0) FROM contact_address"
	" WHERE contact = :contact";

static const char others_sql[] =
	"SELECT 1 FROM contact_address WHERE contact = :contact AND email <> :email";

static const char remove_sql[] =
	"DELETE FROM contact_address WHERE contact = :contact AND email = :email";

static const char ignore_sql[] =
	"INSERT OR IGNORE INTO ignored (email, since) VALUES (:email, :since)";

static const char unignore_sql[] = "DELETE FROM ignored WHERE email = :email";

static const char is_ignored_sql[] = "SELECT 1 FROM ignored WHERE email = :email";

static const char forgotten_sql[] = "INSERT OR IGNORE INTO forgotten (hash) VALUES (:hash)";

static const char remember_sql[] = "DELETE FROM forgotten WHERE hash = :hash";

static const char is_forgotten_sql[] = "SELECT 1 FROM forgotten WHERE hash = :hash";

const char *const store_sql_address[] = { owner_sql, add_sql, others_sql, remove_sql,
	ignore_sql, unignore_sql, is_ignored_sql, forgotten_sql, remember_sql,
	is_forgotten_sql, NULL };

bool
store_owner(Store *store, const char *email, int64_t *ret_contact, char **ret_slug,
	GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, owner_sql, error);
	bool row = false;

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", email);
	if (!store_step(store, stmt, "cannot read the contacts", &row, error))
		return false;
	*ret_contact = row ? sqlite3_column_int64(stmt, 0) : 0;
	if (ret_slug != NULL)
		*ret_slug = row ? column_text(stmt, 1) : NULL;
	sqlite3_reset(stmt);
	return true;
}

static bool
check_free(Store *store, int64_t contact, const char *email, bool *ret_has, GError **error)
{
	g_autofree char *slug = NULL;
	int64_t owner = 0;

	if (!store_owner(store, email, &owner, &slug, error))
		return false;
	*ret_has = owner == contact;
	if (owner == 0 || owner == contact)
		return true;
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"%s belongs to the contact %s already", email, slug);
	return false;
}

void
store_hash_email(const char *email, guint8 ret_hash[EMAIL_HASH_BYTES])
{
	g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
	gsize length = EMAIL_HASH_BYTES;

	g_checksum_update(checksum, (const guchar *)email, -1);
	g_checksum_get_digest(checksum, ret_hash, &length);
}

static bool
run_hash(Store *store, const char *sql, const guint8 *hash, bool *ret_row, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, sql, error);

	if (stmt == NULL)
		return false;
	bind_blob(stmt, ":hash", hash, EMAIL_HASH_BYTES);
	if (!store_step(store, stmt, doing, ret_row, error))
		return false;
	sqlite3_reset(stmt);
	return true;
}

static bool
run_email(Store *store, const char *sql, const char *email, bool *ret_row, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", email);
	if (!store_step(store, stmt, doing, ret_row, error))
		return false;
	sqlite3_reset(stmt);
	return true;
}

bool
store_put_forgotten(Store *store, const guint8 hash[EMAIL_HASH_BYTES], GError **error)
{
	bool row = false;

	return run_hash(store, forgotten_sql, hash, &row, error);
}

bool
store_is_forgotten(Store *store, const char *email, bool *ret_is, GError **error)
{
	guint8 hash[EMAIL_HASH_BYTES];

	store_hash_email(email, hash);
	return run_hash(store, is_forgotten_sql, hash, ret_is, error);
}

/* Who tracks somebody wants them on record again. */
static bool
welcome(Store *store, const char *email, GError **error)
{
	guint8 hash[EMAIL_HASH_BYTES];
	bool row = false;

	store_hash_email(email, hash);
	return run_hash(store, remember_sql, hash, &row, error) &&
	       run_email(store, unignore_sql, email, &row, error);
}

static bool
add(Store *store, int64_t contact, const char *email, GError **error)
{
	sqlite3_stmt *stmt = NULL;
	bool has = false;

	if (!check_free(store, contact, email, &has, error))
		return false;
	if (has)
		return true;
	stmt = store_prepare(store, add_sql, error);
	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", email);
	bind_int(stmt, ":contact", contact);
	return store_run(store, stmt, doing, error) && welcome(store, email, error) &&
	       store_join(store, error) && store_mark_dirty(store, contact, error) &&
	       store_mark_bearers(store, email, error);
}

bool
store_add_address(Store *store, int64_t contact, const char *email, GError **error)
{
	bool mine = false;

	return store_enter(store, &mine, error) &&
	       store_end(store, mine, add(store, contact, email, error), error);
}

static bool
check_not_last(Store *store, int64_t contact, const char *email, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, others_sql, error);
	bool has_others = false;

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	bind_text(stmt, ":email", email);
	if (!store_step(store, stmt, doing, &has_others, error))
		return false;
	sqlite3_reset(stmt);
	if (!has_others)
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"%s is the only address of its contact: add another first", email);
	return has_others;
}

static bool
take_away(Store *store, int64_t contact, const char *email, GError **error)
{
	sqlite3_stmt *stmt = NULL;

	if (!check_not_last(store, contact, email, error))
		return false;
	stmt = store_prepare(store, remove_sql, error);
	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	bind_text(stmt, ":email", email);
	return store_run(store, stmt, doing, error) &&
	       store_mark_dirty(store, contact, error) &&
	       store_mark_bearers(store, email, error);
}

bool
store_remove_address(
	Store *store, int64_t contact, const char *email, bool *ret_was, GError **error)
{
	int64_t owner = 0;
	bool mine = false;

	if (!store_enter(store, &mine, error))
		return false;
	if (!store_owner(store, email, &owner, NULL, error))
		return store_end(store, mine, false, error);
	*ret_was = owner == contact;
	return store_end(store, mine,
		owner != contact || take_away(store, contact, email, error), error);
}

bool
store_ignore(Store *store, const char *email, Instant now, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, ignore_sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", email);
	bind_int(stmt, ":since", now);
	return store_change(store, stmt, doing, NULL, error);
}

bool
store_unignore(Store *store, const char *email, bool *ret_was, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, unignore_sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", email);
	return store_change(store, stmt, doing, ret_was, error);
}

bool
store_is_ignored(Store *store, const char *email, bool *ret_is, GError **error)
{
	return run_email(store, is_ignored_sql, email, ret_is, error);
}
