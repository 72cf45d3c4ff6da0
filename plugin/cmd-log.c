#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/usage.h"
#include "plugin/who.h"

typedef struct {
	char *channel_name;
	char *date_text;
	gboolean in, out;
	Channel channel;
	Instant date;
} Entry;

static void
entry_clear(Entry *entry)
{
	g_free(entry->channel_name);
	g_free(entry->date_text);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Entry, entry_clear)

static bool
check_channel(Entry *entry, GError **error)
{
	g_autoptr(GString) names = g_string_new(NULL);

	entry->channel = CHANNEL_OTHER;
	if (entry->channel_name == NULL ||
		channel_from_name(entry->channel_name, &entry->channel))
		return true;
	for (Channel i = 0; i < N_CHANNELS; i++)
		g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", channel_name(i));
	return usage_fail(error, "there is no channel \"%s\": there are %s",
		entry->channel_name, names->str);
}

static bool
check_date(Entry *entry, GError **error)
{
	Instant now = cli_common()->now;

	entry->date = now;
	if (entry->date_text == NULL)
		return true;
	if (!when_parse_past(entry->date_text, now, &entry->date, error))
		return false;
	return entry->date <= now ||
	       usage_fail(error, "\"%s\" is in the future: log what has happened",
		       entry->date_text);
}

static bool
parse(int *argc, char ***argv, Entry *entry, GError **error)
{
	const GOptionEntry options[] = {
		{ "channel", 0, 0, G_OPTION_ARG_FILENAME, &entry->channel_name,
			"call, chat, meeting, in-person, letter, … (other)", "CHANNEL" },
		{ "date", 0, 0, G_OPTION_ARG_FILENAME, &entry->date_text,
			"when it was, as \"yesterday\" or \"monday 10:00\" (now)", "DATE" },
		{ "in", 0, 0, G_OPTION_ARG_NONE, &entry->in, "they reached out", NULL },
		{ "out", 0, 0, G_OPTION_ARG_NONE, &entry->out, "you did (default: both)",
			NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	if (!cli_options(options, argc, argv, error))
		return false;
	if (*argc < 2)
		return usage_fail(error, "log takes a contact, and a text if you like");
	return check_channel(entry, error) && check_date(entry, error);
}

static Direction
direction(const Entry *entry)
{
	if (entry->in == entry->out)
		return DIRECTION_BOTH;
	return entry->in ? DIRECTION_IN : DIRECTION_OUT;
}

/* Minutes east of UTC where the user is. */
static int
local_offset(Instant instant)
{
	g_autoptr(GDateTime) local = g_date_time_new_from_unix_local(instant);

	return (int)(g_date_time_get_utc_offset(local) / G_TIME_SPAN_MINUTE);
}

static bool
run(int argc, char *argv[], GError **error)
{
	g_auto(Entry) entry = { .channel_name = NULL };
	g_auto(Change) change = { NULL, NULL };
	g_autofree char *text = NULL;
	g_autofree char *date = NULL;

	if (!parse(&argc, &argv, &entry, error) ||
		!change_begin(argv[0], argv[1], &change, error))
		return false;
	text = change_text(argv + 2);
	if (!store_log(change.session->store, change.contact->id, entry.date,
		    local_offset(entry.date), direction(&entry), entry.channel, text,
		    error) ||
		!who_refresh(change.session, error))
		return false;
	date = change_when(entry.date);
	change_say(change.contact, "logged for %s (%s)", date, channel_name(entry.channel));
	return true;
}

const Command cmd_log = {
	.name = "log",
	.synopsis = "WHO [TEXT]",
	.summary = "record a contact that mail does not know of",
	.run = run,
};
