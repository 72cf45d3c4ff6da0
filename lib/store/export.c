#include "lib/error.h"
#include "lib/store/private.h"

/* One class, one contact, one address a line: exports can be compared by eye and by diff.
 */

static const char doing[] = "cannot export";

static const char logged_sql[] = "SELECT date, utc_offset, direction, channel, text"
				 " FROM logged WHERE contact = :contact ORDER BY date, id";

static const char ignored_sql[] = "SELECT email, since FROM ignored ORDER BY email";

static const char forgotten_sql[] = "SELECT lower(hex(hash)) FROM forgotten ORDER BY hash";

static const char apart_sql[] = "SELECT email, other FROM apart ORDER BY email, other";

static const char occasions_sql[] = "SELECT kind, year, month, day FROM occasion"
				    " WHERE contact = :contact ORDER BY kind";

static const char reminders_sql[] = "SELECT created, date, until_answer, text FROM reminder"
				    " WHERE contact = :contact ORDER BY date, id";

static const char dismissed_sql[] = "SELECT reason, since FROM dismissed"
				    " WHERE contact = :contact ORDER BY reason";

const char *const store_sql_export[] = { logged_sql, occasions_sql, reminders_sql,
	dismissed_sql, ignored_sql, forgotten_sql, apart_sql, NULL };

/* No value ends in an opening bracket, so the text itself knows where a comma belongs. */
static void
put_separator(GString *out, const char *after_first)
{
	char last = out->str[out->len - 1];

	if (last != '[' && last != '{')
		g_string_append_c(out, ',');
	g_string_append(out, after_first);
}

static void
put_text(GString *out, const char *text)
{
	g_autofree char *valid = g_utf8_make_valid(text, -1);

	g_string_append_c(out, '"');
	for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c == '"' || c == '\\')
			g_string_append_printf(out, "\\%c", (char)c);
		else if (c < 0x20 || (c >= 0x7f && c <= 0x9f) || c == 0x2028 || c == 0x2029)
			g_string_append_printf(out, "\\u%04x", c);
		else
			g_string_append_unichar(out, c);
	}
	g_string_append_c(out, '"');
}

static void
put_key(GString *out, const char *key)
{
	put_separator(out, "");
	g_string_append_printf(out, "\"%s\":", key);
}

static void
put_member(GString *out, const char *key, const char *text)
{
	put_key(out, key);
	put_text(out, text);
}

static void
put_member_or_null(GString *out, const char *key, const char *text)
{
	put_key(out, key);
	if (text == NULL)
		g_string_append(out, "null");
	else
		put_text(out, text);
}

static void
put_instant(GString *out, const char *key, Instant instant)
{
	put_key(out, key);
	if (instant == WHEN_NEVER)
		g_string_append(out, "null");
	else
		g_string_append_printf(out, "%" G_GINT64_FORMAT, instant);
}

static void
put_interval(GString *out, const char *key, Interval interval)
{
	g_autofree char *text = NULL;

	if (interval.months > 0 || interval.days > 0)
		text = when_format_interval(interval);
	put_member_or_null(out, key, text);
}

static bool
put_classes(Store *store, GString *out, GError **error)
{
	g_autoptr(GPtrArray) classes = store_classes(store, error);
	char weight[G_ASCII_DTOSTR_BUF_SIZE];

	if (classes == NULL)
		return false;
	for (guint i = 0; i < classes->len; i++) {
		const Class *klass = classes->pdata[i];

		put_separator(out, "\n{");
		put_member(out, "name", klass->name);
		put_interval(out, "cadence", klass->cadence);
		put_member(out, "policy", policy_name(klass->policy));
		put_key(out, "weight");
		g_string_append(out,
			g_ascii_formatd(weight, sizeof weight, "%.15g", klass->weight));
		put_member_or_null(out, "booking", klass->booking);
		put_member_or_null(out, "bcc", klass->bcc);
		g_string_append_c(out, '}');
	}
	return true;
}

