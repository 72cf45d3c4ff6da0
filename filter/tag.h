#pragma once

#include <glib.h>
#include <stdbool.h>

/* One run over the notmuch database: tags what changed since the last one, or what `query`
 * matches unless it is NULL, and keeps the follow-up tags in step with the suggestions.
 * Ends with one line on standard output unless `quiet`. Twice is once. */
bool tag_run(const char *query, bool quiet, GError **error);
