#include "lib/mime.h"
#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/usage.h"
#include "plugin/who.h"

/* untrack, ignore and forget: the three ways to let somebody go. */

static bool
parse(int *argc, char ***argv, gboolean *yes, const char *what, GError **error)
{
	const GOptionEntry options[] = {
		{ "yes", 0, 0, G_OPTION_ARG_NONE, yes, "do not ask", NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	return cli_options(options, argc, argv, error) &&
	       usage_arguments(*argc, *argv, 1, what, error);
}

/* Asks only where something that was entered would be lost. */
static bool
may_remove(Store *store, const Contact *contact, bool yes, GError **error)
{
	g_autofree char *question = g_strdup_printf(
		"Remove %s with all notes, topics and logged contacts?", contact->name);
	bool loses = false;

	return change_loses_words(store, contact, &loses, error) &&
	       change_confirm(question, yes || !loses, error);
}

static bool
run_untrack(int argc, char *argv[], GError **error)
{
	g_auto(Change) change = { NULL, NULL };
	gboolean yes = false;

	if (!parse(&argc, &argv, &yes, "one contact", error) ||
		!change_begin(argv[1], &change, error) ||
		!may_remove(change.session->store, change.contact, yes, error) ||
		!store_remove_contact(change.session->store, change.contact->id, error))
		return false;
	change_say(change.contact, "tracked no more");
	return true;
}

/* Whom `who` names: a contact, or a bare address that is nobody's. A new contact, without
 * an id in the latter case. */
static Contact *
find_person(Session *session, const char *who, GError **error)
{
	g_autofree char *email = mime_address(who, NULL);
	g_autoptr(GPtrArray) found = store_who(session->store, who, error);
	Contact *nobody;

	if (found == NULL)
		return NULL;
	if (found->len > 0 || email == NULL)
		return who_find(session->store, who, error);
	if (settings_is_own(session->settings, email)) {
		usage_fail(error, "%s is your own address", email);
		return NULL;
	}
	nobody = g_new0(Contact, 1);
	nobody->slug = g_strdup(email);
	nobody->name = g_strdup(email);
	nobody->addresses = g_strdupv((char *[]){ email, NULL });
	return nobody;
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
	g_autoptr(Session) session = NULL;
	g_autoptr(Contact) contact = NULL;
	gboolean yes = false;

	if (!parse(&argc, &argv, &yes, "one contact or address", error))
		return false;
	session = session_open(SESSION_STORE, STORE_WRITE, error);
	contact = session == NULL ? NULL : find_person(session, argv[1], error);
	if (contact == NULL ||
		(contact->id != 0 && !may_remove(session->store, contact, yes, error)) ||
		!store_begin(session->store, error))
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

	if (!parse(&argc, &argv, &yes, "one contact or address", error))
		return false;
	session = session_open(SESSION_STORE, STORE_WRITE, error);
	contact = session == NULL ? NULL : find_person(session, argv[1], error);
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
