#pragma once

#include "lib/settings.h"

/* What the files of this module share. */

/* The items of a value as notmuch joins lists, without blanks around and without empty
 * ones. NULL gives none. New, g_strfreev() it. */
char **settings_list(const char *value);

/* Reads all of "cadence.*" in `values` into `settings`, in the order of the keys. */
bool settings_take_cadence(Settings *settings, GHashTable *values, GError **error);
