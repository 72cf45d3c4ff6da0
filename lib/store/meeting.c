#include "lib/store/meeting.h"

static const char invitation_sql[] =
	"INSERT INTO invitation (message, n, uid, method, instance, sequence, stamp, start,"
	" length, starts, sender, organizer) VALUES (:message, :n, :uid, :method,"
	" :instance, :sequence, :stamp, :start, :length, :starts, :sender, :organizer)";
static const char guest_sql[] =
	"INSERT OR IGNORE INTO guest (message, n, who, answer) VALUES (:message, :n, :who,"
	" :answer)";
static const char uids_sql[] = "SELECT DISTINCT uid FROM invitation WHERE message = :id";
static const char withdraw_sql[] = "DELETE FROM invitation WHERE message = :id";
static const char uninvite_sql[] = "DELETE FROM guest WHERE message = :id";

static const char mark_sql[] = "INSERT OR IGNORE INTO reading (hash) VALUES (:id)";
static const char unmark_sql[] = "DELETE FROM reading WHERE hash = :id";

const char *const store_sql_meeting[] = { invitation_sql, guest_sql, uids_sql, withdraw_sql,
	uninvite_sql, mark_sql, unmark_sql, NULL };

static const char writing[] = "cannot write to the store";

static bool
has_own(const GPtrArray *guests)
{
	for (guint i = 0; i < guests->len; i++)
		if (((const CalendarPerson *)guests->pdata[i])->own)
			return true;
	return false;
}

/* Whether the user arranges it, is invited, or answers. An answer without an organizer went
 * to them. */
static bool
concerns_user(const CalendarMail *mail, const CalendarEvent *event)
{
	if (event->organizer != NULL && event->organizer->own)
		return true;
	return has_own(event->guests) ||
	       (event->method == METHOD_REPLY && (mail->own || event->organizer == NULL));
}

bool
meeting_concerns_user(const CalendarMail *mail)
{
	for (guint i = 0; mail != NULL && i < mail->events->len; i++)
		if (concerns_user(mail, mail->events->pdata[i]))
			return true;
	return false;
}

/* Who is forgotten is nobody. */
static bool
number_of(Store *store, Scan *scan, const ScannedMessage *message,
	const CalendarPerson *person, int64_t *ret_who, GError **error)
{
	SeenName seen = { message->generation, message->record->date, NULL };

	*ret_who = person != NULL && person->own ? MEETING_USER : MEETING_NOBODY;
	if (person == NULL || person->own)
		return true;
	seen.text = person->name;
	if (!scan_intern(store, scan, person->email, seen, ret_who, error))
		return false;
	if (*ret_who == 0)
		*ret_who = MEETING_NOBODY;
	return true;
}

static bool
sender_of(Store *store, Scan *scan, const ScannedMessage *message, int64_t *ret_who,
	GError **error)
{
	const CalendarMail *mail = message->calendar;
	const CalendarPerson sender = { .email = mail->sender,
		.name = message->record->author_name,
		.own = mail->own };

	return number_of(store, scan, message, mail->sender == NULL ? NULL : &sender,
		ret_who, error);
}

static bool
put_guest(Store *store, Scan *scan, const ScannedMessage *message, int64_t id, guint n,
	const CalendarPerson *guest, GError **error)
{
	sqlite3_stmt *stmt = NULL;
	int64_t who = MEETING_NOBODY;

	if (!number_of(store, scan, message, guest, &who, error))
		return false;
	stmt = who == MEETING_NOBODY ? NULL : store_prepare(store, guest_sql, error);
	if (stmt == NULL)
		return who == MEETING_NOBODY;
	bind_int(stmt, ":message", id);
	bind_int(stmt, ":n", n);
	bind_int(stmt, ":who", who);
	bind_int(stmt, ":answer", guest->answer);
	return store_run(store, stmt, writing, error);
}

