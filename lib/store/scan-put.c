#include "lib/store/meeting.h"

/* SQL names rules by their numbers, and counts them from the first. */
G_STATIC_ASSERT(RULE_BOUNCE == 3 && RULE_AUTOMATIC == 4 && RULE_BULK == 5);

static const char author_sql[] = "SELECT author FROM message WHERE id = :id";
static const char uncount_sql[] =
	"UPDATE address SET n_bounce = n_bounce - (rule = 3),"
	" n_automatic = n_automatic - (rule = 4), n_marked = n_marked - (rule = 5)"
	" FROM message WHERE message.id = :id AND rule IN (3, 4, 5)"
	" AND address.id = author RETURNING address.id";
static const char withdraw_sql[] =
	"DELETE FROM interaction WHERE message = :id RETURNING address";
#define MESSAGE                                                                            \
	" INTO message (id, hash, files, generation, rule, author, own, sole, date,"       \
	" utc_offset, thread, recipients, unverified, message_id)"                         \
	" VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"

static const char message_sql[] = "INSERT" MESSAGE;
static const char again_sql[] = "REPLACE" MESSAGE;
static const char interaction_sql[] =
	"INSERT INTO interaction (message, address, date, direction, role, channel, rule,"
	" counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";
static const char move_sql[] =
	"UPDATE message SET thread = :thread WHERE id = :id AND date IS NOT NULL";
static const char addresses_sql[] = "SELECT address FROM interaction WHERE message = :id";

const char *const store_sql_scan_put[] = { author_sql, uncount_sql, withdraw_sql,
	message_sql, again_sql, interaction_sql, move_sql, addresses_sql, NULL };

static const char writing[] = "cannot write to the store";

/* Runs `sql`, whose rows are addresses, for message `id`. */
static bool
touch_rows(Store *store, Scan *scan, const char *sql, int64_t id, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, sql, error);
	bool row = true;

	if (stmt == NULL)
		return false;
	bind_id(stmt, ":id", id);
	while (store_step(store, stmt, writing, &row, error) && row)
		scan_touch_address(store, scan, sqlite3_column_int64(stmt, 0));
	return !row;
}

bool
scan_withdraw(Store *store, Scan *scan, int64_t id, uint64_t thread, GError **error)
{
	scan_touch_thread(scan, thread);
	return touch_rows(store, scan, author_sql, id, error) &&
	       touch_rows(store, scan, uncount_sql, id, error) &&
	       touch_rows(store, scan, withdraw_sql, id, error) &&
	       meeting_withdraw(store, scan, id, error);
}

static bool
intern(Store *store, Scan *scan, const ScannedMessage *message, const char *email,
	const char *name, int64_t *ret_id, GError **error)
{
	SeenName seen = { message->generation, message->record->date, name };

	if (!scan_intern(store, scan, email, seen, ret_id, error))
		return false;
	scan_touch_address(store, scan, *ret_id);
	return true;
}

static bool
is_passed_over(Rule rule)
{
	return rule == RULE_BOUNCE || rule == RULE_AUTOMATIC || rule == RULE_BULK;
}

/* The user is nobody's correspondent: their own mail has no author. */
static bool
intern_author(Store *store, Scan *scan, const ScannedMessage *message, int64_t *ret_id,
	GError **error)
{
	const Record *record = message->record;

	if (record->own || record->author == NULL)
		return true;
	if (!intern(store, scan, message, record->author, record->author_name, ret_id,
		    error))
		return false;
	return !is_passed_over(record->rule) ||
	       scan_intern_passed(store, scan, record->author, record->rule, error);
}

/* Leaves the addresses of the record's interactions in scan->ids; *ret_any tells whether
 * any is not forgotten. */
static bool
intern_all(Store *store, Scan *scan, const ScannedMessage *message, bool *ret_any,
	GError **error)
{
	GPtrArray *interactions = message->record->interactions;

	g_array_set_size(scan->ids, interactions->len);
	*ret_any = false;
	for (guint i = 0; i < interactions->len; i++) {
		const Interaction *interaction = interactions->pdata[i];
		int64_t *id = &g_array_index(scan->ids, int64_t, i);

		if (!intern(store, scan, message, interaction->email, interaction->name, id,
			    error))
			return false;
		*ret_any |= *id != 0;
	}
	return true;
}

/* What is said of a message that gave something, or that thread rules need: the columns
 * from number `i` on. */
