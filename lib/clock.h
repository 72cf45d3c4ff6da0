#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/contact.h"
#include "lib/interaction.h"

/* The clocks of one contact, computed from their events: pure, and independent of the
 * present, so that they can be kept. Formulas: design, section 4. */

typedef struct {
	Instant date;
	int utc_offset; /* minutes east, of the sender */
	Direction direction;
	Role role;
	Channel channel;
	bool counts;     /* resets the cadence, opens and closes */
	uint64_t thread; /* notmuch's, as a number; 0 for none (logged by hand) */
	int64_t message; /* its row in the store; 0 for none */
	int recipients;  /* at least 1 */
} Event;

/* Where and when they write is read from so many of their last messages; their usual hours
 * are so many. */
enum { CLOCK_LAST_LETTERS = 20, CLOCK_USUAL_HOURS = 4 };

/* Fewer answers tell nothing about when one is late. */
enum { CLOCK_FEW_ANSWERS = 5 };

/* Tells whether message `message` asks for an answer. Called for the few candidates only.
 */
typedef bool (*ClockAsks)(int64_t message, gpointer user_data);

typedef struct {
	int counts[N_COUNTS];
	Instant first;           /* of all events; WHEN_NEVER if there is none, as below */
	Instant last_in;         /* newest that counts, they reached out (or a meeting) */
	Instant last_out;        /* newest that counts, the user did (or a meeting) */
	int64_t last_in_message; /* rows of the newest messages that count; 0 for none. They
				    are older than last_in if something was logged since */
	int64_t last_out_message;
	double rhythm_days;  /* median gap; 0 for "no rhythm yet" */
	int rhythm_gaps;     /* how many gaps it is the median of */
	double pace_days;    /* median of the newest gaps, at most 30 and at least 5; 0 */
	int pace_span;       /* their sum in days */
	bool has_utc_offset; /* >= 60 % of their last 20 messages agree */
	int utc_offset;      /* then, minutes east */
	int usual_hour;      /* see clock_usual_hour() */
	Instant owed_since; /* date of the newest message of theirs that asks, unanswered */
	int64_t owed_message;
	Instant awaiting_since; /* date of the user's oldest unanswered message that asks */
	int64_t awaiting_message;
	double strength;      /* clock_strength() at `last`; it only decays from there */
	Instant last;         /* of all events */
	GArray *reply_theirs; /* of double: hours without weekends, one for each of their */
	GArray *reply_mine;   /* answers to the user, and of the user's to them; sorted */
} Clock;

/* `events` oldest first (ties always in the same order); `half_life_days` for strength:
 * twice the cadence. New, clock_free().
 *
 * Owed: within a thread, messages `in` that count, newer than the newest `out` (any role)
 * there, of which one asks. Awaiting: the same turned round; a second message of the same
 * side is no answer. Both lapse when the conversation moved on: after that message there
 * were counting events of both directions in other threads, or logged. Of each side's open
 * messages only the newest 20 are looked at.
 * Reply times: in a thread, from the newest message of one side to the other's next;
 * counting events only. */
Clock *clock_new(const Event *events, guint n_events, double half_life_days, ClockAsks asks,
	gpointer user_data);
void clock_free(Clock *clock);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Clock, clock_free)

/* Last contact under `policy`: any the newest of both, exchange the older of both (the
 * newest time by which both sides were active), never before the other has written at all.
 */
Instant clock_last_contact(Instant last_in, Instant last_out, Policy policy);

/* Median gap between `days` (day numbers, ascending, distinct) over a window grown back
 * from the newest until it has >= 3 gaps and median * gaps >= 21 days, at most 30 gaps. 0
 * if there is no such window. `*ret_gaps`, if not NULL: how many. */
double clock_rhythm(const int *days, guint n_days, int *ret_gaps);

/* Median of the newest gaps between `days`, as above: at most 30, 0 with fewer than 5, and
 * if they are no habit: a few days of letters, then months of none. `*ret_span` is their
 * sum. What a habit was over a long time, where the rhythm is what it is now. */
double clock_pace(const int *days, guint n_days, int *ret_span);

/* The first of the four hours of the day (0..23, may go past midnight) in which they mostly
 * write: `hours` are those of their last messages where they were written; -1 unless there
 * are at least 8 and 60 % of them fall into one such span, which begins with one of them.
 * Ties: the earliest. */
int clock_usual_hour(const int *hours, guint n);

/* The cadence that fits somebody with whom the user was in touch every `pace_days` over
 * `span_days`, rounded as people would say it; {0, 0} if `cadence` fits, that is within a
 * factor of 1.75, or if the span is too short to tell: half a year and three cadences. */
Interval clock_fitting(double pace_days, int span_days, Interval cadence);

/* The p-quantile (0..1, linear between ranks) of ascending `values`; n >= 1. */
double clock_quantile(const double *values, guint n, double p);

/* Hours after which an answer is late: the person's own 90th percentile `own` of `n` >= 5
 * pairs, shrunk towards the user's global one: log p = (n log own + 5 log global)/(n + 5);
 * fewer pairs: the global one; `n_global` < 5: 7 days. At least 2 days. */
double clock_reply_threshold(double own, int n, double global, int n_global);

/* Drifting: max(2m, m + 14 d) < silence <= max(12m, m + 90 d). False for m = 0. The bounds
 * are in days. */
void clock_drift_bounds(double rhythm_days, double *ret_from, double *ret_until);
bool clock_is_drifting(double rhythm_days, double silence_days);

/* Sum over events of w * 2^(-age/half_life): direct 1, cc 0.25, divided by the number of
 * recipients; meeting 2; group and bcc as cc. Events later than `now` count as now. */
double clock_strength(
	const Event *events, guint n_events, double half_life_days, Instant now);

/* No strength of events that `counts` counts is greater. */
double clock_strength_bound(const int counts[N_COUNTS]);

/* `strength` as it was at `last` (WHEN_NEVER: there is none), decayed to `now`. */
double clock_strength_at(double strength, Instant last, double half_life_days, Instant now);

/* min/max of `in` and `out`; -1 with fewer than 4 events together. */
double clock_reciprocity(int in, int out);
