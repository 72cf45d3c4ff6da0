#include "lib/store/private.h"

/* Contacts one at a time, so that many need no more memory than few. */

/* Each column takes its time. */
#define COLUMNS                                                                            \
	"SELECT id, slug, name, class, cadence, created, paused, snoozed_until,"           \
	" do_not_contact, deceased, fresh, last_in, last_out"
#define TABLES                                                                             \
	" FROM contact LEFT JOIN clock ON clock.contact = contact.id"                      \
	" WHERE :class IS NULL OR class = :class ORDER BY id"

static const char each_sql[] = COLUMNS TABLES;
static const char near_sql[] =
	COLUMNS ", country, language, last, rhythm_days, pace_days, pace_span, owed_since,"
		" awaiting_since, reply_theirs, n_theirs, reply_mine, n_mine,"
		" strength" TABLES;

enum { N_COLUMNS = 13 };

const char *const store_sql_candidate_each[] = { each_sql, near_sql, NULL };

static const char reading[] = "cannot read the contacts";

static const Class *
class_called(const GPtrArray *classes, const char *name)
{
	for (guint i = 0; i < classes->len; i++) {
		const Class *klass = classes->pdata[i];

		if (g_str_equal(klass->name, name))
			return klass;
	}
	return NULL;
}

static bool
read_cadence(Store *store, sqlite3_stmt *stmt, const Class *klass, Contact *contact,
	GError **error)
{
	const char *own = (const char *)sqlite3_column_text(stmt, 4);

	contact->class_name = g_strdup(klass->name);
	contact->cadence = klass->cadence;
	contact->policy = klass->policy;
	contact->weight = klass->weight;
	if (own == NULL)
		return true;
	if (!store_read_interval(store, own, &contact->own_cadence, error))
		return false;
	contact->cadence = contact->own_cadence;
	return true;
}

/* *ret_contact stays NULL for one of a class that is no more. */
static bool
read_contact(Store *store, sqlite3_stmt *stmt, const GPtrArray *classes,
	Contact **ret_contact, GError **error)
{
	const Class *klass =
		class_called(classes, (const char *)sqlite3_column_text(stmt, 3));
	g_autoptr(Contact) contact = NULL;

	if (klass == NULL)
		return true;
	contact = contact_new();
	contact->id = sqlite3_column_int64(stmt, 0);
	contact->slug = column_text(stmt, 1);
	contact->name = column_text(stmt, 2);
	contact->created = sqlite3_column_int64(stmt, 5);
	contact->paused = column_instant(stmt, 6);
	contact->snoozed_until = column_instant(stmt, 7);
	contact->do_not_contact = column_instant(stmt, 8);
	contact->deceased = column_instant(stmt, 9);
	contact->fresh = column_instant(stmt, 10);
	if (!read_cadence(store, stmt, klass, contact, error))
		return false;
	*ret_contact = g_steal_pointer(&contact);
	return true;
}

/* What near_sql has and each_sql has not. */
static void
read_near(sqlite3_stmt *stmt, Candidate *candidate)
{
	Standing *standing = &candidate->standing;
	int i = N_COLUMNS;

	candidate->contact->country = column_text_or_null(stmt, i++);
	candidate->contact->language = column_text_or_null(stmt, i++);
	standing->last = column_instant(stmt, i++);
	standing->rhythm_days = sqlite3_column_double(stmt, i++);
	standing->pace_days = sqlite3_column_double(stmt, i++);
	standing->pace_span = sqlite3_column_int(stmt, i++);
	standing->owed_since = column_instant(stmt, i++);
	standing->awaiting_since = column_instant(stmt, i++);
	standing->reply_theirs = sqlite3_column_double(stmt, i++);
	standing->n_theirs = sqlite3_column_int(stmt, i++);
	standing->reply_mine = sqlite3_column_double(stmt, i++);
	standing->n_mine = sqlite3_column_int(stmt, i++);
	standing->strength = sqlite3_column_double(stmt, i++);
}

