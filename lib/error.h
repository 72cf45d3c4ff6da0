#pragma once

#include <glib.h>

/* Every failure the user can meet, named by what they can do about it.
 * Library functions report through GError in this domain and print nothing;
 * cli_main() alone prints the message and turns the code into an exit status.
 * A message says what happened, to what, and what to do; it ends without a full stop. */
#define CADENCE_ERROR cadence_error_quark()
GQuark cadence_error_quark(void);

typedef enum {
	CADENCE_ERROR_USAGE,  /* 64: fix the command line */
	CADENCE_ERROR_DATA,   /* 65: fix the input: a file to import, a message on a pipe */
	CADENCE_ERROR_MAIL,   /* 69: the notmuch database cannot be read or written */
	CADENCE_ERROR_CREATE, /* 73: the store or an output file cannot be made */
	CADENCE_ERROR_STORE, /* 74: the store cannot be read or written, or the disk is full
			      */
	CADENCE_ERROR_BUSY,  /* 75: locked by another process: run again later */
	CADENCE_ERROR_CONFIG,  /* 78: fix the notmuch configuration */
	CADENCE_ERROR_TOO_OLD, /* 20: --format-version is no longer written (as notmuch) */
	CADENCE_ERROR_TOO_NEW, /* 21: --format-version is not known yet (as notmuch) */
	CADENCE_ERROR_INTERRUPT, /* 130: SIGINT or SIGTERM; what was done is kept */
} CadenceError;

/* The exit status (sysexits.h) for `error`, or EXIT_SUCCESS for NULL.
 * Errors of foreign domains that reach main are command-line errors. */
int cadence_error_exit_status(const GError *error);
