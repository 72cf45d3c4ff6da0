#pragma once

#include <glib.h>
#include <stdbool.h>

#include "lib/store.h"

/* The store as a file, before SQLite sees it. */

typedef struct {
	char *path;     /* absolute, its directory free of symbolic links */
	bool empty;     /* just made, or left so by whoever was cut off while making it */
	bool immutable; /* nothing can be written beside it: to be read as it lies */
} StoreFile;

void store_file_clear(StoreFile *file);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StoreFile, store_file_clear)

/* Finds the file at `path`, with STORE_WRITE makes it (0600) and its directory (0700), and
 * refuses what is no regular file of the user's alone. */
bool store_file_find(const char *path, StoreMode mode, StoreFile *ret_file, GError **error);
