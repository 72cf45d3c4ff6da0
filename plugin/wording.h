#pragma once

#include <glib.h>

#include "lib/suggest.h"

/* Sentences for people about dates and clocks. They call the person by the given name, for
 * nobody knows whether it is a she or a he, end without a full stop, and blame nobody. All
 * results are new. */

/* "today", "3 weeks ago", "in 4 days"; "never" for WHEN_NEVER. */
char *wording_ago(Instant then, Instant now);

/* "3 weeks ago, on 2026-02-17"; "never" for WHEN_NEVER. */
char *wording_ago_on(Instant then, Instant now);

/* A day of the user's calendar, as when_day() numbers them: "today", "tomorrow, on 11
 * March", "on Friday, 13 March", "in 9 months, on 10 December", "in 2 years, on 5 May
 * 2028", "yesterday", "3 days ago, on 2026-03-07". */
char *wording_day(int day, Instant now);

/* "Friday, 13 March, 10:00" in the user's time zone. */
char *wording_hour_of(Instant instant);

/* "3 days" or "5 hours", of a time given in hours. */
char *wording_hours(double hours);

/* `wording` as a sentence of its own: with a capital and a full stop. */
char *wording_sentence(const char *wording);

/* "every 3 weeks", "every day", of an interval given in days. */
char *wording_every(double days);

/* The same of a cadence: "every 3 months", "every year". */
char *wording_cadence(Interval cadence);

/* The name to call them by: "Ada" of "Dr. Ada Lovelace" and of "Lovelace, Ada"; an address
 * as it is. */
char *wording_given(const char *name);

/* A country as it stands after "in": "Germany" of "de"; "XY" of a code that it has no name
 * for. */
char *wording_country(const char *code);

/* Why a contact stands in the list because of its cadence: "you want to be in touch every 2
 * weeks; the last contact was 5 weeks ago, on 2026-02-01; usually it is every 3 weeks". */
char *wording_lapsed(const Suggestion *suggestion, Instant now);

/* The same because of their own rhythm: "you used to be in touch every 2 weeks; …". */
char *wording_drifting(const Suggestion *suggestion, Instant now);

/* All that the clocks say in one sentence: both of the above where both hold, and where
 * neither does only when the last contact was. `told`: the date of the message that was
 * spoken of just before, or WHEN_NEVER; NULL if nothing is left to say. */
char *wording_silence(const Suggestion *suggestion, Instant told, Instant now);

/* Why the user owes an answer or waits for one. `question`: the sentence that asks, or
 * NULL. */
char *wording_owed(const Candidate *candidate, const char *question, Instant now);
char *wording_awaiting(const Candidate *candidate, const char *question, Instant now);

/* "your reminder came up yesterday: "send the book"". */
char *wording_planned(const Reminder *reminder, Instant now);

/* "Ada invited you 5 days ago, on 2026-03-05, for Friday, 13 March, 10:00; your answer is
 * open". */
char *wording_rsvp(const Candidate *candidate, Instant now);

/* "mail to ada@x.example came back on 2026-02-03; bea@x.example is another address of
 * theirs". `other`: an address that works, or NULL if none is known. */
char *wording_undeliverable(const char *email, Instant since, const char *other);

/* "Ada turns 41 tomorrow, on 11 March", "Christmas Day is on Friday, 25 December, in
 * Germany". The country is named where it is all the holiday can be of, not of a language.
 */
char *wording_occasion(const Candidate *candidate, const Occasion *occasion, Instant now);

/* Minutes east of UTC where they are at `now`, of a Standing that has an offset: it may be
 * of letters from before the clocks were put forward or back. */
int wording_utc_offset(const Standing *standing, Instant now);

/* What time it is for them and when they usually write; NULL unless that is known and tells
 * the user anything: their zone is another, or it is night there. */
char *wording_their_clock(const Candidate *candidate, Instant now);

/* "between 9 and 13", of a Standing's usual_hour. */
char *wording_usual_hours(int usual_hour);

/* That the cadence does not fit how they have long been in touch. */
char *wording_misfit(const Candidate *candidate);

/* "you reached out 9 times, they 3 times", "about even: …"; NULL if there is too little to
 * tell. */
char *wording_balance(int in, int out);
