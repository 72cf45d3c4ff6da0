#include <string.h>

#include "lib/store/scan.h"

/* A few thousand correspondents make most of anybody's mail, so that most look-ups end
 * here, and the memory does not grow with the store. */
enum { SLOTS = 16384 };

/* Mail that gave nothing, by its rule. */
enum { N_PASSED = 3 };

struct Interned {
	char *email; /* NULL: the slot is empty */
	int64_t id;
	SeenName name;        /* the text is owned */
	bool renamed;         /* the name is not written yet, */
	int passed[N_PASSED]; /* nor how many more have RULE_BOUNCE and so on */
	bool list;
};

static const char find_sql[] = "SELECT id, name, name_date, name_generation, list"
			       " FROM address WHERE email = :email";
static const char add_sql[] = "INSERT INTO address (email, name) VALUES (:email, '')";
static const char name_sql[] = "UPDATE address SET name = :name, name_date = :date,"
			       " name_generation = :generation WHERE id = :id";
static const char passed_sql[] =
	"UPDATE address SET n_bounce = n_bounce + :bounce,"
	" n_automatic = n_automatic + :automatic, n_marked = n_marked + :marked"
	" WHERE id = :id";
static const char list_sql[] = "UPDATE address SET list = 1 WHERE id = :id";

const char *const store_sql_scan_intern[] = { find_sql, add_sql, name_sql, passed_sql,
	list_sql, NULL };

static const char reading[] = "cannot read the store";
static const char writing[] = "cannot write to the store";

static void
slot_clear(Interned *slot)
{
	g_free(slot->email);
	g_free((char *)slot->name.text);
	*slot = (Interned){ 0 };
}

void
scan_clear_interned(Scan *scan)
{
	for (guint i = 0; scan->interned != NULL && i < scan->used->len; i++)
		slot_clear(scan->used->pdata[i]);
	g_clear_pointer(&scan->used, g_ptr_array_unref);
	g_clear_pointer(&scan->interned, g_free);
}

static bool
find(Store *store, const char *email, Interned *slot, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, find_sql, error);
	bool row = false;

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", email);
	if (!store_step(store, stmt, reading, &row, error))
		return false;
	if (!row)
		return true;
	slot->id = sqlite3_column_int64(stmt, 0);
	slot->name.text = column_text(stmt, 1);
	slot->name.date = column_instant(stmt, 2);
	slot->name.generation = sqlite3_column_int(stmt, 3);
	slot->list = sqlite3_column_int(stmt, 4) != 0;
	sqlite3_reset(stmt);
	return true;
}

static bool
add(Store *store, const char *email, Interned *slot, GError **error)
{
	sqlite3_stmt *stmt = store_prepare(store, add_sql, error);

	if (stmt == NULL)
		return false;
	bind_text(stmt, ":email", email);
	if (!store_run(store, stmt, writing, error))
		return false;
	slot->id = sqlite3_last_insert_rowid(store->db);
	slot->name = (SeenName){ .date = WHEN_NEVER, .text = g_strdup("") };
	return true;
}

/* Most mail is newer than all before it and would write the name of its author once more:
 * that is put off to the end of the transaction. */
static bool
write_name(Store *store, Interned *slot, GError **error)
{
	sqlite3_stmt *stmt = NULL;

	if (!slot->renamed)
		return true;
	stmt = store_prepare(store, name_sql, error);
	if (stmt == NULL)
		return false;
	bind_id(stmt, ":id", slot->id);
	bind_text(stmt, ":name", slot->name.text);
	bind_instant(stmt, ":date", slot->name.date);
	bind_int(stmt, ":generation", slot->name.generation);
	slot->renamed = false;
	return store_run(store, stmt, writing, error);
}

/* A robot writes often. */
static bool
write_passed(Store *store, Interned *slot, GError **error)
{
	int *passed = slot->passed;
	sqlite3_stmt *stmt = NULL;

	if (passed[0] + passed[1] + passed[2] == 0)
		return true;
	stmt = store_prepare(store, passed_sql, error);
	if (stmt == NULL)
		return false;
	bind_id(stmt, ":id", slot->id);
	bind_int(stmt, ":bounce", passed[0]);
	bind_int(stmt, ":automatic", passed[1]);
	bind_int(stmt, ":marked", passed[2]);
	memset(passed, 0, sizeof slot->passed);
	return store_run(store, stmt, writing, error);
}

