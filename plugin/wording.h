#pragma once

#include <glib.h>

#include "lib/suggest.h"

/* Sentences for people about dates and clocks. They name the person or say "they", end
 * without a full stop, and blame nobody. All results are new. */

/* "today", "3 weeks ago", "in 4 days"; "never" for WHEN_NEVER. */
char *wording_ago(Instant then, Instant now);

/* "3 weeks ago, on 2026-02-17"; "never" for WHEN_NEVER. */
char *wording_ago_on(Instant then, Instant now);

/* "3 days" or "5 hours", of a time given in hours. */
char *wording_hours(double hours);

/* `wording` as a sentence of its own: with a capital and a full stop. */
char *wording_sentence(const char *wording);

/* "every 3 weeks", "every day", of an interval given in days. */
char *wording_every(double days);

/* Why a contact stands in the list because of its cadence: "you want to be in touch every 2
 * weeks; the last contact was 5 weeks ago, on 2026-02-01; usually it is every 3 weeks". */
char *wording_silence(const Suggestion *suggestion, Instant now);

/* Why the user owes an answer or waits for one. `question`: the sentence that asks, or
 * NULL. */
char *wording_owed(const Candidate *candidate, const char *question, Instant now);
char *wording_awaiting(const Candidate *candidate, const char *question, Instant now);
