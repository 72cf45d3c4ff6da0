#include <string.h>

#include "lib/store/private.h"

/* What a suggestion needs of a contact beside their clocks: one statement each for all of
 * them, so that many contacts take hardly longer than few. */

G_STATIC_ASSERT(DIRECTION_IN == 0 && DIRECTION_OUT == 1);
G_STATIC_ASSERT(RULE_MALFORMED == 15 && RULE_CONFLICT == 16);

enum { HOLIDAY_DAYS = 8, DAY_OF_1970 = 719163 /* in GLib's calendar */ };

#define REMINDERS "SELECT contact, id, created, date, until_answer, text FROM reminder"
#define REMINDERS_ORDER " ORDER BY date, id"
static const char reminders_sql[] = REMINDERS REMINDERS_ORDER;
static const char reminders_of_sql[] =
	REMINDERS " WHERE contact = :contact" REMINDERS_ORDER;

#define OCCASIONS "SELECT contact, kind, year, month, day FROM occasion"
#define OCCASIONS_ORDER " ORDER BY contact, kind DESC"
static const char occasions_sql[] = OCCASIONS OCCASIONS_ORDER;
static const char occasions_of_sql[] =
	OCCASIONS " WHERE contact = :contact" OCCASIONS_ORDER;

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

static const char holidays_sql[] =
	"SELECT place, day, name FROM holiday WHERE day BETWEEN :from AND :to"
	" ORDER BY day, name, place";

static const char residents_sql[] =
	"SELECT DISTINCT contact FROM contact_address WHERE substr(email, -3) = :domain";

const char *const store_sql_candidate_more[] = { reminders_sql, reminders_of_sql,
	occasions_sql, occasions_of_sql, dismissed_sql, dismissed_of_sql, asked_sql,
	asked_of_sql, bounced_sql, bounced_of_sql, holidays_sql, residents_sql, NULL };

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

/* Rows whose first column is the contact that takes them. */
static const struct {
	const char *all, *one;
	void (*take)(Candidate *candidate, sqlite3_stmt *stmt);
	bool asks_now;
} tables[] = {
	{ reminders_sql, reminders_of_sql, take_reminder, false },
	{ occasions_sql, occasions_of_sql, take_occasion, false },
	{ dismissed_sql, dismissed_of_sql, take_dismissal, false },
	{ bounced_sql, bounced_of_sql, take_bounced, false },
	{ asked_sql, asked_of_sql, take_asked, true },
};

static GHashTable *
by_id(const GPtrArray *candidates)
{
	GHashTable *table = g_hash_table_new(NULL, NULL);

	for (guint i = 0; i < candidates->len; i++) {
		Candidate *candidate = candidates->pdata[i];

		g_hash_table_insert(
			table, GSIZE_TO_POINTER(candidate->contact->id), candidate);
	}
	return table;
}

static bool
read_table(Store *store, guint i, int64_t contact, Instant now, GHashTable *candidates,
	GError **error)
{
	sqlite3_stmt *stmt =
		store_prepare(store, contact != 0 ? tables[i].one : tables[i].all, error);
	bool row = true;

	if (stmt == NULL)
		return false;
	if (contact != 0)
		bind_int(stmt, ":contact", contact);
	if (tables[i].asks_now)
		bind_int(stmt, ":now", now);
	while (store_step(store, stmt, reading, &row, error) && row) {
		gpointer key = GSIZE_TO_POINTER(sqlite3_column_int64(stmt, 0));
		Candidate *candidate = g_hash_table_lookup(candidates, key);

		if (candidate != NULL)
			tables[i].take(candidate, stmt);
	}
	return !row;
}

static Occasion *
row_holiday(sqlite3_stmt *stmt)
{
	GDate date;

	g_date_clear(&date, 1);
	g_date_set_julian(&date, (guint32)(DAY_OF_1970 + sqlite3_column_int(stmt, 1)));
	return occasion_new(OCCASION_HOLIDAY, (const char *)sqlite3_column_text(stmt, 2),
		g_date_get_year(&date), g_date_get_month(&date), g_date_get_day(&date));
}

