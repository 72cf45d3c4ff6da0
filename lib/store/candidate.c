#include "lib/error.h"
#include "lib/store/private.h"

/* Contacts with their clocks. */

#define CANDIDATE                                                                          \
	"SELECT " CONTACT_COLUMNS ", first, last, last_in, last_out, last_in_message,"     \
	" last_out_message, rhythm_days, rhythm_gaps, pace_days, pace_span, utc_offset,"   \
	" usual_hour, owed_since, owed_message,"                                           \
	" awaiting_since, awaiting_message, reply_theirs, n_theirs, reply_mine, n_mine,"   \
	" strength, n_in, n_out, n_cc, n_group, n_meeting, n_other FROM " CONTACT_TABLES   \
	" LEFT JOIN clock ON clock.contact = contact.id"

static const char all_sql[] =
	CANDIDATE " WHERE :class IS NULL OR contact.class = :class ORDER BY contact.id";
static const char one_sql[] = CANDIDATE " WHERE contact.id = :contact";

const char *const store_sql_candidate[] = { all_sql, one_sql, NULL };

static const char reading[] = "cannot read the contacts";

static bool
column_is_null(sqlite3_stmt *stmt, int i)
{
	return sqlite3_column_type(stmt, i) == SQLITE_NULL;
}

/* Of a contact whose clocks were never computed all columns are NULL: an empty standing. */
static Standing
read_standing(sqlite3_stmt *stmt)
{
	int i = N_CONTACT_COLUMNS;
	Standing standing = {
		.first = column_instant(stmt, i),
		.last = column_instant(stmt, i + 1),
		.last_in = column_instant(stmt, i + 2),
		.last_out = column_instant(stmt, i + 3),
		.last_in_message = sqlite3_column_int64(stmt, i + 4),
		.last_out_message = sqlite3_column_int64(stmt, i + 5),
		.rhythm_days = sqlite3_column_double(stmt, i + 6),
		.rhythm_gaps = sqlite3_column_int(stmt, i + 7),
		.pace_days = sqlite3_column_double(stmt, i + 8),
		.pace_span = sqlite3_column_int(stmt, i + 9),
		.has_utc_offset = !column_is_null(stmt, i + 10),
		.utc_offset = sqlite3_column_int(stmt, i + 10),
		.usual_hour = column_is_null(stmt, i + 11)
				      ? -1
				      : sqlite3_column_int(stmt, i + 11),
		.owed_since = column_instant(stmt, i + 12),
		.owed_message = sqlite3_column_int64(stmt, i + 13),
		.awaiting_since = column_instant(stmt, i + 14),
		.awaiting_message = sqlite3_column_int64(stmt, i + 15),
		.reply_theirs = sqlite3_column_double(stmt, i + 16),
		.n_theirs = sqlite3_column_int(stmt, i + 17),
		.reply_mine = sqlite3_column_double(stmt, i + 18),
		.n_mine = sqlite3_column_int(stmt, i + 19),
		.strength = sqlite3_column_double(stmt, i + 20),
		.rsvp_since = WHEN_NEVER,
		.rsvp_start = WHEN_NEVER,
		.bounced_since = WHEN_NEVER,
	};

	for (Count count = 0; count < N_COUNTS; count++)
		standing.counts[count] = sqlite3_column_int(stmt, i + 21 + (int)count);
	return standing;
}

static Candidate *
read_candidate(Store *store, sqlite3_stmt *stmt, GHashTable *addresses, GError **error)
{
	Standing standing = read_standing(stmt);
	Contact *contact = store_row_contact(store, stmt, addresses, error);

	return contact != NULL ? candidate_new(contact, &standing) : NULL;
}

static GPtrArray *
read_candidates(Store *store, sqlite3_stmt *stmt, GHashTable *addresses, GError **error)
{
	g_autoptr(GPtrArray) candidates =
		g_ptr_array_new_with_free_func((GDestroyNotify)candidate_unref);
	bool row = true;

	while (store_step(store, stmt, reading, &row, error) && row) {
		Candidate *candidate = read_candidate(store, stmt, addresses, error);

		if (candidate == NULL) {
			sqlite3_reset(stmt);
			return NULL;
		}
		g_ptr_array_add(candidates, candidate);
	}
	return row ? NULL : g_steal_pointer(&candidates);
}

GPtrArray *
store_candidates(Store *store, const char *class_name, Instant now, GError **error)
{
	g_autoptr(GPtrArray) candidates = NULL;
	sqlite3_stmt *stmt = store_prepare(store, all_sql, error);

	if (stmt == NULL)
		return NULL;
	bind_text(stmt, ":class", class_name);
	candidates = read_candidates(store, stmt, NULL, error);
	if (candidates == NULL || !store_complete(store, candidates, 0, now, error))
		return NULL;
	return g_steal_pointer(&candidates);
}

Candidate *
store_candidate(Store *store, int64_t contact, Instant now, GError **error)
{
	g_autoptr(GHashTable) addresses = store_addresses(store, contact, error);
	g_autoptr(GPtrArray) candidates = NULL;
	sqlite3_stmt *stmt = addresses ? store_prepare(store, one_sql, error) : NULL;

	if (stmt == NULL)
		return NULL;
	bind_int(stmt, ":contact", contact);
	candidates = read_candidates(store, stmt, addresses, error);
	if (candidates == NULL)
		return NULL;
	if (candidates->len == 0) {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_STORE,
			"%s: there is no such contact any more: try again", store->path);
		return NULL;
	}
	if (!store_complete(store, candidates, contact, now, error))
		return NULL;
	return g_ptr_array_steal_index(candidates, 0);
}
