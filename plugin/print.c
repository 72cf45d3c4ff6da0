#include "plugin/print.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "lib/error.h"

enum { VERSION = 1 }; /* of the structures, as --format-version asks for them */

static const char *const format_names[] = {
	[FORMAT_TEXT] = "text",
	[FORMAT_TEXT0] = "text0",
	[FORMAT_JSON] = "json",
	[FORMAT_SEXP] = "sexp",
};

static bool
check_version(int version, GError **error)
{
	if (version < 0) {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_TOO_OLD,
			"format version %d is no longer written: this program writes %d",
			version, VERSION);
		return false;
	}
	if (version > VERSION) {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_TOO_NEW,
			"format version %d is not known yet: this program writes %d",
			version, VERSION);
		return false;
	}
	return true;
}

static bool
fail_format(const char *name, unsigned allowed, GError **error)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(format_names); i++)
		if ((allowed & 1u << i) != 0)
			g_string_append_printf(
				names, "%s%s", names->len > 0 ? ", " : "", format_names[i]);
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"this command does not write --format=%s: it writes %s", name, names->str);
	return false;
}

bool
format_parse(FormatOptions *options, unsigned allowed, Format *ret_format, GError **error)
{
	g_autofree char *name = g_steal_pointer(&options->name);

	if (!check_version(options->version, error))
		return false;
	if (name == NULL) {
		*ret_format = FORMAT_TEXT;
		return true;
	}
	for (guint i = 0; i < G_N_ELEMENTS(format_names); i++) {
		if ((allowed & 1u << i) != 0 && strcmp(name, format_names[i]) == 0) {
			*ret_format = (Format)i;
			return true;
		}
	}
	return fail_format(name, allowed, error);
}

struct Printer {
	bool sexp;
	bool after_key;     /* a value follows its key: no separator */
	GByteArray *filled; /* for each open map or list: has it an element yet? */
};

Printer *
printer_new(Format format)
{
	Printer *printer = g_new0(Printer, 1);

	g_assert(format == FORMAT_JSON || format == FORMAT_SEXP);
	printer->sexp = format == FORMAT_SEXP;
	printer->filled = g_byte_array_new();
	return printer;
}

void
printer_free(Printer *printer)
{
	putchar('\n');
	g_byte_array_unref(printer->filled);
	g_free(printer);
}

/* What stands between two elements: those of the outermost list are a line each. */
static void
separate(Printer *printer)
{
	guint depth = printer->filled->len;

	if (depth > 0 && !printer->after_key) {
		guint8 *filled = &printer->filled->data[depth - 1];

		if (*filled)
			fputs(printer->sexp ? "" : ",", stdout);
		if (*filled)
			putchar(depth == 1 ? '\n' : ' ');
		*filled = true;
	}
	printer->after_key = false;
}

static void
begin(Printer *printer, char json)
{
	static const guint8 empty = false;

	separate(printer);
	putchar(printer->sexp ? '(' : json);
	g_byte_array_append(printer->filled, &empty, 1);
}

static void
end(Printer *printer, char json)
{
	putchar(printer->sexp ? ')' : json);
	g_byte_array_set_size(printer->filled, printer->filled->len - 1);
}

void
print_begin_map(Printer *printer)
{
	begin(printer, '{');
}

void
print_end_map(Printer *printer)
{
	end(printer, '}');
}

void
print_begin_list(Printer *printer)
{
	begin(printer, '[');
}

void
print_end_list(Printer *printer)
{
	end(printer, ']');
}

void
print_key(Printer *printer, const char *key)
{
	separate(printer);
	printf(printer->sexp ? ":%s " : "\"%s\": ", key);
	printer->after_key = true;
}

/* Besides what JSON forbids, what breaks terminals and scripts that include it: DEL, C1 and
 * the line separators of JavaScript. */
static void
put_json(const char *valid)
{
	for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c == '"' || c == '\\')
			printf("\\%c", (char)c);
		else if (c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x2028 || c == 0x2029)
			printf("\\u%04x", c);
		else
			fwrite(p, 1, (gsize)(g_utf8_next_char(p) - p), stdout);
	}
}

static void
put_sexp(const char *valid)
{
	for (const char *p = valid; *p != '\0'; p++) {
		if (*p == '"' || *p == '\\')
			putchar('\\');
		putchar(*p);
	}
}

void
print_string(Printer *printer, const char *value)
{
	g_autofree char *valid = NULL;

	if (value == NULL) {
		print_null(printer);
		return;
	}
	valid = g_utf8_make_valid(value, -1);
	separate(printer);
	putchar('"');
	(printer->sexp ? put_sexp : put_json)(valid);
	putchar('"');
}

void
print_int(Printer *printer, int64_t value)
{
	separate(printer);
	printf("%" G_GINT64_FORMAT, value);
}

void
print_real(Printer *printer, double value)
{
	char text[64];
	gsize length;

	if (!isfinite(value)) {
		print_null(printer);
		return;
	}
	separate(printer);
	g_snprintf(text, sizeof text, "%.2f", value);
	length = strlen(text);
	while (text[length - 1] == '0')
		length--;
	if (text[length - 1] == '.')
		length--;
	text[length] = '\0';
	fputs(strcmp(text, "-0") == 0 ? "0" : text, stdout);
}

void
print_bool(Printer *printer, bool value)
{
	separate(printer);
	if (printer->sexp)
		fputs(value ? "t" : "nil", stdout);
	else
		fputs(value ? "true" : "false", stdout);
}

void
print_null(Printer *printer)
{
	separate(printer);
	fputs(printer->sexp ? "nil" : "null", stdout);
}

void
print_instant(Printer *printer, Instant value)
{
	if (value == WHEN_NEVER)
		print_null(printer);
	else
		print_int(printer, value);
}

void
print_strings(Printer *printer, char *const *values)
{
	print_begin_list(printer);
	for (guint i = 0; values[i] != NULL; i++)
		print_string(printer, values[i]);
	print_end_list(printer);
}
