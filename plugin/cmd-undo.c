#include <stdio.h>

#include "lib/text.h"
#include "plugin/commands.h"
#include "plugin/usage.h"
#include "plugin/who.h"
#include "plugin/wording.h"

static bool
run(int argc, char *argv[], GError **error)
{
	const GOptionEntry options[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
	g_autoptr(Session) session = NULL;
	g_autofree char *what = NULL;
	g_autofree char *visible = NULL;
	g_autofree char *ago = NULL;
	Instant date;

	if (!cli_options(options, &argc, &argv, error) ||
		!usage_arguments(argc, argv, 0, "no argument", error))
		return false;
	session = session_open(SESSION_STORE, STORE_WRITE, error);
	if (session == NULL || !store_undo(session->store, &what, &date, error))
		return false;
	if (what == NULL)
		return usage_fail(error, "there is no change to take back");
	if (!who_refresh(session, error))
		return false;
	visible = text_visible(what);
	ago = wording_ago(date, cli_common()->now);
	printf("taken back: %s (%s)\n", visible, ago);
	return true;
}

const Command cmd_undo = {
	.name = "undo",
	.synopsis = "",
	.summary = "take back the last change, then the one before",
	.run = run,
};
