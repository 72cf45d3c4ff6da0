#include "lib/store/private.h"

/* What a suggestion needs of a contact beside their clocks: one statement each for all of
 * them, so that many contacts take hardly longer than few. */

G_STATIC_ASSERT(DIRECTION_IN == 0 && DIRECTION_OUT == 1);
G_STATIC_ASSERT(RULE_MALFORMED == 15 && RULE_CONFLICT == 16);

enum { HOLIDAY_DAYS = 8 };

#define REMINDERS "SELECT contact, id, created, date, until_answer, text FROM reminder"
#define REMINDERS_ORDER " ORDER BY date, id"
static const char reminders_sql[] = REMINDERS REMINDERS_ORDER;
static const char reminders_of_sql[] =
	REMINDERS " WHERE contact = :contact" REMINDERS_ORDER;
static const char reminders_due_sql[] = REMINDERS " WHERE date <= :now" REMINDERS_ORDER;

#define OCCASIONS "SELECT contact, kind, year, month, day FROM occasion"
#define OCCASIONS_ORDER " ORDER BY contact, kind DESC"
static const char occasions_sql[] = OCCASIONS OCCASIONS_ORDER;
static const char occasions_of_sql[] =
	OCCASIONS " WHERE contact = :contact" OCCASIONS_ORDER;
/* Days as 100 * month + day; the year may end between them. 29 February has its own rule
 * (occasion_day), so it is left to that. */
static const char occasions_near_sql[] =
	OCCASIONS " WHERE CASE WHEN :from <= :to"
		  " THEN 100 * month + day BETWEEN :from AND :to"
		  " ELSE 100 * month + day >= :from OR 100 * month + day <= :to END"
		  " OR 100 * month + day = 229" OCCASIONS_ORDER;

static const char dismissed_sql[] = "SELECT contact, reason, since FROM dismissed";
static const char dismissed_of_sql[] =
	"SELECT contact, reason, since FROM dismissed WHERE contact = :contact";

/* The oldest of each contact first. Few meetings are to come: they are where to begin. */
#define ASKED                                                                              \
	"SELECT contact_address.contact, message.date, meeting.start, message.id"          \
	" FROM meeting CROSS JOIN address ON address.id = meeting.asker"                   \
	" CROSS JOIN contact_address USING (email)"                                        \
	" CROSS JOIN message ON message.id = meeting.asked"                                \
	" WHERE meeting.asked IS NOT NULL AND meeting.start > :now"                        \
	" AND message.date IS NOT NULL AND message.gone IS NOT 1"
#define ASKED_ORDER " ORDER BY message.date, message.hash"
static const char asked_sql[] = ASKED ASKED_ORDER;
static const char asked_of_sql[] =
	ASKED " AND contact_address.contact = :contact" ASKED_ORDER;

/* Reports that are not answered by another address of theirs. */
#define BOUNCED                                                                            \
	" CROSS JOIN address USING (email)"                                                \
	" CROSS JOIN message AS report ON report.id = bounce.message"                      \
	" WHERE " STORE_BOUNCES " AND NOT EXISTS (SELECT 1 FROM contact_address AS other"  \
	" CROSS JOIN address AS elsewhere USING (email)"                                   \
	" CROSS JOIN interaction ON interaction.address = elsewhere.id"                    \
	" CROSS JOIN message ON message.id = interaction.message"                          \
	" WHERE other.contact = contact_address.contact"                                   \
	" AND other.email <> contact_address.email AND interaction.date > report.date"     \
	" AND (interaction.direction = 1 OR " STORE_IS_SURE "))"
#define BOUNCED_ORDER " ORDER BY report.date"
static const char bounced_sql[] =
	"SELECT contact_address.contact, report.date FROM bounce"
	" CROSS JOIN contact_address USING (email)" BOUNCED BOUNCED_ORDER;
static const char bounced_of_sql[] =
	"SELECT contact_address.contact, report.date FROM contact_address"
	" CROSS JOIN bounce USING (email)" BOUNCED
	" AND contact_address.contact = :contact" BOUNCED_ORDER;

const char *const store_sql_candidate_more[] = { reminders_sql, reminders_of_sql,
	reminders_due_sql, occasions_sql, occasions_of_sql, occasions_near_sql,
	dismissed_sql, dismissed_of_sql, asked_sql, asked_of_sql, bounced_sql,
	bounced_of_sql, NULL };

static const char reading[] = "cannot read the contacts";

static void
take_reminder(Candidate *candidate, sqlite3_stmt *stmt)
{
	g_ptr_array_add(candidate->reminders, store_row_reminder(stmt, 1));
}

static void
take_occasion(Candidate *candidate, sqlite3_stmt *stmt)
{
	g_ptr_array_add(candidate->occasions, store_row_occasion(stmt, 1));
}

static void
take_dismissal(Candidate *candidate, sqlite3_stmt *stmt)
{
	const char *name = (const char *)sqlite3_column_text(stmt, 1);
	int64_t since = sqlite3_column_int64(stmt, 2);
	Reason reason;

	if (g_str_equal(name, STORE_CADENCE_REASON))
		candidate->dismissed_pace = (int)since;
	else if (reason_from_name(name, &reason))
		candidate->dismissed[reason] = since;
}

