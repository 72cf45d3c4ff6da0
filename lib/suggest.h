#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/contact.h"
#include "lib/interaction.h"
#include "lib/occasion.h"
#include "lib/when.h"

/* Whom to write to next, and why: pure ranking of what the store knows. Used by the plugin,
 * which shows it, and by the filter, which tags its anchors: both see the same list. */

/* Strongest first: the order of a suggestion's reasons. Of overdue, drifting, due and
 * due-soon more than one may hold only with drifting. Named in tags, JSON and the store,
 * never numbered there: rows may be added anywhere. */
typedef enum {
	REASON_PLANNED,       /* a reminder that the user set has come */
	REASON_RSVP,          /* an invitation of theirs is not answered */
	REASON_OWED,          /* they asked */
	REASON_AWAITING,      /* the user asked, their usual time is over */
	REASON_UNDELIVERABLE, /* mail to them came back */
	REASON_OCCASION,      /* a birthday, an anniversary, a holiday of theirs */
	REASON_OVERDUE,       /* silence of 1.5 cadences */
	REASON_DRIFTING,      /* silent well beyond their own rhythm */
	REASON_DUE,           /* silence of a cadence */
	REASON_DUE_SOON,      /* silence of 0.8 cadences */
	N_REASONS
} Reason;

const char *reason_name(Reason reason); /* "planned", …, "due-soon" */
bool reason_from_name(const char *name, Reason *ret_reason);

/* What the store knows of a contact's clocks: the row of table `clock` (see clock.h for the
 * meanings). */
typedef struct {
	Instant first, last_in, last_out;
	int64_t last_in_message, last_out_message;
	double rhythm_days;
	int rhythm_gaps;
	double pace_days; /* of the last 30 gaps, and their sum in days; 0 if too few */
	int pace_span;
	bool has_utc_offset;
	int utc_offset;
	int usual_hour; /* local there, of the four hours in which they write; -1 */
	Instant owed_since, awaiting_since;
	int64_t owed_message, awaiting_message;
	double reply_theirs,
		reply_mine; /* 90th percentiles in hours; 0 when there is no pair */
	int n_theirs, n_mine;
	double strength; /* at `last` */
	Instant last;
	int counts[N_COUNTS];
	Instant rsvp_since; /* date of the oldest invitation that is not answered and still
			     * to come at the `now` of store_candidates(); WHEN_NEVER */
	Instant rsvp_start; /* when it would begin */
	int64_t rsvp_message;
	Instant bounced_since; /* mail came back, and neither they nor the user has used
				* another address since; WHEN_NEVER */
} Standing;

/* What the user wants to be reminded of. */
typedef struct {
	int64_t id;
	Instant created, date;
	bool until_answer; /* a letter of theirs after `created` cancels it */
	char *text;        /* may be "" */
} Reminder;

Reminder *reminder_new(
	int64_t id, Instant created, Instant date, bool until_answer, const char *text);
void reminder_free(Reminder *reminder);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Reminder, reminder_free)

/* Whether it is still to be named, now or when its date has come: neither side has done
 * what it was set for. */
bool reminder_is_open(const Reminder *reminder, const Standing *standing);

/* The user's global reply times: 90th percentiles in hours over all contacts' pairs. */
typedef struct {
	double theirs, mine;
	int n_theirs, n_mine;
} ReplyTimes;

typedef struct {
	grefcount refs;
	Contact *contact; /* owned */
	Standing standing;
	GPtrArray *reminders; /* of Reminder, by date, then id; all that were not removed */
	GPtrArray *occasions; /* of Occasion: birthdays and anniversaries, and the holidays
			       * of their country and language near `now` */
	Instant dismissed[N_REASONS]; /* a reason that began by then is not to be named;
				       * WHEN_NEVER */
	int dismissed_pace; /* a cadence of so many days was proposed in vain; 0 */
} Candidate;

