#include <string.h>

#include "lib/mime.h"
#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/usage.h"
#include "plugin/who.h"

typedef struct {
	char *name, *class_name, *every, *id;
	char **add, **remove;
} Request;

static void
request_clear(Request *request)
{
	g_free(request->name);
	g_free(request->class_name);
	g_free(request->every);
	g_free(request->id);
	g_strfreev(request->add);
	g_strfreev(request->remove);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

static bool
is_empty(const Request *request)
{
	return request->name == NULL && request->class_name == NULL &&
	       request->every == NULL && request->id == NULL && request->add == NULL &&
	       request->remove == NULL;
}

static bool
parse(int *argc, char ***argv, Request *request, GError **error)
{
	const GOptionEntry options[] = {
		{ "name", 0, 0, G_OPTION_ARG_FILENAME, &request->name, "call them so",
			"NAME" },
		{ "class", 0, 0, G_OPTION_ARG_FILENAME, &request->class_name,
			"put them into this class", "CLASS" },
		{ "every", 0, 0, G_OPTION_ARG_FILENAME, &request->every,
			"a cadence of their own, or \"class\" for that of the class",
			"INTERVAL" },
		{ "id", 0, 0, G_OPTION_ARG_FILENAME, &request->id,
			"the short name to type for them", "ID" },
		{ "add-address", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request->add,
			"one more address of theirs", "ADDRESS" },
		{ "remove-address", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request->remove,
			"an address that is not theirs", "ADDRESS" },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	if (!cli_options(options, argc, argv, error) ||
		!usage_arguments(*argc, *argv, 1, "one contact", error))
		return false;
	return !is_empty(request) ||
	       usage_fail(error, "edit changes what its options name: \"notmuch cadence "
				 "edit --help\" lists them");
}

static void
replace(char **value, const char *with)
{
	if (with == NULL)
		return;
	g_free(*value);
	*value = g_strdup(with);
}

static bool
apply(const Request *request, Contact *contact, GError **error)
{
	const Interval of_class = { 0, 0 };

	replace(&contact->name, request->name);
	replace(&contact->class_name, request->class_name);
	replace(&contact->slug, request->id);
	if (request->every == NULL)
		return true;
	if (strcmp(request->every, "class") == 0) {
		contact->own_cadence = of_class;
		return true;
	}
	return when_parse_interval(request->every, &contact->own_cadence, error);
}

/* The one address that `typed` is, new, not one of the user's own. */
static char *
read_address(const Settings *settings, const char *typed, GError **error)
{
	g_autofree char *email = mime_address(typed, NULL);

	if (email == NULL)
		usage_fail(error, "\"%s\" is not one mail address", typed);
	else if (settings_is_own(settings, email))
		usage_fail(error, "%s is your own address", email);
	else
		return g_steal_pointer(&email);
	return NULL;
}

static bool
add_addresses(Change *change, char *const *typed, GError **error)
{
	for (; typed != NULL && *typed != NULL; typed++) {
		g_autofree char *email =
			read_address(change->session->settings, *typed, error);

		if (email == NULL || !store_add_address(change->session->store,
					     change->contact->id, email, error))
			return false;
	}
	return true;
}

static bool
remove_addresses(Change *change, char *const *typed, GError **error)
{
	for (; typed != NULL && *typed != NULL; typed++) {
		g_autofree char *email = mime_address(*typed, NULL);
		bool was = false;

		if (!store_remove_address(change->session->store, change->contact->id,
			    email != NULL ? email : *typed, &was, error))
			return false;
		if (!was)
			return usage_fail(error, "%s is not an address of %s", *typed,
				change->contact->slug);
	}
	return true;
}

static bool
write_all(Change *change, const Request *request, GError **error)
{
	return add_addresses(change, request->add, error) &&
	       remove_addresses(change, request->remove, error) &&
	       store_update_contact(change->session->store, change->contact, error);
}

static bool
run(int argc, char *argv[], GError **error)
{
	g_auto(Request) request = { .name = NULL };
	g_auto(Change) change = { NULL, NULL };
	Store *store;

	if (!parse(&argc, &argv, &request, error) ||
		!change_begin(argv[0], argv[1], &change, error) ||
		!apply(&request, change.contact, error))
		return false;
	store = change.session->store;
	if (!store_begin(store, error))
		return false;
	if (!write_all(&change, &request, error)) {
		store_rollback(store);
		return false;
	}
	if (!store_commit(store, error) || !who_refresh(change.session, error))
		return false;
	return change_say_clocks(store, change.contact->id, "changed", error);
}

const Command cmd_edit = {
	.name = "edit",
	.synopsis = "WHO",
	.summary = "change name, class, cadence or addresses of a contact",
	.run = run,
};
