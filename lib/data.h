#pragma once

#include <glib.h>
#include <stdbool.h>

/* Files that come with the program, and the user's own of the same name, which are used in
 * their stead: $XDG_CONFIG_HOME/notmuch-cadence/NAME, else NAME in $CADENCE_DATA_DIR or the
 * folder that was installed. */

/* Where the file "NAME" that comes with the program is, or would be. New. */
char *data_shipped(const char *name);

/* Where the user's own file or folder "NAME" is, or would be. New. */
char *data_own(const char *name);

/* The path of "NAME" ("templates/owed.de") that is to be used, or NULL if there is none.
 * New. */
char *data_find(const char *name);

/* The paths to be used of all files in folder `name` ("languages"), in the order of their
 * names; hidden ones and those that end in "~" or ".swp" are none. New, g_strfreev(). */
char **data_list(const char *name);

/* The text of the file at `path`: UTF-8 of at most 1 MiB. New; CADENCE_ERROR_CONFIG names
 * it. */
char *data_read(const char *path, GError **error);

/* The same as a key file. New, g_key_file_unref(). */
GKeyFile *data_read_keys(const char *path, GError **error);
