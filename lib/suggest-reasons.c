#include "lib/suggest-private.h"

#include "lib/clock.h"

#define SOON 0.8
#define DUE 1.0
#define OVERDUE 1.5

/* To answer after years, or to ask for the answer, is a new letter, not a follow-up. */
#define QUESTION_LAPSES (365 * WHEN_DAY)

/* Nobody wants good wishes for a holiday from somebody they just heard from. */
#define HOLIDAY_SILENCE (7 * WHEN_DAY)

static const Standing *
standing_of(const Asking *asking)
{
	return &asking->s->candidate->standing;
}

static bool
is_planned(const Asking *asking, Instant *ret_since)
{
	const Candidate *candidate = asking->s->candidate;

	for (guint i = 0; i < candidate->reminders->len; i++) {
		const Reminder *reminder = candidate->reminders->pdata[i];

		if (reminder->date > asking->now ||
			reminder->date <= candidate->dismissed[REASON_PLANNED] ||
			!reminder_is_open(reminder, &candidate->standing))
			continue;
		asking->s->reminder = reminder;
		asking->s->of_today = true;
		*ret_since = reminder->date;
		return true;
	}
	return false;
}

static bool
is_rsvp(const Asking *asking, Instant *ret_since)
{
	const Standing *standing = standing_of(asking);

	*ret_since = standing->rsvp_since;
	return standing->rsvp_since != WHEN_NEVER && standing->rsvp_start > asking->now;
}

bool
suggest_is_open(const Candidate *candidate, Instant since, Instant now)
{
	return since != WHEN_NEVER && since >= candidate->contact->fresh &&
	       now - since < QUESTION_LAPSES;
}

/* Whether a question of `since` has waited for longer than its answer usually takes. */
static bool
is_late(const Asking *asking, Instant since, double own, int n, double global, int n_global)
{
	return suggest_is_open(asking->s->candidate, since, asking->now) &&
	       when_weekday_seconds(since, asking->now) / 3600.0 >=
		       clock_reply_threshold(own, n, global, n_global);
}

static bool
is_owed(const Asking *asking, Instant *ret_since)
{
	const Standing *standing = standing_of(asking);

	*ret_since = standing->owed_since;
	return is_late(asking, standing->owed_since, standing->reply_mine, standing->n_mine,
		asking->global->mine, asking->global->n_mine);
}

static bool
is_awaiting(const Asking *asking, Instant *ret_since)
{
	const Standing *standing = standing_of(asking);

	*ret_since = standing->awaiting_since;
	return is_late(asking, standing->awaiting_since, standing->reply_theirs,
		standing->n_theirs, asking->global->theirs, asking->global->n_theirs);
}

static bool
is_undeliverable(const Asking *asking, Instant *ret_since)
{
	*ret_since = standing_of(asking)->bounced_since;
	return *ret_since != WHEN_NEVER;
}

int
week_today(Week *week, Instant now)
{
	if (!week->is_known)
		week->today = when_day(now);
	week->is_known = true;
	return week->today;
}

Instant
week_start(Week *week, int day)
{
	Instant *start = &week->starts[day - week->today];

	if (*start == 0)
		*start = when_day_start(day);
	return *start;
}

/* A letter on the day itself was the greeting. */
static bool
is_to_come(const Asking *asking, const Occasion *occasion, Instant start)
{
	const Candidate *candidate = asking->s->candidate;
	Instant last = MAX(candidate->standing.last_in, candidate->standing.last_out);

	if (start <= candidate->dismissed[REASON_OCCASION] ||
		candidate->standing.last_out >= start)
		return false;
	return occasion->kind != OCCASION_HOLIDAY || last == WHEN_NEVER ||
	       asking->now - last >= HOLIDAY_SILENCE;
}

/* The next one; of those of one day the first by kind, then in their order. */
static bool
is_occasion(const Asking *asking, Instant *ret_since)
{
	Suggestion *s = asking->s;
	const GPtrArray *occasions = s->candidate->occasions;
	int today, best;

	if (occasions->len == 0)
		return false;
	today = week_today(asking->week, asking->now);
	best = today + OCCASION_DAYS_SOON + 1;
	for (guint i = 0; i < occasions->len; i++) {
		const Occasion *occasion = occasions->pdata[i];
		int day = occasion_next(occasion, today);

		if (day < 0 || day > best ||
			(day == best && (s->occasion == NULL ||
						occasion->kind >= s->occasion->kind)) ||
			!is_to_come(asking, occasion, week_start(asking->week, day)))
			continue;
		best = day;
		s->occasion = occasion;
	}
	if (s->occasion == NULL)
		return false;
	s->of_today |= best == today && s->occasion->kind != OCCASION_HOLIDAY;
	*ret_since = week_start(asking->week, best);
	return true;
}

static Instant
instant_of_ratio(const Suggestion *s, double ratio)
{
	Instant since = suggest_silent_since(s);

	return since + (Instant)((double)(s->due - since) * ratio);
}

static bool
is_overdue(const Asking *asking, Instant *ret_since)
{
	*ret_since = instant_of_ratio(asking->s, OVERDUE);
	return asking->s->ratio >= OVERDUE;
}

/* Their own rhythm, not the cadence: whoever broke the silence last. */
static bool
is_drifting(const Asking *asking, Instant *ret_since)
{
	const Standing *standing = standing_of(asking);
	double from, until;
	Instant last = MAX(MAX(standing->last_in, standing->last_out),
		asking->s->candidate->contact->fresh);

	if (last == WHEN_NEVER)
		return false;
	clock_drift_bounds(standing->rhythm_days, &from, &until);
	*ret_since = last + (Instant)(from * (double)WHEN_DAY);
	return clock_is_drifting(
		standing->rhythm_days, (double)(asking->now - last) / (double)WHEN_DAY);
}

static bool
is_due(const Asking *asking, Instant *ret_since)
{
	*ret_since = asking->s->due;
	return asking->s->ratio >= DUE && asking->s->ratio < OVERDUE;
}

static bool
is_due_soon(const Asking *asking, Instant *ret_since)
{
	*ret_since = instant_of_ratio(asking->s, SOON);
	return asking->s->ratio >= SOON && asking->s->ratio < DUE;
}

const ReasonHolds suggest_reasons[N_REASONS] = {
	[REASON_PLANNED] = is_planned,
	[REASON_RSVP] = is_rsvp,
	[REASON_OWED] = is_owed,
	[REASON_AWAITING] = is_awaiting,
	[REASON_UNDELIVERABLE] = is_undeliverable,
	[REASON_OCCASION] = is_occasion,
	[REASON_OVERDUE] = is_overdue,
	[REASON_DRIFTING] = is_drifting,
	[REASON_DUE] = is_due,
	[REASON_DUE_SOON] = is_due_soon,
};