static void
bind_kept(sqlite3_stmt *stmt, int i, const ScannedMessage *message)
{
	const Record *record = message->record;

	if (record->date != WHEN_NEVER)
		sqlite3_bind_int64(stmt, i, record->date);
	sqlite3_bind_int(stmt, i + 1, record->utc_offset);
	if (message->thread != 0)
		sqlite3_bind_int64(stmt, i + 2, (int64_t)message->thread);
	sqlite3_bind_int(stmt, i + 3, record->recipients);
	sqlite3_bind_int(stmt, i + 4, record->unverified);
	sqlite3_bind_text(stmt, i + 5, message->message_id, -1, SQLITE_STATIC);
}

/* `id` is 0 for a new message, whose row is then in *id. Whether it asks for an answer is
 * open again: the text may be another. Bound by number, as the rows of interactions are: a
 * first run does little else, and names are looked up each time. What is not bound is NULL.
 */
static bool
put_message(Store *store, const ScannedMessage *message, int64_t author, bool kept,
	int64_t *id, GError **error)
{
	sqlite3_stmt *stmt =
		store_prepare(store, *id == 0 ? message_sql : again_sql, error);

	if (stmt == NULL)
		return false;
	if (*id != 0)
		sqlite3_bind_int64(stmt, 1, *id);
	sqlite3_bind_int64(stmt, 2, message->hash);
	sqlite3_bind_int64(stmt, 3, message->files);
	sqlite3_bind_int(stmt, 4, message->generation);
	sqlite3_bind_int(stmt, 5, message->record->rule);
	if (author != 0)
		sqlite3_bind_int64(stmt, 6, author);
	sqlite3_bind_int(stmt, 7, message->record->own);
	sqlite3_bind_int(stmt, 8, message->record->sole);
	if (kept)
		bind_kept(stmt, 9, message);
	if (!store_run(store, stmt, writing, error))
		return false;
	*id = sqlite3_last_insert_rowid(store->db);
	return true;
}

static bool
put_interaction(Store *store, int64_t message, int64_t address, Instant date,
	const Interaction *interaction, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, interaction_sql, error);

	if (stmt == NULL)
		return false;
	sqlite3_bind_int64(stmt, 1, message);
	sqlite3_bind_int64(stmt, 2, address);
	sqlite3_bind_int64(stmt, 3, date);
	sqlite3_bind_int(stmt, 4, interaction->direction);
	sqlite3_bind_int(stmt, 5, interaction->role);
	sqlite3_bind_int(stmt, 6, interaction->channel);
	sqlite3_bind_int(stmt, 7, interaction->rule);
	sqlite3_bind_int(stmt, 8, interaction->counts);
	return store_run(store, stmt, writing, error);
}

static bool
put_interactions(
	Store *store, Scan *scan, const Record *record, int64_t message, GError **error)
{
	for (guint i = 0; i < record->interactions->len; i++) {
		int64_t address = g_array_index(scan->ids, int64_t, i);

		if (address != 0 && !put_interaction(store, message, address, record->date,
					    record->interactions->pdata[i], error))
			return false;
	}
	return true;
}

bool
store_put(Store *store, const ScannedMessage *message, const KnownMessage *known,
	GError **error)
{
	const Record *record = message->record;
	Scan *scan = store_scan(store, error);
	g_autoptr(GPtrArray) failed = NULL;
	int64_t id = known != NULL ? known->id : 0, author = 0;
	bool any = false, kept = false;

	if (scan == NULL || !scan_prepare(store, scan, error))
		return false;
	if (id != 0 && !scan_withdraw(store, scan, id, known->thread, error))
		return false;
	if (!intern_author(store, scan, message, &author, error) ||
		!intern_all(store, scan, message, &any, error))
		return false;
	if (record->list != NULL && !scan_intern_list(store, scan, record->list, error))
		return false;
	if (!scan_choose_failed(store, message->report, &failed, error))
		return false;
	kept = any || record->own || failed->len > 0 ||
	       meeting_concerns_user(message->calendar);
	if (kept)
		scan_touch_thread(scan, message->thread);
	return put_message(store, message, author, kept, &id, error) &&
	       put_interactions(store, scan, record, id, error) &&
	       meeting_put(store, scan, message, id, error) &&
	       scan_put_failed(store, id, message->report, failed, error);
}

/* The totals of its people stay, but what is owed hangs on threads. */
bool
store_move(Store *store, const KnownMessage *known, uint64_t thread, GError **error)
{
	Scan *scan = store_scan(store, error);
	sqlite3_stmt *stmt = NULL;

	if (scan == NULL || !scan_prepare(store, scan, error))
		return false;
	scan_touch_thread(scan, known->thread);
	scan_touch_thread(scan, thread);
	stmt = store_prepare(store, move_sql, error);
	if (stmt == NULL)
		return false;
	bind_id(stmt, ":id", known->id);
	bind_id(stmt, ":thread", (int64_t)thread);
	return store_run(store, stmt, writing, error) &&
	       touch_rows(store, scan, addresses_sql, known->id, error);
}
