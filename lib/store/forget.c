#include "lib/error.h"
#include "lib/store/private.h"

static const char doing[] = "cannot forget";

static const char addresses_sql[] = "SELECT email FROM " STORE_EMAILS;

/* What notmuch shows of their mail, and of reports about them, would lead back to them. */
static const char reports_sql[] =
	"UPDATE message SET date = NULL, utc_offset = NULL, thread = NULL, message_id = "
	"NULL"
	" WHERE id IN (SELECT message FROM bounce WHERE email = :email)";

static const char bounce_sql[] = "DELETE FROM bounce WHERE email = :email";

static const char messages_sql[] =
	"UPDATE message SET author = NULL, date = NULL, utc_offset = NULL, thread = NULL,"
	" message_id = NULL"
	" WHERE author = (SELECT id FROM address WHERE email = :email)";

static const char interactions_sql[] =
	"DELETE FROM interaction"
	" WHERE address = (SELECT id FROM address WHERE email = :email)";

static const char invitations_sql[] =
	"DELETE FROM invitation WHERE (SELECT id FROM address WHERE email = :email)"
	" IN (sender, organizer)";

static const char guests_sql[] =
	"DELETE FROM guest WHERE who = (SELECT id FROM address WHERE email = :email)";

static const char asked_sql[] =
	"UPDATE meeting SET asked = NULL, asker = NULL, start = NULL"
	" WHERE asker = (SELECT id FROM address WHERE email = :email)";

static const char address_sql[] = "DELETE FROM address WHERE email = :email";

static const char contact_address_sql[] =
	"DELETE FROM contact_address WHERE email = :email";

static const char ignored_sql[] = "DELETE FROM ignored WHERE email = :email";

/* That they were tracked is among what was done to their address until here. */
static const char tag_change_sql[] = "DELETE FROM tag_change WHERE email = :email";

static const char sent_as_sql[] = "DELETE FROM sent_as WHERE email = :email";

static const char apart_sql[] = "DELETE FROM apart WHERE :email IN (email, other)";

/* Any of the changes may name them: none can be taken back any more. */
static const char undo_sql[] = "DELETE FROM undo";

const char *const store_sql_forget[] = { addresses_sql, reports_sql, bounce_sql,
	messages_sql, interactions_sql, invitations_sql, guests_sql, asked_sql, address_sql,
	contact_address_sql, ignored_sql, tag_change_sql, sent_as_sql, apart_sql, undo_sql,
	NULL };

/* In this order: some find what they change by rows that the next ones delete. */
static const char *const by_email[] = { reports_sql, bounce_sql, messages_sql,
	interactions_sql, invitations_sql, guests_sql, asked_sql, address_sql,
	contact_address_sql, ignored_sql, tag_change_sql, sent_as_sql, apart_sql };

static bool
forget_email(Store *store, const char *email, GError **error)
{
	guint8 hash[EMAIL_HASH_BYTES];

	for (guint i = 0; i < G_N_ELEMENTS(by_email); i++) {
		sqlite3_stmt *stmt = store_prepare(store, by_email[i], error);

		if (stmt == NULL)
			return false;
		bind_text(stmt, ":email", email);
		if (!store_run(store, stmt, doing, error))
			return false;
	}
	store_hash_email(email, hash);
	return store_put_forgotten(store, hash, error);
}

static bool
forget_emails(Store *store, const char *const *emails, GError **error)
{
	for (; *emails != NULL; emails++)
		if (!forget_email(store, *emails, error))
			return false;
	return true;
}

static bool
forget(Store *store, int64_t contact, const char *const *emails, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, addresses_sql, error);
	g_auto(GStrv) own = NULL;

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	own = store_read_strings(store, stmt, error);
	stmt = store_prepare(store, undo_sql, error);
	return own != NULL && forget_emails(store, (const char *const *)own, error) &&
	       forget_emails(store, emails, error) &&
	       store_remove_contact(store, contact, error) && stmt != NULL &&
	       store_run(store, stmt, doing, error);
}

/* Deleted rows are overwritten (secure_delete) only where the journal is written back;
 * until then both it and the file hold them. A reader keeps that from happening: SQLite
 * waits for it as long as for a writer, then says busy. A reading statement of our own
 * would do so too. */
static bool
wipe(Store *store, GError **error)
{
	sqlite3_stmt *stmt = NULL;
	int result = SQLITE_OK;

	while ((stmt = sqlite3_next_stmt(store->db, stmt)) != NULL)
		sqlite3_reset(stmt);
	result = sqlite3_wal_checkpoint_v2(
		store->db, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);
	if (result == SQLITE_OK)
		return true;
	if (result != SQLITE_BUSY)
		return store_fail(store, doing, error);
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_BUSY,
		"forgotten, but traces stay in %s-wal while another program reads the "
		"store: "
		"close it and forget the address once more",
		store->path);
	return false;
}

/* The caches of scan.c may hold rows of these addresses. */
bool
store_forget(Store *store, int64_t contact, const char *const *emails, GError **error)
{
	if (!store_begin(store, error))
		return false;
	store_undo_drop(store);
	if (!store_end(store, true, forget(store, contact, emails, error), error))
		return false;
	store_scan_free(store->scan);
	store->scan = NULL;
	return wipe(store, error);
}
