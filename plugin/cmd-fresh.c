#include <stdio.h>
#include <string.h>

#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/usage.h"
#include "plugin/who.h"

/* fresh-start: what was before now is no silence and no open question. */

typedef struct {
	char *class_name;
	const char *who; /* borrowed; NULL: all */
} Request;

static void
request_clear(Request *request)
{
	g_free(request->class_name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

static bool
parse(int argc, char *argv[], Request *request, GError **error)
{
	const GOptionEntry options[] = {
		{ "class", 0, 0, G_OPTION_ARG_FILENAME, &request->class_name,
			"with all contacts of this class", "CLASS" },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	if (!cli_options(options, &argc, &argv, error))
		return false;
	if (argc > 2)
		return usage_arguments(argc, argv, 1, "one contact at most", error);
	request->who = argv[1];
	return request->who == NULL || request->class_name == NULL ||
	       usage_fail(error, "fresh-start takes a contact or a class, not both");
}

static bool
start_with_one(const char *who, GError **error)
{
	g_auto(Change) change = { NULL, NULL };

	if (!change_begin("fresh-start", who, &change, error))
		return false;
	change.contact->fresh = cli_common()->now;
	if (!change_save(&change, error))
		return false;
	change_say(change.contact,
		"a fresh start: what was before counts neither as silence nor as an open "
		"question");
	return true;
}

/* *ret_n: with how many. */
static bool
start_with_each(Store *store, const char *class_name, guint *ret_n, GError **error)
{
	g_autoptr(GPtrArray) contacts = store_contacts(store, error);

	*ret_n = 0;
	for (guint i = 0; contacts != NULL && i < contacts->len; i++) {
		Contact *contact = contacts->pdata[i];

		if (class_name != NULL && strcmp(contact->class_name, class_name) != 0)
			continue;
		contact->fresh = cli_common()->now;
		if (!store_update_contact(store, contact, error))
			return false;
		++*ret_n;
	}
	return contacts != NULL;
}

static bool
start_with_all(const char *class_name, GError **error)
{
	g_autoptr(Session) session = session_open(SESSION_STORE, STORE_WRITE, error);
	guint n = 0;

	if (session == NULL || !who_check_class(session->store, class_name, error))
		return false;
	store_remember(session->store, "fresh-start", cli_common()->now);
	if (!store_begin(session->store, error))
		return false;
	if (!start_with_each(session->store, class_name, &n, error)) {
		store_rollback(session->store);
		return false;
	}
	if (!store_commit(session->store, error) || !who_refresh(session, error))
		return false;
	printf("a fresh start with %u %s: what was before counts neither as silence nor as "
	       "an open question\n",
		n, n == 1 ? "person" : "people");
	change_hint_undo();
	return true;
}

static bool
run(int argc, char *argv[], GError **error)
{
	g_auto(Request) request = { .class_name = NULL };

	if (!parse(argc, argv, &request, error))
		return false;
	return request.who != NULL ? start_with_one(request.who, error)
				   : start_with_all(request.class_name, error);
}

const Command cmd_fresh_start = {
	.name = "fresh-start",
	.synopsis = "[WHO]",
	.summary = "count silence and open questions from now on, with all or with one",
	.run = run,
};
