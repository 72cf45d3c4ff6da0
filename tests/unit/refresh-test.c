#include "lib/refresh.h"

#include <string.h>
#include <unistd.h>

#include "lib/mime.h"
#include "tests/unit/store-fixture.h"

/* Clocks that need the mail itself: a store beside a real notmuch database of two letters,
 * of which one asks. */

#define ASKS "Do you remember the bench?"
#define SAYS "The bench is painted."

typedef struct {
	char *directory, *config;
	Store *store;
	int64_t ada;
} World;

static char *
write_file(const World *world, const char *name, const char *text)
{
	char *path = g_build_filename(world->directory, name, NULL);
	g_autoptr(GError) error = NULL;

	g_file_set_contents(path, text, -1, &error);
	g_assert_no_error(error);
	return path;
}

static void
write_mail(const World *world, const char *id, const char *body)
{
	g_autofree char *name = g_strdup_printf("mail/cur/%s:2,", id);
	g_autofree char *text = g_strdup_printf("From: ada@lace.example\n"
						"To: robin@marlowe.example\n"
						"Subject: The bench\n"
						"Date: Wed, 18 Feb 2026 12:00:00 +0000\n"
						"Message-ID: <%s@lace.example>\n\n%s\n",
		id, body);

	g_free(write_file(world, name, text));
}

static void
run_notmuch_new(const World *world)
{
	g_autofree char *command =
		g_strdup_printf("notmuch --config=%s new --quiet", world->config);
	g_autoptr(GError) error = NULL;
	int status = -1;

	g_spawn_command_line_sync(command, NULL, NULL, &status, &error);
	g_assert_no_error(error);
	g_assert_cmpint(status, ==, 0);
}

/* Ada's messages 1 and 2, in threads of their own, as the indexer would have kept them. */
static void
fill_store(World *world)
{
	world->store = fixture_store();
	world->ada = fixture_add(world->store, "Ada", "key", "ada@lace.example");
	fixture_sql(world->store,
		"INSERT OR IGNORE INTO address (email, name) VALUES ('ada@lace.example', "
		"'Ada');"
		"INSERT INTO message (id, hash, files, generation, rule, date, utc_offset,"
		" thread, recipients, message_id) VALUES"
		" (1, 1, 1, 1, 10, 1771416000, 0, 1, 1, 'asks@lace.example'),"
		" (2, 2, 1, 1, 10, 1771502400, 0, 2, 1, 'says@lace.example');"
		"INSERT INTO interaction (address, date, message, direction, role, channel,"
		" rule, counts) SELECT address.id, message.date, message.id,"
		" 0, 0, 0, 10, 1 FROM address, message WHERE email = 'ada@lace.example'");
}

static void
set_up(World *world, gconstpointer unused)
{
	g_autofree char *cur = NULL;
	g_autofree char *text = NULL;

	(void)unused;
	world->directory = g_dir_make_tmp("cadence-XXXXXX", NULL);
	cur = g_build_filename(world->directory, "mail", "cur", NULL);
	g_assert_cmpint(g_mkdir_with_parents(cur, 0700), ==, 0);
	text = g_strdup_printf("[database]\npath=%s/mail\n"
			       "[user]\nprimary_email=robin@marlowe.example\n",
		world->directory);
	world->config = write_file(world, "notmuch.conf", text);
	write_mail(world, "asks", ASKS);
	write_mail(world, "says", SAYS);
	run_notmuch_new(world);
	fill_store(world);
}

static void
tear_down(World *world, gconstpointer unused)
{
	g_autofree char *command = g_strconcat("rm -rf ", world->directory, NULL);

	(void)unused;
	store_close(world->store);
	g_spawn_command_line_sync(command, NULL, NULL, NULL, NULL);
	g_free(world->directory);
	g_free(world->config);
}

/* Refreshes, with the mail at hand or without, and says how many contacts that were. */
static guint
refresh(World *world, bool with_mail)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Mailbox) mailbox = NULL;
	guint contacts = 99;

	if (with_mail) {
		mailbox = mailbox_open(world->config, MAILBOX_READ, NULL, &error);
		g_assert_no_error(error);
	}
	refresh_clocks(world->store, mailbox, &contacts, &error);
	g_assert_no_error(error);
	return contacts;
}

static int64_t
owed_message(World *world)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Candidate) candidate =
		store_candidate(world->store, world->ada, 0, &error);

	g_assert_no_error(error);
	return candidate->standing.owed_message;
}

static int64_t
known_answers(World *world)
{
	return fixture_number(
		world->store, "SELECT count(*) FROM message WHERE asks IS NOT NULL");
}

