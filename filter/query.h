#pragma once

#include <glib.h>
#include <stdbool.h>

#include "lib/when.h"

/* Queries for notmuch. They only preselect: who a message is from is decided by comparing
 * parsed mailboxes. Pure. */

/* Appends `PREFIX:"VALUE"` to `query`, after " or " if it is not empty. Only for boolean
 * prefixes (id, tag), where a doubled quote keeps any value one term. */
void query_add_term(GString *query, const char *prefix, const char *value);

/* A query that all mail from (if `to`: or to) each of `emails` matches, among other mail.
 * New, or NULL if there is no such query: an address that is spelt with characters which
 * notmuch's from: takes for operators, or that it indexes otherwise than we spell it. */
char *query_of_addresses(const char *const *emails, bool to);

/* Narrows `query` (NULL: all) to mail that a record may date `since` or later; WHEN_NEVER:
 * not at all. New; NULL: all. */
char *query_since(const char *query, Instant since);
