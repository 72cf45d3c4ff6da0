#include "lib/relay.h"
#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/usage.h"
#include "plugin/who.h"

/* merge and split: which addresses are one person. */

/* So that the change is called by both of whom it is about. */
static void
remember(Change *change, const char *command, const char *other)
{
	g_autofree char *both = g_strdup_printf("%s %s", change->contact->slug, other);

	change_remember(change->session->store, command, both);
}

static bool
say(Change *change, const char *what, const char *other, GError **error)
{
	g_autofree char *text = g_strdup_printf("%s %s", what, other);

	return who_refresh(change->session, error) &&
	       change_say_clocks(change->session->store, change->contact->id, text, error);
}

static bool
join(Change *change, const Contact *other, GError **error)
{
	Store *store = change->session->store;

	if (other->id == change->contact->id)
		return usage_fail(
			error, "these are one contact already: %s", change->contact->slug);
	if (other->id == 0)
		return store_add_address(
			store, change->contact->id, other->addresses[0], error);
	return store_merge(store, change->contact->id, other->id, error);
}

static bool
run_merge(int argc, char *argv[], GError **error)
{
	const GOptionEntry options[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
	g_auto(Change) change = { NULL, NULL };
	g_autoptr(Contact) other = NULL;

	if (!cli_options(options, &argc, &argv, error) ||
		!usage_arguments(argc, argv, 2, "a contact, then another one or an address",
			error) ||
		!change_begin(argv[0], argv[1], &change, error))
		return false;
	other = who_find_person(change.session, argv[2], error);
	if (other == NULL)
		return false;
	remember(&change, argv[0], other->slug);
	return join(&change, other, error) &&
	       say(&change, "one person with", other->slug, error);
}

static bool
run_split(int argc, char *argv[], GError **error)
{
	const GOptionEntry options[] = { { NULL, 0, 0, 0, NULL, NULL, NULL } };
	g_auto(Change) change = { NULL, NULL };
	g_autofree char *email = NULL;
	bool was = false;

	if (!cli_options(options, &argc, &argv, error) ||
		!usage_arguments(
			argc, argv, 2, "a contact, then one of their addresses", error) ||
		!change_begin(argv[0], argv[1], &change, error))
		return false;
	email = relay_address(argv[2]);
	remember(&change, argv[0], argv[2]);
	if (email != NULL &&
		!store_split(change.session->store, change.contact->id, email, &was, error))
		return false;
	if (!was)
		return usage_fail(
			error, "%s is not an address of %s", argv[2], change.contact->slug);
	return say(&change, "another person than", email, error);
}

const Command cmd_merge = {
	.name = "merge",
	.synopsis = "WHO WHO|ADDRESS",
	.summary = "make one contact of two, or give one an address",
	.run = run_merge,
};

const Command cmd_split = {
	.name = "split",
	.synopsis = "WHO ADDRESS",
	.summary = "take an address away that is another person's",
	.run = run_split,
};
