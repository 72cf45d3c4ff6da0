#pragma once

#include <glib.h>

#include "plugin/print.h"

/* The option --output: what of the answer is wanted, as notmuch search has it. */

typedef enum { OUTPUT_SUMMARY, OUTPUT_MESSAGES, OUTPUT_THREADS, OUTPUT_IDS } Output;

/* Reads `name` (NULL: summary), one of `allowed` (bits 1 << Output). CADENCE_ERROR_USAGE
 * names those; also for text0, which summaries cannot be written in. Frees *name. */
bool output_parse(
	char **name, unsigned allowed, Format format, Output *ret_output, GError **error);

/* Writes `values` (of strings), each once: a line or, in text0, a NUL-ended string each,
 * with "id:" or "thread:" in front as notmuch writes them; a list in JSON and sexp. */
void output_values(Output output, Format format, const GPtrArray *values);
