#pragma once

#include <glib.h>
#include <stdbool.h>

/* How two people address each other. Pure. */

/* Whether `text`, which is in `language` ("de"), says "du" rather than "Sie" to its reader;
 * false for a language that does not tell, and if nothing in it does. */
bool tone_is_informal(const char *language, const char *text);
