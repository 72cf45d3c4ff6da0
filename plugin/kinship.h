#pragma once

#include "lib/store.h"

/* Which addresses may belong to one person: proposed with a reason, never acted upon. */
typedef struct Kinship Kinship;

/* Of all `correspondents` (of Correspondent, borrowed until kinship_free()). New. */
Kinship *kinship_new(const GPtrArray *correspondents);
void kinship_free(Kinship *kinship);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Kinship, kinship_free)

/* Adds to `emails` (of const char *, borrowed), sorted, the other addresses with the name
 * of `who`, or with its local part (of at least five characters) at another domain. */
void kinship_find(const Kinship *kinship, const Correspondent *who, GPtrArray *emails);
