#include "plugin/output.h"

#include <stdio.h>
#include <string.h>

#include "lib/error.h"
#include "lib/text.h"

static const struct {
	const char *name;
	const char *prefix; /* in text: makes it a query of notmuch */
} outputs[] = {
	[OUTPUT_SUMMARY] = { "summary", "" },
	[OUTPUT_MESSAGES] = { "messages", "id:" },
	[OUTPUT_THREADS] = { "threads", "thread:" },
	[OUTPUT_IDS] = { "ids", "" },
};

static bool
fail_output(const char *name, unsigned allowed, GError **error)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint i = 0; i < G_N_ELEMENTS(outputs); i++)
		if ((allowed & 1u << i) != 0)
			g_string_append_printf(
				names, "%s%s", names->len > 0 ? ", " : "", outputs[i].name);
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"this command has no --output=%s: it has %s", name, names->str);
	return false;
}

static bool
find_output(const char *name, unsigned allowed, Output *ret_output)
{
	for (guint i = 0; i < G_N_ELEMENTS(outputs); i++) {
		if ((allowed & 1u << i) != 0 && strcmp(name, outputs[i].name) == 0) {
			*ret_output = (Output)i;
			return true;
		}
	}
	return false;
}

bool
output_parse(
	char **name, unsigned allowed, Format format, Output *ret_output, GError **error)
{
	g_autofree char *word = g_steal_pointer(name);
	Output output = OUTPUT_SUMMARY;

	if (word != NULL && !find_output(word, allowed, &output))
		return fail_output(word, allowed, error);
	if (output == OUTPUT_SUMMARY && format == FORMAT_TEXT0) {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"--format=text0 writes no summary: add --output=ids");
		return false;
	}
	*ret_output = output;
	return true;
}

static void
put_value(Output output, Format format, const char *value)
{
	g_autofree char *visible = NULL;

	if (format == FORMAT_TEXT0) {
		printf("%s%s%c", outputs[output].prefix, value, '\0');
		return;
	}
	visible = text_visible(value);
	printf("%s%s\n", outputs[output].prefix, visible);
}

void
output_values(Output output, Format format, const GPtrArray *values)
{
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	bool text = format == FORMAT_TEXT || format == FORMAT_TEXT0;
	g_autoptr(Printer) printer = text ? NULL : printer_new(format);

	if (!text)
		print_begin_list(printer);
	for (guint i = 0; i < values->len; i++) {
		char *value = g_ptr_array_index(values, i);

		if (!g_hash_table_add(seen, value))
			continue;
		if (text)
			put_value(output, format, value);
		else
			print_string(printer, value);
	}
	if (!text)
		print_end_list(printer);
}
