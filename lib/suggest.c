#include "lib/suggest.h"

#include <string.h>

#include "lib/clock.h"

#define SOON 0.8
#define DUE 1.0
#define OVERDUE 1.5
#define MAX_RATIO 3.0 /* beyond that, longer silence is no more urgent */

Candidate *
candidate_new(Contact *contact, const Standing *standing)
{
	Candidate *candidate = g_new(Candidate, 1);

	candidate->contact = contact;
	candidate->standing = *standing;
	return candidate;
}

void
candidate_free(Candidate *candidate)
{
	if (candidate == NULL)
		return;
	contact_free(candidate->contact);
	g_free(candidate);
}

/* Whether a question of `since` has waited for longer than its answer usually takes. */
static bool
is_late(Instant since, double threshold_hours, Instant now)
{
	return since != WHEN_NEVER &&
	       when_weekday_seconds(since, now) / 3600.0 >= threshold_hours;
}

static bool
is_owed(const Suggestion *s, const ReplyTimes *global, Instant now, Instant *ret_since)
{
	const Standing *standing = &s->candidate->standing;

	*ret_since = standing->owed_since;
	return is_late(standing->owed_since,
		clock_reply_threshold(standing->reply_mine, standing->n_mine, global->mine,
			global->n_mine),
		now);
}

static bool
is_awaiting(const Suggestion *s, const ReplyTimes *global, Instant now, Instant *ret_since)
{
	const Standing *standing = &s->candidate->standing;

	*ret_since = standing->awaiting_since;
	return is_late(standing->awaiting_since,
		clock_reply_threshold(standing->reply_theirs, standing->n_theirs,
			global->theirs, global->n_theirs),
		now);
}

/* What the cadence counts from: the last contact, or the day tracking began. */
static Instant
silent_since(const Suggestion *s)
{
	return s->last_contact != WHEN_NEVER ? s->last_contact
					     : s->candidate->contact->created;
}

static Instant
instant_of_ratio(const Suggestion *s, double ratio)
{
	Instant since = silent_since(s);

	return since + (Instant)((double)(s->due - since) * ratio);
}

static bool
is_overdue(const Suggestion *s, const ReplyTimes *global, Instant now, Instant *ret_since)
{
	(void)global, (void)now;
	*ret_since = instant_of_ratio(s, OVERDUE);
	return s->ratio >= OVERDUE;
}

static bool
is_due(const Suggestion *s, const ReplyTimes *global, Instant now, Instant *ret_since)
{
	(void)global, (void)now;
	*ret_since = s->due;
	return s->ratio >= DUE && s->ratio < OVERDUE;
}

static bool
is_due_soon(const Suggestion *s, const ReplyTimes *global, Instant now, Instant *ret_since)
{
	(void)global, (void)now;
	*ret_since = instant_of_ratio(s, SOON);
	return s->ratio >= SOON && s->ratio < DUE;
}

/* The reasons, in the order of enum Reason. `holds` sees all of the suggestion but its
 * reasons and anchor. */
static const struct {
	const char *name;
	bool (*holds)(const Suggestion *s, const ReplyTimes *global, Instant now,
		Instant *ret_since);
} reasons[N_REASONS] = {
	[REASON_OWED] = { "owed", is_owed },
	[REASON_AWAITING] = { "awaiting", is_awaiting },
	[REASON_OVERDUE] = { "overdue", is_overdue },
	[REASON_DUE] = { "due", is_due },
	[REASON_DUE_SOON] = { "due-soon", is_due_soon },
};

const char *
reason_name(Reason reason)
{
	return reasons[reason].name;
}

bool
reason_from_name(const char *name, Reason *ret_reason)
{
	for (Reason i = 0; i < N_REASONS; i++) {
		if (g_ascii_strcasecmp(name, reasons[i].name) == 0) {
			*ret_reason = i;
			return true;
		}
	}
	return false;
}

