#pragma once

#include <glib.h>
#include <stdbool.h>

#include "lib/store.h"

/* Whom of all correspondents to propose for tracking: pure ranking. */

typedef struct {
	const Correspondent *who; /* borrowed */
	bool two_way;             /* each wrote to the other directly */
	bool bulk;                /* a list or a robot: no direct mail ever came from it */
	double strength;          /* at the present; at most so much, until learned */
	double rhythm_days;       /* 0: none yet; this and the next once learned */
	const Class *klass;       /* borrowed: its cadence is nearest to the rhythm */
	GPtrArray *same_person;   /* of Kin: addresses that may be theirs, or NULL */
	const char *namesake;     /* borrowed: id of a contact of that name, or NULL */
} Prospect;

/* Whether there is a person to propose: met directly, not tracked or ignored, no list, no
 * robot, no address of an office ("info", "support" …). */
bool discover_is_person(const Correspondent *who);

/* New, prospect_free(). */
Prospect *prospect_new(const Correspondent *who, Instant now);

/* Adds what `events` (oldest first) and the `classes` there are (of Class; not empty) tell
 * at `now`. */
void prospect_learn(
	Prospect *prospect, const GArray *events, const GPtrArray *classes, Instant now);
void prospect_free(Prospect *prospect);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Prospect, prospect_free)

/* Orders pointers to Prospects: two-way first, then by strength, then the newest, then by
 * address. For g_ptr_array_sort(). */
gint prospect_compare(gconstpointer a, gconstpointer b);

/* Why, in a sentence without a full stop. New. */
char *prospect_evidence(const Prospect *prospect, Instant now);
