#include "lib/meeting-private.h"

/* What the user has not answered. */

typedef struct {
	Instant now;
	bool any;
	Asked asked;
} Asking;

static bool
is_open_to_user(const Invitation *plan)
{
	for (guint i = 0; i < plan->guests->len; i++) {
		const Guest *guest = &g_array_index(plan->guests, Guest, i);

		if (guest->who == MEETING_USER)
			return guest->answer == ANSWER_OPEN;
	}
	return false;
}

static bool
is_asked(const Course *course, const Instance *instance)
{
	const Invitation *plan = course_invitation(course, instance->plan);

	return course->organizer != MEETING_USER && plan->method == METHOD_REQUEST &&
	       is_open_to_user(plan) && course_answer(course, instance, MEETING_USER) < 0;
}

/* What comes next goes before what comes later, and that before what is past. */
static bool
is_nearer(const Asking *asking, Instant start)
{
	bool is_past = start <= asking->now, was_past = asking->asked.start <= asking->now;

	if (is_past != was_past)
		return was_past;
	return is_past ? start > asking->asked.start : start < asking->asked.start;
}

static bool
ask(const Course *course, const Instance *instance, gpointer user_data)
{
	Asking *asking = user_data;
	Asked *asked = &asking->asked;

	if (!is_asked(course, instance))
		return false;
	if (!asking->any || is_nearer(asking, instance->start)) {
		asking->any = true;
		asked->message = course_invitation(course, instance->plan)->message;
		asked->who = course->organizer;
		asked->start = instance->start;
	}
	if (instance->start > asking->now)
		return false;
	asked->last = MAX(asked->last, instance->start);
	return true;
}

bool
meeting_asked(GPtrArray *invitations, Instant now, Asked *ret_asked)
{
	Asking asking = { .now = now, .asked = { .last = WHEN_NEVER } };

	meeting_each(invitations, ask, &asking);
	if (asking.any)
		*ret_asked = asking.asked;
	return asking.any;
}
