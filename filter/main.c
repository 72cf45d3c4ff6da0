#include <stdlib.h>

#include "filter/deliver.h"
#include "filter/tag.h"
#include "lib/cli.h"
#include "lib/error.h"

typedef struct {
	gboolean quiet, pipe, match, print_tags, strict;
} Options;

static bool
check(const Options *options, int n_arguments, GError **error)
{
	int shapes = options->pipe + options->match + options->print_tags;

	if (shapes > 1)
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"--pipe, --match and --print-tags exclude each other: give one");
	else if (shapes == 1 && n_arguments > 0)
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"at delivery the message comes on standard input: give no query");
	else if (shapes == 0 && options->strict)
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"--strict goes with --pipe, --match or --print-tags");
	else
		return true;
	return false;
}

/* "No" is an answer, not a failure: it has a status and no message. */
static bool
match(bool strict, GError **error)
{
	bool tracked;

	if (!deliver_match(strict, &tracked, error))
		return false;
	if (!tracked)
		exit(EXIT_FAILURE);
	return true;
}

static bool
run(int argc, char *argv[], GError **error)
{
	Options options = { 0 };
	const GOptionEntry entries[] = {
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &options.quiet,
			"say nothing but errors", NULL },
		{ "pipe", 0, 0, G_OPTION_ARG_NONE, &options.pipe,
			"copy a message from standard input, marked with X-Cadence", NULL },
		{ "match", 0, 0, G_OPTION_ARG_NONE, &options.match,
			"exit 0 if the message is from a tracked contact, else 1", NULL },
		{ "print-tags", 0, 0, G_OPTION_ARG_NONE, &options.print_tags,
			"print the tags of the message for notmuch insert", NULL },
		{ "strict", 0, 0, G_OPTION_ARG_NONE, &options.strict,
			"at delivery: exit 75 on trouble instead of passing mail on",
			NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_autofree char *query = NULL;

	if (!cli_options(entries, &argc, &argv, error) || !check(&options, argc - 1, error))
		return false;
	if (options.pipe)
		return deliver_pipe(options.strict, error);
	if (options.match)
		return match(options.strict, error);
	if (options.print_tags)
		return deliver_print_tags(options.strict, error);
	query = argc > 1 ? g_strjoinv(" ", argv + 1) : NULL;
	return tag_run(query, options.quiet, error);
}

int
main(int argc, char *argv[])
{
	static const Command self = {
		.synopsis = "[QUERY…]",
		.summary = "tag mail from tracked contacts, and what to answer next",
		.run = run,
	};
	static const Command *const commands[] = { &self, NULL };

	return cli_main(argc, argv, commands);
}
