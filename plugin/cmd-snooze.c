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

/* The next reminder that would come before `until`. */
static const Reminder *
kept_back(const Candidate *candidate, Instant until)
{
	for (guint i = 0; i < candidate->reminders->len; i++) {
		const Reminder *reminder = candidate->reminders->pdata[i];

		if (reminder->date < until &&
			reminder_is_open(reminder, &candidate->standing))
			return reminder;
	}
	return NULL;
}

static bool
say(const Change *change, Instant until, GError **error)
{
	g_autoptr(Candidate) candidate = store_candidate(
		change->session->store, change->contact->id, cli_common()->now, error);
	g_autofree char *date = change_when(until);
	g_autofree char *reminded = NULL;
	const Reminder *reminder;

	if (candidate == NULL)
		return false;
	reminder = kept_back(candidate, until);
	reminded = reminder != NULL ? change_when(reminder->date) : NULL;
	change_say(change->contact, "not suggested until %s%s%s", date,
		reminded != NULL ? ", nor for the reminder of " : "",
		reminded != NULL ? reminded : "");
	return true;
}

static bool
run(int argc, char *argv[], GError **error)
{
	const GOptionEntry options[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
	g_auto(Change) change = { NULL, NULL };
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
	return say(&change, until, error);
}

const Command cmd_snooze = {
	.name = "snooze",
	.synopsis = "WHO WHEN",
	.summary = "suggest somebody no more until a date",
	.run = run,
};
