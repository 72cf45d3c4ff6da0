#include "lib/store-tags.h"
#include "lib/store/private.h"

/* What the filter last tagged by, so that the next run finds what has changed. Who is known
 * by name on another channel writes no mail to be tagged. */

#define NOW                                                                                \
	"SELECT email, class FROM contact_address"                                         \
	" JOIN contact ON contact.id = contact_address.contact"                            \
	" WHERE instr(email, '@') > 0"
#define THEN "SELECT email, class FROM tagged_address"

static const char changes_sql[] = "SELECT email FROM (" NOW " EXCEPT " THEN ")"
				  " UNION SELECT email FROM (" THEN " EXCEPT " NOW ")"
				  " ORDER BY email";
static const char drop_sql[] = "DELETE FROM tagged_address"
			       " WHERE email NOT IN (SELECT email FROM contact_address)";
static const char keep_sql[] =
	"REPLACE INTO tagged_address (email, class) " NOW " EXCEPT " THEN;
static const char load_sql[] =
	"SELECT uuid, revision, fingerprint FROM tagged_until WHERE id = 1";
static const char save_sql[] = "REPLACE INTO tagged_until (id, uuid, revision, fingerprint)"
			       " VALUES (1, :uuid, :revision, :fingerprint)";

const char *const store_sql_tag_state[] = { changes_sql, drop_sql, keep_sql, load_sql,
	save_sql, NULL };

static const char reading[] = "cannot read the tags in the store";
static const char writing[] = "cannot keep the tags in the store";

char **
store_tag_changes(Store *store, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, changes_sql, error);

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
run(Store *store, const char *sql, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, sql, error);

	return stmt != NULL && store_run(store, stmt, writing, error);
}

static bool
remember(Store *store, const TagState *state, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, save_sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":uuid", state->uuid);
	bind_int(stmt, ":revision", (int64_t)state->revision);
	bind_text(stmt, ":fingerprint", state->fingerprint);
	return store_run(store, stmt, writing, error) && run(store, drop_sql, error) &&
	       run(store, keep_sql, error);
}

bool
store_tags_remember(Store *store, const TagState *state, GError **error)
{
	bool mine = false;

	return store_enter(store, &mine, error) &&
	       store_end(store, mine, remember(store, state, error), error);
}
