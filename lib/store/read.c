#include "lib/store-scan.h"
#include "lib/store/private.h"

/* Rows come as they are found: to sort them where they are kept takes less than to carry
 * them through a sorter of SQLite's. */
#define MAIL_COLUMNS                                                                       \
	"SELECT interaction.date, message.hash, address.email,"                            \
	" message.utc_offset, interaction.direction, interaction.role,"                    \
	" interaction.channel, interaction.rule, interaction.counts, message.unverified,"  \
	" message.recipients, message.thread, message.id, message.message_id, NULL"
#define MAIL_SINCE                                                                         \
	" CROSS JOIN interaction ON interaction.address = address.id"                      \
	" AND interaction.date >= :since"                                                  \
	" CROSS JOIN message ON message.id = interaction.message"

/* Of any address that has so many interactions, the date of the last of `:limit`: what is
 * older is not among those of all. */
#define CUTOFF                                                                             \
	"SELECT max((SELECT date FROM interaction WHERE interaction.address = address.id"  \
	" ORDER BY date DESC LIMIT 1 OFFSET :limit - 1)) FROM "

/* 17 is RULE_LOGGED; the role is ROLE_TO. */
G_STATIC_ASSERT(RULE_LOGGED == 17 && ROLE_TO == 0);

static const char contact_sql[] = MAIL_COLUMNS
	" FROM " STORE_EMAILS " JOIN address USING (email)" MAIL_SINCE
	" UNION ALL SELECT date, id, NULL, utc_offset, direction, 0, channel, 17, 1, 0, 1,"
	" NULL, 0, NULL, text FROM logged WHERE contact = :contact AND date >= :since";
static const char contact_cutoff_sql[] = CUTOFF STORE_EMAILS " JOIN address USING (email)";
static const char address_sql[] =
	MAIL_COLUMNS " FROM address" MAIL_SINCE " WHERE address.email = :email";
static const char address_cutoff_sql[] = CUTOFF "address WHERE email = :email";
static const char of_message_sql[] = MAIL_COLUMNS
	" FROM message CROSS JOIN interaction ON interaction.message = message.id"
	" CROSS JOIN address ON address.id = interaction.address"
	" WHERE message.id = :id ORDER BY email";

#define MESSAGE                                                                            \
	"SELECT message.id, rule, date, utc_offset, own, unverified, thread, message_id,"  \
	" email, gone FROM message LEFT JOIN address ON address.id = author"

static const char message_sql[] = MESSAGE " WHERE message.id = :id";
static const char by_hash_sql[] =
	MESSAGE " WHERE hash = :hash AND coalesce(message_id, :message_id) = :message_id";

static const char passed_sql[] =
	"SELECT n_bounce, n_automatic, n_marked FROM address WHERE email = :email";

const char *const store_sql_read[] = { passed_sql, contact_sql, contact_cutoff_sql,
	address_sql, address_cutoff_sql, of_message_sql, message_sql, by_hash_sql, NULL };

static const char reading[] = "cannot read the store";

static void
history_row_free(HistoryRow *row)
{
	g_free(row->address);
	g_free(row->message_id);
	g_free(row->note);
	g_free(row);
}

static HistoryRow *
read_row(sqlite3_stmt *stmt)
{
	HistoryRow *row = g_new0(HistoryRow, 1);

	row->date = sqlite3_column_int64(stmt, 0);
	row->tie = sqlite3_column_int64(stmt, 1);
	row->address = column_text_or_null(stmt, 2);
	row->utc_offset = sqlite3_column_int(stmt, 3);
	row->direction = (Direction)sqlite3_column_int(stmt, 4);
	row->role = (Role)sqlite3_column_int(stmt, 5);
	row->channel = (Channel)sqlite3_column_int(stmt, 6);
	row->rule = (Rule)sqlite3_column_int(stmt, 7);
	row->counts = sqlite3_column_int(stmt, 8) != 0;
	row->unverified = sqlite3_column_int(stmt, 9) != 0;
	row->recipients = sqlite3_column_int(stmt, 10);
	row->thread = (uint64_t)sqlite3_column_int64(stmt, 11);
	row->message = sqlite3_column_int64(stmt, 12);
	row->message_id = column_text_or_null(stmt, 13);
	row->note = column_text_or_null(stmt, 14);
	return row;
}

/* The newest first; what is of one date is sorted further by what does not change when the
 * store is built anew: the numbers of rows do. */
static int
compare(gconstpointer a, gconstpointer b)
{
	const HistoryRow *x = *(const HistoryRow *const *)a;
	const HistoryRow *y = *(const HistoryRow *const *)b;

	if (x->date != y->date)
		return x->date < y->date ? 1 : -1;
	if (x->tie != y->tie)
		return x->tie < y->tie ? 1 : -1;
	return g_strcmp0(x->address, y->address);
}

