#include <string.h>

#include "lib/cli-private.h"
#include "lib/error.h"

static CliCommon common;

static gboolean
take_help(const char *option, const char *value, gpointer data, GError **error)
{
	(void)option, (void)value, (void)data;
	g_set_error_literal(error, CLI_HELP, 0, "");
	return FALSE;
}

/* "notmuch-cadence suggest": what the help and its readers call the running command. */
static void
name_command(void)
{
	const char *command = cli_running()->name;
	g_autofree char *name = g_strjoin(" ", g_get_prgname(), command, NULL);

	g_set_prgname(name);
}

/* GOption's messages say what is wrong; ours must say what to do, too. */
static bool
fail_options(GOptionContext *context, const GError *cause, GError **error)
{
	name_command();
	if (cause->domain == CLI_HELP) {
		g_autofree char *help = g_option_context_get_help(context, TRUE, NULL);

		g_set_error_literal(error, CLI_HELP, 0, help);
	} else {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"%s: see \"%s --help\"", cause->message, g_get_prgname());
	}
	return false;
}

/* GOption leaves "--" where an argument behind it begins with a dash. */
static void
drop_separator(int *argc, char **argv)
{
	int i = 1;

	while (i < *argc && strcmp(argv[i], "--") != 0)
		i++;
	if (i == *argc)
		return;
	for (; i < *argc; i++)
		argv[i] = argv[i + 1];
	(*argc)--;
}

bool
cli_options(const GOptionEntry *options, int *argc, char ***argv, GError **error)
{
	g_autofree char *now = NULL;
	const GOptionEntry shared[] = {
		{ "config", 0, 0, G_OPTION_ARG_FILENAME, &common.config,
			"use this notmuch configuration", "FILE" },
		{ "uuid", 0, 0, G_OPTION_ARG_FILENAME, &common.uuid,
			"fail unless the notmuch database has this UUID", "HEX" },
		{ "now", 0, 0, G_OPTION_ARG_FILENAME, &now,
			"take this for the present: ISO 8601 or @SECONDS", "DATE" },
		{ "help", 'h', G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK,
			(gpointer)take_help, "show this help", NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_autoptr(GOptionContext) context = g_option_context_new(cli_running()->synopsis);
	g_autoptr(GError) cause = NULL;

	g_option_context_set_summary(context, cli_running()->summary);
	g_option_context_set_help_enabled(context, FALSE);
	g_option_context_add_main_entries(context, options, NULL);
	g_option_context_add_main_entries(context, shared, NULL);
	if (!g_option_context_parse(context, argc, argv, &cause))
		return fail_options(context, cause, error);
	drop_separator(argc, *argv);
	return when_now(now, &common.now, error);
}

const CliCommon *
cli_common(void)
{
	return &common;
}
