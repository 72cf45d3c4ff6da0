#include "lib/store-tags.h"
#include "lib/store/private.h"

/* What the filter last tagged by, so that the next run finds what has changed. Who is known
 * by name on another channel writes no mail to be tagged. */

static const char last_sql[] = "SELECT coalesce(max(id), 0) FROM tag_change";
static const char changes_sql[] = "SELECT DISTINCT email FROM tag_change"
				  " WHERE instr(email, '@') > 0 ORDER BY email";
static const char drop_sql[] = "DELETE FROM tag_change WHERE id <= :last";
static const char load_sql[] =
	"SELECT uuid, revision, fingerprint FROM tagged_until WHERE id = 1";
static const char save_sql[] = "REPLACE INTO tagged_until (id, uuid, revision, fingerprint)"
			       " VALUES (1, :uuid, :revision, :fingerprint)";

const char *const store_sql_tag_state[] = { last_sql, changes_sql, drop_sql, load_sql,
	save_sql, NULL };

static const char reading[] = "cannot read the tags in the store";
static const char writing[] = "cannot keep the tags in the store";

/* What comes between the two statements is listed, and listed again by the next run. */
char **
store_tag_changes(Store *store, int64_t *ret_last, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, last_sql, error);
	bool row = false;

	if (stmt == NULL || !store_step(store, stmt, reading, &row, error))
		return NULL;
	*ret_last = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	stmt = store_prepare(store, changes_sql, error);
	return stmt != NULL ? store_read_strings(store, stmt, error) : NULL;
}

void
tag_state_clear(TagState *state)
{
	g_clear_pointer(&state->uuid, g_free);
	g_clear_pointer(&state->fingerprint, g_free);
}

bool
store_load_tags(Store *store, TagState *ret_state, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, load_sql, error);
	TagState state = { 0 };
	bool row = false;

	if (stmt == NULL || !store_step(store, stmt, reading, &row, error))
		return false;
	if (row) {
		state.uuid = column_text(stmt, 0);
		state.revision = (uint64_t)sqlite3_column_int64(stmt, 1);
		state.fingerprint = column_text(stmt, 2);
	}
	sqlite3_reset(stmt);
	*ret_state = state;
	return true;
}

static bool
save(Store *store, const TagState *state, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, save_sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":uuid", state->uuid);
	bind_int(stmt, ":revision", (int64_t)state->revision);
	bind_text(stmt, ":fingerprint", state->fingerprint);
	return store_run(store, stmt, writing, error);
}

static bool
drop(Store *store, int64_t last, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, drop_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":last", last);
	return store_run(store, stmt, writing, error);
}

bool
store_tags_remember(Store *store, const TagState *state, int64_t last, GError **error)
{
	bool mine = false;

	return store_enter(store, &mine, error) &&
	       store_end(store, mine, save(store, state, error) && drop(store, last, error),
		       error);
}
