#include "lib/meeting.h"

enum { MAX_SEQUENCE_JUMP = 1000 };

Invitation *
invitation_new(GArray *starts)
{
	Invitation *invitation = g_new0(Invitation, 1);

	invitation->instance = WHEN_NEVER;
	invitation->starts = starts;
	invitation->guests = g_array_new(false, false, sizeof(Guest));
	return invitation;
}

void
invitation_free(Invitation *invitation)
{
	if (invitation->starts != NULL)
		g_array_unref(invitation->starts);
	g_array_unref(invitation->guests);
	g_free(invitation);
}

static int
compare_numbers(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

/* Newest SEQUENCE, then DTSTAMP; a cancellation wins over a plan of the same moment. */
static int
compare(gconstpointer a, gconstpointer b)
{
	const Invitation *x = *(const Invitation *const *)a;
	const Invitation *y = *(const Invitation *const *)b;
	int order = compare_numbers(x->sequence, y->sequence);

	if (order == 0)
		order = compare_numbers(x->stamp, y->stamp);
	if (order == 0)
		order = (x->method == METHOD_CANCEL) - (y->method == METHOD_CANCEL);
	if (order == 0)
		order = compare_numbers(x->tie, y->tie);
	return order != 0 ? order : compare_numbers(x->instance, y->instance);
}

static bool
is_plan(const Invitation *invitation)
{
	return invitation->method == METHOD_PUBLISH ||
	       invitation->method == METHOD_REQUEST || invitation->method == METHOD_CANCEL;
}

/* The answer that `invitation` has of `who`; ANSWER_OPEN if none. */
static Answer
stated(const Invitation *invitation, int64_t who)
{
	for (guint i = 0; i < invitation->guests->len; i++) {
		const Guest *guest = &g_array_index(invitation->guests, Guest, i);

		if (guest->who == who)
			return guest->answer;
	}
	return ANSWER_OPEN;
}

/* A reply speaks for nobody but its sender. */
static bool
is_by_guest(const Invitation *reply)
{
	for (guint i = 0; i < reply->guests->len; i++)
		if (g_array_index(reply->guests, Guest, i).who == reply->sender)
			return reply->sender != MEETING_NOBODY;
	return false;
}

static bool
is_by_organizer(const Invitation *plan)
{
	return plan->organizer != MEETING_NOBODY && plan->sender == plan->organizer;
}

static Effect
effect_of(const Invitation *invitation)
{
	if (is_plan(invitation) && !is_by_organizer(invitation))
		return EFFECT_FORGED;
	if (invitation->method == METHOD_REPLY)
		return is_by_guest(invitation) ? EFFECT_ANSWERED : EFFECT_FORGED;
	if (!is_plan(invitation))
		return EFFECT_NONE;
	return invitation->method == METHOD_CANCEL ? EFFECT_CANCELLED : EFFECT_PLANNED;
}

/* A SEQUENCE of two billion would let nobody change the meeting any more. How far each
 * organizer's own numbers reach without a leap. */
static int
highest_sequence(const GPtrArray *sorted, int64_t organizer)
{
	int highest = 0;

	for (guint i = 0; i < sorted->len; i++) {
		const Invitation *invitation = sorted->pdata[i];

		if (is_plan(invitation) && is_by_organizer(invitation) &&
			invitation->organizer == organizer &&
			invitation->sequence - highest <= MAX_SEQUENCE_JUMP)
			highest = MAX(highest, invitation->sequence);
	}
	return highest;
}

GArray *
meeting_effects(GPtrArray *invitations)
{
	GArray *effects = g_array_new(false, false, sizeof(Effect));

	g_ptr_array_sort(invitations, compare);
	for (guint i = 0; i < invitations->len; i++) {
		const Invitation *invitation = invitations->pdata[i];
		Effect effect = effect_of(invitation);

		if ((effect == EFFECT_PLANNED || effect == EFFECT_CANCELLED) &&
			invitation->sequence >
				highest_sequence(invitations, invitation->organizer))
			effect = EFFECT_JUMPED;
		g_array_append_val(effects, effect);
	}
	return effects;
}

/* The meeting as one organizer has planned it: an impostor with the same UID has planned
 * another. */
typedef struct {
	const GPtrArray *sorted;
	const GArray *effects;
	int64_t organizer;
	Instant now, due;
	GArray *met;
} Course;

static const Invitation *
invitation_at(const Course *course, guint i)
{
	return course->sorted->pdata[i];
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
	       invitation_at(course, i)->organizer == course->organizer;
}

/* The newest plan of `instance`, or -1. */
static int
newest_plan(const Course *course, Instant instance)
{
	for (guint i = course->sorted->len; i-- > 0;)
		if (is_own_plan(course, i) &&
			invitation_at(course, i)->instance == instance)
			return (int)i;
	return -1;
}

/* Whether the `i`-th invitation says what `who` answers to the plan of `sequence`. An
 * answer to an earlier one is to another date. */
static bool
speaks_for(const Course *course, guint i, int64_t who, int sequence)
{
	const Invitation *invitation = invitation_at(course, i);

	if (effect_at(course, i) == EFFECT_PLANNED)
		return is_own_plan(course, i) && invitation->sequence == sequence &&
		       stated(invitation, who) != ANSWER_OPEN;
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
		if (invitation_at(course, i)->instance == instance &&
			speaks_for(course, i, who, sequence))
			return (int)i;
	return -1;
}

/* An instance of a plan, or the only one. */
typedef struct {
	guint plan;
	Instant instance, start;
} Occasion;

/* Adds `other` if `who` accepted `occasion`. An answer to one instance goes before that to
 * the series. */
static void
meet(Course *course, const Occasion *occasion, int64_t who, int64_t other)
{
	const Invitation *plan = invitation_at(course, occasion->plan);
	int answer = newest_answer(course, occasion->instance, who, plan->sequence);
	Met met = { .date = occasion->start + plan->length, .who = other };

	if (answer < 0)
		answer = newest_answer(course, WHEN_NEVER, who, plan->sequence);
	if (answer < 0 ||
		stated(invitation_at(course, (guint)answer), who) != ANSWER_ACCEPTED)
		return;
	met.message = invitation_at(course, MAX(occasion->plan, (guint)answer))->message;
	g_array_append_val(course->met, met);
}

/* Whether it is over; else remembers when it will be. */
static bool
is_over(Course *course, const Occasion *occasion)
{
	Instant end = occasion->start + invitation_at(course, occasion->plan)->length;

	if (end <= course->now)
		return true;
	course->due = course->due == WHEN_NEVER ? end : MIN(course->due, end);
	return false;
}

/* Other guests of somebody else's meeting have not met the user in particular. */
static void
meet_all(Course *course, const Occasion *occasion)
{
	const GArray *guests = invitation_at(course, occasion->plan)->guests;

	if (!is_over(course, occasion))
		return;
	if (course->organizer != MEETING_USER) {
		meet(course, occasion, MEETING_USER, course->organizer);
		return;
	}
	for (guint i = 0; i < guests->len; i++) {
		int64_t who = g_array_index(guests, Guest, i).who;

		if (who != MEETING_USER)
			meet(course, occasion, who, who);
	}
}

/* Whether the `plan`-th invitation, for one instance or for all, is still to come. */
static bool
stands(const Course *course, int plan, int series)
{
	if (plan < 0 || effect_at(course, (guint)plan) == EFFECT_CANCELLED)
		return false;
	return series < plan || effect_at(course, (guint)series) != EFFECT_CANCELLED;
}

/* Instances that have a plan of their own, each by the newest. */
static void
settle_instances(Course *course, int series)
{
	for (guint i = 0; i < course->sorted->len; i++) {
		const Invitation *plan = invitation_at(course, i);
		Occasion occasion = { i, plan->instance, plan->start };

		if (plan->instance != WHEN_NEVER && is_own_plan(course, i) &&
			newest_plan(course, plan->instance) == (int)i &&
			stands(course, (int)i, series))
			meet_all(course, &occasion);
	}
}

/* The newest instance that took place with somebody stands for all before it. */
static void
settle_series(Course *course, int series)
{
	const Invitation *plan = invitation_at(course, (guint)series);
	guint n = course->met->len;

	for (guint i = plan->starts->len; i-- > 0 && course->met->len == n;) {
		Instant start = g_array_index(plan->starts, Instant, i);
		Occasion occasion = { (guint)series, start, start };

		if (newest_plan(course, start) < 0)
			meet_all(course, &occasion);
	}
}

static void
settle_course(Course *course)
{
	int series = newest_plan(course, WHEN_NEVER);
	Occasion only = { .plan = (guint)series, .instance = WHEN_NEVER };

	settle_instances(course, series);
	if (!stands(course, series, series))
		return;
	only.start = invitation_at(course, only.plan)->start;
	if (invitation_at(course, only.plan)->starts != NULL)
		settle_series(course, series);
	else
		meet_all(course, &only);
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

GArray *
meeting_settle(GPtrArray *invitations, Instant now, Instant *ret_due)
{
	g_autoptr(GArray) effects = meeting_effects(invitations);
	Course course = { .sorted = invitations,
		.effects = effects,
		.now = now,
		.due = WHEN_NEVER,
		.met = g_array_new(false, false, sizeof(Met)) };

	for (guint i = 0; i < invitations->len; i++) {
		course.organizer = invitation_at(&course, i)->organizer;
		if (begins_course(&course, i))
			settle_course(&course);
	}
	*ret_due = course.due;
	return course.met;
}
