#pragma once

#include <glib.h>
#include <stdbool.h>

/* How two people address each other. Pure. */

/* Whether `text`, which is in `language` ("de"), says "du" rather than "Sie" to its reader,
 * by its words or, in German, by greeting them with their given name alone; false for a
 * language that does not tell, and if nothing in it does. `given`, `full`: names of the
 * reader, or NULL. */
bool tone_is_informal(
	const char *language, const char *text, const char *given, const char *full);
