#include <string.h>

#include "lib/error.h"
#include "lib/store/private.h"
#include "lib/text.h"

/* Contacts as they are written. */

enum { MAX_SLUG = 64 }; /* as text_slug() */

static const char doing[] = "cannot change a contact";

static const char slug_owner_sql[] = "SELECT id FROM contact WHERE slug = :slug";

static const char insert_sql[] =
	"INSERT INTO contact (slug, name, class, cadence, created, paused, snoozed_until,"
	" do_not_contact, deceased, fresh, country, language) VALUES (:slug, :name, :class,"
	" :cadence, :created, :paused, :snoozed_until, :do_not_contact, :deceased, :fresh,"
	" :country, :language)";

static const char update_sql[] =
	"UPDATE contact SET slug = :slug, name = :name, class = :class, cadence = :cadence,"
	" paused = :paused, snoozed_until = :snoozed_until,"
	" do_not_contact = :do_not_contact, deceased = :deceased, fresh = :fresh,"
	" country = :country, language = :language WHERE id = :id";

static const char delete_sql[] = "DELETE FROM contact WHERE id = :id";

static const char dirty_sql[] = "INSERT INTO clock (contact, dirty) VALUES (:contact, 1)"
				" ON CONFLICT (contact) DO UPDATE SET dirty = 1";

const char *const store_sql_contact[] = { slug_owner_sql, insert_sql, update_sql,
	delete_sql, dirty_sql, NULL };

bool
store_mark_dirty(Store *store, int64_t contact, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, dirty_sql, error);

	if (stmt == NULL)
		return false;
	bind_int(stmt, ":contact", contact);
	return store_run(store, stmt, doing, error);
}

bool
store_slug_owner(Store *store, const char *slug, int64_t *ret_contact, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, slug_owner_sql, error);
	bool row = false;

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":slug", slug);
	if (!store_step(store, stmt, "cannot read the contacts", &row, error))
		return false;
	*ret_contact = row ? sqlite3_column_int64(stmt, 0) : 0;
	sqlite3_reset(stmt);
	return true;
}

/* The name gives the identifier; where nothing of it can be spelt in one, the address. */
static char *
propose_slug(const Contact *contact)
{
	g_autofree char *of_name = text_slug(contact->name);
	g_autofree char *of_address = NULL;

	if (contact->slug != NULL && *contact->slug != '\0')
		return g_strdup(contact->slug);
	if (*of_name != '\0')
		return g_steal_pointer(&of_name);
	of_address = text_slug(contact->addresses[0] != NULL ? contact->addresses[0] : "");
	return g_strdup(*of_address != '\0' ? of_address : "contact");
}

/* "ada", "ada-2", "ada-3" …, cut so that the number still fits. */
static char *
unique_slug(Store *store, const char *wanted, GError **error)
{
	g_autofree char *slug = g_strdup(wanted);
	int64_t owner = 0;

	for (int n = 2; store_slug_owner(store, slug, &owner, error); n++) {
		g_autofree char *number = g_strdup_printf("-%d", n);

		if (owner == 0)
			return g_steal_pointer(&slug);
		g_free(slug);
		slug = g_strdup_printf(
			"%.*s%s", MAX_SLUG - (int)strlen(number), wanted, number);
	}
	return NULL;
}

static bool
is_slug(const char *slug)
{
	size_t length = strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-");

	return length > 0 && length <= MAX_SLUG && slug[length] == '\0';
}

/* Two letters, lower case, as files of holidays and templates are called. */
static bool
check_code(const char *what, const char *code, const char *example, GError **error)
{
	if (code == NULL ||
		(strspn(code, "abcdefghijklmnopqrstuvwxyz") == 2 && code[2] == '\0'))
		return true;
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"\"%s\" is no %s: it has two letters, such as \"%s\"", code, what, example);
	return false;
}

static bool
check(Store *store, const Contact *contact, const char *name, GError **error)
{
	if (*name == '\0') {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"the name of a contact cannot be empty");
		return false;
	}
	return check_code("country", contact->country, "de", error) &&
	       check_code("language", contact->language, "en", error) &&
	       store_need_class(store, contact->class_name, error);
}

