#include "lib/suggest.h"

#include <string.h>

#include "lib/clock.h"
#include "lib/suggest-private.h"

#define MAX_RATIO 3.0 /* beyond that, longer silence is no more urgent */

static const char *const names[N_REASONS] = {
	[REASON_PLANNED] = "planned",
	[REASON_RSVP] = "rsvp",
	[REASON_OWED] = "owed",
	[REASON_AWAITING] = "awaiting",
	[REASON_UNDELIVERABLE] = "undeliverable",
	[REASON_OCCASION] = "occasion",
	[REASON_OVERDUE] = "overdue",
	[REASON_DRIFTING] = "drifting",
	[REASON_DUE] = "due",
	[REASON_DUE_SOON] = "due-soon",
};

const char *
reason_name(Reason reason)
{
	return names[reason];
}

bool
reason_from_name(const char *name, Reason *ret_reason)
{
	for (Reason i = 0; i < N_REASONS; i++) {
		if (g_ascii_strcasecmp(name, names[i]) == 0) {
			*ret_reason = i;
			return true;
		}
	}
	return false;
}

Instant
suggest_silent_since(const Suggestion *s)
{
	const Contact *contact = s->candidate->contact;

	return MAX(s->last_contact != WHEN_NEVER ? s->last_contact : contact->created,
		contact->fresh);
}

/* The message to reply to: what is asked, the invitation first where that is the reason. */
static int64_t
anchor(const Suggestion *s, Instant now)
{
	const Standing *standing = &s->candidate->standing;
	bool awaiting_first = (s->reasons & 1u << REASON_AWAITING) != 0 &&
			      (s->reasons & 1u << REASON_OWED) == 0;

	if ((s->reasons & 1u << REASON_RSVP) != 0)
		return standing->rsvp_message;
	if (suggest_is_open(s->candidate, standing->owed_since, now) && !awaiting_first)
		return standing->owed_message;
	if (suggest_is_open(s->candidate, standing->awaiting_since, now))
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

static void
set_reasons(Suggestion *s, guint bits, Instant now)
{
	s->reasons = bits;
	s->reason = strongest(bits);
	if ((bits & 1u << REASON_PLANNED) == 0)
		s->reminder = NULL;
	if ((bits & 1u << REASON_OCCASION) == 0)
		s->occasion = NULL;
	s->message = anchor(s, now);
}

static Suggestion
evaluate(const Candidate *candidate, const ReplyTimes *global, Instant now, Week *week)
{
	const Contact *contact = candidate->contact;
	const Standing *standing = &candidate->standing;
	Suggestion s = { .candidate = candidate };
	const Asking asking = { &s, global, now, week };
	guint bits = 0;

	s.last_contact =
		clock_last_contact(standing->last_in, standing->last_out, contact->policy);
	s.due = when_add(suggest_silent_since(&s), contact->cadence);
	s.ratio = when_ratio(suggest_silent_since(&s), contact->cadence, now);
	for (Reason i = 0; i < N_REASONS; i++)
		if (suggest_reasons[i](&asking, &s.since[i]) &&
			s.since[i] > candidate->dismissed[i])
			bits |= 1u << i;
	set_reasons(&s, bits, now);
	return s;
}

Suggestion
suggest_evaluate(const Candidate *candidate, const ReplyTimes *global, Instant now)
{
	Week week = { 0 };

	return evaluate(candidate, global, now, &week);
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
	double more = (int)y->of_today - (int)x->of_today;

	if (more == 0)
		more = urgency(y) - urgency(x);
	if (more == 0)
		more = strength_at(y, now) - strength_at(x, now);
	if (more != 0)
		return more > 0 ? 1 : -1;
	return compare_names(x->candidate->contact, y->candidate->contact);
}

/* What is only a reason if the user looks ahead. */
static guint
reasons_of_soon(const Suggestion *s, Week *week)
{
	guint bits = 1u << REASON_DUE_SOON;

	if (s->occasion != NULL &&
		s->since[REASON_OCCASION] > week_start(week, week->today + OCCASION_DAYS))
		bits |= 1u << REASON_OCCASION;
	return bits;
}

/* Whether `options` let `s` through, with its reasons reduced to what was asked for. */
static bool
is_wanted(Suggestion *s, const SuggestOptions *options, Instant now, Week *week)
{
	const Contact *contact = s->candidate->contact;

	if (!options->soon)
		set_reasons(s, s->reasons & ~reasons_of_soon(s, week), now);
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
	Week week = { 0 };

	for (guint i = 0; i < candidates->len; i++) {
		Suggestion s =
			evaluate(g_ptr_array_index(candidates, i), global, now, &week);

		if (is_wanted(&s, options, now, &week))
			g_ptr_array_add(list, g_memdup2(&s, sizeof(s)));
	}
	g_ptr_array_sort_with_data(list, compare_suggestions, &now);
	if (options->limit >= 0 && (guint)options->limit < list->len)
		g_ptr_array_set_size(list, options->limit);
	return list;
}

Interval
suggest_cadence(const Candidate *candidate)
{
	const Standing *standing = &candidate->standing;
	Interval fitting = clock_fitting(
		standing->pace_days, standing->pace_span, candidate->contact->cadence);
	const Interval none = { 0, 0 };

	return when_interval_days(fitting) == candidate->dismissed_pace ? none : fitting;
}

/* By which factor pace and cadence differ; 0 without a pace. */
static double
misfit(const Candidate *candidate)
{
	double pace = candidate->standing.pace_days;
	double planned = when_interval_days(candidate->contact->cadence);

	return pace > 0 ? MAX(pace / planned, planned / pace) : 0;
}

/* Whether `a` fits worse than `b`, which may be NULL; ties as in suggestions. */
static bool
fits_worse(const Candidate *a, const Candidate *b)
{
	double more = misfit(a) - (b == NULL ? 0 : misfit(b));

	return more > 0 ||
	       (more == 0 && b != NULL && compare_names(a->contact, b->contact) < 0);
}

const Candidate *
suggest_misfit(GPtrArray *candidates, Instant now)
{
	const Candidate *worst = NULL;

	for (guint i = 0; i < candidates->len; i++) {
		const Candidate *candidate = candidates->pdata[i];

		if (contact_is_active(candidate->contact, now) &&
			fits_worse(candidate, worst) &&
			when_interval_days(suggest_cadence(candidate)) > 0)
			worst = candidate;
	}
	return worst;
}
