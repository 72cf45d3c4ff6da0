#include "lib/store/private.h"

/* Clocks as they are kept. */

/* CROSS JOIN: those that are dirty first, there are few. */
static const char dirty_sql[] =
	"SELECT contact FROM clock INDEXED BY clock_dirty"
	" CROSS JOIN contact ON contact.id = contact WHERE dirty = 1 ORDER BY slug";

static const char asks_sql[] = "SELECT asks FROM message WHERE id = :message";
static const char set_asks_sql[] = "UPDATE message SET asks = :asks WHERE id = :message";
static const char clock_sql[] =
	"REPLACE INTO clock (contact, dirty, first, last, last_in, last_out,"
	" last_in_message, last_out_message, rhythm_days, rhythm_gaps, pace_days,"
	" pace_span, utc_offset, usual_hour,"
	" owed_since, owed_message, awaiting_since, awaiting_message, strength,"
	" reply_theirs, n_theirs, reply_mine, n_mine,"
	" n_in, n_out, n_cc, n_group, n_meeting, n_other)"
	" VALUES (:contact, :dirty, :first, :last, :last_in, :last_out,"
	" :last_in_message, :last_out_message, :rhythm_days, :rhythm_gaps, :pace_days,"
	" :pace_span, :utc_offset, :usual_hour,"
	" :owed_since, :owed_message, :awaiting_since, :awaiting_message, :strength,"
	" :reply_theirs, :n_theirs, :reply_mine, :n_mine,"
	" :in, :out, :cc, :group, :meeting, :other)";

const char *const store_sql_clock[] = { dirty_sql, asks_sql, set_asks_sql, clock_sql,
	NULL };

static const char reading[] = "cannot read the store";
static const char writing[] = "cannot keep the clocks in the store";

GArray *
store_dirty(Store *store, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, dirty_sql, error);
	g_autoptr(GArray) contacts = g_array_new(false, false, sizeof(int64_t));
	bool row = true;

	if (stmt == NULL)
		return NULL;
	while (store_step(store, stmt, reading, &row, error) && row) {
		int64_t contact = sqlite3_column_int64(stmt, 0);

		g_array_append_val(contacts, contact);
	}
	return row ? NULL : g_steal_pointer(&contacts);
}

bool
store_asks(Store *store, int64_t message, int *ret_asks, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, asks_sql, error);
	bool row = false;
	int asks = -1;

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":message", message);
	if (!store_step(store, stmt, reading, &row, error))
		return false;
	if (row && sqlite3_column_type(stmt, 0) != SQLITE_NULL)
		asks = sqlite3_column_int(stmt, 0);
	sqlite3_reset(stmt);
	*ret_asks = asks;
	return true;
}

bool
store_set_asks(Store *store, int64_t message, bool asks, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, set_asks_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":message", message);
	bind_int(stmt, ":asks", asks);
	return store_run(store, stmt, writing, error);
}

static void
bind_counts(sqlite3_stmt *stmt, const int counts[N_COUNTS])
{
	bind_int(stmt, ":in", counts[COUNT_IN]);
	bind_int(stmt, ":out", counts[COUNT_OUT]);
	bind_int(stmt, ":cc", counts[COUNT_CC]);
	bind_int(stmt, ":group", counts[COUNT_GROUP]);
	bind_int(stmt, ":meeting", counts[COUNT_MEETING]);
	bind_int(stmt, ":other", counts[COUNT_OTHER]);
}

static void
bind_clock(sqlite3_stmt *stmt, const Clock *clock)
{
	bind_instant(stmt, ":first", clock->first);
	bind_instant(stmt, ":last", clock->last);
	bind_instant(stmt, ":last_in", clock->last_in);
	bind_instant(stmt, ":last_out", clock->last_out);
	bind_id(stmt, ":last_in_message", clock->last_in_message);
	bind_id(stmt, ":last_out_message", clock->last_out_message);
	bind_real(stmt, ":rhythm_days", clock->rhythm_days);
	bind_int(stmt, ":rhythm_gaps", clock->rhythm_gaps);
	bind_real(stmt, ":pace_days", clock->pace_days);
	bind_int(stmt, ":pace_span", clock->pace_span);
	if (clock->has_utc_offset)
		bind_int(stmt, ":utc_offset", clock->utc_offset);
	if (clock->usual_hour >= 0)
		bind_int(stmt, ":usual_hour", clock->usual_hour);
	bind_instant(stmt, ":owed_since", clock->owed_since);
	bind_id(stmt, ":owed_message", clock->owed_message);
	bind_instant(stmt, ":awaiting_since", clock->awaiting_since);
	bind_id(stmt, ":awaiting_message", clock->awaiting_message);
	bind_real(stmt, ":strength", clock->strength);
	bind_real(stmt, ":reply_theirs", store_slow_reply(clock->reply_theirs));
	bind_real(stmt, ":reply_mine", store_slow_reply(clock->reply_mine));
	bind_int(stmt, ":n_theirs", clock->reply_theirs->len);
	bind_int(stmt, ":n_mine", clock->reply_mine->len);
	bind_counts(stmt, clock->counts);
}

static bool
put_clock(
	Store *store, int64_t contact, const Clock *clock, bool keep_dirty, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, clock_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	bind_int(stmt, ":dirty", keep_dirty);
	bind_clock(stmt, clock);
	return store_run(store, stmt, writing, error) &&
	       store_put_replies(store, contact, clock, error);
}

bool
store_put_clock(
	Store *store, int64_t contact, const Clock *clock, bool keep_dirty, GError **error)
{
	bool mine = false;

	return store_enter(store, &mine, error) &&
	       store_end(store, mine, put_clock(store, contact, clock, keep_dirty, error),
		       error);
}
