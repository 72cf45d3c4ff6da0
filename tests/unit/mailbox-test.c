#include "lib/mailbox-private.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <sysexits.h>
#include <unistd.h>

#include "lib/error.h"

/* Leaves as libnotmuch does in the middle of a walk; `walks` are begun, `ended` ended. */
static void
leave(int walks, int ended)
{
	dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
	for (int i = 0; i < walks; i++)
		mailbox_guard_begin();
	for (int i = 0; i < ended; i++)
		mailbox_guard_end();
	exit(EXIT_FAILURE);
}

static int
status_of(int walks, int ended)
{
	pid_t child = fork();
	int status = 0;

	if (child == 0)
		leave(walks, ended);
	g_assert_cmpint(waitpid(child, &status, 0), ==, child);
	g_assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
test_guard(void)
{
	g_assert_cmpint(status_of(0, 0), ==, EXIT_FAILURE);
	g_assert_cmpint(status_of(1, 0), ==, EX_TEMPFAIL);
	g_assert_cmpint(status_of(2, 1), ==, EX_TEMPFAIL);
	g_assert_cmpint(status_of(2, 2), ==, EXIT_FAILURE);
}

static void
test_profile(void)
{
	static const char *const bad[] = { "a/b", ".", "..", ".hidden", "a\nb" };
	g_autoptr(GError) error = NULL;

	g_unsetenv("NOTMUCH_PROFILE");
	g_assert_cmpstr(mailbox_profile(&error), ==, "default");
	g_setenv("NOTMUCH_PROFILE", "", TRUE);
	g_assert_cmpstr(mailbox_profile(&error), ==, "default");
	g_setenv("NOTMUCH_PROFILE", "work", TRUE);
	g_assert_cmpstr(mailbox_profile(&error), ==, "work");
	for (gsize i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_setenv("NOTMUCH_PROFILE", bad[i], TRUE);
		g_assert_null(mailbox_profile(&error));
		g_assert_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE);
		g_clear_error(&error);
	}
}

enum { N_MAILS = 9 };

/* A mail store in a new folder, whose path is returned, new: its messages are 0@x.example
 * and so on, and some were tagged later, the last before the first. */
static char *
make_store(void)
{
	char *folder = g_dir_make_tmp("mailbox-XXXXXX", NULL);
	notmuch_database_t *db = NULL;

	g_assert_cmpint(notmuch_database_create_with_config(folder, "", NULL, &db, NULL),
		==, NOTMUCH_STATUS_SUCCESS);
	for (int i = 0; i < N_MAILS; i++) {
		g_autofree char *path = g_strdup_printf("%s/%d", folder, i);
		g_autofree char *text = g_strdup_printf(
			"From: ada@example.org\nMessage-ID: <%d@x.example>\n\nx\n", i);

		g_assert_true(g_file_set_contents(path, text, -1, NULL));
		g_assert_cmpint(notmuch_database_index_file(db, path, NULL, NULL), ==,
			NOTMUCH_STATUS_SUCCESS);
	}
	for (int i = N_MAILS - 1; i > 0; i -= 3) {
		g_autoptr(notmuch_message_t) message = NULL;
		g_autofree char *id = g_strdup_printf("%d@x.example", i);

		notmuch_database_find_message(db, id, &message);
		notmuch_message_add_tag(message, "met");
	}
	g_assert_cmpint(notmuch_database_destroy(db), ==, NOTMUCH_STATUS_SUCCESS);
	return folder;
}

typedef struct {
	unsigned met[N_MAILS];
	unsigned n, stop_after;
} Visits;

static bool
meet(const MailboxMessage *message, gpointer data, G_GNUC_UNUSED GError **error)
{
	Visits *visits = data;

	visits->met[g_ascii_strtoull(message->id, NULL, 10)]++;
	return ++visits->n != visits->stop_after;
}

/* How a walk in parts differs from one that is whole. */
static void
check_parts(Mailbox *mailbox, MailboxWalk walk)
{
	Visits whole = { 0 };

	walk.part = 1000;
	g_assert_true(mailbox_walk(mailbox, &walk, NULL, meet, &whole, NULL));
	for (walk.part = 1; walk.part <= N_MAILS; walk.part++) {
		Visits parts = { 0 }, some = { .stop_after = 3 };

		g_assert_true(mailbox_walk(mailbox, &walk, NULL, meet, &parts, NULL));
		g_assert_cmpmem(parts.met, sizeof parts.met, whole.met, sizeof whole.met);
		g_assert_true(mailbox_walk(mailbox, &walk, NULL, meet, &some, NULL));
		g_assert_cmpuint(some.n, ==, MIN(whole.n, 3));
	}
}

static void
remove_store(const char *folder)
{
	g_autofree char *command = g_strdup_printf("rm -r %s", folder);

	g_assert_cmpint(system(command), ==, 0);
}

static void
test_parts(void)
{
	g_autofree char *folder = make_store();
	g_autoptr(Mailbox) mailbox = NULL;
	g_autoptr(GError) error = NULL;
	const char *uuid = NULL;
	uint64_t last = 0;

	g_unsetenv("NOTMUCH_PROFILE");
	g_setenv("NOTMUCH_DATABASE", folder, TRUE);
	mailbox = mailbox_open("", MAILBOX_READ, NULL, &error);
	g_assert_no_error(error);
	last = mailbox_revision(mailbox, &uuid);
	check_parts(mailbox, (MailboxWalk){ 0 });
	check_parts(mailbox, (MailboxWalk){ .query = "tag:met or id:0@x.example" });
	for (uint64_t since = 1; since <= last + 1; since++) {
		check_parts(mailbox, (MailboxWalk){ .since = since });
		check_parts(mailbox, (MailboxWalk){ .query = "tag:met or id:0@x.example",
					     .since = since });
	}
	remove_store(folder);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/mailbox/guard", test_guard);
	g_test_add_func("/mailbox/profile", test_profile);
	g_test_add_func("/mailbox/parts", test_parts);
	return g_test_run();
}
