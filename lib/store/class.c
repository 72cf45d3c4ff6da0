#include <math.h>
#include <string.h>

#include "lib/error.h"
#include "lib/store/private.h"

enum { MAX_CLASS_NAME = 64, MAX_WEIGHT = 100 };

static const char doing_read[] = "cannot read the classes";
static const char doing_write[] = "cannot change a class";

#define CLASS "SELECT name, cadence, policy, weight, booking, bcc FROM class"

static const char all_sql[] = CLASS " ORDER BY weight DESC, name";

static const char find_sql[] = CLASS " WHERE name = :name";

static const char put_sql[] =
	"INSERT INTO class (name, cadence, policy, weight, booking, bcc)"
	" VALUES (:name, :cadence, :policy, :weight, :booking, :bcc)"
	" ON CONFLICT (name) DO UPDATE SET cadence = excluded.cadence,"
	" policy = excluded.policy, weight = excluded.weight,"
	" booking = excluded.booking, bcc = excluded.bcc";

static const char dirty_sql[] = "INSERT INTO clock (contact, dirty)"
				" SELECT id, 1 FROM contact WHERE class = :name"
				" ON CONFLICT (contact) DO UPDATE SET dirty = 1";

static const char members_sql[] = "SELECT count(*) FROM contact WHERE class = :name";

static const char remove_sql[] = "DELETE FROM class WHERE name = :name";

const char *const store_sql_class[] = { all_sql, find_sql, put_sql, dirty_sql, members_sql,
	remove_sql, NULL };

static Class *
row_class(Store *store, sqlite3_stmt *stmt, GError **error)
{
	g_autoptr(Class) klass = g_new0(Class, 1);
	g_autofree char *cadence = column_text(stmt, 1);
	g_autofree char *policy = column_text(stmt, 2);

	if (!store_read_interval(store, cadence, &klass->cadence, error))
		return NULL;
	klass->name = column_text(stmt, 0);
	policy_from_name(policy, &klass->policy);
	klass->weight = sqlite3_column_double(stmt, 3);
	klass->booking = column_text_or_null(stmt, 4);
	klass->bcc = column_text_or_null(stmt, 5);
	return g_steal_pointer(&klass);
}

GPtrArray *
store_classes(Store *store, GError **error)
{
	g_autoptr(GPtrArray) classes =
		g_ptr_array_new_with_free_func((GDestroyNotify)class_free);
	sqlite3_stmt *stmt = store_prepare(store, all_sql, error);
	bool row = false;

	if (stmt == NULL)
		return NULL;
	while (store_step(store, stmt, doing_read, &row, error)) {
		Class *klass = row ? row_class(store, stmt, error) : NULL;

		if (!row)
			return g_steal_pointer(&classes);
		if (klass == NULL)
			return NULL;
		g_ptr_array_add(classes, klass);
	}
	return NULL;
}

bool
store_find_class(Store *store, const char *name, Class **ret_class, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, find_sql, error);
	Class *klass = NULL;
	bool row = false;

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":name", name);
	if (!store_step(store, stmt, doing_read, &row, error))
		return false;
	if (row) {
		klass = row_class(store, stmt, error);
		sqlite3_reset(stmt);
		if (klass == NULL)
			return false;
	}
	*ret_class = klass;
	return true;
}

/* Sets an error that names the classes there are. Always false. */
static bool
refuse_unknown(Store *store, const char *name, GError **error)
{
	g_autoptr(GPtrArray) classes = store_classes(store, error);
	g_autoptr(GString) known = g_string_new(NULL);

	if (classes == NULL)
		return false;
	for (guint i = 0; i < classes->len; i++)
		g_string_append_printf(known, "%s%s", i > 0 ? ", " : "",
			((const Class *)classes->pdata[i])->name);
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"there is no class \"%s\": the classes are %s", name, known->str);
	return false;
}

bool
store_need_class(Store *store, const char *name, GError **error)
{
	g_autoptr(Class) klass = NULL;

	return store_find_class(store, name, &klass, error) &&
	       (klass != NULL || refuse_unknown(store, name, error));
}

/* A class becomes part of a tag, and tags are words in shells and queries. */
static bool
is_name(const char *name)
{
	if (!g_utf8_validate(name, -1, NULL) || strlen(name) > MAX_CLASS_NAME ||
		!g_unichar_isalnum(g_utf8_get_char(name)))
		return false;
	for (; *name != '\0'; name = g_utf8_next_char(name)) {
		gunichar c = g_utf8_get_char(name);

		if (!g_unichar_isalnum(c) && !g_unichar_ismark(c) &&
			(c > 127 || strchr("-_.", (int)c) == NULL))
			return false;
	}
	return true;
}

static bool
check(const Class *klass, GError **error)
{
	if (!is_name(klass->name)) {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"\"%s\" cannot name a class: letters, digits, '-', '_' and '.' "
			"can, "
			"beginning with a letter or digit, at most %d bytes",
			klass->name, MAX_CLASS_NAME);
		return false;
	}
	if (!isfinite(klass->weight) || klass->weight < 0 || klass->weight > MAX_WEIGHT) {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"the weight of class \"%s\" must be from 0 to %d", klass->name,
			MAX_WEIGHT);
		return false;
	}
	return true;
}

static bool
put(Store *store, const Class *klass, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, put_sql, error);
	g_autofree char *cadence = when_format_interval(klass->cadence);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":name", klass->name);
	bind_text(stmt, ":cadence", cadence);
	bind_text(stmt, ":policy", policy_name(klass->policy));
	bind_real(stmt, ":weight", klass->weight);
	bind_text(stmt, ":booking", klass->booking);
	bind_text(stmt, ":bcc", klass->bcc);
	return store_run(store, stmt, doing_write, error);
}

static bool
run_named(Store *store, const char *sql, const char *name, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":name", name);
	return store_run(store, stmt, doing_write, error);
}

bool
store_put_class(Store *store, const Class *klass, GError **error)
{
	bool mine = false;

	if (!check(klass, error) || !store_enter(store, &mine, error))
		return false;
	return store_end(store, mine,
		store_void_dismissals_of_class(store, klass, error) &&
			put(store, klass, error) &&
			run_named(store, dirty_sql, klass->name, error),
		error);
}

static bool
check_unused(Store *store, const char *name, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, members_sql, error);
	bool row = false;
	int members = 0;

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":name", name);
	if (!store_step(store, stmt, doing_read, &row, error))
		return false;
	members = sqlite3_column_int(stmt, 0);
	sqlite3_reset(stmt);
	if (members == 0)
		return true;
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"class \"%s\" still has contacts (%d): put them into another first", name,
		members);
	return false;
}

bool
store_remove_class(Store *store, const char *name, GError **error)
{
	bool mine = false;

	if (!store_enter(store, &mine, error))
		return false;
	return store_end(store, mine,
		store_need_class(store, name, error) && check_unused(store, name, error) &&
			run_named(store, remove_sql, name, error),
		error);
}
