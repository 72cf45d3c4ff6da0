#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/usage.h"
#include "plugin/who.h"

/* pause, resume, do-not-contact: who is suggested, and who is not. */

static void
pause_contact(Contact *contact, Instant now)
{
	if (contact->paused == WHEN_NEVER)
		contact->paused = now;
}

static void
resume_contact(Contact *contact, Instant now)
{
	(void)now;
	contact->paused = WHEN_NEVER;
	contact->snoozed_until = WHEN_NEVER;
	contact->do_not_contact = WHEN_NEVER;
	contact->deceased = WHEN_NEVER;
}

static void
leave_contact(Contact *contact, Instant now)
{
	if (contact->do_not_contact == WHEN_NEVER)
		contact->do_not_contact = now;
}

/* Only to resume takes back what was dismissed. */
static bool
save(Change *change, bool undismiss, GError **error)
{
	Store *store = change->session->store;

	if (!store_begin(store, error))
		return false;
	if (!store_update_contact(store, change->contact, error) ||
		(undismiss && !store_undismiss(store, change->contact->id, error))) {
		store_rollback(store);
		return false;
	}
	return store_commit(store, error) && who_refresh(change->session, error);
}

static bool
run(int argc, char *argv[], void (*apply)(Contact *, Instant), const char *done,
	GError **error)
{
	const GOptionEntry options[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
	g_auto(Change) change = { NULL, NULL };

	if (!cli_options(options, &argc, &argv, error) ||
		!usage_arguments(argc, argv, 1, "one contact", error) ||
		!change_begin(argv[0], argv[1], &change, error))
		return false;
	apply(change.contact, cli_common()->now);
	if (!save(&change, apply == resume_contact, error))
		return false;
	change_say(change.contact, "%s", done);
	return true;
}

static bool
run_pause(int argc, char *argv[], GError **error)
{
	return run(argc, argv, pause_contact, "not suggested until you resume", error);
}

static bool
run_resume(int argc, char *argv[], GError **error)
{
	return run(
		argc, argv, resume_contact, "suggested again when the time comes", error);
}

static bool
run_do_not_contact(int argc, char *argv[], GError **error)
{
	return run(argc, argv, leave_contact, "kept, and never suggested", error);
}

const Command cmd_pause = {
	.name = "pause",
	.synopsis = "WHO",
	.summary = "suggest somebody no more until resumed",
	.run = run_pause,
};

const Command cmd_resume = {
	.name = "resume",
	.synopsis = "WHO",
	.summary = "take back pause, snooze, dismiss and the like",
	.run = run_resume,
};

const Command cmd_do_not_contact = {
	.name = "do-not-contact",
	.synopsis = "WHO",
	.summary = "keep somebody and never suggest to write to them",
	.run = run_do_not_contact,
};
