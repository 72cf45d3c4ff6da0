#include "plugin/commands.h"

int
main(int argc, char *argv[])
{
	/* The first is what runs without a command; the order is that of the help. */
	static const Command *const commands[] = { &cmd_suggest, &cmd_reply, &cmd_list,
		&cmd_show, &cmd_history, &cmd_why, &cmd_discover, &cmd_track, &cmd_untrack,
		&cmd_edit, &cmd_merge, &cmd_split, &cmd_class, &cmd_log, &cmd_note,
		&cmd_topic, &cmd_remind, &cmd_snooze, &cmd_dismiss, &cmd_pause, &cmd_resume,
		&cmd_spread, &cmd_fresh_start, &cmd_ignore, &cmd_do_not_contact,
		&cmd_forget, &cmd_undo, &cmd_lookup, &cmd_import, &cmd_export, NULL };

	return cli_main(argc, argv, commands);
}
