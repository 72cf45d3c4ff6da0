#include <string.h>

#include "lib/error.h"
#include "lib/relay.h"
#include "lib/store/private.h"
#include "lib/text.h"

/* Contacts as they are read, and as they are meant. */

static const char doing[] = "cannot read the contacts";

static const char all_sql[] =
	"SELECT " CONTACT_COLUMNS " FROM " CONTACT_TABLES " ORDER BY contact.slug";
static const char one_sql[] =
	"SELECT " CONTACT_COLUMNS " FROM " CONTACT_TABLES " WHERE contact.id = :contact";

static const char addresses_sql[] =
	"SELECT contact, email FROM contact_address ORDER BY contact, n";

static const char addresses_of_sql[] =
	"SELECT contact, email FROM contact_address WHERE contact = :contact"
	" ORDER BY n";

const char *const store_sql_who[] = { all_sql, one_sql, addresses_sql, addresses_of_sql,
	NULL };

static void
add_address(GHashTable *addresses, int64_t contact, const char *email)
{
	gpointer key = GSIZE_TO_POINTER(contact);
	char **emails = NULL;
	guint n = 0;

	if (g_hash_table_steal_extended(addresses, key, NULL, (gpointer *)&emails))
		n = g_strv_length(emails);
	emails = g_renew(char *, emails, n + 2);
	emails[n] = g_strdup(email);
	emails[n + 1] = NULL;
	g_hash_table_insert(addresses, key, emails);
}

GHashTable *
store_addresses(Store *store, int64_t contact, GError **error)
{
	g_autoptr(GHashTable) addresses =
		g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_strfreev);
	sqlite3_stmt *stmt = store_prepare(
		store, contact != 0 ? addresses_of_sql : addresses_sql, error);
	bool row = false;

	if (stmt == NULL)
		return NULL;
	if (contact != 0)
		bind_int(stmt, ":contact", contact);
	while (store_step(store, stmt, doing, &row, error)) {
		if (!row)
			return g_steal_pointer(&addresses);
		add_address(addresses, sqlite3_column_int64(stmt, 0),
			(const char *)sqlite3_column_text(stmt, 1));
	}
	return NULL;
}

static char **
take_addresses(GHashTable *addresses, int64_t contact)
{
	char **emails = NULL;

	g_hash_table_steal_extended(
		addresses, GSIZE_TO_POINTER(contact), NULL, (gpointer *)&emails);
	return emails != NULL ? emails : g_new0(char *, 1);
}

bool
store_need_addresses(Store *store, Contact *contact, GError **error)
{
	g_autoptr(GHashTable) addresses = NULL;

	if (contact->addresses != NULL)
		return true;
	addresses = store_addresses(store, contact->id, error);
	if (addresses == NULL)
		return false;
	contact->addresses = take_addresses(addresses, contact->id);
	return true;
}

/* What we wrote parses, so what does not was written by somebody else. */
bool
store_read_interval(Store *store, const char *text, Interval *ret_interval, GError **error)
{
	const Interval *known = g_hash_table_lookup(store->intervals, text);

	if (known == NULL && when_parse_interval(text, ret_interval, NULL)) {
		known = g_memdup2(ret_interval, sizeof(*ret_interval));
		g_hash_table_insert(store->intervals, g_strdup(text), (gpointer)known);
	}
	if (known != NULL) {
		*ret_interval = *known;
		return true;
	}
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_STORE,
		"%s: the store is damaged: \"%s\" is no interval", store->path, text);
	return false;
}

static bool
read_cadence(Store *store, sqlite3_stmt *stmt, Contact *contact, GError **error)
{
	const char *own = (const char *)sqlite3_column_text(stmt, 4);
	const char *of_class = (const char *)sqlite3_column_text(stmt, 5);
	const char *policy = (const char *)sqlite3_column_text(stmt, 6);

	if (own != NULL && !store_read_interval(store, own, &contact->own_cadence, error))
		return false;
	if (!store_read_interval(store, of_class, &contact->cadence, error))
		return false;
	if (own != NULL)
		contact->cadence = contact->own_cadence;
	policy_from_name(policy, &contact->policy);
	contact->weight = sqlite3_column_double(stmt, 7);
	return true;
}

Contact *
store_row_contact(Store *store, sqlite3_stmt *stmt, GHashTable *addresses, GError **error)
{
	g_autoptr(Contact) contact = contact_new();

	contact->id = sqlite3_column_int64(stmt, 0);
	contact->slug = column_text(stmt, 1);
	contact->name = column_text(stmt, 2);
	contact->class_name = column_text(stmt, 3);
	contact->created = sqlite3_column_int64(stmt, 8);
	contact->paused = column_instant(stmt, 9);
	contact->snoozed_until = column_instant(stmt, 10);
	contact->do_not_contact = column_instant(stmt, 11);
	contact->deceased = column_instant(stmt, 12);
	contact->fresh = column_instant(stmt, 13);
	contact->country = column_text_or_null(stmt, 14);
	contact->language = column_text_or_null(stmt, 15);
	if (addresses != NULL)
		contact->addresses = take_addresses(addresses, contact->id);
	return read_cadence(store, stmt, contact, error) ? g_steal_pointer(&contact) : NULL;
}

