#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/usage.h"

static bool
parse_future(char *const *words, Instant *ret_until, GError **error)
{
	Instant now = cli_common()->now;
	g_autofree char *text = change_text(words);

	if (!when_parse(text, now, ret_until, error))
		return false;
	return *ret_until > now ||
	       usage_fail(error, "\"%s\" is not in the future: snooze until when?", text);
}

static bool
run(int argc, char *argv[], GError **error)
{
	const GOptionEntry options[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
	g_auto(Change) change = { NULL, NULL };
	g_autofree char *date = NULL;
	Instant until;

	if (!cli_options(options, &argc, &argv, error))
		return false;
	if (argc < 3)
		return usage_fail(error, "snooze takes a contact and a time, as in "
					 "\"snooze ada 2 weeks\"");
	if (!parse_future(argv + 2, &until, error) ||
		!change_begin(argv[0], argv[1], &change, error))
		return false;
	change.contact->snoozed_until = until;
	if (!change_save(&change, error))
		return false;
	date = change_when(until);
	change_say(change.contact, "not suggested until %s", date);
	return true;
}

const Command cmd_snooze = {
	.name = "snooze",
	.synopsis = "WHO WHEN",
	.summary = "suggest somebody no more until a date",
	.run = run,
};
