#include <stdio.h>

#include "lib/text.h"
#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/usage.h"

/* note and topic: what to remember about somebody, and what to write to them about. */

static bool
remove_remark(Change *change, RemarkKind kind, const char *what, int id, GError **error)
{
	bool was = false;

	if (!store_remove_remark(
		    change->session->store, kind, change->contact->id, id, &was, error))
		return false;
	if (!was)
		return usage_fail(error,
			"%s has no %s #%d: \"notmuch cadence %s %s\" lists them",
			change->contact->slug, what, id, what, change->contact->slug);
	change_say(change->contact, "%s #%d removed", what, id);
	return true;
}

static bool
add_remark(Change *change, RemarkKind kind, const char *what, char *const *words,
	GError **error)
{
	g_autofree char *text = change_text(words);

	if (!store_add_remark(change->session->store, kind, change->contact->id,
		    cli_common()->now, text, error))
		return false;
	change_say(change->contact, "%s added", what);
	return true;
}

static bool
list_remarks(Change *change, RemarkKind kind, GError **error)
{
	g_autoptr(GPtrArray) remarks =
		store_remarks(change->session->store, kind, change->contact->id, error);

	for (guint i = 0; remarks != NULL && i < remarks->len; i++) {
		const Remark *remark = remarks->pdata[i];
		g_autofree char *date = when_format_date(remark->date);
		g_autofree char *text = text_visible(remark->text);

		printf("#%" G_GINT64_FORMAT " %s %s\n", remark->id, date, text);
	}
	return remarks != NULL;
}

static bool
run(int argc, char *argv[], RemarkKind kind, const char *what, GError **error)
{
	int id = 0;
	const GOptionEntry options[] = {
		{ "remove", 0, 0, G_OPTION_ARG_INT, &id,
			"remove the one that is listed with this number", "N" },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_auto(Change) change = { NULL, NULL };

	if (!cli_options(options, &argc, &argv, error))
		return false;
	if (argc < 2 || (id != 0 && argc > 2))
		return usage_fail(
			error, "%s takes a contact, then a text or --remove=N", argv[0]);
	if (!change_begin(argv[0], argv[1], &change, error))
		return false;
	if (id != 0)
		return remove_remark(&change, kind, what, id, error);
	if (argc == 2)
		return list_remarks(&change, kind, error);
	return add_remark(&change, kind, what, argv + 2, error);
}

static bool
run_note(int argc, char *argv[], GError **error)
{
	return run(argc, argv, REMARK_NOTE, "note", error);
}

static bool
run_topic(int argc, char *argv[], GError **error)
{
	return run(argc, argv, REMARK_TOPIC, "topic", error);
}

const Command cmd_note = {
	.name = "note",
	.synopsis = "WHO [TEXT]",
	.summary = "remember something about somebody, or list what there is",
	.run = run_note,
};

const Command cmd_topic = {
	.name = "topic",
	.synopsis = "WHO [TEXT]",
	.summary = "prepare what to write to somebody about, or list it",
	.run = run_topic,
};
