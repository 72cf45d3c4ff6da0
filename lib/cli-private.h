#pragma once

#include "lib/cli.h"

/* What the files of the command line share. */

/* Help that was asked for travels as an error of this domain, so that every command stops
 * where it parses its options; the message is the text. */
#define CLI_HELP g_quark_from_static_string("cadence-help")

/* The command that cli_main() started; its name is NULL in a program without subcommands.
 */
const Command *cli_running(void);
