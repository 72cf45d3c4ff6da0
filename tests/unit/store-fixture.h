#pragma once

#include <glib.h>
#include <glib/gstdio.h>

#include "lib/error.h"
#include "lib/store/private.h"

/* What the tests of the store share. */

#define FIXTURE_NOW INT64_C(1773144000) /* 2026-03-10 12:00 UTC */

static inline Store *
fixture_store(void)
{
	g_autoptr(GError) error = NULL;
	Store *store = store_open(":memory:", NULL, STORE_WRITE, &error);

	g_assert_no_error(error);
	return store;
}

/* How many random worlds to try: so many, or what CADENCE_SEEDS says. */
static inline guint
fixture_seeds(guint otherwise)
{
	const char *said = g_getenv("CADENCE_SEEDS");

	return said != NULL ? (guint)g_ascii_strtoull(said, NULL, 10) : otherwise;
}

/* A contact that is not in the store yet; `addresses` separated by spaces. */
static inline Contact *
fixture_contact(const char *name, const char *class_name, const char *addresses)
{
	Contact *contact = contact_new();

	contact->name = g_strdup(name);
	contact->class_name = g_strdup(class_name);
	contact->created = FIXTURE_NOW;
	contact->addresses = g_strsplit(addresses, " ", -1);
	return contact;
}

static inline int64_t
fixture_add(Store *store, const char *name, const char *class_name, const char *addresses)
{
	g_autoptr(Contact) contact = fixture_contact(name, class_name, addresses);
	g_autoptr(GError) error = NULL;

	store_add_contact(store, contact, &error);
	g_assert_no_error(error);
	return contact->id;
}

static inline void
fixture_sql(Store *store, const char *sql)
{
	g_autofree char *why = NULL;

	sqlite3_exec(store->db, sql, NULL, NULL, NULL);
	why = g_strdup(sqlite3_errmsg(store->db));
	g_assert_cmpstr(why, ==, "not an error");
}

/* The first column of the first row; 0 if there is none. */
static inline int64_t
fixture_number(Store *store, const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int64_t number = 0;

	g_assert_cmpint(sqlite3_prepare_v2(store->db, sql, -1, &stmt, NULL), ==, SQLITE_OK);
	if (sqlite3_step(stmt) == SQLITE_ROW)
		number = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return number;
}

/* Fails unless `error` is `code` and its message has `words`. Frees it. */
static inline void
fixture_assert_error(GError *error, CadenceError code, const char *words)
{
	g_assert_error(error, CADENCE_ERROR, (int)code);
	if (strstr(error->message, words) == NULL)
		g_error("\"%s\" does not say \"%s\"", error->message, words);
	g_error_free(error);
}

/* A place for a store of its own: the file is not there yet, nor the folder it is in. */
typedef struct {
	char *directory, *path;
} File;

static inline void
fixture_set_up(File *file, gconstpointer unused)
{
	(void)unused;
	file->directory = g_dir_make_tmp("cadence-XXXXXX", NULL);
	file->path = g_build_filename(file->directory, "sub", "test.db", NULL);
}

static inline void
fixture_tear_down(File *file, gconstpointer unused)
{
	g_autofree char *command = g_strconcat("rm -rf ", file->directory, NULL);

	(void)unused;
	g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL);
	g_free(file->directory);
	g_free(file->path);
}
