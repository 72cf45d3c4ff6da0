#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/usage.h"
#include "plugin/who.h"

/* untrack, ignore and forget: the three ways to let somebody go. */

static bool
run_untrack(int argc, char *argv[], GError **error)
{
	const GOptionEntry options[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
	g_auto(Change) change = { NULL, NULL };

	if (!cli_options(options, &argc, &argv, error) ||
		!usage_arguments(argc, argv, 1, "one contact", error) ||
		!change_begin(argv[0], argv[1], &change, error) ||
		!store_remove_contact(change.session->store, change.contact->id, error))
		return false;
	change_say(change.contact, "tracked no more; \"undo\" takes that back");
	return true;
}

static bool
ignore(Store *store, const Contact *contact, GError **error)
{
	if (contact->id != 0 && !store_remove_contact(store, contact->id, error))
		return false;
	for (char **email = contact->addresses; *email != NULL; email++)
		if (!store_ignore(store, *email, cli_common()->now, error))
			return false;
	return true;
}

static bool
run_ignore(int argc, char *argv[], GError **error)
{
	const GOptionEntry options[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
	g_autoptr(Session) session = NULL;
	g_autoptr(Contact) contact = NULL;

	if (!cli_options(options, &argc, &argv, error) ||
		!usage_arguments(argc, argv, 1, "one contact or address", error))
		return false;
	session = session_open(SESSION_STORE, STORE_WRITE, error);
	contact = session == NULL ? NULL : who_find_person(session, argv[1], error);
	if (contact == NULL)
		return false;
	change_remember(session->store, argv[0], contact->slug);
	if (!store_begin(session->store, error))
		return false;
	if (!ignore(session->store, contact, error)) {
		store_rollback(session->store);
		return false;
	}
	if (!store_commit(session->store, error))
		return false;
	change_say(contact, "ignored, and never proposed; \"track\" takes that back");
	return true;
}

static bool
run_forget(int argc, char *argv[], GError **error)
{
	g_autoptr(Session) session = NULL;
	g_autoptr(Contact) contact = NULL;
	g_autofree char *question = NULL;
	gboolean yes = false;
	const GOptionEntry options[] = {
		{ "yes", 0, 0, G_OPTION_ARG_NONE, &yes, "do not ask", NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	if (!cli_options(options, &argc, &argv, error) ||
		!usage_arguments(argc, argv, 1, "one contact or address", error))
		return false;
	session = session_open(SESSION_STORE, STORE_WRITE, error);
	contact = session == NULL ? NULL : who_find_person(session, argv[1], error);
	if (contact == NULL)
		return false;
	question = g_strdup_printf(
		"Forget %s and all that is recorded about them?", contact->name);
	if (!change_confirm(question, yes, error) ||
		!store_forget(session->store, contact->id,
			(const char *const *)contact->addresses, error))
		return false;
	change_say(contact, "forgotten; the mail itself, and files you exported, stay");
	return true;
}

const Command cmd_untrack = {
	.name = "untrack",
	.synopsis = "WHO",
	.summary = "track somebody no more",
	.run = run_untrack,
};

const Command cmd_ignore = {
	.name = "ignore",
	.synopsis = "WHO|ADDRESS",
	.summary = "track somebody no more and never propose them",
	.run = run_ignore,
};

const Command cmd_forget = {
	.name = "forget",
	.synopsis = "WHO|ADDRESS",
	.summary = "erase all that is recorded about somebody",
	.run = run_forget,
};