static GPtrArray *
read_rows(Store *store, sqlite3_stmt *stmt, GError **error)
{
	g_autoptr(GPtrArray) rows =
		g_ptr_array_new_with_free_func((GDestroyNotify)history_row_free);
	bool row = true;

	while (store_step(store, stmt, reading, &row, error) && row)
		g_ptr_array_add(rows, read_row(stmt));
	return row ? NULL : g_steal_pointer(&rows);
}

/* Whose history: `contact`, or if 0 `email`. */
static void
bind_whose(sqlite3_stmt *stmt, int64_t contact, const char *email)
{
	if (contact != 0)
		bind_int(stmt, ":contact", contact);
	else
		bind_text(stmt, ":email", email);
}

/* From when on the newest `limit` are, and perhaps some more. */
static bool
find_cutoff(Store *store, int64_t contact, const char *email, int limit, Instant *ret_since,
	GError **error)
{
	sqlite3_stmt *stmt = NULL;
	bool row = false;

	*ret_since = WHEN_NEVER;
	if (limit <= 0)
		return true;
	stmt = store_prepare(
		store, contact != 0 ? contact_cutoff_sql : address_cutoff_sql, error);
	if (stmt == NULL)
		return false;
	bind_whose(stmt, contact, email);
	bind_int(stmt, ":limit", limit);
	if (!store_step(store, stmt, reading, &row, error))
		return false;
	if (row)
		*ret_since = column_instant(stmt, 0);
	sqlite3_reset(stmt);
	return true;
}

static GPtrArray *
read_history(Store *store, int64_t contact, const char *email, int limit, GError **error)
{
	Instant since = WHEN_NEVER;
	sqlite3_stmt *stmt = NULL;
	GPtrArray *rows = NULL;

	if (!find_cutoff(store, contact, email, limit, &since, error))
		return NULL;
	stmt = store_prepare(store, contact != 0 ? contact_sql : address_sql, error);
	if (stmt == NULL)
		return NULL;
	bind_whose(stmt, contact, email);
	bind_int(stmt, ":since", since);
	rows = read_rows(store, stmt, error);
	if (rows == NULL)
		return NULL;
	g_ptr_array_sort(rows, compare);
	if (limit >= 0 && rows->len > (guint)limit)
		g_ptr_array_set_size(rows, limit);
	return rows;
}

GPtrArray *
store_history(Store *store, int64_t contact, int limit, GError **error)
{
	return read_history(store, contact, NULL, limit, error);
}

GPtrArray *
store_history_of(Store *store, const char *email, int limit, GError **error)
{
	return read_history(store, 0, email, limit, error);
}

GPtrArray *
store_message_interactions(Store *store, int64_t id, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, of_message_sql, error);

	if (stmt == NULL)
		return NULL;
	bind_int(stmt, ":id", id);
	return read_rows(store, stmt, error);
}

void
stored_message_free(StoredMessage *message)
{
	g_free(message->message_id);
	g_free(message->author);
	g_free(message);
}

static StoredMessage *
read_message(sqlite3_stmt *stmt)
{
	StoredMessage *message = g_new0(StoredMessage, 1);

	message->id = sqlite3_column_int64(stmt, 0);
	message->rule = (Rule)sqlite3_column_int(stmt, 1);
	message->date = column_instant(stmt, 2);
	message->utc_offset = sqlite3_column_int(stmt, 3);
	message->own = sqlite3_column_int(stmt, 4) != 0;
	message->unverified = sqlite3_column_int(stmt, 5) != 0;
	message->thread = (uint64_t)sqlite3_column_int64(stmt, 6);
	message->message_id = column_text_or_null(stmt, 7);
	message->author = column_text_or_null(stmt, 8);
	message->gone = sqlite3_column_int(stmt, 9) != 0;
	return message;
}

static bool
read_only_message(
	Store *store, sqlite3_stmt *stmt, StoredMessage **ret_message, GError **error)
{
	bool row = false;

	if (!store_step(store, stmt, reading, &row, error))
		return false;
	*ret_message = row ? read_message(stmt) : NULL;
	sqlite3_reset(stmt);
	return true;
}

bool
store_message(Store *store, int64_t id, StoredMessage **ret_message, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, message_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":id", id);
	return read_only_message(store, stmt, ret_message, error);
}

/* Whose id was not kept is known by its hash alone. */
bool
store_message_by_id(
	Store *store, const char *message_id, StoredMessage **ret_message, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, by_hash_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":hash", store_hash(message_id));
	bind_text(stmt, ":message_id", message_id);
	return read_only_message(store, stmt, ret_message, error);
}

bool
store_passed_over(Store *store, const char *email, int counts[N_RULES], GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, passed_sql, error);
	bool row = false;

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", email);
	if (!store_step(store, stmt, reading, &row, error))
		return false;
	if (!row)
		return true;
	counts[RULE_BOUNCE] += sqlite3_column_int(stmt, 0);
	counts[RULE_AUTOMATIC] += sqlite3_column_int(stmt, 1);
	counts[RULE_BULK] += sqlite3_column_int(stmt, 2);
	sqlite3_reset(stmt);
	return true;
}
