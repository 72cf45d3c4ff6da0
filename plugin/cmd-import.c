#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "lib/error.h"
#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/usage.h"
#include "plugin/who.h"

enum { MAX_BYTES = 64 << 20 };

static GString *
fail(const char *path, const char *why, GError **error)
{
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_DATA, "cannot import %s: %s", path,
		why);
	return NULL;
}

static GString *
read_stream(FILE *stream, const char *path, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);
	char chunk[64 << 10];
	gsize n;

	while ((n = fread(chunk, 1, sizeof chunk, stream)) > 0) {
		g_string_append_len(text, chunk, (gssize)n);
		if (text->len > MAX_BYTES)
			return fail(path, "it is too large to be an export", error);
	}
	return ferror(stream) ? fail(path, g_strerror(errno), error)
			      : g_steal_pointer(&text);
}

static GString *
read_input(const char *path, GError **error)
{
	FILE *file;
	GString *text;

	if (strcmp(path, "-") == 0)
		return read_stream(stdin, "standard input", error);
	file = fopen(path, "re");
	if (file == NULL)
		return fail(path, g_strerror(errno), error);
	text = read_stream(file, path, error);
	fclose(file);
	return text;
}

static bool
run(int argc, char *argv[], GError **error)
{
	const GOptionEntry options[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
	g_autoptr(GString) text = NULL;
	g_autoptr(Session) session = NULL;
	guint contacts = 0;

	if (!cli_options(options, &argc, &argv, error) ||
		!usage_arguments(argc, argv, 1, "one file, or - for standard input", error))
		return false;
	text = read_input(argv[1], error);
	session = text == NULL ? NULL : session_open(SESSION_STORE, STORE_WRITE, error);
	if (session == NULL)
		return false;
	change_remember(session->store, "import", argv[1]);
	if (!store_import(session->store, text->str, text->len, &contacts, error) ||
		!who_refresh(session, error))
		return false;
	printf("imported %u %s\n", contacts, contacts == 1 ? "contact" : "contacts");
	return true;
}

const Command cmd_import = {
	.name = "import",
	.synopsis = "FILE",
	.summary = "read what export wrote; nothing is deleted",
	.run = run,
};
