#pragma once

#include <glib.h>
#include <stdbool.h>

#include "lib/header.h"
#include "lib/settings.h"

/* Which tags a message should have, and what is to be done to get there: pure. Names of
 * tags are interned (g_intern_string): they stay until the program ends. */

/* The addresses whose contacts give a message its tags: its authors other than the user,
 * and if `settings` ask for it the recipients of what the user wrote. `blocks` are the
 * files of one Message-ID. With cadence.plus_detail an address is also there without its
 * detail. A new array of strings, normalized, g_ptr_array_unref() it; empty for mail that
 * is older than cadence.tag_since. */
GPtrArray *wanted_addresses(
	HeaderBlock *const *blocks, guint n_blocks, const Settings *settings, Instant now);

/* "PREFIXcontact" and "PREFIXcontact/CLASS". */
const char *wanted_contact_tag(const char *prefix);
const char *wanted_class_tag(const char *prefix, const char *class_name);

/* Adds `tag` to an array of interned names, once. */
void wanted_add(GPtrArray *tags, const char *tag);

typedef struct {
	const char **add; /* arrays of interned names, NULL-terminated */
	const char **remove;
	bool touches; /* whether notmuch's message changes, not only what we know of it */
} WantedChange;

void wanted_change_clear(WantedChange *change);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WantedChange, wanted_change_clear)

/* What makes a message that has the tags `actual`, of which we put `ours`, have `wanted`,
 * and takes away what is ours and no longer wanted. A tag that somebody else put is theirs,
 * but for one case: where a message has all of `delivered`, the tags that the filter prints
 * at delivery, and none of them is known as ours yet, they were put so. False if there is
 * nothing to do: `*ret_change` is then untouched. */
bool wanted_compare(const GPtrArray *wanted, const GPtrArray *delivered,
	const char *const *ours, const char *const *actual, WantedChange *ret_change);
