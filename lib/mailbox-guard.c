#include "lib/mailbox-private.h"

#include <stdlib.h>
#include <string.h>
#include <sysexits.h>
#include <unistd.h>

/* File-scope state, because atexit() passes none. */
static gint walks;

static void
say(const char *text)
{
	ssize_t written = write(STDERR_FILENO, text, strlen(text));

	(void)written; /* nobody is left to be told */
}

/* Runs inside libnotmuch's exit(1). Nothing is lost: the store's open transaction is rolled
 * back by the next who opens it. */
static void
leave(void)
{
	if (g_atomic_int_get(&walks) == 0)
		return;
	say(g_get_prgname() ? g_get_prgname() : "notmuch-cadence");
	say(": the notmuch database changed while it was read: run again\n");
	_exit(EX_TEMPFAIL);
}

void
mailbox_guard_begin(void)
{
	static gsize registered;

	if (g_once_init_enter(&registered)) {
		atexit(leave);
		g_once_init_leave(&registered, 1);
	}
	g_atomic_int_inc(&walks);
}

void
mailbox_guard_end(void)
{
	g_atomic_int_add(&walks, -1);
}
