#include <string.h>

#include "lib/meeting.h"
#include "lib/store/scan.h"

G_STATIC_ASSERT(
	DIRECTION_BOTH == 2 && ROLE_TO == 0 && CHANNEL_MEETING == 1 && RULE_MEETING == 2);

static const char due_sql[] = "SELECT uid FROM meeting WHERE due <= :now"
			      " UNION SELECT uid FROM meeting WHERE counted > :now";
static const char all_sql[] = "SELECT uid FROM meeting UNION SELECT uid FROM invitation";
static const char withdraw_sql[] =
	"DELETE FROM interaction WHERE meeting = :uid AND meeting <> 0 RETURNING address";
static const char load_sql[] =
	"SELECT invitation.message, message.hash, method, instance, sequence, stamp, start,"
	" length, starts, sender, organizer, n FROM invitation"
	" CROSS JOIN message ON message.id = invitation.message WHERE uid = :uid";
static const char guests_sql[] =
	"SELECT who, answer FROM guest WHERE message = :message AND n = :n ORDER BY who";
static const char met_sql[] =
	"INSERT OR IGNORE INTO interaction (message, address, date, direction, role,"
	" channel, rule, counts, meeting) VALUES (:message, :address, :date, 2, 0, 1, 2, 1,"
	" :uid)";
static const char meeting_sql[] =
	"REPLACE INTO meeting (uid, due, counted, asked, asker, start)"
	" VALUES (:uid, :due, :counted, :asked, :asker, :start)";

const char *const store_sql_meeting_settle[] = { due_sql, all_sql, withdraw_sql, load_sql,
	guests_sql, met_sql, meeting_sql, NULL };

static const char settling[] = "cannot compute meetings in the store";

static bool
add_uids(Store *store, sqlite3_stmt *stmt, GHashTable *uids, GError **error)
{
	bool row = true;

	while (store_step(store, stmt, settling, &row, error) && row)
		g_hash_table_add(uids, GSIZE_TO_POINTER(sqlite3_column_int64(stmt, 0)));
	return !row;
}

static bool
add_due(Store *store, Instant now, GHashTable *uids, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, due_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":now", now);
	return add_uids(store, stmt, uids, error);
}

bool
store_meetings_due(Store *store, Instant now, bool *ret_due, GError **error)
{
	g_autoptr(GHashTable) uids = g_hash_table_new(NULL, NULL);

	if (!add_due(store, now, uids, error))
		return false;
	*ret_due = g_hash_table_size(uids) > 0;
	return true;
}

static bool
withdraw(Store *store, Scan *scan, int64_t uid, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, withdraw_sql, error);
	bool row = true;

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":uid", uid);
	while (store_step(store, stmt, settling, &row, error) && row)
		scan_touch_address(store, scan, sqlite3_column_int64(stmt, 0));
	return !row;
}

static GArray *
column_starts(sqlite3_stmt *stmt, int i)
{
	guint n = (guint)sqlite3_column_bytes(stmt, i) / sizeof(Instant);
	GArray *starts = NULL;

	if (n == 0)
		return NULL;
	starts = g_array_sized_new(false, false, sizeof(Instant), n);
	g_array_append_vals(starts, sqlite3_column_blob(stmt, i), n);
	return starts;
}

static Invitation *
read_invitation(sqlite3_stmt *stmt)
{
	Invitation *invitation = invitation_new(column_starts(stmt, 8));

	invitation->message = sqlite3_column_int64(stmt, 0);
	invitation->tie = sqlite3_column_int64(stmt, 1);
	invitation->method = (Method)sqlite3_column_int(stmt, 2);
	invitation->instance = column_instant(stmt, 3);
	invitation->sequence = sqlite3_column_int(stmt, 4);
	invitation->stamp = sqlite3_column_int64(stmt, 5);
	invitation->start = sqlite3_column_int64(stmt, 6);
	invitation->length = sqlite3_column_int64(stmt, 7);
	invitation->sender = sqlite3_column_int64(stmt, 9);
	invitation->organizer = sqlite3_column_int64(stmt, 10);
	return invitation;
}

