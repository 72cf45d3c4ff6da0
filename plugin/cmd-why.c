#include <string.h>

#include "plugin/commands.h"
#include "plugin/usage.h"
#include "plugin/who.h"
#include "plugin/why.h"

/* The Message-ID in `typed` if it is marked as one ("<a@b>", "id:a@b"), new, or NULL. */
static char *
marked_id(const char *typed)
{
	gsize length = strlen(typed);

	if (g_str_has_prefix(typed, "id:"))
		return g_strdup(typed + strlen("id:"));
	if (length > 2 && typed[0] == '<' && typed[length - 1] == '>')
		return g_strndup(typed + 1, length - 2);
	return NULL;
}

/* An address nobody tracks and a Message-ID look the same: the record knows which. What it
 * does not know is taken for a message that was never looked at. */
static bool
why_unmarked(Session *session, const char *typed, Format format, GError **error)
{
	g_autoptr(StoredMessage) message = NULL;
	g_autoptr(Correspondent) correspondent = NULL;
	g_autofree char *email = relay_address(typed);

	if (!store_message_by_id(session->store, typed, &message, error))
		return false;
	if (message == NULL && email != NULL &&
		!store_correspondent(session->store, email, &correspondent, error))
		return false;
	if (correspondent != NULL)
		return why_address(session->store, email, format, error);
	return why_message(session, typed, format, error);
}

/* Whether it is one as "linkedin:ada lovelace". */
static bool
is_name_elsewhere(const char *typed)
{
	g_autofree char *address = relay_address(typed);

	return address != NULL;
}

static bool
answer(Session *session, const char *typed, bool all, Format format, GError **error)
{
	g_autofree char *id = marked_id(typed);
	g_autoptr(GPtrArray) found = NULL;
	g_autoptr(Contact) contact = NULL;

	if (id != NULL)
		return why_message(session, id, format, error);
	found = store_who(session->store, typed, error);
	if (found == NULL)
		return false;
	if (found->len == 0 && (strchr(typed, '@') != NULL || is_name_elsewhere(typed)))
		return why_unmarked(session, typed, format, error);
	contact = who_find(session->store, typed, error);
	return contact != NULL &&
	       why_contact(session, contact, all, format, cli_common()->now, error);
}

static bool
answer_of_file(const char *path, Format format, GError **error)
{
	g_autoptr(Session) session = session_open(SESSION_CONFIG, STORE_READ, error);

	return session != NULL && session_load_relays(session, error) &&
	       why_file(session, path, format, cli_common()->now, error);
}

static bool
run(int argc, char *argv[], GError **error)
{
	FormatOptions format_options = { 0 };
	g_autofree char *path = NULL;
	gboolean all = FALSE;
	const GOptionEntry options[] = {
		{ "all", 'a', 0, G_OPTION_ARG_NONE, &all,
			"all the days that the rhythm is made of", NULL },
		{ "file", 0, 0, G_OPTION_ARG_FILENAME, &path,
			"say what would be recorded of a mail file", "FILE" },
		FORMAT_OPTIONS(format_options),
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_autoptr(Session) session = NULL;
	Format format;

	if (!cli_options(options, &argc, &argv, error) ||
		!format_parse(&format_options,
			1 << FORMAT_TEXT | 1 << FORMAT_JSON | 1 << FORMAT_SEXP, &format,
			error) ||
		!usage_arguments(argc, argv, path != NULL ? 0 : 1,
			path != NULL ? "nothing beside --file"
				     : "one contact or Message-ID",
			error))
		return false;
	if (path != NULL)
		return answer_of_file(path, format, error);
	session = session_open(SESSION_STORE, STORE_READ, error);
	return session != NULL && answer(session, argv[1], all, format, error);
}

const Command cmd_why = {
	.name = "why",
	.synopsis = "WHO | MESSAGE-ID | --file=FILE",
	.summary = "what each date and number comes from, which rule recorded what",
	.run = run,
};
