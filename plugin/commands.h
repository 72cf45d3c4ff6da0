#pragma once

#include "lib/cli.h"

/* One file per command: cmd-NAME.c ends in its constant. */
extern const Command cmd_class, cmd_discover, cmd_dismiss, cmd_do_not_contact, cmd_edit,
	cmd_export, cmd_forget, cmd_fresh_start, cmd_history, cmd_ignore, cmd_import,
	cmd_list, cmd_log, cmd_lookup, cmd_merge, cmd_note, cmd_pause, cmd_remind,
	cmd_reply, cmd_resume, cmd_show, cmd_snooze, cmd_split, cmd_spread, cmd_suggest,
	cmd_topic, cmd_track, cmd_undo, cmd_untrack, cmd_why;