/* Those of the days from `day` on, by place: arrays of Occasion. */
static GHashTable *
read_holidays(Store *store, int day, GError **error)
{
	g_autoptr(GHashTable) places = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	sqlite3_stmt *stmt = store_prepare(store, holidays_sql, error);
	bool row = true;

	if (stmt == NULL)
		return NULL;
	bind_int(stmt, ":from", day);
	bind_int(stmt, ":to", day + HOLIDAY_DAYS);
	while (store_step(store, stmt, reading, &row, error) && row) {
		const char *place = (const char *)sqlite3_column_text(stmt, 0);
		GPtrArray *of_place = g_hash_table_lookup(places, place);

		if (of_place == NULL) {
			of_place = g_ptr_array_new_with_free_func(
				(GDestroyNotify)occasion_free);
			g_hash_table_insert(places, g_strdup(place), of_place);
		}
		g_ptr_array_add(of_place, row_holiday(stmt));
	}
	return row ? NULL : g_steal_pointer(&places);
}

static bool
has_occasion(const GPtrArray *occasions, const Occasion *wanted)
{
	for (guint i = 0; i < occasions->len; i++) {
		const Occasion *occasion = occasions->pdata[i];

		if (occasion->kind == wanted->kind && occasion->month == wanted->month &&
			occasion->day == wanted->day &&
			g_str_equal(occasion->name, wanted->name))
			return true;
	}
	return false;
}

/* A country and its language have most of their holidays in common. */
static void
celebrate(Candidate *candidate, GHashTable *places, const char *kind, const char *code)
{
	g_autofree char *place = code != NULL ? g_strconcat(kind, code, NULL) : NULL;
	const GPtrArray *holidays =
		place != NULL ? g_hash_table_lookup(places, place) : NULL;

	for (guint i = 0; holidays != NULL && i < holidays->len; i++) {
		const Occasion *holiday = holidays->pdata[i];

		if (!has_occasion(candidate->occasions, holiday))
			g_ptr_array_add(candidate->occasions,
				occasion_new(holiday->kind, holiday->name, holiday->year,
					holiday->month, holiday->day));
	}
}

/* Adds to `contacts` who has an address in the country of `place`: of the few of them alone
 * all addresses are read. */
static bool
find_residents(Store *store, const char *place, GHashTable *contacts, GError **error)
{
	const char *code = strchr(place, '-') + 1;
	g_autofree char *domain =
		g_strconcat(".", strcmp(code, "gb") == 0 ? "uk" : code, NULL);
	sqlite3_stmt *stmt = store_prepare(store, residents_sql, error);
	bool row = true;

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":domain", domain);
	while (store_step(store, stmt, reading, &row, error) && row)
		g_hash_table_add(contacts, GSIZE_TO_POINTER(sqlite3_column_int64(stmt, 0)));
	return !row;
}

static GHashTable *
find_all_residents(Store *store, GHashTable *places, GError **error)
{
	g_autoptr(GHashTable) contacts = g_hash_table_new(NULL, NULL);
	GHashTableIter iter;
	gpointer place;

	g_hash_table_iter_init(&iter, places);
	while (g_hash_table_iter_next(&iter, &place, NULL))
		if (g_str_has_prefix(place, "country-") &&
			!find_residents(store, place, contacts, error))
			return NULL;
	return g_steal_pointer(&contacts);
}

static bool
celebrate_all(Store *store, GPtrArray *candidates, int day, GError **error)
{
	g_autoptr(GHashTable) places = read_holidays(store, day, error);
	g_autoptr(GHashTable) residents =
		places == NULL ? NULL : find_all_residents(store, places, error);

	if (residents == NULL)
		return false;
	for (guint i = 0; i < candidates->len; i++) {
		Candidate *candidate = candidates->pdata[i];
		Contact *contact = candidate->contact;
		g_autofree char *country = NULL;

		if (g_hash_table_contains(residents, GSIZE_TO_POINTER(contact->id)) &&
			!store_need_addresses(store, contact, error))
			return false;
		country = contact_country(contact);
		celebrate(candidate, places, "country-", country);
		celebrate(candidate, places, "language-", contact->language);
	}
	return true;
}

bool
store_complete(
	Store *store, GPtrArray *candidates, int64_t contact, Instant now, GError **error)
{
	g_autoptr(GHashTable) ids = by_id(candidates);

	for (guint i = 0; i < G_N_ELEMENTS(tables); i++)
		if ((now != WHEN_NEVER || !tables[i].asks_now) &&
			!read_table(store, i, contact, now, ids, error))
			return false;
	return now == WHEN_NEVER || celebrate_all(store, candidates, when_day(now), error);
}