static bool
load_guests(Store *store, Invitation *invitation, int n, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, guests_sql, error);
	bool row = true;

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":message", invitation->message);
	bind_int(stmt, ":n", n);
	while (store_step(store, stmt, settling, &row, error) && row) {
		Guest guest = { sqlite3_column_int64(stmt, 0),
			(Answer)sqlite3_column_int(stmt, 1) };

		g_array_append_val(invitation->guests, guest);
	}
	return !row;
}

GPtrArray *
store_invitations(Store *store, int64_t uid, GError **error)
{
	g_autoptr(GPtrArray) invitations =
		g_ptr_array_new_with_free_func((GDestroyNotify)invitation_free);
	sqlite3_stmt *stmt = store_prepare(store, load_sql, error);
	bool row = true;

	if (stmt == NULL)
		return NULL;
	bind_int(stmt, ":uid", uid);
	while (store_step(store, stmt, settling, &row, error) && row) {
		Invitation *invitation = read_invitation(stmt);

		g_ptr_array_add(invitations, invitation);
		if (!load_guests(store, invitation, sqlite3_column_int(stmt, 11), error)) {
			sqlite3_reset(stmt);
			return NULL;
		}
	}
	return row ? NULL : g_steal_pointer(&invitations);
}

static bool
put_met(Store *store, Scan *scan, int64_t uid, const Met *met, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, met_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":message", met->message);
	bind_int(stmt, ":address", met->who);
	bind_int(stmt, ":date", met->date);
	bind_int(stmt, ":uid", uid);
	scan_touch_address(store, scan, met->who);
	return store_run(store, stmt, settling, error);
}

static bool
put_meeting(Store *store, int64_t uid, Instant due, Instant counted, const Asked *asked,
	GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, meeting_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":uid", uid);
	bind_instant(stmt, ":due", due);
	bind_instant(stmt, ":counted", counted);
	bind_id(stmt, ":asked", asked->message);
	bind_id(stmt, ":asker", asked->who);
	bind_instant(stmt, ":start", asked->start);
	return store_run(store, stmt, settling, error);
}

/* What the user is asked about is settled again when it begins: then it is the next of a
 * series. */
static bool
settle(Store *store, Scan *scan, int64_t uid, Instant now, GError **error)
{
	g_autoptr(GPtrArray) invitations = store_invitations(store, uid, error);
	g_autoptr(GArray) met = NULL;
	Instant due = WHEN_NEVER, counted = WHEN_NEVER;
	Asked asked = { .start = WHEN_NEVER, .last = WHEN_NEVER };

	if (invitations == NULL || !withdraw(store, scan, uid, error))
		return false;
	met = meeting_settle(invitations, now, &due);
	for (guint i = 0; i < met->len; i++) {
		const Met *one = &g_array_index(met, Met, i);

		counted = MAX(counted, one->date);
		if (!put_met(store, scan, uid, one, error))
			return false;
	}
	if (meeting_asked(invitations, now, &asked) && asked.start > now)
		due = due == WHEN_NEVER ? asked.start : MIN(due, asked.start);
	counted = MAX(counted, asked.last);
	return put_meeting(store, uid, due, counted, &asked, error);
}

/* Which meetings something has happened to: mail, or time. */
static bool
collect(Store *store, Scan *scan, Instant now, GHashTable *uids, GError **error)
{
	GHashTableIter iter;
	sqlite3_stmt *stmt = NULL;
	gpointer uid;

	if (!scan->everything) {
		g_hash_table_iter_init(&iter, scan->meetings);
		while (g_hash_table_iter_next(&iter, &uid, NULL))
			g_hash_table_add(uids, uid);
		return add_due(store, now, uids, error);
	}
	stmt = store_prepare(store, all_sql, error);
	return stmt != NULL && add_uids(store, stmt, uids, error);
}

bool
store_settle_meetings(Store *store, Instant now, GError **error)
{
	Scan *scan = store_scan(store, error);
	g_autoptr(GHashTable) uids = g_hash_table_new(NULL, NULL);
	GHashTableIter iter;
	gpointer uid;

	if (scan == NULL || !store_make_indexes(store, error) ||
		!collect(store, scan, now, uids, error))
		return false;
	g_hash_table_iter_init(&iter, uids);
	while (g_hash_table_iter_next(&iter, &uid, NULL))
		if (!settle(store, scan, (int64_t)GPOINTER_TO_SIZE(uid), now, error))
			return false;
	return true;
}
