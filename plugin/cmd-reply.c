#include <stdio.h>

#include "lib/data.h"
#include "lib/error.h"
#include "lib/session.h"
#include "plugin/commands.h"
#include "plugin/reply-save.h"
#include "plugin/reply.h"
#include "plugin/template-file.h"
#include "plugin/usage.h"
#include "plugin/who.h"

typedef struct {
	ReplyWishes wishes;
	gboolean save, list;
} Options;

static void
options_clear(Options *options)
{
	g_free(options->wishes.template);
	g_free(options->wishes.language);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

/* The contact to write to, unless the user said that there is nobody to write to. */
static Contact *
find_recipient(Store *store, const char *who, GError **error)
{
	g_autoptr(Contact) contact = who_find(store, who, error);

	if (contact == NULL)
		return NULL;
	if (contact->deceased != WHEN_NEVER)
		usage_fail(
			error, "%s has died: there is nobody to write to", contact->name);
	else if (contact->do_not_contact != WHEN_NEVER)
		usage_fail(error,
			"%s is marked do-not-contact: \"notmuch cadence resume %s\" takes "
			"that back",
			contact->slug, contact->slug);
	else
		return g_steal_pointer(&contact);
	return NULL;
}

static bool
save(Session *session, const Contact *contact, const char *text, GError **error)
{
	const char *folder = session->settings->draft_folder;
	Instant now = cli_common()->now, saved;

	if (!reply_is_waiting(session, contact, &saved, error))
		return false;
	if (saved != WHEN_NEVER) {
		g_autofree char *date = when_format_date(saved);

		fprintf(stderr,
			"notmuch-cadence: the draft to %s of %s is still in %s, nothing "
			"was saved: send it or delete it\n",
			contact->slug, date, folder);
		return true;
	}
	if (!reply_save(session, contact, text, now, error))
		return false;
	fprintf(stderr, "notmuch-cadence: draft to %s saved in %s\n", contact->slug,
		folder);
	return true;
}

static bool
reply(const char *who, const Options *options, GError **error)
{
	StoreMode mode = options->save ? STORE_WRITE : STORE_READ;
	g_autoptr(Session) session = session_open(SESSION_MAIL, mode, error);
	g_autoptr(Contact) contact = NULL;
	g_autofree char *text = NULL;

	if (session == NULL)
		return false;
	contact = find_recipient(session->store, who, error);
	if (contact == NULL)
		return false;
	text = reply_write(session, contact, &options->wishes, cli_common()->now, error);
	if (text == NULL)
		return false;
	if (options->save)
		return save(session, contact, text, error);
	fputs(text, stdout);
	return true;
}

static bool
list_templates(int argc, char *argv[], GError **error)
{
	g_autofree char *list = NULL;

	if (!usage_arguments(argc, argv, 0, "nothing", error))
		return false;
	list = template_list();
	if (*list == '\0') {
		g_autofree char *shipped = data_shipped("templates");

		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
			"there are no templates in %s: install them, or set "
			"CADENCE_DATA_DIR to the folder above",
			shipped);
		return false;
	}
	fputs(list, stdout);
	return true;
}

static bool
run(int argc, char *argv[], GError **error)
{
	g_auto(Options) options = { 0 };
	const GOptionEntry entries[] = {
		{ "save", 0, 0, G_OPTION_ARG_NONE, &options.save,
			"put the draft into the drafts folder", NULL },
		{ "template", 0, 0, G_OPTION_ARG_FILENAME, &options.wishes.template,
			"begin with this text, whatever the reason", "KIND" },
		{ "language", 0, 0, G_OPTION_ARG_FILENAME, &options.wishes.language,
			"write in this language", "CODE" },
		{ "list-templates", 0, 0, G_OPTION_ARG_NONE, &options.list,
			"show the kinds of text, their languages and files", NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	if (!cli_options(entries, &argc, &argv, error))
		return false;
	if (options.list)
		return list_templates(argc, argv, error);
	return usage_arguments(argc, argv, 1, "one contact", error) &&
	       reply(argv[1], &options, error);
}

const Command cmd_reply = {
	.name = "reply",
	.synopsis = "WHO",
	.summary = "write the draft of a letter, in the right thread",
	.run = run,
};