static bool
check_slug(Store *store, const Contact *contact, GError **error)
{
	int64_t owner = 0;

	if (!is_slug(contact->slug)) {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"\"%s\" cannot identify a contact: a-z, 0-9 and '-' can, at most "
			"%d",
			contact->slug, MAX_SLUG);
		return false;
	}
	if (!store_slug_owner(store, contact->slug, &owner, error))
		return false;
	if (owner == 0 || owner == contact->id)
		return true;
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"\"%s\" is another contact already", contact->slug);
	return false;
}

char *
store_own_cadence(const Contact *contact)
{
	bool own = contact->own_cadence.months > 0 || contact->own_cadence.days > 0;

	return own ? when_format_interval(contact->own_cadence) : NULL;
}

static void
bind_contact(sqlite3_stmt *stmt, const Contact *contact, const char *name)
{
	g_autofree char *cadence = store_own_cadence(contact);

	bind_text(stmt, ":slug", contact->slug);
	bind_text(stmt, ":name", name);
	bind_text(stmt, ":class", contact->class_name);
	bind_text(stmt, ":cadence", cadence);
	bind_instant(stmt, ":paused", contact->paused);
	bind_instant(stmt, ":snoozed_until", contact->snoozed_until);
	bind_instant(stmt, ":do_not_contact", contact->do_not_contact);
	bind_instant(stmt, ":deceased", contact->deceased);
	bind_instant(stmt, ":fresh", contact->fresh);
	bind_text(stmt, ":country", contact->country);
	bind_text(stmt, ":language", contact->language);
}

static bool
insert(Store *store, Contact *contact, const char *name, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, insert_sql, error);

	if (stmt == NULL)
		return false;
	bind_contact(stmt, contact, name);
	bind_int(stmt, ":created", contact->created);
	if (!store_run(store, stmt, doing, error))
		return false;
	contact->id = sqlite3_last_insert_rowid(store->db);
	for (char **email = contact->addresses; *email != NULL; email++)
		if (!store_add_address(store, contact->id, *email, error))
			return false;
	return store_mark_dirty(store, contact->id, error) &&
	       store_mark_namesakes(store, contact->id, error);
}

static bool
add(Store *store, Contact *contact, GError **error)
{
	g_autofree char *name = text_clean(contact->name, -1);
	g_autofree char *wanted = propose_slug(contact);
	char *slug = NULL;

	if (!check(store, contact, name, error))
		return false;
	slug = unique_slug(store, wanted, error);
	if (slug == NULL)
		return false;
	g_free(contact->slug);
	contact->slug = slug;
	return check_slug(store, contact, error) && insert(store, contact, name, error);
}

bool
store_add_contact(Store *store, Contact *contact, GError **error)
{
	bool mine = false;

	contact->id = 0;
	return store_enter(store, &mine, error) &&
	       store_end(store, mine, add(store, contact, error), error);
}

static bool
update(Store *store, const Contact *contact, GError **error)
{
	g_autofree char *name = text_clean(contact->name, -1);
	sqlite3_stmt *stmt = NULL;

	if (!check(store, contact, name, error) || !check_slug(store, contact, error) ||
		!store_mark_namesakes(store, contact->id, error) ||
		!store_void_dismissals(store, contact, error))
		return false;
	stmt = store_prepare(store, update_sql, error);
	if (stmt == NULL)
		return false;
	bind_contact(stmt, contact, name);
	bind_int(stmt, ":id", contact->id);
	return store_run(store, stmt, doing, error) &&
	       store_mark_dirty(store, contact->id, error) &&
	       store_mark_namesakes(store, contact->id, error);
}

bool
store_update_contact(Store *store, const Contact *contact, GError **error)
{
	bool mine = false;

	return store_enter(store, &mine, error) &&
	       store_end(store, mine, update(store, contact, error), error);
}

bool
store_remove_contact(Store *store, int64_t contact, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, delete_sql, error);

	if (stmt == NULL || !store_mark_namesakes(store, contact, error))
		return false;
	bind_int(stmt, ":id", contact);
	return store_change(store, stmt, doing, NULL, error);
}
