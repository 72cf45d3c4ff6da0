#pragma once

#include <glib.h>
#include <stdbool.h>

#include "lib/when.h"

/* The command line: what all three programs have in common. The only module with state of
 * its own (the running command), and the only one that prints errors. */

/* One subcommand: a constant defined in its own file and listed once, in the program's
 * main.c. The same rows give dispatch, --help and completion. */
typedef struct {
	const char *name;     /* as typed; NULL in a program without subcommands */
	const char *synopsis; /* what follows the options, as in the man page */
	const char *summary;  /* one line, lower case, no full stop */
	bool (*run)(int argc, char *argv[], GError **error);
} Command;

/* Runs the command named by argv[1] (the first row if there is none, or if argv[1] is an
 * option of its own), of `commands`, which ends with NULL. Handles --help, help,
 * --version and the hidden --list-commands. Ignores SIGPIPE and SIGXFSZ, sets the locale,
 * makes failed writes to standard output an error. Prints errors to stderr as
 * "program: message". Returns the exit status for main(). */
int cli_main(int argc, char *argv[], const Command *const *commands);

/* The options every program takes after its command's name; cli_options() adds them. */
typedef struct {
	char *config; /* --config=FILE: NULL as notmuch finds it */
	char *uuid;   /* --uuid=HEX, or NULL */
	Instant now;  /* --now=DATE, CADENCE_NOW, or the clock */
} CliCommon;

/* Parses `options` (NULL-ended) and the common ones out of argc/argv for the running
 * command and leaves the positional arguments from argv[1] on. Free text is taken with
 * G_OPTION_ARG_FILENAME: G_OPTION_ARG_STRING fails on non-ASCII bytes in the C locale,
 * which is the locale of hooks and cron. All errors are CADENCE_ERROR_USAGE. */
bool cli_options(const GOptionEntry *options, int *argc, char ***argv, GError **error);

/* As cli_options() set it. Borrowed, static. */
const CliCommon *cli_common(void);

/* Whether SIGINT or SIGTERM arrived since cli_catch_interrupts(). Async-safe to poll. */
void cli_catch_interrupts(void);
bool cli_interrupted(void);
