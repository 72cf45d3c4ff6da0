#include <string.h>

#include "lib/store-scan.h"
#include "lib/store/private.h"

static const char load_sql[] = "SELECT uuid, revision, full_until, generation, fingerprint,"
			       " stamp FROM scan WHERE id = 1";
static const char save_sql[] =
	"INSERT INTO scan (id, identity, uuid, revision, full_until, generation,"
	" fingerprint, stamp) VALUES (1, '', :uuid, :revision, :full_until, :generation,"
	" :fingerprint, :stamp) ON CONFLICT (id) DO UPDATE SET uuid = excluded.uuid,"
	" revision = excluded.revision, full_until = excluded.full_until,"
	" generation = excluded.generation, fingerprint = excluded.fingerprint,"
	" stamp = excluded.stamp";
static const char adopt_sql[] =
	"INSERT INTO scan (id, identity, uuid, revision, generation, fingerprint)"
	" VALUES (1, :identity, '', 0, 0, '')"
	" ON CONFLICT (id) DO UPDATE SET identity = excluded.identity";
static const char know_sql[] =
	"SELECT id, files, generation, rule, thread, gone FROM message WHERE hash = :hash";

const char *const store_sql_scan_state[] = { load_sql, save_sql, adopt_sql, know_sql,
	NULL };

static const char reading[] = "cannot read the store";
static const char writing[] = "cannot write to the store";

void
scan_state_clear(ScanState *state)
{
	g_clear_pointer(&state->uuid, g_free);
	g_clear_pointer(&state->fingerprint, g_free);
}

static void
read_state(sqlite3_stmt *stmt, ScanState *state)
{
	g_autofree char *uuid = column_text(stmt, 0);

	state->uuid = *uuid != '\0' ? g_steal_pointer(&uuid) : NULL;
	state->revision = (uint64_t)sqlite3_column_int64(stmt, 1);
	state->full = sqlite3_column_type(stmt, 2) != SQLITE_NULL;
	state->full_until = (uint64_t)sqlite3_column_int64(stmt, 2);
	state->generation = sqlite3_column_int(stmt, 3);
	state->fingerprint = column_text(stmt, 4);
	state->stamp = sqlite3_column_int64(stmt, 5);
}

bool
store_load_scan(Store *store, ScanState *ret_state, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, load_sql, error);
	ScanState state = { 0 };
	bool row = false;

	if (stmt == NULL || !store_step(store, stmt, reading, &row, error))
		return false;
	if (row)
		read_state(stmt, &state);
	sqlite3_reset(stmt);
	*ret_state = state;
	return true;
}

bool
store_save_scan(Store *store, const ScanState *state, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, save_sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":uuid", state->uuid != NULL ? state->uuid : "");
	bind_int(stmt, ":revision", (int64_t)state->revision);
	bind_int(stmt, ":generation", state->generation);
	bind_text(stmt, ":fingerprint", state->fingerprint ? state->fingerprint : "");
	bind_id(stmt, ":stamp", state->stamp);
	if (state->full)
		bind_int(stmt, ":full_until", (int64_t)state->full_until);
	return store_run(store, stmt, writing, error);
}

bool
store_relax(Store *store, GError **error)
{
	return store_execute(
		store, "PRAGMA synchronous = NORMAL", "cannot open the store", error);
}

bool
store_adopt(Store *store, const char *identity, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, adopt_sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":identity", identity);
	return store_run(store, stmt, writing, error);
}

int64_t
store_hash(const char *message_id)
{
	g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
	guint8 digest[32];
	gsize length = sizeof digest;
	uint64_t key = 0;

	g_checksum_update(sum, (const guchar *)message_id, -1);
	g_checksum_get_digest(sum, digest, &length);
	memcpy(&key, digest, sizeof key);
	return (int64_t)GUINT64_FROM_BE(key);
}

bool
store_know(Store *store, int64_t hash, KnownMessage *ret_known, GError **error)
{
	sqlite3_stmt *stmt = NULL;
	KnownMessage known = { 0 };
	bool row = false;

	*ret_known = known;
	if (store_is_fresh(store))
		return true;
	stmt = store_prepare(store, know_sql, error);
	if (stmt == NULL)
		return false;
	bind_int(stmt, ":hash", hash);
	if (!store_step(store, stmt, reading, &row, error))
		return false;
	if (row)
		known = (KnownMessage){ .id = sqlite3_column_int64(stmt, 0),
			.files = (uint32_t)sqlite3_column_int64(stmt, 1),
			.generation = sqlite3_column_int(stmt, 2),
			.rule = (Rule)sqlite3_column_int(stmt, 3),
			.thread = (uint64_t)sqlite3_column_int64(stmt, 4),
			.gone = sqlite3_column_int(stmt, 5) != 0 };
	sqlite3_reset(stmt);
	*ret_known = known;
	return true;
}
