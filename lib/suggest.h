#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/contact.h"
#include "lib/interaction.h"
#include "lib/when.h"

/* Whom to write to next, and why: pure ranking of what the store knows. Used by the plugin,
 * which shows it, and by the filter, which tags its anchors: both see the same list. */

/* Strongest first: the order of a suggestion's reasons. Of overdue, due and due-soon at
 * most one holds. Named in tags and JSON, never stored: rows may be added anywhere. */
typedef enum {
	REASON_OWED,
	REASON_AWAITING,
	REASON_OVERDUE,
	REASON_DUE,
	REASON_DUE_SOON,
	N_REASONS
} Reason;

const char *reason_name(Reason reason); /* "owed", …, "due-soon" */
bool reason_from_name(const char *name, Reason *ret_reason);

/* What the store knows of a contact's clocks: the row of table `clock` (see clock.h for the
 * meanings). */
typedef struct {
	Instant first, last_in, last_out;
	int64_t last_in_message, last_out_message;
	double rhythm_days;
	bool has_utc_offset;
	int utc_offset;
	Instant owed_since, awaiting_since;
	int64_t owed_message, awaiting_message;
	double reply_theirs,
		reply_mine; /* 90th percentiles in hours; 0 when there is no pair */
	int n_theirs, n_mine;
	double strength; /* at `last` */
	Instant last;
	int counts[N_COUNTS];
} Standing;

/* The user's global reply times: 90th percentiles in hours over all contacts' pairs. */
typedef struct {
	double theirs, mine;
	int n_theirs, n_mine;
} ReplyTimes;

typedef struct {
	Contact *contact; /* owned */
	Standing standing;
} Candidate;

Candidate *candidate_new(Contact *contact, const Standing *standing); /* takes contact */
void candidate_free(Candidate *candidate);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Candidate, candidate_free)

typedef struct {
	const Candidate *candidate; /* borrowed from the candidates given */
	guint reasons;              /* bits 1 << Reason */
	Reason reason;              /* the strongest */
	Instant since[N_REASONS]; /* when each began to hold; valid where its bit is set */
	double ratio;             /* overdue ratio, not capped */
	Instant last_contact;     /* under the class's policy; WHEN_NEVER */
	Instant due;              /* when the cadence lapses or did */
	int64_t message;          /* the anchor's row in the store; 0 for none */
} Suggestion;

typedef struct {
	bool soon;     /* also REASON_DUE_SOON */
	guint reasons; /* only suggestions that have one of these (bits), 0 for all */
	const char *class_name; /* only this class, or NULL */
	int limit;              /* at most so many, -1 for all */
} SuggestOptions;

/* Suggestions for those of `candidates` (of Candidate) that have a reason at `now`, in the
 * order of design section 5: by ratio capped at 3 and weighted by class, ties by strength,
 * then by name, then by slug. Nobody snoozed, paused or do-not-contact. A new array of
 * Suggestion (g_free), which borrows from `candidates`; empty when there is nothing. */
GPtrArray *suggest(GPtrArray *candidates, const ReplyTimes *global,
	const SuggestOptions *options, Instant now);

/* The clocks of one candidate at `now` as a Suggestion, whether or not it has a reason
 * (`reasons` is then 0): what `show` and `list` print. */
Suggestion suggest_evaluate(
	const Candidate *candidate, const ReplyTimes *global, Instant now);
