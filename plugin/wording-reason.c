#include "lib/clock.h"
#include "plugin/wording.h"

/* What is said of each reason. */

enum {
	LAPSED = 1 << REASON_OVERDUE | 1 << REASON_DUE | 1 << REASON_DUE_SOON,
	DRIFTING = 1 << REASON_DRIFTING,
};

/* The rhythm in words; NULL if there is none yet, or if it is about what the cadence is. */
static char *
other_rhythm(const Suggestion *s)
{
	double rhythm = s->candidate->standing.rhythm_days;
	double ratio = rhythm / when_interval_days(s->candidate->contact->cadence);

	return rhythm > 0 && (ratio < 0.8 || ratio > 1.25) ? wording_every(rhythm) : NULL;
}

static char *
never(const Suggestion *s, Instant now)
{
	const Contact *contact = s->candidate->contact;
	g_autofree char *given = wording_given(contact->name);
	g_autofree char *ago = wording_ago_on(contact->created, now);
	g_autofree char *nothing = NULL;

	switch (contact->policy) {
	case POLICY_SENT:
		nothing = g_strdup("you have not written yet");
		break;
	case POLICY_RECEIVED:
		nothing = g_strconcat(given, " has not written yet", NULL);
		break;
	case POLICY_EXCHANGE:
		nothing = g_strdup("there was no exchange yet");
		break;
	default:
		nothing = g_strdup("there was no contact yet");
	}
	return g_strdup_printf("%s; you began to track %s %s", nothing, given, ago);
}

/* When it was that the clock counts from. */
static char *
last_contact(const Suggestion *s, Instant told, Instant now)
{
	const Contact *contact = s->candidate->contact;
	g_autofree char *given = wording_given(contact->name);
	g_autofree char *ago = wording_ago_on(s->last_contact, now);
	g_autofree char *fresh = wording_ago_on(contact->fresh, now);

	if (contact->fresh > s->last_contact)
		return g_strdup_printf(
			"there was no contact since you began afresh %s", fresh);
	if (s->last_contact == WHEN_NEVER)
		return never(s, now);
	if (s->last_contact == told)
		return g_strdup("that was the last contact");
	if (contact->policy == POLICY_SENT)
		return g_strdup_printf("you last wrote %s", ago);
	if (contact->policy == POLICY_RECEIVED)
		return g_strdup_printf("%s last wrote %s", given, ago);
	return g_strdup_printf("the last %s was %s",
		contact->policy == POLICY_EXCHANGE ? "exchange" : "contact", ago);
}

/* What was intended, and what used to be. */
static char *
habit(const Suggestion *s, guint reasons)
{
	const Candidate *candidate = s->candidate;
	g_autofree char *every = wording_cadence(candidate->contact->cadence);
	g_autofree char *usual = wording_every(candidate->standing.rhythm_days);
	g_autofree char *other = other_rhythm(s);

	if ((reasons & (LAPSED | DRIFTING)) == 0)
		return g_strdup("");
	if ((reasons & DRIFTING) == 0)
		return g_strdup_printf("you want to be in touch %s; ", every);
	if ((reasons & LAPSED) == 0)
		return g_strdup_printf("you used to be in touch %s; ", usual);
	if (other == NULL)
		return g_strdup_printf(
			"you want to be in touch %s, as you used to be; ", every);
	return g_strdup_printf(
		"you used to be in touch %s, and want to be %s; ", usual, every);
}

/* Whether the silence is so long that the rhythm is one of the past. */
static bool
is_past(const Suggestion *s, Instant now)
{
	double from = 0, until = 0;

	if (s->last_contact == WHEN_NEVER)
		return false;
	clock_drift_bounds(s->candidate->standing.rhythm_days, &from, &until);
	return (double)(now - s->last_contact) / (double)WHEN_DAY > from;
}

static char *
silence(const Suggestion *s, guint reasons, Instant told, Instant now)
{
	g_autofree char *before = habit(s, reasons);
	g_autofree char *last = last_contact(s, told, now);
	g_autofree char *rhythm = other_rhythm(s);
	const char *usually = is_past(s, now) ? "; it used to be " : "; usually it is ";
	bool with_rhythm =
		rhythm != NULL && (reasons & LAPSED) != 0 && (reasons & DRIFTING) == 0;

	return g_strconcat(
		before, last, with_rhythm ? usually : "", with_rhythm ? rhythm : "", NULL);
}

