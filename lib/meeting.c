#include "lib/meeting-private.h"

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
