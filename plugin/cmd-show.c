#include "plugin/card.h"
#include "plugin/commands.h"
#include "plugin/usage.h"
#include "plugin/who.h"

static bool
write_answer(Session *session, const Suggestion *clocks, Format format, GError **error)
{
	Instant now = cli_common()->now;
	g_autoptr(Printer) printer = NULL;

	if (format == FORMAT_TEXT)
		return card_write(session, clocks, now, error);
	printer = printer_new(format);
	return card_print(printer, session->store, clocks, now, error);
}

static bool
run(int argc, char *argv[], GError **error)
{
	FormatOptions format_options = { 0 };
	const GOptionEntry options[] = {
		FORMAT_OPTIONS(format_options),
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_autoptr(Session) session = NULL;
	g_autoptr(Contact) contact = NULL;
	g_autoptr(Candidate) candidate = NULL;
	ReplyTimes global = { 0 };
	Suggestion clocks;
	Format format;

	if (!cli_options(options, &argc, &argv, error) ||
		!format_parse(&format_options,
			1 << FORMAT_TEXT | 1 << FORMAT_JSON | 1 << FORMAT_SEXP, &format,
			error) ||
		!usage_arguments(argc, argv, 1, "one contact", error))
		return false;
	session = session_open(SESSION_STORE, STORE_READ, error);
	if (session == NULL)
		return false;
	contact = who_find(session->store, argv[1], error);
	if (contact == NULL)
		return false;
	candidate = store_candidate(session->store, contact->id, cli_common()->now, error);
	if (candidate == NULL || !store_reply_times(session->store, &global, error))
		return false;
	clocks = suggest_evaluate(candidate, &global, cli_common()->now);
	return write_answer(session, &clocks, format, error);
}

const Command cmd_show = {
	.name = "show",
	.synopsis = "WHO",
	.summary = "all there is to know about one contact",
	.run = run,
};
