#include <string.h>

#include "lib/error.h"
#include "lib/store/private.h"

enum { MAX_TEXT_BYTES = 64 * 1024 };

static const char doing[] = "cannot change a contact";

/* The same words at the same second are the same remark: so an import twice is once. */
#define ADD_SQL(TABLE)                                                                     \
	"INSERT INTO " TABLE " (contact, date, text) SELECT :contact, :date, :text"        \
	" WHERE NOT EXISTS (SELECT 1 FROM " TABLE " WHERE contact = :contact"              \
	" AND date = :date AND text = :text)"
#define LIST_SQL(TABLE)                                                                    \
	"SELECT id, date, text FROM " TABLE " WHERE contact = :contact ORDER BY date, id"
#define REMOVE_SQL(TABLE) "DELETE FROM " TABLE " WHERE contact = :contact AND id = :id"

static const char add_note_sql[] = ADD_SQL("note");
static const char add_topic_sql[] = ADD_SQL("topic");
static const char notes_sql[] = LIST_SQL("note");
static const char topics_sql[] = LIST_SQL("topic");
static const char remove_note_sql[] = REMOVE_SQL("note");
static const char remove_topic_sql[] = REMOVE_SQL("topic");

static const struct {
	const char *what, *add, *list, *remove;
} kinds[] = {
	[REMARK_NOTE] = { "note", add_note_sql, notes_sql, remove_note_sql },
	[REMARK_TOPIC] = { "topic", add_topic_sql, topics_sql, remove_topic_sql },
};

static const char log_sql[] =
	"INSERT INTO logged (contact, date, utc_offset, direction, channel, text)"
	" SELECT :contact, :date, :utc_offset, :direction, :channel, :text"
	" WHERE NOT EXISTS (SELECT 1 FROM logged WHERE contact = :contact AND date = :date"
	" AND direction = :direction AND channel = :channel AND text = :text)";

const char *const store_sql_remark[] = { add_note_sql, add_topic_sql, notes_sql, topics_sql,
	remove_note_sql, remove_topic_sql, log_sql, NULL };

bool
store_check_text(const char *what, const char *text, GError **error)
{
	if (strlen(text) <= MAX_TEXT_BYTES && g_utf8_validate(text, -1, NULL))
		return true;
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"the text of a %s must be UTF-8 of at most %d KiB", what,
		MAX_TEXT_BYTES / 1024);
	return false;
}

static bool
check_text(const char *what, const char *text, GError **error)
{
	g_autofree char *stripped = g_strstrip(g_strdup(text));

	if (*stripped == '\0') {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"the text of a %s cannot be empty", what);
		return false;
	}
	return store_check_text(what, text, error);
}

bool
store_add_remark(Store *store, RemarkKind kind, int64_t contact, Instant date,
	const char *text, GError **error)
{
	sqlite3_stmt *stmt = NULL;

	if (!check_text(kinds[kind].what, text, error))
		return false;
	stmt = store_prepare(store, kinds[kind].add, error);
	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	bind_int(stmt, ":date", date);
	bind_text(stmt, ":text", text);
	return store_change(store, stmt, doing, NULL, error);
}

static void
remark_free(gpointer data)
{
	Remark *remark = data;

	g_free(remark->text);
	g_free(remark);
}

GPtrArray *
store_remarks(Store *store, RemarkKind kind, int64_t contact, GError **error)
{
	g_autoptr(GPtrArray) remarks = g_ptr_array_new_with_free_func(remark_free);
	sqlite3_stmt *stmt = store_prepare(store, kinds[kind].list, error);
	bool row = false;

	if (stmt == NULL)
		return NULL;
	bind_int(stmt, ":contact", contact);
	while (store_step(store, stmt, "cannot read the remarks", &row, error)) {
		Remark *remark = NULL;

		if (!row)
			return g_steal_pointer(&remarks);
		remark = g_new(Remark, 1);
		*remark = (Remark){ sqlite3_column_int64(stmt, 0),
			sqlite3_column_int64(stmt, 1), column_text(stmt, 2) };
		g_ptr_array_add(remarks, remark);
	}
	return NULL;
}

bool
store_remove_remark(Store *store, RemarkKind kind, int64_t contact, int64_t id,
	bool *ret_was, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, kinds[kind].remove, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	bind_int(stmt, ":id", id);
	return store_change(store, stmt, doing, ret_was, error);
}

static bool
put_logged(Store *store, int64_t contact, Instant date, int utc_offset, Direction direction,
	Channel channel, const char *text, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, log_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	bind_int(stmt, ":date", date);
	bind_int(stmt, ":utc_offset", utc_offset);
	bind_int(stmt, ":direction", direction);
	bind_int(stmt, ":channel", channel);
	bind_text(stmt, ":text", text);
	return store_run(store, stmt, doing, error) &&
	       store_mark_dirty(store, contact, error);
}

bool
store_log(Store *store, int64_t contact, Instant date, int utc_offset, Direction direction,
	Channel channel, const char *text, GError **error)
{
	bool mine = false;

	if (!store_check_text("logged interaction", text, error) ||
		!store_enter(store, &mine, error))
		return false;
	return store_end(store, mine,
		put_logged(
			store, contact, date, utc_offset, direction, channel, text, error),
		error);
}
