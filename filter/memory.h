#pragma once

#include "lib/session.h"
#include "lib/store-tags.h"

/* What the filter remembers from run to run: how far it came, and by what. */
typedef struct {
	TagState state;    /* of the last run */
	uint64_t revision; /* of the notmuch database now */
	char *fingerprint; /* of all settings that decide tags, now */
	char **changed;    /* addresses tracked, untracked or of another class since, */
	int64_t last;      /* and the number of the last such change */
	bool is_stale;     /* settings or database differ: everything is to be looked at */
} Memory;

void memory_clear(Memory *memory);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Memory, memory_clear)

/* `*ret_memory` is zeroed by the caller. */
bool memory_load(Memory *ret_memory, Session *session, GError **error);

/* After a run that looked at it all: everything up to `memory->revision` is done. Writes
 * nothing if that was known. Who was tracked or moved meanwhile is left for the next run.
 */
bool memory_keep(const Memory *memory, Session *session, GError **error);
