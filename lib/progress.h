#pragma once

#include <glib.h>
#include <stdbool.h>

/* A progress bar on standard error, drawn only on a terminal and not if `quiet`: at most 10
 * to 20 times a second, first within 0.2 s, with rate and time left, cleared at the end. */
typedef struct Progress Progress;
Progress *progress_new(const char *what, guint64 total, bool quiet);
void progress_update(Progress *progress, guint64 done);
void progress_free(Progress *progress); /* clears the line; NULL is allowed */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Progress, progress_free)
