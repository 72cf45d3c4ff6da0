#pragma once

#include "lib/suggest.h"

/* When the local days begin that an occasion may fall on. Each is computed once, when it is
 * asked for: what the time zone is takes longer to find out than all else. */
typedef struct {
	bool is_known;
	int today;
	Instant starts[OCCASION_DAYS_SOON +
		       1]; /* from `today` on; 0 before it is asked for */
} Week;

/* `day` is at most OCCASION_DAYS_SOON after today. */
int week_today(Week *week, Instant now);
Instant week_start(Week *week, int day);

/* Whether a question of `since` is still one at `now`: after a year nobody waits for the
 * answer any more, and a fresh start puts aside what is older. */
bool suggest_is_open(const Candidate *candidate, Instant since, Instant now);

/* suggest_evaluate(), with days that were computed before. */
Suggestion suggest_evaluate_in(
	const Candidate *candidate, const ReplyTimes *global, Instant now, Week *week);

/* Whether `options` let `s` through, with its reasons reduced to what was asked for. */
bool suggest_is_wanted(
	Suggestion *s, const SuggestOptions *options, Instant now, Week *week);

/* What each reason is asked with. All of the suggestion is there but its reasons, what they
 * name, and the anchor. */
typedef struct {
	Suggestion *s;
	const ReplyTimes *global;
	Instant now;
	Week *week;
} Asking;

/* Whether the reason holds; then `*ret_since` is when it began to, after which what the
 * user dismissed is measured. */
typedef bool (*ReasonHolds)(const Asking *asking, Instant *ret_since);

/* By Reason. */
extern const ReasonHolds suggest_reasons[N_REASONS];