static bool
write_slot(Store *store, Interned *slot, GError **error)
{
	return write_name(store, slot, error) && write_passed(store, slot, error);
}

bool
scan_write_interned(Store *store, Scan *scan, GError **error)
{
	for (guint i = 0; scan->interned != NULL && i < scan->used->len; i++)
		if (!write_slot(store, scan->used->pdata[i], error))
			return false;
	return true;
}

/* Reading `forgotten` takes a hash, and nearly nobody has forgotten anybody. */
static bool
is_forgotten(
	Store *store, const Scan *scan, const char *email, bool *ret_is, GError **error)
{
	*ret_is = false;
	return !scan->forgets || store_is_forgotten(store, email, ret_is, error);
}

static bool
fill(Store *store, const Scan *scan, const char *email, Interned *slot, GError **error)
{
	bool forgotten = false, used = slot->email != NULL;

	if (!write_slot(store, slot, error))
		return false;
	slot_clear(slot);
	if (!is_forgotten(store, scan, email, &forgotten, error) || forgotten)
		return forgotten;
	if (!find(store, email, slot, error) ||
		(slot->id == 0 && !add(store, email, slot, error)))
		return false;
	slot->email = g_strdup(email);
	if (!used)
		g_ptr_array_add(scan->used, slot);
	return true;
}

/* The slot of `email`, or one whose id is 0 for a forgotten address; NULL on failure. */
static Interned *
lookup(Store *store, Scan *scan, const char *email, GError **error)
{
	Interned *slot = NULL;

	if (scan->interned == NULL) {
		scan->interned = g_new0(Interned, SLOTS);
		scan->used = g_ptr_array_new();
	}
	slot = &scan->interned[g_str_hash(email) % SLOTS];
	if (slot->email != NULL && g_str_equal(slot->email, email))
		return slot;
	return fill(store, scan, email, slot, error) ? slot : NULL;
}

/* The greatest of all names ever seen stays: so it does not matter in which order they
 * came. A full read begins a new generation, and so gets rid of the names of messages that
 * have changed. An address is not a name. */
static bool
is_better(SeenName seen, const Interned *slot)
{
	const SeenName *old = &slot->name;

	if (*seen.text == '\0' || g_ascii_strcasecmp(seen.text, slot->email) == 0)
		return false;
	if (*old->text == '\0' || seen.generation != old->generation)
		return *old->text == '\0' || seen.generation > old->generation;
	if (seen.date != old->date)
		return seen.date > old->date;
	return strcmp(seen.text, old->text) > 0;
}

static void
rename_slot(Interned *slot, SeenName seen)
{
	g_free((char *)slot->name.text);
	slot->name = seen;
	slot->name.text = g_strdup(seen.text);
	slot->renamed = true;
}

bool
scan_intern(Store *store, Scan *scan, const char *email, SeenName seen, int64_t *ret_id,
	GError **error)
{
	Interned *slot = lookup(store, scan, email, error);

	if (slot == NULL)
		return false;
	if (slot->id != 0 && is_better(seen, slot))
		rename_slot(slot, seen);
	*ret_id = slot->id;
	return true;
}

bool
scan_intern_passed(Store *store, Scan *scan, const char *email, Rule rule, GError **error)
{
	Interned *slot = lookup(store, scan, email, error);

	if (slot != NULL && slot->id != 0)
		slot->passed[rule - RULE_BOUNCE]++;
	return slot != NULL;
}

bool
scan_intern_list(Store *store, Scan *scan, const char *email, GError **error)
{
	Interned *slot = lookup(store, scan, email, error);
	sqlite3_stmt *stmt = NULL;

	if (slot == NULL || slot->id == 0 || slot->list)
		return slot != NULL;
	stmt = store_prepare(store, list_sql, error);
	if (stmt == NULL)
		return false;
	bind_id(stmt, ":id", slot->id);
	if (!store_run(store, stmt, writing, error))
		return false;
	slot->list = true;
	return true;
}
