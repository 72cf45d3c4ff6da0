/* The floors under the indexer's speed, each measured alone:
 *
 *	limits enumerate       walk the notmuch database: id and file names of each message
 *	limits read            read the first 8 KB of each file named on standard input
 *(NULs) limits insert N FILE   append N message rows and 1.2 N interactions to a new SQLite
 *file
 *
 * Honours NOTMUCH_CONFIG. Prints how many it did. */
#include <fcntl.h>
#include <glib.h>
#include <inttypes.h>
#include <notmuch.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int
enumerate(void)
{
	notmuch_database_t *database = NULL;
	notmuch_query_t *query = NULL;
	notmuch_messages_t *messages = NULL;
	unsigned long n = 0, bytes = 0;

	if (notmuch_database_open_with_config(NULL, NOTMUCH_DATABASE_MODE_READ_ONLY, NULL,
		    NULL, &database, NULL) != NOTMUCH_STATUS_SUCCESS)
		return 69;
	query = notmuch_query_create(database, "*");
	notmuch_query_set_sort(query, NOTMUCH_SORT_UNSORTED);
	if (notmuch_query_search_messages(query, &messages) != NOTMUCH_STATUS_SUCCESS)
		return 69;
	for (; notmuch_messages_valid(messages); notmuch_messages_move_to_next(messages)) {
		notmuch_message_t *message = notmuch_messages_get(messages);

		bytes += strlen(notmuch_message_get_message_id(message));
		bytes += strlen(notmuch_message_get_filename(message));
		notmuch_message_destroy(message);
		n++;
	}
	printf("%lu messages, %lu bytes of names\n", n, bytes);
	notmuch_database_destroy(database);
	return 0;
}

static int
read_files(void)
{
	g_autofree char *path = NULL;
	static char block[8192];
	size_t size = 0;
	unsigned long n = 0, bytes = 0;

	while (getdelim(&path, &size, '\0', stdin) > 0) {
		int fd = open(path, O_RDONLY | O_CLOEXEC);
		ssize_t got = fd >= 0 ? read(fd, block, sizeof(block)) : 0;

		bytes += MAX(got, 0);
		n++;
		if (fd >= 0)
			close(fd);
	}
	printf("%lu files, %lu bytes\n", n, bytes);
	return 0;
}

static bool
run_sql(sqlite3 *db, const char *sql)
{
	return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

static bool
insert_rows(sqlite3 *db, sqlite3_stmt *message, sqlite3_stmt *interaction, int64_t i)
{
	g_autofree char *id =
		g_strdup_printf("%016" G_GINT64_MODIFIER "x.%d@mail.example", i * 7919, 42);

	sqlite3_bind_int64(message, 1, i * INT64_C(0x5851f42d4c957f2d));
	sqlite3_bind_int64(message, 2, 1700000000 + i);
	sqlite3_bind_text(message, 3, id, -1, SQLITE_STATIC);
	if (sqlite3_step(message) != SQLITE_DONE || sqlite3_reset(message) != SQLITE_OK)
		return false;
	for (int64_t k = 0; k < 1 + (i % 5 == 0); k++) {
		sqlite3_bind_int64(interaction, 1, (i * 31 + k) % 5000);
		sqlite3_bind_int64(interaction, 2, 1700000000 + i);
		sqlite3_bind_int64(interaction, 3, i);
		if (sqlite3_step(interaction) != SQLITE_DONE ||
			sqlite3_reset(interaction) != SQLITE_OK)
			return false;
	}
	return i % 20000 != 0 || (run_sql(db, "COMMIT") && run_sql(db, "BEGIN"));
}

static int
insert(int64_t n, const char *file)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *message = NULL, *interaction = NULL;
	bool ok;

	unlink(file);
	ok = sqlite3_open(file, &db) == SQLITE_OK &&
	     run_sql(db, "PRAGMA journal_mode = WAL") &&
	     run_sql(db, "CREATE TABLE message (id INTEGER PRIMARY KEY, hash INTEGER, "
			 "date INTEGER, message_id TEXT) STRICT; "
			 "CREATE TABLE interaction (address INTEGER, date INTEGER, "
			 "message INTEGER, PRIMARY KEY (address, date, message)) STRICT, "
			 "WITHOUT ROWID; BEGIN") &&
	     sqlite3_prepare_v2(db,
		     "INSERT INTO message (hash, date, message_id) "
		     "VALUES (?, ?, ?)",
		     -1, &message, NULL) == SQLITE_OK &&
	     sqlite3_prepare_v2(db, "INSERT INTO interaction VALUES (?, ?, ?)", -1,
		     &interaction, NULL) == SQLITE_OK;
	for (int64_t i = 1; ok && i <= n; i++)
		ok = insert_rows(db, message, interaction, i);
	ok = ok && run_sql(db, "COMMIT") &&
	     run_sql(db, "CREATE INDEX message_by_hash ON message (hash)");
	sqlite3_finalize(message);
	sqlite3_finalize(interaction);
	sqlite3_close(db);
	printf("%" G_GINT64_FORMAT " messages\n", n);
	return ok ? 0 : 74;
}

int
main(int argc, char *argv[])
{
	if (argc == 2 && strcmp(argv[1], "enumerate") == 0)
		return enumerate();
	if (argc == 2 && strcmp(argv[1], "read") == 0)
		return read_files();
	if (argc == 4 && strcmp(argv[1], "insert") == 0)
		return insert(g_ascii_strtoll(argv[2], NULL, 10), argv[3]);
	fprintf(stderr, "usage: limits enumerate | read | insert N FILE\n");
	return 64;
}
