#include "lib/store/scan.h"

/* SQL and the conditions of partial indexes name a rule by its number. */
G_STATIC_ASSERT(RULE_IN_THREAD == 7);

static const char threads_sql[] =
	"SELECT DISTINCT thread FROM message WHERE rule = 7 AND thread IS NOT NULL";
static const char thread_sql[] =
	"UPDATE interaction SET counts = 1 - counts WHERE rule = 7"
	" AND message IN (SELECT id FROM message WHERE rule = 7 AND thread = :thread)"
	" AND counts <> EXISTS (SELECT 1 FROM message WHERE own = 1 AND thread = :thread)"
	" RETURNING address";
static const char addresses_sql[] = "SELECT id FROM address ORDER BY id";
static const char rows_sql[] = "SELECT date, direction, role, channel, rule, counts"
			       " FROM interaction WHERE address = :address";
static const char totals_sql[] =
	"UPDATE address SET n_in = :in, n_out = :out, n_cc = :cc, n_group = :group,"
	" n_meeting = :meeting, n_other = :other,"
	" n_bulk = :pending + n_bounce + n_automatic + n_marked,"
	" first = :first, last = :last WHERE id = :address";
static const char contact_sql[] =
	"INSERT INTO clock (contact, dirty) SELECT contact, 1 FROM contact_address"
	" WHERE email = (SELECT email FROM address WHERE id = :address)"
	" UNION ALL SELECT contact.id, 1 FROM address CROSS JOIN contact"
	" WHERE address.id = :address AND " STORE_IS_NAMED
	" AND name_key(contact.name) = " STORE_NAMED_KEY
	" ON CONFLICT (contact) DO UPDATE SET dirty = 1";
static const char settled_sql[] = "UPDATE scan SET settled = 1 WHERE id = 1";

const char *const store_sql_settle[] = { threads_sql, thread_sql, addresses_sql, rows_sql,
	totals_sql, contact_sql, settled_sql, NULL };

static const char settling[] = "cannot compute totals in the store";

typedef bool (*Settle)(Store *store, Scan *scan, int64_t number, GError **error);

/* Calls `settle` for each number that `sql` gives. It may change no row that is ahead. */
static bool
settle_each(Store *store, Scan *scan, const char *sql, Settle settle, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, sql, error);
	bool row = true;

	if (stmt == NULL)
		return false;
	while (store_step(store, stmt, settling, &row, error) && row) {
		if (!settle(store, scan, sqlite3_column_int64(stmt, 0), error)) {
			sqlite3_reset(stmt);
			return false;
		}
	}
	return !row;
}

/* The same for those of a set of what was touched. */
static bool
settle_touched(Store *store, Scan *scan, GHashTable *touched, Settle settle, GError **error)
{
	GHashTableIter iter;
	gpointer number = NULL;

	g_hash_table_iter_init(&iter, touched);
	while (g_hash_table_iter_next(&iter, &number, NULL))
		if (!settle(store, scan, (int64_t)GPOINTER_TO_SIZE(number), error))
			return false;
	return true;
}

static bool
settle_thread(Store *store, Scan *scan, int64_t thread, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, thread_sql, error);
	bool row = true;

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":thread", thread);
	while (store_step(store, stmt, settling, &row, error) && row)
		scan_touch_address(store, scan, sqlite3_column_int64(stmt, 0));
	return !row;
}

typedef struct {
	int counts[N_COUNTS];
	int pending; /* list mail in threads where the user has not written */
	Instant first, last;
} Totals;

static void
add_row(Totals *totals, sqlite3_stmt *stmt)
{
	Instant date = sqlite3_column_int64(stmt, 0);
	Count count = interaction_count((Direction)sqlite3_column_int(stmt, 1),
		(Role)sqlite3_column_int(stmt, 2), (Channel)sqlite3_column_int(stmt, 3));

	if (sqlite3_column_int(stmt, 4) == RULE_IN_THREAD &&
		sqlite3_column_int(stmt, 5) == 0) {
		totals->pending++;
		return;
	}
	totals->counts[count]++;
	totals->last = MAX(totals->last, date);
	totals->first = totals->first == WHEN_NEVER ? date : MIN(totals->first, date);
}

static bool
compute(Store *store, int64_t address, Totals *ret_totals, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, rows_sql, error);
	Totals totals = { .first = WHEN_NEVER, .last = WHEN_NEVER };
	bool row = true;

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":address", address);
	while (store_step(store, stmt, settling, &row, error) && row)
		add_row(&totals, stmt);
	*ret_totals = totals;
	return !row;
}

static bool
write_totals(Store *store, int64_t address, const Totals *totals, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, totals_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":address", address);
	bind_int(stmt, ":in", totals->counts[COUNT_IN]);
	bind_int(stmt, ":out", totals->counts[COUNT_OUT]);
	bind_int(stmt, ":cc", totals->counts[COUNT_CC]);
	bind_int(stmt, ":group", totals->counts[COUNT_GROUP]);
	bind_int(stmt, ":meeting", totals->counts[COUNT_MEETING]);
	bind_int(stmt, ":other", totals->counts[COUNT_OTHER]);
	bind_int(stmt, ":pending", totals->pending);
	bind_instant(stmt, ":first", totals->first);
	bind_instant(stmt, ":last", totals->last);
	return store_run(store, stmt, settling, error);
}

/* Its totals, and the clocks of the contact it belongs to. */
static bool
settle_address(Store *store, G_GNUC_UNUSED Scan *scan, int64_t address, GError **error)
{
	sqlite3_stmt *stmt = NULL;
	Totals totals;

	if (!compute(store, address, &totals, error) ||
		!write_totals(store, address, &totals, error))
		return false;
	stmt = store_prepare(store, contact_sql, error);
	if (stmt == NULL)
		return false;
	bind_int(stmt, ":address", address);
	return store_run(store, stmt, settling, error);
}

static bool
settle_everything(Store *store, Scan *scan, GError **error)
{
	return settle_each(store, scan, threads_sql, settle_thread, error) &&
	       settle_each(store, scan, addresses_sql, settle_address, error);
}

/* A thread may touch so many addresses that everything is to be settled. */
static bool
settle_some(Store *store, Scan *scan, GError **error)
{
	if (!settle_touched(store, scan, scan->threads, settle_thread, error))
		return false;
	if (scan->everything)
		return settle_everything(store, scan, error);
	return settle_touched(store, scan, store->dirty, settle_address, error);
}

bool
store_settle(Store *store, GError **error)
{
	Scan *scan = store_scan(store, error);
	sqlite3_stmt *stmt = NULL;

	if (scan == NULL || !store_make_indexes(store, error) ||
		!scan_write_interned(store, scan, error))
		return false;
	if (!(scan->everything ? settle_everything : settle_some)(store, scan, error))
		return false;
	stmt = store_prepare(store, settled_sql, error);
	if (stmt == NULL || !store_run(store, stmt, settling, error))
		return false;
	scan_untouch(store, scan);
	scan->marked = false;
	return true;
}