/* The message to reply to. */
static int64_t
anchor(const Suggestion *s)
{
	const Standing *standing = &s->candidate->standing;
	bool awaiting_first = (s->reasons & 1u << REASON_AWAITING) != 0 &&
			      (s->reasons & 1u << REASON_OWED) == 0;

	if (standing->owed_message != 0 && !awaiting_first)
		return standing->owed_message;
	if (standing->awaiting_message != 0)
		return standing->awaiting_message;
	if (standing->last_in_message != 0)
		return standing->last_in_message;
	return standing->last_out_message;
}

/* The strongest of the reasons that hold; their names are in order of strength. */
static Reason
strongest(guint bits)
{
	Reason reason = 0;

	while (reason < N_REASONS - 1 && (bits & 1u << reason) == 0)
		reason++;
	return reason;
}

Suggestion
suggest_evaluate(const Candidate *candidate, const ReplyTimes *global, Instant now)
{
	const Contact *contact = candidate->contact;
	const Standing *standing = &candidate->standing;
	Suggestion s = { .candidate = candidate };

	s.last_contact =
		clock_last_contact(standing->last_in, standing->last_out, contact->policy);
	s.due = when_add(silent_since(&s), contact->cadence);
	s.ratio = when_ratio(silent_since(&s), contact->cadence, now);
	for (Reason i = 0; i < N_REASONS; i++)
		if (reasons[i].holds(&s, global, now, &s.since[i]))
			s.reasons |= 1u << i;
	s.reason = strongest(s.reasons);
	s.message = anchor(&s);
	return s;
}

static double
urgency(const Suggestion *s)
{
	return MIN(s->ratio, MAX_RATIO) * s->candidate->contact->weight;
}

static double
strength_at(const Suggestion *s, Instant now)
{
	const Standing *standing = &s->candidate->standing;

	return clock_strength_at(standing->strength, standing->last,
		2.0 * when_interval_days(s->candidate->contact->cadence), now);
}

/* By name without regard to case, but not by the locale's rules: the same order for
 * everybody. The slug is unique, so the order is total. */
static int
compare_names(const Contact *a, const Contact *b)
{
	g_autofree char *name_a = g_utf8_casefold(a->name, -1);
	g_autofree char *name_b = g_utf8_casefold(b->name, -1);
	int order = strcmp(name_a, name_b);

	return order != 0 ? order : strcmp(a->slug, b->slug);
}

static int
compare_suggestions(gconstpointer a, gconstpointer b, gpointer user_data)
{
	const Suggestion *x = *(const Suggestion *const *)a;
	const Suggestion *y = *(const Suggestion *const *)b;
	Instant now = *(const Instant *)user_data;
	double more = urgency(y) - urgency(x);

	if (more == 0)
		more = strength_at(y, now) - strength_at(x, now);
	if (more != 0)
		return more > 0 ? 1 : -1;
	return compare_names(x->candidate->contact, y->candidate->contact);
}

/* Whether `options` let `s` through, with its reasons reduced to what was asked for. */
static bool
is_wanted(Suggestion *s, const SuggestOptions *options, Instant now)
{
	const Contact *contact = s->candidate->contact;

	if (!options->soon)
		s->reasons &= ~(1u << REASON_DUE_SOON);
	if (s->reasons == 0 ||
		(options->reasons != 0 && (s->reasons & options->reasons) == 0))
		return false;
	if (options->class_name != NULL &&
		strcmp(contact->class_name, options->class_name) != 0)
		return false;
	return contact_is_active(contact, now);
}

GPtrArray *
suggest(GPtrArray *candidates, const ReplyTimes *global, const SuggestOptions *options,
	Instant now)
{
	GPtrArray *list = g_ptr_array_new_with_free_func(g_free);

	for (guint i = 0; i < candidates->len; i++) {
		Suggestion s =
			suggest_evaluate(g_ptr_array_index(candidates, i), global, now);

		if (is_wanted(&s, options, now))
			g_ptr_array_add(list, g_memdup2(&s, sizeof(s)));
	}
	g_ptr_array_sort_with_data(list, compare_suggestions, &now);
	if (options->limit >= 0 && (guint)options->limit < list->len)
		g_ptr_array_set_size(list, options->limit);
	return list;
}