char *
wording_lapsed(const Suggestion *suggestion, Instant now)
{
	return silence(suggestion, LAPSED, WHEN_NEVER, now);
}

char *
wording_drifting(const Suggestion *suggestion, Instant now)
{
	return silence(suggestion, DRIFTING, WHEN_NEVER, now);
}

char *
wording_silence(const Suggestion *suggestion, Instant told, Instant now)
{
	bool said =
		suggestion->last_contact != WHEN_NEVER && suggestion->last_contact == told;

	if (said && (suggestion->reasons & (LAPSED | DRIFTING)) == 0)
		return NULL;
	return silence(suggestion, suggestion->reasons, told, now);
}

static char *
with_question(const char *sentence, const char *question)
{
	return question != NULL ? g_strdup_printf("%s: \"%s\"", sentence, question)
				: g_strdup(sentence);
}

char *
wording_owed(const Candidate *candidate, const char *question, Instant now)
{
	g_autofree char *given = wording_given(candidate->contact->name);
	g_autofree char *ago = wording_ago_on(candidate->standing.owed_since, now);
	g_autofree char *sentence = g_strdup_printf("%s asked %s", given, ago);

	return with_question(sentence, question);
}

char *
wording_awaiting(const Candidate *candidate, const char *question, Instant now)
{
	g_autofree char *given = wording_given(candidate->contact->name);
	g_autofree char *ago = wording_ago_on(candidate->standing.awaiting_since, now);
	g_autofree char *sentence = g_strdup_printf("you asked %s %s", given, ago);

	return with_question(sentence, question);
}

char *
wording_planned(const Reminder *reminder, Instant now)
{
	g_autofree char *day = wording_day(when_day(reminder->date), now);
	g_autofree char *sentence = g_strconcat("your reminder came up ", day, NULL);

	return with_question(sentence, *reminder->text != '\0' ? reminder->text : NULL);
}

char *
wording_rsvp(const Candidate *candidate, Instant now)
{
	g_autofree char *given = wording_given(candidate->contact->name);
	g_autofree char *ago = wording_ago_on(candidate->standing.rsvp_since, now);
	g_autofree char *start = wording_hour_of(candidate->standing.rsvp_start);

	return g_strdup_printf(
		"%s invited you %s, for %s; your answer is open", given, ago, start);
}

char *
wording_undeliverable(const char *email, Instant since, const char *other)
{
	g_autofree char *date = when_format_date(since);

	if (other == NULL)
		return g_strdup_printf(
			"mail to %s came back on %s; no other address is known", email,
			date);
	return g_strdup_printf(
		"mail to %s came back on %s; %s is another address of theirs", email, date,
		other);
}

static char *
birthday(const char *given, int years, const char *when)
{
	return years > 0 ? g_strdup_printf("%s turns %d %s", given, years, when)
			 : g_strdup_printf("the birthday of %s is %s", given, when);
}

static char *
anniversary(const char *given, int years, const char *when)
{
	g_autofree char *count =
		years > 0 ? g_strdup_printf(": %d year%s", years, years == 1 ? "" : "s")
			  : g_strdup("");

	return g_strdup_printf("the anniversary of %s is %s%s", given, when, count);
}

static char *
holiday(const Contact *contact, const char *name, const char *when)
{
	g_autofree char *code = contact_country(contact);
	g_autofree char *country =
		code != NULL && contact->language == NULL ? wording_country(code) : NULL;

	return g_strdup_printf("%s is %s%s%s", name, when, country != NULL ? ", in " : "",
		country != NULL ? country : "");
}

char *
wording_occasion(const Candidate *candidate, const Occasion *occasion, Instant now)
{
	g_autofree char *given = wording_given(candidate->contact->name);
	int day = occasion_next(occasion, when_day(now));
	int years = occasion_years(occasion, day);
	g_autofree char *when = wording_day(day, now);

	switch (occasion->kind) {
	case OCCASION_BIRTHDAY:
		return birthday(given, years, when);
	case OCCASION_ANNIVERSARY:
		return anniversary(given, years, when);
	default:
		return holiday(candidate->contact, occasion->name, when);
	}
}