/* Only `id`, or all if that is 0. */
static GPtrArray *
read_contacts(Store *store, int64_t id, GError **error)
{
	g_autoptr(GPtrArray) contacts =
		g_ptr_array_new_with_free_func((GDestroyNotify)contact_free);
	g_autoptr(GHashTable) addresses = store_addresses(store, id, error);
	const char *sql = id != 0 ? one_sql : all_sql;
	sqlite3_stmt *stmt = addresses ? store_prepare(store, sql, error) : NULL;
	bool row = false;

	if (stmt == NULL)
		return NULL;
	if (id != 0)
		bind_int(stmt, ":contact", id);
	while (store_step(store, stmt, doing, &row, error)) {
		Contact *contact =
			row ? store_row_contact(store, stmt, addresses, error) : NULL;

		if (!row)
			return g_steal_pointer(&contacts);
		if (contact == NULL)
			return NULL;
		g_ptr_array_add(contacts, contact);
	}
	return NULL;
}

GPtrArray *
store_contacts(Store *store, GError **error)
{
	return read_contacts(store, 0, error);
}

/* How a contact answers to what was typed: the smallest number found decides. */
typedef enum { BY_SLUG, BY_ADDRESS, BY_NAME, BY_WORDS, BY_LATIN, BY_NOTHING } Match;

typedef struct {
	const char *text;
	char *email; /* NULL if it is none */
	char *key;
	char **words;
	char **latin; /* of a slug; none for an address, which is not guessed */
} Wanted;

static void
wanted_clear(Wanted *wanted)
{
	g_free(wanted->email);
	g_free(wanted->key);
	g_strfreev(wanted->words);
	g_strfreev(wanted->latin);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Wanted, wanted_clear)

static bool
some_word_begins(char **words, const char *prefix)
{
	for (; *words != NULL; words++)
		if (g_str_has_prefix(*words, prefix))
			return true;
	return false;
}

static bool
has_words(const char *key, const char *separator, char **wanted)
{
	g_auto(GStrv) words = g_strsplit(key, separator, -1);

	for (; *wanted != NULL; wanted++)
		if (!some_word_begins(words, *wanted))
			return false;
	return true;
}

static Match
match(const Contact *contact, const Wanted *wanted)
{
	g_autofree char *key = NULL;

	if (g_str_equal(contact->slug, wanted->text))
		return BY_SLUG;
	if (wanted->email != NULL &&
		g_strv_contains((const char *const *)contact->addresses, wanted->email))
		return BY_ADDRESS;
	if (*wanted->key == '\0')
		return BY_NOTHING;
	key = text_name_key(contact->name);
	if (g_str_equal(key, wanted->key))
		return BY_NAME;
	if (has_words(key, " ", wanted->words))
		return BY_WORDS;
	return *wanted->latin != NULL && has_words(contact->slug, "-", wanted->latin)
		       ? BY_LATIN
		       : BY_NOTHING;
}

static void
keep_best(GPtrArray *contacts, const Wanted *wanted)
{
	g_autofree Match *matches = g_new(Match, contacts->len);
	Match best = BY_NOTHING;
	guint n_kept = 0;

	for (guint i = 0; i < contacts->len; i++) {
		matches[i] = match(contacts->pdata[i], wanted);
		best = MIN(best, matches[i]);
	}
	for (guint i = 0; i < contacts->len; i++)
		if (matches[i] == best && best != BY_NOTHING) {
			gpointer contact = contacts->pdata[i];

			contacts->pdata[i] = contacts->pdata[n_kept];
			contacts->pdata[n_kept++] = contact;
		}
	g_ptr_array_set_size(contacts, (gint)n_kept);
}

/* Nobody else need be read if an identifier or an address was typed; 0 for neither. */
static bool
find_exact(Store *store, const Wanted *wanted, int64_t *ret_contact, GError **error)
{
	if (!store_slug_owner(store, wanted->text, ret_contact, error))
		return false;
	return *ret_contact != 0 || wanted->email == NULL ||
	       store_owner(store, wanted->email, ret_contact, NULL, error);
}

GPtrArray *
store_who(Store *store, const char *who, GError **error)
{
	GPtrArray *contacts = NULL;
	int64_t exact = 0;
	g_autofree char *slug = text_slug(who);
	g_auto(Wanted) wanted = {
		.text = who,
		.email = relay_address(who),
		.key = text_name_key(who),
	};

	wanted.words = g_strsplit(wanted.key, " ", -1);
	wanted.latin = g_strsplit(wanted.email == NULL ? slug : "", "-", -1);
	if (find_exact(store, &wanted, &exact, error))
		contacts = read_contacts(store, exact, error);
	if (contacts != NULL)
		keep_best(contacts, &wanted);
	return contacts;
}
