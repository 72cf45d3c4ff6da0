#include "lib/store/json.h"

#include "lib/error.h"

#define YEAR_1 INT64_C(-62135596800)
#define YEAR_9999 INT64_C(253402300799)

static const char each_sql[] = "SELECT key, type, value FROM json_each(:json)";

static const char is_object_sql[] =
	"SELECT CASE WHEN json_valid(:json) THEN json_type(:json) = 'object' ELSE 0 END";

const char *const store_sql_json[] = { each_sql, is_object_sql, NULL };

static void
value_free(gpointer data)
{
	JsonValue *value = data;

	g_free(value->type);
	g_free(value->text);
	g_free(value);
}

static bool
fail(GError **error, const char *name, const char *wanted)
{
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_DATA, "\"%s\" must be %s", name,
		wanted);
	return false;
}

/* Half a surrogate pair makes a string that is no text. */
static JsonValue *
row_value(sqlite3_stmt *stmt)
{
	JsonValue *value = g_new0(JsonValue, 1);

	value->integer = sqlite3_column_int64(stmt, 2);
	value->real = sqlite3_column_double(stmt, 2);
	value->type = column_text(stmt, 1);
	value->text = column_text(stmt, 2);
	if (!g_utf8_validate(value->text, sqlite3_column_bytes(stmt, 2), NULL)) {
		g_free(value->type);
		value->type = g_strdup("no text");
	}
	return value;
}

typedef void (*TakeValue)(gpointer into, sqlite3_stmt *stmt);

static bool
each(Store *store, const char *json, TakeValue take, gpointer into, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, each_sql, error);
	bool row = false;

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":json", json);
	do {
		if (!store_step(store, stmt, "cannot read JSON", &row, error))
			return false;
		if (row)
			take(into, stmt);
	} while (row);
	return true;
}

static void
take_member(gpointer into, sqlite3_stmt *stmt)
{
	g_hash_table_replace(into, column_text(stmt, 0), row_value(stmt));
}

static void
take_element(gpointer into, sqlite3_stmt *stmt)
{
	g_ptr_array_add(into, row_value(stmt));
}

static GHashTable *
read_members(Store *store, const char *json, GError **error)
{
	g_autoptr(GHashTable) members =
		g_hash_table_new_full(g_str_hash, g_str_equal, g_free, value_free);

	if (!each(store, json, take_member, members, error))
		return NULL;
	return g_steal_pointer(&members);
}

GHashTable *
json_document(Store *store, const char *document, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, is_object_sql, error);
	bool row = false, is_object = false;

	if (stmt == NULL)
		return NULL;
	bind_text(stmt, ":json", document);
	if (!store_step(store, stmt, "cannot read JSON", &row, error))
		return NULL;
	is_object = sqlite3_column_int(stmt, 0) == 1;
	sqlite3_reset(stmt);
	if (is_object)
		return read_members(store, document, error);
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_DATA, "it is no JSON object");
	return NULL;
}

GHashTable *
json_members(Store *store, const JsonValue *value, GError **error)
{
	if (g_str_equal(value->type, "object"))
		return read_members(store, value->text, error);
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_DATA, "it must be an object");
	return NULL;
}

/* NULL and no error if there is none, or null. */
static const JsonValue *
find(GHashTable *members, const char *name)
{
	const JsonValue *value = g_hash_table_lookup(members, name);

	return value != NULL && !g_str_equal(value->type, "null") ? value : NULL;
}

static bool
is(const JsonValue *value, const char *type)
{
	return value != NULL && g_str_equal(value->type, type);
}

GPtrArray *
json_elements(Store *store, GHashTable *members, const char *name, GError **error)
{
	g_autoptr(GPtrArray) elements = g_ptr_array_new_with_free_func(value_free);
	const JsonValue *value = find(members, name);

	if (value != NULL && !is(value, "array")) {
		fail(error, name, "an array");
		return NULL;
	}
	if (value != NULL && !each(store, value->text, take_element, elements, error))
		return NULL;
	return g_steal_pointer(&elements);
}

const char *
json_string(const JsonValue *value, GError **error)
{
	if (is(value, "text"))
		return value->text;
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_DATA, "it must be text");
	return NULL;
}

bool
json_text_or_null(
	GHashTable *members, const char *name, const char **ret_text, GError **error)
{
	const JsonValue *value = find(members, name);

	if (value != NULL && !is(value, "text"))
		return fail(error, name, "text");
	*ret_text = value != NULL ? value->text : NULL;
	return true;
}

const char *
json_text(GHashTable *members, const char *name, GError **error)
{
	const char *text = NULL;

	if (json_text_or_null(members, name, &text, error) && text == NULL)
		fail(error, name, "text");
	return text;
}

bool
json_has(GHashTable *members, const char *name)
{
	return find(members, name) != NULL;
}

bool
json_bool(GHashTable *members, const char *name, bool *ret_bool, GError **error)
{
	const JsonValue *value = find(members, name);

	if (!is(value, "true") && !is(value, "false"))
		return fail(error, name, "true or false");
	*ret_bool = is(value, "true");
	return true;
}

bool
json_integer(GHashTable *members, const char *name, int64_t min, int64_t max,
	int64_t *ret_integer, GError **error)
{
	const JsonValue *value = find(members, name);
	g_autofree char *wanted = g_strdup_printf(
		"a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT, min, max);

	if (!is(value, "integer") || value->integer < min || value->integer > max)
		return fail(error, name, wanted);
	*ret_integer = value->integer;
	return true;
}

bool
json_real(GHashTable *members, const char *name, double *ret_real, GError **error)
{
	const JsonValue *value = find(members, name);

	if (!is(value, "real") && !is(value, "integer"))
		return fail(error, name, "a number");
	*ret_real = value->real;
	return true;
}

bool
json_instant(GHashTable *members, const char *name, Instant *ret_instant, GError **error)
{
	return json_integer(members, name, YEAR_1, YEAR_9999, ret_instant, error);
}

bool
json_instant_or_never(
	GHashTable *members, const char *name, Instant *ret_instant, GError **error)
{
	if (find(members, name) != NULL)
		return json_instant(members, name, ret_instant, error);
	*ret_instant = WHEN_NEVER;
	return true;
}
