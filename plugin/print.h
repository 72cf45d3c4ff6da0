#pragma once

#include <glib.h>
#include <stdbool.h>

#include "lib/when.h"

/* Structured output as notmuch writes it: JSON, or S-expressions with (:key value …) maps.
 * Strings are made valid UTF-8 and safe for their syntax. Everything goes to standard
 * output, with a final newline. */

typedef enum { FORMAT_TEXT, FORMAT_TEXT0, FORMAT_JSON, FORMAT_SEXP } Format;

/* The options --format and --format-version of a command that reads. */
typedef struct {
	char *name;  /* NULL: text */
	int version; /* 0: newest */
} FormatOptions;

/* Rows for a command's GOptionEntry table. */
#define FORMAT_OPTIONS(options)                                                            \
	{ "format", 0, 0, G_OPTION_ARG_STRING, &(options).name,                            \
		"how to write the answer: text, json or sexp", "FORMAT" },                 \
	{                                                                                  \
		"format-version", 0, 0, G_OPTION_ARG_INT, &(options).version,              \
			"version of json and sexp expected (1)", "N"                       \
	}

/* CADENCE_ERROR_USAGE for a name not in `allowed` (bits 1 << Format), _TOO_OLD or _TOO_NEW
 * for the version. Frees options->name. */
bool format_parse(
	FormatOptions *options, unsigned allowed, Format *ret_format, GError **error);

typedef struct Printer Printer;

Printer *printer_new(Format format); /* FORMAT_JSON or FORMAT_SEXP */
void printer_free(Printer *printer); /* writes the end */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Printer, printer_free)

void print_begin_map(Printer *printer);
void print_end_map(Printer *printer);
void print_begin_list(Printer *printer);
void print_end_list(Printer *printer);
void print_key(Printer *printer, const char *key);
void print_string(Printer *printer, const char *value); /* NULL: null */
void print_int(Printer *printer, int64_t value);
void print_real(Printer *printer, double value); /* at most 2 decimals; NaN: null */
void print_bool(Printer *printer, bool value);
void print_null(Printer *printer);
void print_instant(Printer *printer, Instant value);       /* WHEN_NEVER: null */
void print_strings(Printer *printer, char *const *values); /* a list of them */