/* Takes `contact`; no reminders, occasions or dismissals. New, candidate_unref(). */
Candidate *candidate_new(Contact *contact, const Standing *standing);
Candidate *candidate_ref(const Candidate *candidate);
void candidate_unref(const Candidate *candidate); /* NULL is allowed */

/* Makes `candidate`, which nobody else holds, what candidate_new() would. */
void candidate_reset(Candidate *candidate, Contact *contact, const Standing *standing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Candidate, candidate_unref)

typedef struct {
	const Candidate *candidate;
	guint reasons;            /* bits 1 << Reason */
	Reason reason;            /* the strongest */
	Instant since[N_REASONS]; /* when each began to hold; valid where its bit is set */
	double ratio;             /* overdue ratio, not capped */
	Instant last_contact;     /* under the class's policy; WHEN_NEVER */
	Instant due;              /* when the cadence lapses or did */
	int64_t message;          /* the anchor's row in the store; 0 for none */
	const Reminder *reminder; /* borrowed: of REASON_PLANNED, the oldest; or NULL */
	const Occasion *occasion; /* borrowed: of REASON_OCCASION, the next; or NULL */
	bool of_today; /* a reminder is due, or a birthday or an anniversary is today */
} Suggestion;

typedef struct {
	bool soon;     /* also REASON_DUE_SOON */
	guint reasons; /* only suggestions that have one of these (bits), 0 for all */
	const char *class_name; /* only this class, or NULL */
	int limit;              /* at most so many, -1 for all */
} SuggestOptions;

/* How far ahead an occasion is a reason: tomorrow; a week with `soon`. */
enum { OCCASION_DAYS = 1, OCCASION_DAYS_SOON = 7 };

/* Suggestions for those of `candidates` (of Candidate) that have a reason at `now`, in the
 * order of design section 5: what is of today first, then by ratio capped at 3 and weighted
 * by class, ties by strength, then by name, then by slug. Nobody snoozed, paused,
 * do-not-contact or deceased, and no reason that was dismissed. A new array of Suggestion,
 * which hold their candidates; empty when there is nothing. */
GPtrArray *suggest(GPtrArray *candidates, const ReplyTimes *global,
	const SuggestOptions *options, Instant now);

/* The same, seen one candidate at a time: only the first `options->limit` are kept. */
typedef struct Ranking Ranking;

/* Borrows `global` and `options`. New. */
Ranking *ranking_new(const ReplyTimes *global, const SuggestOptions *options, Instant now);
void ranking_free(Ranking *ranking);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Ranking, ranking_free)

/* Holds `candidate` as long as it may be one of them. */
void ranking_see(Ranking *ranking, Candidate *candidate);

/* Those that come first, as suggest() gives them; ask once, at the end. */
GPtrArray *ranking_best(Ranking *ranking);

guint ranking_n_seen(const Ranking *ranking);
guint ranking_n_wanted(const Ranking *ranking); /* whatever the limit */

/* Of all that were seen and are active, the one whose cadence fits worst; NULL if all fit.
 * Borrowed. */
const Candidate *ranking_misfit(const Ranking *ranking);

/* The clocks of one candidate at `now` as a Suggestion, whether or not it has a reason
 * (`reasons` is then 0), with occasions of the week ahead: what `show` and `list` print. */
Suggestion suggest_evaluate(
	const Candidate *candidate, const ReplyTimes *global, Instant now);

/* The same without reasons, for which less of `candidate` must be known: its contact, and
 * when they wrote last. */
Suggestion suggest_clocks(const Candidate *candidate, Instant now);

/* What the cadence counts from: the last contact, the day tracking began if there was none,
 * or a fresh start since. */
Instant suggest_silent_since(const Suggestion *s);

/* The cadence that fits how they have long been written to, where that in force does not
 * and the user has not said no to it; {0, 0} otherwise. See clock_fitting(). */
Interval suggest_cadence(const Candidate *candidate);
