#include "lib/meeting-private.h"

/* Whom the user has met. */

typedef struct {
	Instant now, due;
	GArray *met;
} Settling;

/* Adds `other` if `who` accepted `instance`. */
static void
meet(Settling *settling, const Course *course, const Instance *instance, int64_t who,
	int64_t other)
{
	const Invitation *plan = course_invitation(course, instance->plan);
	int answer = course_answer(course, instance, who);
	Met met = { .date = instance->start + plan->length, .who = other };

	if (answer < 0 || invitation_answer(course_invitation(course, (guint)answer),
				  who) != ANSWER_ACCEPTED)
		return;
	met.message =
		course_invitation(course, MAX(instance->plan, (guint)answer))->message;
	g_array_append_val(settling->met, met);
}

/* Whether it is over; else remembers when it will be. */
static bool
is_over(Settling *settling, const Course *course, const Instance *instance)
{
	Instant end = instance->start + course_invitation(course, instance->plan)->length;

	if (end <= settling->now)
		return true;
	settling->due = settling->due == WHEN_NEVER ? end : MIN(settling->due, end);
	return false;
}

/* Other guests of somebody else's meeting have not met the user in particular. The newest
 * instance that took place with somebody stands for all before it. */
static bool
meet_all(const Course *course, const Instance *instance, gpointer user_data)
{
	Settling *settling = user_data;
	const GArray *guests = course_invitation(course, instance->plan)->guests;
	guint before = settling->met->len;

	if (!is_over(settling, course, instance))
		return false;
	if (course->organizer != MEETING_USER)
		meet(settling, course, instance, MEETING_USER, course->organizer);
	for (guint i = 0; course->organizer == MEETING_USER && i < guests->len; i++) {
		int64_t who = g_array_index(guests, Guest, i).who;

		if (who != MEETING_USER)
			meet(settling, course, instance, who, who);
	}
	return settling->met->len > before;
}

GArray *
meeting_settle(GPtrArray *invitations, Instant now, Instant *ret_due)
{
	Settling settling = {
		.now = now, .due = WHEN_NEVER, .met = g_array_new(false, false, sizeof(Met))
	};

	meeting_each(invitations, meet_all, &settling);
	*ret_due = settling.due;
	return settling.met;
}
