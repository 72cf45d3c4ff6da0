#pragma once

#include <glib.h>
#include <stdbool.h>

/* The filter within a delivery: a message comes on standard input. Only the store is read.
 * On any trouble of ours (said in one line on standard error) mail goes on as if nobody
 * were tracked, unless `strict`: then CADENCE_ERROR_BUSY, which asks the delivery agent to
 * try again later. Trouble with standard input or output is never taken for success. */

/* Copies the message to standard output byte for byte, in constant memory: without
 * X-Cadence fields that came with it, and with one of ours at its top (below an mbox "From
 * " line) if a tracked contact wrote it. On trouble every byte stays. */
bool deliver_pipe(bool strict, GError **error);

/* `*ret_tracked`: whether a tracked contact wrote it; false on trouble. */
bool deliver_match(bool strict, bool *ret_tracked, GError **error);

/* Prints "+TAG +TAG …" for `notmuch insert`, an empty line for others' mail, nothing on
 * trouble. A tag that a shell would take apart is left to the next run in the hook. */
bool deliver_print_tags(bool strict, GError **error);
