#pragma once

#include "lib/store.h"

/* Which addresses may belong to one person: proposed with a reason, never acted upon. */
typedef struct Kinship Kinship;

typedef enum { KIN_NAME, KIN_LOCAL_PART, KIN_ANSWERS } KinReason;

typedef struct {
	char *email;
	KinReason reason;
} Kin;

void kin_free(Kin *kin);

/* "same name", "same name before the @", "answers in the same thread". */
const char *kin_reason(KinReason reason);

/* Of all `correspondents` (of Correspondent) and `contacts` (of Contact), both borrowed
 * until kinship_free(). New. */
Kinship *kinship_new(const GPtrArray *correspondents, const GPtrArray *contacts);
void kinship_free(Kinship *kinship);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Kinship, kinship_free)

/* The other addresses with the name of `who` in any spelling, or with its local part (of at
 * least five characters) at another domain, and `answers` (NULL-terminated), those it
 * answered for; without `apart` (the same), of which it is known that they are not. By
 * address. New array of Kin. */
GPtrArray *kinship_find(const Kinship *kinship, const Correspondent *who,
	const char *const *answers, const char *const *apart);

/* The id of the contact whose name `who` bears without being an address of theirs, nor
 * known `apart` from them; NULL if there is none. Borrowed. */
const char *kinship_namesake(
	const Kinship *kinship, const Correspondent *who, const char *const *apart);