static bool
put_remarks(Store *store, GString *out, const char *key, RemarkKind kind, int64_t contact,
	GError **error)
{
	g_autoptr(GPtrArray) remarks = store_remarks(store, kind, contact, error);

	if (remarks == NULL)
		return false;
	put_key(out, key);
	g_string_append_c(out, '[');
	for (guint i = 0; i < remarks->len; i++) {
		const Remark *remark = remarks->pdata[i];

		put_separator(out, "{");
		put_instant(out, "date", remark->date);
		put_member(out, "text", remark->text);
		g_string_append_c(out, '}');
	}
	g_string_append_c(out, ']');
	return true;
}

static void
put_logged_row(GString *out, sqlite3_stmt *stmt)
{
	g_autofree char *text = column_text(stmt, 4);

	put_separator(out, "{");
	put_instant(out, "date", column_instant(stmt, 0));
	put_instant(out, "utc_offset", column_instant(stmt, 1));
	put_member(out, "direction", direction_name(sqlite3_column_int(stmt, 2)));
	put_member(out, "channel", channel_name(sqlite3_column_int(stmt, 3)));
	put_member(out, "text", text);
	g_string_append_c(out, '}');
}

static void
put_occasion_row(GString *out, sqlite3_stmt *stmt)
{
	g_autofree char *kind = column_text(stmt, 0);

	put_separator(out, "{");
	put_member(out, "kind", kind);
	put_instant(out, "year", column_instant(stmt, 1));
	put_instant(out, "month", column_instant(stmt, 2));
	put_instant(out, "day", column_instant(stmt, 3));
	g_string_append_c(out, '}');
}

static void
put_reminder_row(GString *out, sqlite3_stmt *stmt)
{
	g_autofree char *text = column_text(stmt, 3);

	put_separator(out, "{");
	put_instant(out, "created", column_instant(stmt, 0));
	put_instant(out, "date", column_instant(stmt, 1));
	put_key(out, "until_answer");
	g_string_append(out, sqlite3_column_int(stmt, 2) != 0 ? "true" : "false");
	put_member(out, "text", text);
	g_string_append_c(out, '}');
}

static void
put_dismissed_row(GString *out, sqlite3_stmt *stmt)
{
	g_autofree char *reason = column_text(stmt, 0);

	put_separator(out, "{");
	put_member(out, "reason", reason);
	put_instant(out, "since", column_instant(stmt, 1));
	g_string_append_c(out, '}');
}

static void
put_ignored_row(GString *out, sqlite3_stmt *stmt)
{
	g_autofree char *email = column_text(stmt, 0);

	put_separator(out, "\n{");
	put_member(out, "email", email);
	put_instant(out, "since", column_instant(stmt, 1));
	g_string_append_c(out, '}');
}

static void
put_forgotten_row(GString *out, sqlite3_stmt *stmt)
{
	g_autofree char *hash = column_text(stmt, 0);

	put_separator(out, "\n");
	put_text(out, hash);
}

static void
put_apart_row(GString *out, sqlite3_stmt *stmt)
{
	g_autofree char *email = column_text(stmt, 0);
	g_autofree char *other = column_text(stmt, 1);

	put_separator(out, "\n{");
	put_member(out, "email", email);
	put_member(out, "other", other);
	g_string_append_c(out, '}');
}

typedef void (*PutRow)(GString *out, sqlite3_stmt *stmt);

static bool
put_rows(Store *store, GString *out, sqlite3_stmt *stmt, PutRow put, GError **error)
{
	bool row = false;

	do {
		if (!store_step(store, stmt, doing, &row, error))
			return false;
		if (row)
			put(out, stmt);
	} while (row);
	return true;
}

/* Of a contact. */
static const struct {
	const char *key, *sql;
	PutRow put;
} lists[] = {
	{ "logged", logged_sql, put_logged_row },
	{ "occasions", occasions_sql, put_occasion_row },
	{ "reminders", reminders_sql, put_reminder_row },
	{ "dismissed", dismissed_sql, put_dismissed_row },
};