static void
take_asked(Candidate *candidate, sqlite3_stmt *stmt)
{
	Standing *standing = &candidate->standing;

	if (standing->rsvp_since != WHEN_NEVER)
		return;
	standing->rsvp_since = sqlite3_column_int64(stmt, 1);
	standing->rsvp_start = sqlite3_column_int64(stmt, 2);
	standing->rsvp_message = sqlite3_column_int64(stmt, 3);
}

static void
take_bounced(Candidate *candidate, sqlite3_stmt *stmt)
{
	if (candidate->standing.bounced_since == WHEN_NEVER)
		candidate->standing.bounced_since = sqlite3_column_int64(stmt, 1);
}

/* Rows whose first column is the contact that takes them: of all, of one, and of all those
 * that can be a reason for a suggestion. */
static const struct {
	const char *all, *one, *near;
	void (*take)(Candidate *candidate, sqlite3_stmt *stmt);
	bool asks_now;
} tables[] = {
	{ reminders_sql, reminders_of_sql, reminders_due_sql, take_reminder, false },
	{ occasions_sql, occasions_of_sql, occasions_near_sql, take_occasion, false },
	{ dismissed_sql, dismissed_of_sql, dismissed_sql, take_dismissal, false },
	{ bounced_sql, bounced_of_sql, bounced_sql, take_bounced, false },
	{ asked_sql, asked_of_sql, asked_sql, take_asked, true },
};

/* What is asked for. */
typedef struct {
	int64_t contact; /* 0: all */
	Instant now;
	int from, to; /* days, as 100 * month + day */
} Extent;

static void
bind_if_named(sqlite3_stmt *stmt, const char *name, int64_t value)
{
	if (sqlite3_bind_parameter_index(stmt, name) > 0)
		bind_int(stmt, name, value);
}

/* The candidate of `id`: those that are not among `candidates` are passed over, or made if
 * there is nobody yet. */
static Candidate *
candidate_of(GHashTable *candidates, int64_t id, bool make)
{
	const Standing nothing = { .rsvp_since = WHEN_NEVER,
		.rsvp_start = WHEN_NEVER,
		.bounced_since = WHEN_NEVER };
	Candidate *candidate = g_hash_table_lookup(candidates, GSIZE_TO_POINTER(id));

	if (candidate == NULL && make) {
		candidate = candidate_new(NULL, &nothing);
		g_hash_table_insert(candidates, GSIZE_TO_POINTER(id), candidate);
	}
	return candidate;
}

static bool
read_table(Store *store, const char *sql, const Extent *extent,
	void (*take)(Candidate *candidate, sqlite3_stmt *stmt), GHashTable *candidates,
	bool make, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, sql, error);
	bool row = true;

	if (stmt == NULL)
		return false;
	bind_if_named(stmt, ":contact", extent->contact);
	bind_if_named(stmt, ":now", extent->now);
	bind_if_named(stmt, ":from", extent->from);
	bind_if_named(stmt, ":to", extent->to);
	while (store_step(store, stmt, reading, &row, error) && row) {
		Candidate *candidate =
			candidate_of(candidates, sqlite3_column_int64(stmt, 0), make);

		if (candidate != NULL)
			take(candidate, stmt);
	}
	return !row;
}

/* The tables beside the clocks. */
static bool
read_tables(Store *store, const GPtrArray *candidates, const Extent *extent, GError **error)
{
	g_autoptr(GHashTable) ids = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < candidates->len; i++) {
		Candidate *candidate = candidates->pdata[i];

		g_hash_table_insert(
			ids, GSIZE_TO_POINTER(candidate->contact->id), candidate);
	}
	for (guint i = 0; i < G_N_ELEMENTS(tables); i++) {
		const char *sql = extent->contact != 0 ? tables[i].one : tables[i].all;

		if ((extent->now != WHEN_NEVER || !tables[i].asks_now) &&
			!read_table(store, sql, extent, tables[i].take, ids, false, error))
			return false;
	}
	return true;
}

bool
store_complete(
	Store *store, GPtrArray *candidates, int64_t contact, Instant now, GError **error)
{
	const Extent extent = { .contact = contact, .now = now };
	g_autoptr(Celebrations) celebrations = NULL;

	if (!read_tables(store, candidates, &extent, error))
		return false;
	if (now == WHEN_NEVER)
		return true;
	celebrations = store_celebrations(store, when_day(now), HOLIDAY_DAYS, error);
	for (guint i = 0; celebrations != NULL && i < candidates->len; i++)
		if (!store_celebrate(store, celebrations, candidates->pdata[i], error))
			return false;
	return celebrations != NULL;
}

static int
month_and_day(int day)
{
	GDate date;

	g_date_clear(&date, 1);
	g_date_set_julian(&date, (guint32)(STORE_DAY_OF_1970 + day));
	return 100 * (int)g_date_get_month(&date) + g_date_get_day(&date);
}

GHashTable *
store_read_near(Store *store, int days, Instant now, GError **error)
{
	const Extent extent = { .now = now,
		.from = month_and_day(when_day(now)),
		.to = month_and_day(when_day(now) + days) };
	g_autoptr(GHashTable) candidates =
		g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)candidate_unref);

	for (guint i = 0; i < G_N_ELEMENTS(tables); i++)
		if (!read_table(store, tables[i].near, &extent, tables[i].take, candidates,
			    true, error))
			return NULL;
	return g_steal_pointer(&candidates);
}
