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

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/mailbox/guard", test_guard);
	g_test_add_func("/mailbox/profile", test_profile);
	return g_test_run();
}
