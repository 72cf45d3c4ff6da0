#include "lib/store/scan.h"

/* Which addresses mail came back from. A report only claims that: whether it counts is
 * asked when it is read, since it may arrive before the mail that it is about. */

static const char put_sql[] = "INSERT INTO bounce (message, email, original)"
			      " VALUES (:message, :email, :original)";

static const char of_contact_sql[] =
	"SELECT email, report.date, report.utc_offset, report.message_id"
	" FROM contact_address JOIN bounce USING (email) JOIN address USING (email)"
	" JOIN message AS report ON report.id = bounce.message"
	" WHERE contact_address.contact = :contact AND " STORE_BOUNCES
	" ORDER BY contact_address.n, report.date, report.hash";

const char *const store_sql_bounce[] = { put_sql, of_contact_sql, NULL };

bool
scan_choose_failed(
	Store *store, const Report *report, GPtrArray **ret_emails, GError **error)
{
	g_autoptr(GPtrArray) emails = g_ptr_array_new();

	for (guint i = 0; report != NULL && i < report->failed->len; i++) {
		bool forgotten = report->original == NULL;

		if (!forgotten && !store_is_forgotten(store, report->failed->pdata[i],
					  &forgotten, error))
			return false;
		if (!forgotten)
			g_ptr_array_add(emails, report->failed->pdata[i]);
	}
	*ret_emails = g_steal_pointer(&emails);
	return true;
}

bool
scan_put_failed(Store *store, int64_t message, const Report *report,
	const GPtrArray *emails, GError **error)
{
	for (guint i = 0; i < emails->len; i++) {
		sqlite3_stmt *stmt = store_prepare(store, put_sql, error);

		if (stmt == NULL)
			return false;
		bind_id(stmt, ":message", message);
		bind_text(stmt, ":email", emails->pdata[i]);
		bind_int(stmt, ":original", store_hash(report->original));
		if (!store_run(store, stmt, "cannot write to the store", error))
			return false;
	}
	return true;
}

static void
bounce_free(gpointer data)
{
	Bounce *bounce = data;

	g_free(bounce->email);
	g_free(bounce->message_id);
	g_free(bounce);
}

/* Rows come by address, the oldest report first: that one stays. */
static void
add_row(GPtrArray *bounces, sqlite3_stmt *stmt)
{
	const char *email = (const char *)sqlite3_column_text(stmt, 0);
	const Bounce *last = bounces->len > 0 ? bounces->pdata[bounces->len - 1] : NULL;
	Bounce *bounce = NULL;

	if (last != NULL && g_str_equal(last->email, email))
		return;
	bounce = g_new0(Bounce, 1);
	bounce->email = g_strdup(email);
	bounce->since = column_instant(stmt, 1);
	bounce->utc_offset = sqlite3_column_int(stmt, 2);
	bounce->message_id = column_text(stmt, 3);
	g_ptr_array_add(bounces, bounce);
}

GPtrArray *
store_bounces(Store *store, int64_t contact, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, of_contact_sql, error);
	g_autoptr(GPtrArray) bounces = g_ptr_array_new_with_free_func(bounce_free);
	bool row = true;

	if (stmt == NULL)
		return NULL;
	bind_int(stmt, ":contact", contact);
	while (store_step(store, stmt, "cannot read the store", &row, error) && row)
		add_row(bounces, stmt);
	return row ? NULL : g_steal_pointer(&bounces);
}
