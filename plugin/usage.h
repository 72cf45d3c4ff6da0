#pragma once

#include <glib.h>
#include <stdbool.h>

/* Complaints about the command line, all CADENCE_ERROR_USAGE. */

/* Always false, so that it can be returned. */
bool usage_fail(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Whether, after cli_options(), `argc` and `argv` hold `n` arguments, `what` in words. */
bool usage_arguments(int argc, char *argv[], int n, const char *what, GError **error);

/* The value of --limit while it is not given; what else is negative is refused. */
#define USAGE_NO_LIMIT G_MININT
bool usage_limit(int limit, GError **error);
