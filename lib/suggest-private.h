#pragma once

#include "lib/suggest.h"

/* What each reason is asked with. All of the suggestion is there but its reasons, what they
 * name, and the anchor. */
typedef struct {
	Suggestion *s;
	const ReplyTimes *global;
	Instant now;
} Asking;

/* Whether the reason holds; then `*ret_since` is when it began to, after which what the
 * user dismissed is measured. */
typedef bool (*ReasonHolds)(const Asking *asking, Instant *ret_since);

/* By Reason. */
extern const ReasonHolds suggest_reasons[N_REASONS];
