#include "lib/suggest.h"

#include <string.h>

#include "lib/clock.h"
#include "lib/suggest-private.h"

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

Suggestion
suggest_clocks(const Candidate *candidate, Instant now)
{
	const Contact *contact = candidate->contact;
	const Standing *standing = &candidate->standing;
	Suggestion s = { .candidate = candidate };
	Instant since;

	s.last_contact =
		clock_last_contact(standing->last_in, standing->last_out, contact->policy);
	since = suggest_silent_since(&s);
	s.due = when_add(since, contact->cadence);
	s.ratio = (double)(now - since) / (double)(s.due - since);
	return s;
}

Suggestion
suggest_evaluate_in(
	const Candidate *candidate, const ReplyTimes *global, Instant now, Week *week)
{
	Suggestion s = suggest_clocks(candidate, now);
	const Asking asking = { &s, global, now, week };
	guint bits = 0;

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

	return suggest_evaluate_in(candidate, global, now, &week);
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

bool
suggest_is_wanted(Suggestion *s, const SuggestOptions *options, Instant now, Week *week)
{
	const Contact *contact = s->candidate->contact;

	if (!options->soon)
		set_reasons(s, s->reasons & ~reasons_of_soon(s, week), now);
	if (s->reasons == 0 ||
		(options->reasons != 0 && (s->reasons & options->reasons) == 0))
		return false;
	return options->class_name == NULL ||
	       strcmp(contact->class_name, options->class_name) == 0;
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
