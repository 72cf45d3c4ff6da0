#include <stdio.h>

#include "indexer/holidays.h"
#include "indexer/scan.h"
#include "lib/cli.h"
#include "lib/error.h"
#include "lib/mime.h"
#include "lib/refresh.h"
#include "lib/session.h"
#include "lib/text.h"

/* More than there are processors: most of the time a worker waits for the disk. */
enum { DEFAULT_WORKERS = 8, MAX_WORKERS = 64 };

typedef struct {
	gboolean full, prune, quiet;
	int workers;
} Options;

static bool
parse(int argc, char *argv[], Options *options, GError **error)
{
	const GOptionEntry entries[] = {
		{ "full", 0, 0, G_OPTION_ARG_NONE, &options->full,
			"read every message again", NULL },
		{ "prune", 0, 0, G_OPTION_ARG_NONE, &options->prune,
			"withdraw what mail gave that has left the mail store", NULL },
		{ "quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet,
			"say nothing but errors", NULL },
		{ "workers", 0, 0, G_OPTION_ARG_INT, &options->workers,
			"read mail files with N threads", "N" },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	if (!cli_options(entries, &argc, &argv, error))
		return false;
	if (argc > 1) {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"no argument is expected, but there is \"%s\"", argv[1]);
		return false;
	}
	if (options->workers < 1 || options->workers > MAX_WORKERS) {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"--workers takes a number from 1 to %d", MAX_WORKERS);
		return false;
	}
	return true;
}

/* Without an address of the user nobody can tell who wrote to whom. */
static bool
check_user(const Settings *settings, GError **error)
{
	if (settings_knows_user(settings))
		return true;
	g_set_error_literal(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
		"the notmuch configuration does not say who you are: "
		"run notmuch config set user.primary_email YOU@YOUR.DOMAIN");
	return false;
}

static const char *
mail_root(const Config *config)
{
	const char *root = g_hash_table_lookup(config->values, "database.mail_root");

	return root != NULL ? root : "";
}

static bool
announce(Mailbox *mailbox, const Plan *plan, GError **error)
{
	g_autofree char *number = NULL;
	unsigned count = 0;

	if (plan->why == NULL)
		return true;
	if (!mailbox_count(mailbox, &count, error))
		return false;
	number = summary_number(count);
	fprintf(stderr, "%s: %s: reading all %s messages again\n", g_get_prgname(),
		plan->why, number);
	return true;
}

static bool
hint(Session *session, GError **error)
{
	g_autofree char *line = NULL;
	g_autofree char *visible = NULL;

	if (!sent_hint(session->store, session->settings, &line, error))
		return false;
	visible = line != NULL ? text_visible(line) : NULL;
	if (visible != NULL)
		fprintf(stderr, "%s: %s\n", g_get_prgname(), visible);
	return true;
}

static bool
scan(Session *session, const Options *options, Summary *summary, GError **error)
{
	g_auto(Plan) plan = { 0 };
	g_auto(Sent) sent = { 0 };
	g_autoptr(MimeCharsets) charsets = NULL;
	ScanContext context = { session->store, session->mailbox, session->settings,
		cli_common()->now, options->workers, options->quiet, options->prune, NULL };

	if (!plan_make(session->store, session->mailbox, session->settings, options->full,
		    &plan, error))
		return false;
	if (plan.nothing && !options->prune)
		return scan_meetings(&context, error);
	if (plan.full && !options->quiet && !announce(session->mailbox, &plan, error))
		return false;
	sent_init(&sent, mail_root(session->config));
	context.sent = &sent;
	if (plan.full)
		charsets = mime_hold_charsets();
	return scan_run(&context, &plan, summary, error);
}

/* All that a run writes is made from the mail, and can be made again. */
static bool
run(int argc, char *argv[], GError **error)
{
	Options options = { .workers = DEFAULT_WORKERS };
	g_autoptr(Session) session = NULL;
	g_auto(Summary) summary = { 0 };
	g_autofree char *line = NULL;

	if (!parse(argc, argv, &options, error))
		return false;
	session = session_open(
		options.full ? SESSION_ADOPT : SESSION_MAIL, STORE_WRITE, error);
	if (session == NULL || !check_user(session->settings, error) ||
		!session_load_relays(session, error) || !store_relax(session->store, error))
		return false;
	cli_catch_interrupts();
	summary_init(&summary);
	if (!scan(session, &options, &summary, error) ||
		!holidays_update(session->store, cli_common()->now, error) ||
		!refresh_clocks(session->store, session->mailbox, NULL, error) ||
		(!options.quiet && !hint(session, error)))
		return false;
	line = summary_line(&summary);
	if (!options.quiet)
		puts(line);
	return true;
}

int
main(int argc, char *argv[])
{
	static const Command command = {
		.synopsis = "",
		.summary = "record who wrote to whom and when, from the notmuch database",
		.run = run,
	};
	static const Command *const commands[] = { &command, NULL };

	return cli_main(argc, argv, commands);
}