/* The other guests of somebody else's meeting are none of our business. */
static bool
put_guests(Store *store, Scan *scan, const ScannedMessage *message, int64_t id, guint n,
	GError **error)
{
	const CalendarEvent *event = message->calendar->events->pdata[n];
	bool all = event->method == METHOD_REPLY ||
		   (event->organizer != NULL && event->organizer->own);

	for (guint i = 0; i < event->guests->len; i++) {
		const CalendarPerson *guest = event->guests->pdata[i];

		if ((all || guest->own) &&
			!put_guest(store, scan, message, id, n, guest, error))
			return false;
	}
	return true;
}

/* A DTSTAMP after the mail was written would let nothing newer be believed. */
static Instant
stamp_of(const ScannedMessage *message, const CalendarEvent *event)
{
	Instant date = message->record->date;

	return event->stamp == WHEN_NEVER ? date : MIN(event->stamp, date);
}

static void
bind_event(sqlite3_stmt *stmt, const CalendarEvent *event)
{
	const GArray *starts = event->starts;

	bind_int(stmt, ":uid", store_hash(event->uid));
	bind_int(stmt, ":method", event->method);
	bind_instant(stmt, ":instance", event->instance);
	bind_int(stmt, ":sequence", event->sequence);
	bind_instant(stmt, ":start", event->start);
	bind_int(stmt, ":length", event->length);
	if (starts != NULL)
		bind_blob(stmt, ":starts", starts->data,
			(int)(starts->len * sizeof(Instant)));
}

static bool
put_event(Store *store, Scan *scan, const ScannedMessage *message, int64_t id, guint n,
	GError **error)
{
	const CalendarEvent *event = message->calendar->events->pdata[n];
	sqlite3_stmt *stmt = NULL;
	int64_t sender = 0, organizer = 0;

	if (!sender_of(store, scan, message, &sender, error) ||
		!number_of(store, scan, message, event->organizer, &organizer, error))
		return false;
	stmt = store_prepare(store, invitation_sql, error);
	if (stmt == NULL)
		return false;
	bind_event(stmt, event);
	bind_int(stmt, ":message", id);
	bind_int(stmt, ":n", n);
	bind_int(stmt, ":stamp", stamp_of(message, event));
	bind_int(stmt, ":sender", sender);
	bind_int(stmt, ":organizer", organizer);
	scan_touch_meeting(scan, store_hash(event->uid));
	return store_run(store, stmt, writing, error) &&
	       put_guests(store, scan, message, id, n, error);
}

bool
meeting_put(
	Store *store, Scan *scan, const ScannedMessage *message, int64_t id, GError **error)
{
	const CalendarMail *mail = message->calendar;

	for (guint i = 0; mail != NULL && i < mail->events->len; i++)
		if (concerns_user(mail, mail->events->pdata[i]) &&
			!put_event(store, scan, message, id, i, error))
			return false;
	return true;
}

static bool
run_for(Store *store, const char *sql, int64_t id, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":id", id);
	return store_run(store, stmt, writing, error);
}

bool
meeting_withdraw(Store *store, Scan *scan, int64_t id, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, uids_sql, error);
	bool row = true, any = false;

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":id", id);
	while (store_step(store, stmt, writing, &row, error) && row) {
		scan_touch_meeting(scan, sqlite3_column_int64(stmt, 0));
		any = true;
	}
	if (row || !any)
		return !row;
	return run_for(store, withdraw_sql, id, error) &&
	       run_for(store, uninvite_sql, id, error);
}

bool
store_mark_reading(Store *store, int64_t hash, bool *ret_killed, GError **error)
{
	bool mine = false, ok;

	if (!store_enter(store, &mine, error))
		return false;
	ok = run_for(store, mark_sql, hash, error);
	*ret_killed = sqlite3_changes(store->db) == 0;
	return store_end(store, mine, ok, error);
}

bool
store_unmark_reading(Store *store, int64_t hash, GError **error)
{
	return run_for(store, unmark_sql, hash, error);
}
