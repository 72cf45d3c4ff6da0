#pragma once

#include "lib/meeting.h"

/* The meeting as one organizer has planned it: an impostor with the same UID has planned
 * another. */
typedef struct {
	const GPtrArray *sorted; /* of Invitation */
	const GArray *effects;   /* of Effect */
	int64_t organizer;
} Course;

/* An instance of a series, or the only one. */
typedef struct {
	guint plan;       /* which of the invitations plans it */
	Instant instance; /* WHEN_NEVER for the only one */
	Instant start;
} Instance;

const Invitation *course_invitation(const Course *course, guint i);

/* The newest word of `who` on `instance`, which goes before that on the series, as the
 * number of an invitation; -1 if there is none on the plan that stands now. */
int course_answer(const Course *course, const Instance *instance, int64_t who);

/* The answer that `invitation` has of `who`; ANSWER_OPEN if none. */
Answer invitation_answer(const Invitation *invitation, int64_t who);

/* Of a series, returns true when the instances before this one do not matter. */
typedef bool (*VisitInstance)(
	const Course *course, const Instance *instance, gpointer user_data);

/* Calls `visit` for each instance of `invitations` (of one UID), which are sorted, that is
 * planned and not cancelled: of each organizer those that have a plan of their own, then
 * the others of a series, the last first. */
void meeting_each(GPtrArray *invitations, VisitInstance visit, gpointer user_data);
