#include <string.h>

#include "lib/store/private.h"

/* The holidays of contacts, which come by their country and their language. */

struct Celebrations {
	GHashTable *places;    /* "country-de" to its arrays of Occasion */
	GHashTable *countries; /* contact to what their addresses say; NULL until asked */
	bool of_countries;     /* or of languages only */
};

static const char holidays_sql[] =
	"SELECT place, day, name FROM holiday WHERE day BETWEEN :from AND :to"
	" ORDER BY day, name, place";

static const char emails_sql[] = "SELECT contact, email FROM contact_address";

const char *const store_sql_celebrate[] = { holidays_sql, emails_sql, NULL };

static const char reading[] = "cannot read the contacts";

static Occasion *
row_holiday(sqlite3_stmt *stmt)
{
	GDate date;

	g_date_clear(&date, 1);
	g_date_set_julian(
		&date, (guint32)(STORE_DAY_OF_1970 + sqlite3_column_int(stmt, 1)));
	return occasion_new(OCCASION_HOLIDAY, (const char *)sqlite3_column_text(stmt, 2),
		g_date_get_year(&date), g_date_get_month(&date), g_date_get_day(&date));
}

static void
add_holiday(Celebrations *celebrations, const char *place, Occasion *holiday)
{
	GPtrArray *of_place = g_hash_table_lookup(celebrations->places, place);

	if (of_place == NULL) {
		of_place = g_ptr_array_new_with_free_func((GDestroyNotify)occasion_free);
		g_hash_table_insert(celebrations->places, g_strdup(place), of_place);
	}
	g_ptr_array_add(of_place, holiday);
	celebrations->of_countries |= g_str_has_prefix(place, "country-");
}

Celebrations *
store_celebrations(Store *store, int day, int days, GError **error)
{
	g_autoptr(Celebrations) celebrations = g_new0(Celebrations, 1);
	sqlite3_stmt *stmt = store_prepare(store, holidays_sql, error);
	bool row = true;

	celebrations->places = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	if (stmt == NULL)
		return NULL;
	bind_int(stmt, ":from", day);
	bind_int(stmt, ":to", day + days);
	while (store_step(store, stmt, reading, &row, error) && row)
		add_holiday(celebrations, (const char *)sqlite3_column_text(stmt, 0),
			row_holiday(stmt));
	return row ? NULL : g_steal_pointer(&celebrations);
}

void
store_celebrations_free(Celebrations *celebrations)
{
	g_hash_table_unref(celebrations->places);
	g_clear_pointer(&celebrations->countries, g_hash_table_unref);
	g_free(celebrations);
}

/* One pass over all addresses: to look up those of many contacts takes longer. */
static bool
read_countries(Store *store, Celebrations *celebrations, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, emails_sql, error);
	GHashTable *countries = celebrations->countries = g_hash_table_new(NULL, NULL);
	bool row = true;

	if (stmt == NULL)
		return false;
	while (store_step(store, stmt, reading, &row, error) && row) {
		gpointer contact = GSIZE_TO_POINTER(sqlite3_column_int64(stmt, 0));
		const char *email = (const char *)sqlite3_column_text(stmt, 1);
		const char *before = g_hash_table_lookup(countries, contact);
		const char *country = contact_agree_on_country(before, email);

		if (country != before)
			g_hash_table_insert(countries, contact, (gpointer)country);
	}
	return !row;
}

/* The country of `contact`, new, or NULL; those that nothing is known of in these days are
 * not looked for. */
static bool
find_country(Store *store, Celebrations *celebrations, const Contact *contact,
	char **ret_country, GError **error)
{
	const char *country = NULL;

	if (!celebrations->of_countries)
		return true;
	if (contact->country != NULL || contact->addresses != NULL) {
		*ret_country = contact_country(contact);
		return true;
	}
	if (celebrations->countries == NULL && !read_countries(store, celebrations, error))
		return false;
	country =
		g_hash_table_lookup(celebrations->countries, GSIZE_TO_POINTER(contact->id));
	*ret_country = g_strdup(country);
	return true;
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
add_holidays(const Celebrations *celebrations, const char *kind, const char *code,
	Candidate *candidate)
{
	g_autofree char *place = code != NULL ? g_strconcat(kind, code, NULL) : NULL;
	const GPtrArray *holidays =
		place != NULL ? g_hash_table_lookup(celebrations->places, place) : NULL;

	for (guint i = 0; holidays != NULL && i < holidays->len; i++) {
		const Occasion *holiday = holidays->pdata[i];

		if (!has_occasion(candidate->occasions, holiday))
			g_ptr_array_add(candidate->occasions,
				occasion_new(holiday->kind, holiday->name, holiday->year,
					holiday->month, holiday->day));
	}
}

bool
store_celebrate(
	Store *store, Celebrations *celebrations, Candidate *candidate, GError **error)
{
	g_autofree char *country = NULL;

	if (!find_country(store, celebrations, candidate->contact, &country, error))
		return false;
	add_holidays(celebrations, "country-", country, candidate);
	add_holidays(celebrations, "language-", candidate->contact->language, candidate);
	return true;
}
