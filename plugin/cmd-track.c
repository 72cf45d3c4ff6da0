#include <string.h>
#include <unistd.h>

#include "lib/mime.h"
#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/piped.h"
#include "plugin/usage.h"
#include "plugin/who.h"

typedef struct {
	char *name, *class_name, *every;
	char *given_name; /* that came with an address */
	GPtrArray *emails;
} Request;

static void
request_clear(Request *request)
{
	g_free(request->name);
	g_free(request->class_name);
	g_free(request->every);
	g_free(request->given_name);
	g_clear_pointer(&request->emails, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

/* Takes over `email` and `name`. */
static void
add_email(Request *request, char *email, char *name)
{
	if (g_ptr_array_find_with_equal_func(request->emails, email, g_str_equal, NULL))
		g_free(email);
	else
		g_ptr_array_add(request->emails, email);
	if (request->given_name == NULL && *name != '\0')
		request->given_name = name;
	else
		g_free(name);
}

static bool
take_piped(Request *request, GError **error)
{
	g_autoptr(GPtrArray) author = piped_author(error);
	const Address *first = author == NULL ? NULL : author->pdata[0];

	if (first != NULL)
		add_email(request, g_strdup(first->email), g_strdup(first->name));
	return first != NULL;
}

static bool
take_typed(Request *request, char *const *words, GError **error)
{
	for (; *words != NULL; words++) {
		char *name = NULL;
		char *email = mime_address(*words, &name);

		if (email == NULL)
			return usage_fail(error, "\"%s\" is not one mail address", *words);
		add_email(request, email, name);
	}
	return true;
}

static bool
take_emails(int argc, char *argv[], Request *request, GError **error)
{
	bool nothing = argc == 1 && !isatty(STDIN_FILENO);

	request->emails = g_ptr_array_new_with_free_func(g_free);
	if (nothing || (argc == 2 && strcmp(argv[1], "-") == 0))
		return take_piped(request, error);
	if (argc == 1)
		return usage_fail(error, "track takes addresses, or a message piped to it");
	return take_typed(request, argv + 1, error);
}

static bool
parse(int argc, char *argv[], Request *request, GError **error)
{
	const GOptionEntry options[] = {
		{ "name", 0, 0, G_OPTION_ARG_FILENAME, &request->name,
			"their name (as in their mail)", "NAME" },
		{ "class", 0, 0, G_OPTION_ARG_FILENAME, &request->class_name,
			"whose cadence is theirs (acquaintance)", "CLASS" },
		{ "every", 0, 0, G_OPTION_ARG_FILENAME, &request->every,
			"a cadence of their own: 2w, 3m, 1y", "INTERVAL" },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	return cli_options(options, &argc, &argv, error) &&
	       take_emails(argc, argv, request, error);
}

static bool
check_not_own(const Request *request, const Settings *settings, GError **error)
{
	for (guint i = 0; i < request->emails->len; i++) {
		const char *email = request->emails->pdata[i];

		if (settings_is_own(settings, email))
			return usage_fail(error,
				"%s is your own address: track the people you write to",
				email);
	}
	return true;
}

/* Whose all these addresses are already, new; *ret_contact NULL if of nobody, or not all.
 */
static bool
find_tracked(Store *store, const Request *request, Contact **ret_contact, GError **error)
{
	g_autoptr(Contact) owner = NULL;

	*ret_contact = NULL;
	for (guint i = 0; i < request->emails->len; i++) {
		const char *email = request->emails->pdata[i];
		g_autoptr(GPtrArray) found = store_who(store, email, error);
		Contact *first;

		if (found == NULL)
			return false;
		first = found->len == 1 ? found->pdata[0] : NULL;
		if (first == NULL ||
			!g_strv_contains((const char *const *)first->addresses, email) ||
			(owner != NULL && owner->id != first->id))
			return true;
		g_clear_pointer(&owner, contact_free);
		owner = g_ptr_array_steal_index(found, 0);
	}
	*ret_contact = g_steal_pointer(&owner);
	return true;
}

/* As asked for; else as the mail knows them, as they were given; else their address. */
static bool
choose_name(Store *store, const Request *request, char **ret_name, GError **error)
{
	g_autofree char *name = g_strdup(request->name);

	for (guint i = 0; i < request->emails->len && name == NULL; i++) {
		g_autoptr(Correspondent) known = NULL;

		if (!store_correspondent(store, request->emails->pdata[i], &known, error))
			return false;
		if (known != NULL && *known->name != '\0')
			name = g_strdup(known->name);
	}
	if (name == NULL)
		name = g_strdup(request->given_name != NULL ? request->given_name
							    : request->emails->pdata[0]);
	*ret_name = g_steal_pointer(&name);
	return true;
}

static char **
copy_emails(const Request *request)
{
	g_autoptr(GStrvBuilder) emails = g_strv_builder_new();

	for (guint i = 0; i < request->emails->len; i++)
		g_strv_builder_add(emails, request->emails->pdata[i]);
	return g_strv_builder_end(emails);
}

static bool
add(Session *session, const Request *request, int64_t *ret_id, GError **error)
{
	g_autoptr(Contact) contact = contact_new();

	contact->class_name = g_strdup(
		request->class_name != NULL ? request->class_name : "acquaintance");
	contact->created = cli_common()->now;
	contact->addresses = copy_emails(request);
	if ((request->every != NULL &&
		    !when_parse_interval(request->every, &contact->own_cadence, error)) ||
		!choose_name(session->store, request, &contact->name, error) ||
		!store_add_contact(session->store, contact, error))
		return false;
	*ret_id = contact->id;
	return who_refresh(session, error);
}

static bool
run(int argc, char *argv[], GError **error)
{
	g_auto(Request) request = { .name = NULL };
	g_autoptr(Session) session = NULL;
	g_autoptr(Contact) tracked = NULL;
	int64_t id;

	if (!parse(argc, argv, &request, error))
		return false;
	session = session_open(SESSION_STORE, STORE_WRITE, error);
	if (session == NULL || !check_not_own(&request, session->settings, error) ||
		!find_tracked(session->store, &request, &tracked, error))
		return false;
	if (tracked != NULL)
		return change_say_clocks(session->store, tracked->id,
			"tracked already (\"edit\" changes it)", error);
	change_remember(session->store, "track", request.emails->pdata[0]);
	return add(session, &request, &id, error) &&
	       change_say_clocks(session->store, id, "tracked", error);
}

const Command cmd_track = {
	.name = "track",
	.synopsis = "[ADDRESS...]",
	.summary = "track somebody, or the author of a message piped to it",
	.run = run,
};
