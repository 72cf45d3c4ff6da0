#pragma once

#include <glib.h>

/* How a message from contacts of some classes is marked at delivery. Pure. */

/* Inserts "X-Cadence: contact/CLASS …" at the top of a header block, below an mbox "From "
 * line, with the line end that the message has; nothing if there are no classes. A class
 * whose name is more than letters, digits and "._-" is not named: "contact" stands for it.
 */
void mark_head(GByteArray *head, const GPtrArray *classes);

/* "+PREFIXcontact +PREFIXcontact/CLASS …" for `notmuch insert`, "" if there are no classes.
 * Tags that a shell would take apart are left out. New. */
char *mark_tags(const char *prefix, const GPtrArray *classes);
