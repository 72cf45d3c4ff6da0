#pragma once

#include "lib/store.h"
#include "plugin/print.h"

/* What the numbers of a suggestion are explained from; all borrowed. */
typedef struct {
	Store *store;
	const Suggestion *clocks;
	ReplyTimes global;
	const GPtrArray *rows;    /* the whole history, of HistoryRow, newest first */
	const GPtrArray *bounces; /* of Bounce */
	Instant now;
	bool all; /* every day that the rhythm is made of, not only the newest */
} WhyFacts;

/* Each subject as lines for people, and as keys of the map that is open. */

/* Ratio, cadence, when due; rhythm, drifting, pace; strength. */
void why_write_ratio(const WhyFacts *facts);
void why_print_ratio(Printer *printer, const WhyFacts *facts);
void why_write_rhythm(const WhyFacts *facts);
void why_print_rhythm(Printer *printer, const WhyFacts *facts);
void why_write_strength(const WhyFacts *facts);
void why_print_strength(Printer *printer, const WhyFacts *facts);

/* When an answer is late; where and when they write. */
void why_write_replies(const WhyFacts *facts);
void why_print_replies(Printer *printer, const WhyFacts *facts);
void why_write_place(const WhyFacts *facts);
void why_print_place(Printer *printer, const WhyFacts *facts);

/* Reasons that are not of the clocks: occasions, reminders, dismissals, bounces,
 * invitation. False: the store failed. */
bool why_write_causes(const WhyFacts *facts, GError **error);
bool why_print_causes(Printer *printer, const WhyFacts *facts, GError **error);
