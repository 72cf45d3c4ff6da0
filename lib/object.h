#pragma once

#include <glib.h>

/* Shared objects of ours. They bring large libraries that few runs need: loading those
 * would take a short run more time than all else it does. */

/* What `file` exports as `symbol`, once it is loaded from beside the program, or from
 * ../lib/notmuch-cadence as seen from there; it stays loaded. CADENCE_ERROR_CONFIG, "cannot
 * DOING: …", if it cannot be. */
gconstpointer object_load(
	const char *file, const char *symbol, const char *doing, GError **error);