static void
test_questions_are_read_once(World *world, gconstpointer unused)
{
	(void)unused;
	g_assert_cmpuint(refresh(world, true), ==, 1);
	g_assert_cmpint(owed_message(world), ==, 1);
	g_assert_cmpint(known_answers(world), ==, 2);

	/* Up to date: nothing is written. What is known needs no mail any more. */
	g_assert_cmpuint(refresh(world, true), ==, 0);
	fixture_sql(world->store, "UPDATE clock SET dirty = 1");
	g_assert_cmpuint(refresh(world, false), ==, 1);
	g_assert_cmpuint(refresh(world, false), ==, 0);
	g_assert_cmpint(owed_message(world), ==, 1);
}

static void
test_without_mail_it_stays_to_be_done(World *world, gconstpointer unused)
{
	(void)unused;
	g_assert_cmpuint(refresh(world, false), ==, 1);
	g_assert_cmpint(owed_message(world), ==, 0);
	g_assert_cmpint(known_answers(world), ==, 0);
	g_assert_cmpint(
		fixture_number(world->store, "SELECT last_in FROM clock"), ==, 1771502400);

	g_assert_cmpuint(refresh(world, true), ==, 1);
	g_assert_cmpint(owed_message(world), ==, 1);
	g_assert_cmpuint(refresh(world, true), ==, 0);
}

/* A letter that is gone asks nothing, and nothing is claimed to be known about it. */
static void
test_vanished_mail_asks_nothing(World *world, gconstpointer unused)
{
	g_autofree char *path =
		g_build_filename(world->directory, "mail", "cur", "asks:2,", NULL);

	(void)unused;
	g_assert_cmpint(unlink(path), ==, 0);
	g_assert_cmpuint(refresh(world, true), ==, 1);
	g_assert_cmpint(owed_message(world), ==, 0);
	g_assert_cmpint(known_answers(world), ==, 1);
	g_assert_cmpuint(refresh(world, true), ==, 0);
}

static void
test_deleted_mail_asks_nothing(World *world, gconstpointer unused)
{
	g_autofree char *path =
		g_build_filename(world->directory, "mail", "cur", "asks:2,", NULL);

	(void)unused;
	g_assert_cmpint(unlink(path), ==, 0);
	run_notmuch_new(world);
	g_assert_cmpuint(refresh(world, true), ==, 1);
	g_assert_cmpint(owed_message(world), ==, 0);
	g_assert_cmpuint(refresh(world, true), ==, 0);
}

/* Either all clocks are new or all are old. */
static void
test_failure_changes_nothing(World *world, gconstpointer unused)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Mailbox) mailbox =
		mailbox_open(world->config, MAILBOX_READ, NULL, &error);

	(void)unused;
	g_assert_no_error(error);
	fixture_sql(world->store,
		"CREATE TRIGGER broken BEFORE INSERT ON reply_time"
		" BEGIN SELECT raise(ABORT, 'broken'); END;"
		"INSERT INTO message (id, hash, files, generation, rule, date, utc_offset,"
		" thread, recipients, message_id) VALUES"
		" (3, 3, 1, 1, 9, 1771588800, 0, 2, 1, 'answer@marlowe.example');"
		"INSERT INTO interaction (address, date, message, direction, role, channel,"
		" rule, counts) SELECT address.id, 1771588800, 3, 1, 0, 0, 9, 1"
		" FROM address WHERE email = 'ada@lace.example'");
	g_assert_false(refresh_clocks(world->store, mailbox, NULL, &error));
	fixture_assert_error(g_steal_pointer(&error), CADENCE_ERROR_STORE, "broken");
	g_assert_cmpint(fixture_number(world->store, "SELECT count(*) FROM clock"
						     " WHERE last IS NOT NULL"),
		==, 0);
	fixture_sql(world->store, "DROP TRIGGER broken");
	g_assert_cmpuint(refresh(world, true), ==, 1);
}

#define TEST(name, function)                                                               \
	g_test_add("/refresh/" name, World, NULL, set_up, function, tear_down)

int
main(int argc, char *argv[])
{
	g_setenv("CADENCE_DATA_DIR", "contrib/data", TRUE);
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	TEST("questions-are-read-once", test_questions_are_read_once);
	TEST("without-mail-it-stays-to-be-done", test_without_mail_it_stays_to_be_done);
	TEST("vanished-mail-asks-nothing", test_vanished_mail_asks_nothing);
	TEST("deleted-mail-asks-nothing", test_deleted_mail_asks_nothing);
	TEST("failure-changes-nothing", test_failure_changes_nothing);
	return g_test_run();
}