static bool
put_lists(Store *store, GString *out, int64_t contact, GError **error)
{
	for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
		sqlite3_stmt *stmt = store_prepare(store, lists[i].sql, error);

		if (stmt == NULL)
			return false;
		bind_int(stmt, ":contact", contact);
		put_key(out, lists[i].key);
		g_string_append_c(out, '[');
		if (!put_rows(store, out, stmt, lists[i].put, error))
			return false;
		g_string_append_c(out, ']');
	}
	return true;
}

static void
put_addresses(GString *out, char **addresses)
{
	put_key(out, "addresses");
	g_string_append_c(out, '[');
	for (; *addresses != NULL; addresses++) {
		put_separator(out, "");
		put_text(out, *addresses);
	}
	g_string_append_c(out, ']');
}

static bool
put_contact(Store *store, GString *out, const Contact *contact, GError **error)
{
	put_separator(out, "\n{");
	put_member(out, "slug", contact->slug);
	put_member(out, "name", contact->name);
	put_member(out, "class", contact->class_name);
	put_interval(out, "cadence", contact->own_cadence);
	put_instant(out, "created", contact->created);
	put_instant(out, "paused", contact->paused);
	put_instant(out, "snoozed_until", contact->snoozed_until);
	put_instant(out, "do_not_contact", contact->do_not_contact);
	put_instant(out, "deceased", contact->deceased);
	put_instant(out, "fresh", contact->fresh);
	put_member_or_null(out, "country", contact->country);
	put_member_or_null(out, "language", contact->language);
	put_addresses(out, contact->addresses);
	if (!put_remarks(store, out, "notes", REMARK_NOTE, contact->id, error) ||
		!put_remarks(store, out, "topics", REMARK_TOPIC, contact->id, error) ||
		!put_lists(store, out, contact->id, error))
		return false;
	g_string_append_c(out, '}');
	return true;
}

static bool
put_contacts(Store *store, GString *out, GError **error)
{
	g_autoptr(GPtrArray) contacts = store_contacts(store, error);

	if (contacts == NULL)
		return false;
	for (guint i = 0; i < contacts->len; i++)
		if (!put_contact(store, out, contacts->pdata[i], error))
			return false;
	return true;
}

static bool
put_ignored(Store *store, GString *out, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, ignored_sql, error);

	return stmt != NULL && put_rows(store, out, stmt, put_ignored_row, error);
}

static bool
put_forgotten(Store *store, GString *out, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, forgotten_sql, error);

	return stmt != NULL && put_rows(store, out, stmt, put_forgotten_row, error);
}

static bool
put_apart(Store *store, GString *out, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, apart_sql, error);

	return stmt != NULL && put_rows(store, out, stmt, put_apart_row, error);
}

/* Classes come before the contacts that are in them: an import reads from top to bottom. */
static const struct {
	const char *key;
	bool (*put)(Store *store, GString *out, GError **error);
} sections[] = {
	{ "classes", put_classes },
	{ "forgotten", put_forgotten },
	{ "contacts", put_contacts },
	{ "ignored", put_ignored },
	{ "apart", put_apart },
};

static bool
put_document(Store *store, GString *out, GError **error)
{
	g_string_append_printf(out, "{\"notmuch-cadence\":\"export\",\"version\":%d",
		STORE_EXPORT_VERSION);
	for (guint i = 0; i < G_N_ELEMENTS(sections); i++) {
		g_string_append_printf(out, ",\n\"%s\":[", sections[i].key);
		if (!sections[i].put(store, out, error))
			return false;
		g_string_append_c(out, ']');
	}
	g_string_append(out, "}\n");
	return true;
}

/* All of it from one moment, while others may write; a read-only store will do. */
char *
store_export(Store *store, GError **error)
{
	g_autoptr(GString) out = g_string_new(NULL);
	bool mine = sqlite3_get_autocommit(store->db), ok = false;

	if (mine && sqlite3_exec(store->db, "BEGIN", NULL, NULL, NULL) != SQLITE_OK) {
		store_fail(store, doing, error);
		return NULL;
	}
	ok = put_document(store, out, error);
	if (mine)
		sqlite3_exec(store->db, "END", NULL, NULL, NULL);
	return ok ? g_string_free(g_steal_pointer(&out), false) : NULL;
}
