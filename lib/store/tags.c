#include "lib/store-tags.h"

#include "lib/store/private.h"

static const char class_of_sql[] =
	"SELECT class FROM contact_address JOIN contact ON contact.id = contact"
	" WHERE email = :email";

/* An author who was forgotten has no row. */
static const char author_sql[] =
	"SELECT email, date FROM message LEFT JOIN address ON address.id = author"
	" WHERE hash = :hash AND files = :files AND sole = 1"
	" AND generation = (SELECT generation FROM scan WHERE id = 1)"
	" AND (own = 1 OR email IS NOT NULL)";

static const char tags_sql[] = "SELECT name FROM tagged JOIN tag ON tag.id = tagged.tag"
			       " WHERE hash = :hash AND pending >= 0 ORDER BY name";
static const char name_sql[] =
	"INSERT INTO tag (name) VALUES (:tag) ON CONFLICT (name) DO NOTHING";
static const char put_sql[] =
	"REPLACE INTO tagged (hash, tag, pending)"
	" VALUES (:hash, (SELECT id FROM tag WHERE name = :tag), :pending)";
static const char remove_sql[] = "DELETE FROM tagged WHERE hash = :hash"
				 " AND tag = (SELECT id FROM tag WHERE name = :tag)";

/* The first condition is that of the index. */
static const char added_sql[] =
	"UPDATE tagged SET pending = 0 WHERE pending <> 0 AND pending = 1";
static const char removed_sql[] = "DELETE FROM tagged WHERE pending <> 0 AND pending = -1";
static const char pending_sql[] =
	"SELECT hash, name, pending FROM tagged INDEXED BY tagged_pending"
	" JOIN tag ON tag.id = tagged.tag WHERE pending <> 0 ORDER BY hash, name";
static const char any_sql[] = "SELECT 1 FROM tagged LIMIT 1";
static const char names_sql[] = "SELECT name FROM tag ORDER BY name";

const char *const store_sql_tags[] = { class_of_sql, author_sql, tags_sql, name_sql,
	put_sql, remove_sql, added_sql, removed_sql, pending_sql, any_sql, names_sql,
	NULL };

static const char reading[] = "cannot read the tags in the store";
static const char writing[] = "cannot keep the tags in the store";

char **
store_read_strings(Store *store, sqlite3_stmt *stmt, GError **error)
{
	g_autoptr(GStrvBuilder) strings = g_strv_builder_new();
	bool row = true;

	while (store_step(store, stmt, reading, &row, error) && row)
		g_strv_builder_add(strings, (const char *)sqlite3_column_text(stmt, 0));
	return row ? NULL : g_strv_builder_end(strings);
}

bool
store_hold(Store *store, GError **error)
{
	return store_execute(store, "BEGIN", "cannot read the store", error);
}

bool
store_release(Store *store, GError **error)
{
	return store_execute(store, "COMMIT", "cannot read the store", error);
}

bool
store_class_of(Store *store, const char *email, char **ret_class, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, class_of_sql, error);
	bool row = false;

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", email);
	if (!store_step(store, stmt, reading, &row, error))
		return false;
	*ret_class = row ? column_text(stmt, 0) : NULL;
	sqlite3_reset(stmt);
	return true;
}

bool
store_sole_author(Store *store, int64_t hash, uint32_t files, bool *ret_known,
	char **ret_author, Instant *ret_date, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, author_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":hash", hash);
	bind_int(stmt, ":files", files);
	if (!store_step(store, stmt, reading, ret_known, error))
		return false;
	if (*ret_known) {
		*ret_author = column_text_or_null(stmt, 0);
		*ret_date = column_instant(stmt, 1);
	}
	sqlite3_reset(stmt);
	return true;
}

bool
store_tags(Store *store, int64_t hash, char ***ret_tags, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, tags_sql, error);
	char **tags = NULL;

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":hash", hash);
	tags = store_read_strings(store, stmt, error);
	if (tags != NULL)
		*ret_tags = tags;
	return tags != NULL;
}

bool
store_has_tags(Store *store, bool *ret_any, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, any_sql, error);

	if (stmt == NULL || !store_step(store, stmt, reading, ret_any, error))
		return false;
	sqlite3_reset(stmt);
	return true;
}

static bool
put_name(Store *store, const char *tag, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, name_sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":tag", tag);
	return store_run(store, stmt, writing, error);
}

static bool
put(Store *store, int64_t hash, const char *tag, int pending, GError **error)
{
	sqlite3_stmt *stmt = NULL;

	if (!put_name(store, tag, error))
		return false;
	stmt = store_prepare(store, put_sql, error);
	if (stmt == NULL)
		return false;
	bind_int(stmt, ":hash", hash);
	bind_text(stmt, ":tag", tag);
	bind_int(stmt, ":pending", pending);
	return store_run(store, stmt, writing, error);
}

bool
store_tag_pending(Store *store, int64_t hash, const char *tag, bool add, GError **error)
{
	return put(store, hash, tag, add ? 1 : -1, error);
}

static bool
run(Store *store, const char *sql, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, sql, error);

	return stmt != NULL && store_run(store, stmt, writing, error);
}

bool
store_tags_done(Store *store, GError **error)
{
	bool mine = false;

	if (!store_enter(store, &mine, error))
		return false;
	return store_end(store, mine,
		run(store, added_sql, error) && run(store, removed_sql, error), error);
}

static void
pending_tag_free(PendingTag *pending)
{
	g_free(pending->tag);
	g_free(pending);
}

static PendingTag *
read_pending(sqlite3_stmt *stmt)
{
	PendingTag *pending = g_new0(PendingTag, 1);

	pending->hash = sqlite3_column_int64(stmt, 0);
	pending->tag = column_text(stmt, 1);
	pending->add = sqlite3_column_int(stmt, 2) > 0;
	return pending;
}

GPtrArray *
store_pending_tags(Store *store, GError **error)
{
	g_autoptr(GPtrArray) all =
		g_ptr_array_new_with_free_func((GDestroyNotify)pending_tag_free);
	sqlite3_stmt *stmt = store_prepare(store, pending_sql, error);
	bool row = true;

	if (stmt == NULL)
		return NULL;
	while (store_step(store, stmt, reading, &row, error) && row)
		g_ptr_array_add(all, read_pending(stmt));
	return row ? NULL : g_steal_pointer(&all);
}

static bool
remove_tag(Store *store, int64_t hash, const char *tag, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, remove_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":hash", hash);
	bind_text(stmt, ":tag", tag);
	return store_run(store, stmt, writing, error);
}

bool
store_settle_tag(Store *store, int64_t hash, const char *tag, bool has_it, GError **error)
{
	return has_it ? put(store, hash, tag, 0, error)
		      : remove_tag(store, hash, tag, error);
}

char **
store_tag_names(Store *store, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, names_sql, error);

	return stmt != NULL ? store_read_strings(store, stmt, error) : NULL;
}