typedef struct {
	Store *store;
	GPtrArray *classes;
	GHashTable *near; /* candidates to be completed; NULL: clocks are all there is */
	Celebrations *celebrations;
	Candidate *spare; /* to be used again unless somebody has come to hold it */
} Pass;

static void
pass_clear(Pass *pass)
{
	g_clear_pointer(&pass->classes, g_ptr_array_unref);
	g_clear_pointer(&pass->near, g_hash_table_unref);
	g_clear_pointer(&pass->celebrations, store_celebrations_free);
	candidate_unref(pass->spare);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Pass, pass_clear)

/* The candidate that takes `contact`: what the tables beside the clocks say of them is in
 * it. New. */
static Candidate *
candidate_for(Pass *pass, Contact *contact)
{
	const Standing nothing = { .rsvp_since = WHEN_NEVER,
		.rsvp_start = WHEN_NEVER,
		.bounced_since = WHEN_NEVER };
	gpointer candidate = NULL;

	if (pass->near != NULL &&
		g_hash_table_steal_extended(
			pass->near, GSIZE_TO_POINTER(contact->id), NULL, &candidate)) {
		((Candidate *)candidate)->contact = contact;
		return candidate;
	}
	if (pass->spare != NULL && g_ref_count_compare(&pass->spare->refs, 1)) {
		candidate_reset(pass->spare, contact, &nothing);
	} else {
		candidate_unref(pass->spare);
		pass->spare = candidate_new(contact, &nothing);
	}
	return candidate_ref(pass->spare);
}

/* *ret_candidate stays NULL where read_contact() finds nobody. */
static bool
read_candidate(Pass *pass, sqlite3_stmt *stmt, Candidate **ret_candidate, GError **error)
{
	g_autoptr(Candidate) candidate = NULL;
	Contact *contact = NULL;

	if (!read_contact(pass->store, stmt, pass->classes, &contact, error))
		return false;
	if (contact == NULL)
		return true;
	candidate = candidate_for(pass, contact);
	candidate->standing.last_in = column_instant(stmt, N_COLUMNS - 2);
	candidate->standing.last_out = column_instant(stmt, N_COLUMNS - 1);
	if (pass->near != NULL)
		read_near(stmt, candidate);
	if (pass->near != NULL &&
		!store_celebrate(pass->store, pass->celebrations, candidate, error))
		return false;
	*ret_candidate = g_steal_pointer(&candidate);
	return true;
}

static bool
see_each(Pass *pass, const char *class_name, SeeCandidate see, gpointer user_data,
	GError **error)
{
	sqlite3_stmt *stmt =
		store_prepare(pass->store, pass->near != NULL ? near_sql : each_sql, error);
	bool row = true;

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":class", class_name);
	while (store_step(pass->store, stmt, reading, &row, error) && row) {
		g_autoptr(Candidate) candidate = NULL;

		if (!read_candidate(pass, stmt, &candidate, error)) {
			sqlite3_reset(stmt);
			return false;
		}
		if (candidate != NULL)
			see(candidate, user_data);
	}
	return !row;
}

bool
store_each_candidate(Store *store, const char *class_name, SeeCandidate see,
	gpointer user_data, GError **error)
{
	g_auto(Pass) pass = { .store = store };

	pass.classes = store_classes(store, error);
	return pass.classes != NULL && see_each(&pass, class_name, see, user_data, error);
}

static bool
begin_near(Pass *pass, bool soon, Instant now, GError **error)
{
	int days = soon ? OCCASION_DAYS_SOON : OCCASION_DAYS;

	pass->classes = store_classes(pass->store, error);
	if (pass->classes == NULL)
		return false;
	pass->near = store_read_near(pass->store, days, now, error);
	if (pass->near == NULL)
		return false;
	pass->celebrations = store_celebrations(pass->store, when_day(now), days, error);
	return pass->celebrations != NULL;
}

bool
store_each_near(Store *store, bool soon, Instant now, SeeCandidate see, gpointer user_data,
	GError **error)
{
	g_auto(Pass) pass = { .store = store };

	return begin_near(&pass, soon, now, error) &&
	       see_each(&pass, NULL, see, user_data, error);
}
