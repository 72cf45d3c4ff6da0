#include <stdio.h>
#include <string.h>

#include "lib/error.h"
#include "lib/session.h"
#include "plugin/commands.h"
#include "plugin/usage.h"

/* Whole or not at all, for the user's eyes alone. */
static bool
write_file(const char *path, const char *text, GError **error)
{
	g_autoptr(GError) cause = NULL;

	if (g_file_set_contents_full(path, text, -1,
		    G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
		    &cause))
		return true;
	g_set_error_literal(error, CADENCE_ERROR, CADENCE_ERROR_CREATE, cause->message);
	return false;
}

static bool
run(int argc, char *argv[], GError **error)
{
	g_autofree char *format = NULL;
	const GOptionEntry options[] = {
		{ "format", 0, 0, G_OPTION_ARG_FILENAME, &format, "json", "FORMAT" },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_autoptr(Session) session = NULL;
	g_autofree char *text = NULL;

	if (!cli_options(options, &argc, &argv, error))
		return false;
	if (argc > 2)
		return usage_arguments(argc, argv, 1, "one file at most", error);
	if (format != NULL && strcmp(format, "json") != 0)
		return usage_fail(error, "export writes json, not \"%s\"", format);
	session = session_open(SESSION_STORE, STORE_READ, error);
	text = session == NULL ? NULL : store_export(session->store, error);
	if (text == NULL)
		return false;
	if (argc == 2 && strcmp(argv[1], "-") != 0)
		return write_file(argv[1], text, error);
	fputs(text, stdout);
	return true;
}

const Command cmd_export = {
	.name = "export",
	.synopsis = "[FILE]",
	.summary = "write all that you entered, to keep or to move it",
	.run = run,
};
