#include "lib/store/private.h"

/* Drafts that were put into the drafts folder. */

static const char doing[] = "cannot remember a draft";

static const char add_sql[] =
	"INSERT INTO draft (message_id, contact, saved) VALUES (:message_id, :contact, "
	":saved)"
	" ON CONFLICT (message_id) DO UPDATE SET contact = excluded.contact,"
	" saved = excluded.saved";

static const char list_sql[] =
	"SELECT message_id, draft.contact, saved, coalesce(last_in > saved, 0)"
	" OR coalesce(last_out > saved, 0) FROM draft"
	" LEFT JOIN clock ON clock.contact = draft.contact ORDER BY message_id";

static const char remove_sql[] = "DELETE FROM draft WHERE message_id = :message_id";

const char *const store_sql_draft[] = { add_sql, list_sql, remove_sql, NULL };

bool
store_add_draft(Store *store, const char *message_id, int64_t contact, Instant saved,
	GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, add_sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":message_id", message_id);
	bind_int(stmt, ":contact", contact);
	bind_int(stmt, ":saved", saved);
	return store_change(store, stmt, doing, NULL, error);
}

static void
draft_free(gpointer data)
{
	SavedDraft *draft = data;

	g_free(draft->message_id);
	g_free(draft);
}

GPtrArray *
store_drafts(Store *store, GError **error)
{
	g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func(draft_free);
	sqlite3_stmt *stmt = store_prepare(store, list_sql, error);
	bool row = true;

	if (stmt == NULL)
		return NULL;
	while (store_step(store, stmt, "cannot read the drafts", &row, error) && row) {
		SavedDraft *draft = g_new(SavedDraft, 1);

		*draft = (SavedDraft){ column_text(stmt, 0), sqlite3_column_int64(stmt, 1),
			sqlite3_column_int64(stmt, 2), sqlite3_column_int(stmt, 3) != 0 };
		g_ptr_array_add(drafts, draft);
	}
	return row ? NULL : g_steal_pointer(&drafts);
}

bool
store_remove_draft(Store *store, const char *message_id, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, remove_sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":message_id", message_id);
	return store_change(store, stmt, doing, NULL, error);
}
