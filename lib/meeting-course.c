#include "lib/meeting-private.h"

/* What stands of a meeting, and what was answered. */

const Invitation *
course_invitation(const Course *course, guint i)
{
	return course->sorted->pdata[i];
}

Answer
invitation_answer(const Invitation *invitation, int64_t who)
{
	for (guint i = 0; i < invitation->guests->len; i++) {
		const Guest *guest = &g_array_index(invitation->guests, Guest, i);

		if (guest->who == who)
			return guest->answer;
	}
	return ANSWER_OPEN;
}

static Effect
effect_at(const Course *course, guint i)
{
	return g_array_index(course->effects, Effect, i);
}

static bool
is_own_plan(const Course *course, guint i)
{
	return (effect_at(course, i) == EFFECT_PLANNED ||
		       effect_at(course, i) == EFFECT_CANCELLED) &&
	       course_invitation(course, i)->organizer == course->organizer;
}

/* The newest plan of `instance`, or -1. */
static int
newest_plan(const Course *course, Instant instance)
{
	for (guint i = course->sorted->len; i-- > 0;)
		if (is_own_plan(course, i) &&
			course_invitation(course, i)->instance == instance)
			return (int)i;
	return -1;
}

/* Whether the `i`-th invitation says what `who` answers to the plan of `sequence`. An
 * answer to an earlier one is to another date. */
static bool
speaks_for(const Course *course, guint i, int64_t who, int sequence)
{
	const Invitation *invitation = course_invitation(course, i);

	if (effect_at(course, i) == EFFECT_PLANNED)
		return is_own_plan(course, i) && invitation->sequence == sequence &&
		       invitation_answer(invitation, who) != ANSWER_OPEN;
	return effect_at(course, i) == EFFECT_ANSWERED && invitation->sender == who &&
	       invitation->sequence >= sequence &&
	       (invitation->organizer == course->organizer ||
		       invitation->organizer == MEETING_NOBODY);
}

/* The newest word of `who` on `instance` of the plan of `sequence`, or -1. */
static int
newest_answer(const Course *course, Instant instance, int64_t who, int sequence)
{
	for (guint i = course->sorted->len; i-- > 0;)
		if (course_invitation(course, i)->instance == instance &&
			speaks_for(course, i, who, sequence))
			return (int)i;
	return -1;
}

int
course_answer(const Course *course, const Instance *instance, int64_t who)
{
	int sequence = course_invitation(course, instance->plan)->sequence;
	int answer = newest_answer(course, instance->instance, who, sequence);

	return answer >= 0 ? answer : newest_answer(course, WHEN_NEVER, who, sequence);
}

/* Whether the `plan`-th invitation, for one instance or for all, is still to come. */
static bool
stands(const Course *course, int plan, int series)
{
	if (plan < 0 || effect_at(course, (guint)plan) == EFFECT_CANCELLED)
		return false;
	return series < plan || effect_at(course, (guint)series) != EFFECT_CANCELLED;
}

/* Whether the `i`-th invitation is the first plan of its organizer. */
static bool
begins_course(const Course *course, guint i)
{
	for (guint j = 0; j < i; j++)
		if (is_own_plan(course, j))
			return false;
	return is_own_plan(course, i);
}

/* Instances that have a plan of their own, each by the newest. */
static void
visit_moved(const Course *course, int series, VisitInstance visit, gpointer user_data)
{
	for (guint i = 0; i < course->sorted->len; i++) {
		const Invitation *plan = course_invitation(course, i);
		Instance moved = { i, plan->instance, plan->start };

		if (plan->instance != WHEN_NEVER && is_own_plan(course, i) &&
			newest_plan(course, plan->instance) == (int)i &&
			stands(course, (int)i, series))
			visit(course, &moved, user_data);
	}
}

static void
visit_series(const Course *course, int series, VisitInstance visit, gpointer user_data)
{
	const GArray *starts = course_invitation(course, (guint)series)->starts;
	bool done = false;

	for (guint i = starts->len; i-- > 0 && !done;) {
		Instant start = g_array_index(starts, Instant, i);
		Instance one = { (guint)series, start, start };

		if (newest_plan(course, start) < 0)
			done = visit(course, &one, user_data);
	}
}

static void
visit_course(const Course *course, VisitInstance visit, gpointer user_data)
{
	int series = newest_plan(course, WHEN_NEVER);
	Instance only = { .plan = (guint)series, .instance = WHEN_NEVER };

	visit_moved(course, series, visit, user_data);
	if (!stands(course, series, series))
		return;
	only.start = course_invitation(course, only.plan)->start;
	if (course_invitation(course, only.plan)->starts != NULL)
		visit_series(course, series, visit, user_data);
	else
		visit(course, &only, user_data);
}

void
meeting_each(GPtrArray *invitations, VisitInstance visit, gpointer user_data)
{
	g_autoptr(GArray) effects = meeting_effects(invitations);
	Course course = { .sorted = invitations, .effects = effects };

	for (guint i = 0; i < invitations->len; i++) {
		course.organizer = course_invitation(&course, i)->organizer;
		if (begins_course(&course, i))
			visit_course(&course, visit, user_data);
	}
}
