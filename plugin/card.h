#pragma once

#include "lib/session.h"
#include "lib/suggest.h"
#include "plugin/print.h"

/* One contact with all its clocks: the object of `show` and `list`. */

/* The keys "ratio" to "due" of the map that is open. */
void card_print_clocks(Printer *printer, const Suggestion *suggestion);

/* The keys "utc_offset", "usual_hour" and "proposal" of the map that is open. */
void card_print_utc_offset(Printer *printer, const Standing *standing);
void card_print_usual_hour(Printer *printer, const Standing *standing);
void card_print_proposal(Printer *printer, const Candidate *candidate);

/* One object each. */
void card_print_occasion(Printer *printer, const Occasion *occasion, Instant now);
void card_print_reminder(
	Printer *printer, const Reminder *reminder, const Standing *standing);

/* The keys "occasions", "reminders", "dismissed" with "dismissed_cadence_days", "bounces"
 * (of Bounce) of the map that is open. */
void card_print_occasions(Printer *printer, const Candidate *candidate, Instant now);
void card_print_reminders(Printer *printer, const Candidate *candidate);
void card_print_dismissed(Printer *printer, const Candidate *candidate);
void card_print_bounces(Printer *printer, const GPtrArray *bounces);

/* All keys of what the user entered about `candidate`, and of what came of it. */
bool card_print_entered(Printer *printer, Store *store, const Candidate *candidate,
	Instant now, GError **error);

/* How often they and the user reached out in the twelve months before `now`. */
bool card_balance(Store *store, int64_t contact, Instant now, int *ret_in, int *ret_out,
	GError **error);

/* The whole object; `suggestion` as suggest_evaluate() gave it. */
bool card_print(Printer *printer, Store *store, const Suggestion *suggestion, Instant now,
	GError **error);

/* The lines of a card that say what is not to be named. */
void card_write_dismissed(const Candidate *candidate);

/* The card for people. Also asks the mail of `session` for what is open. */
bool card_write(
	Session *session, const Suggestion *suggestion, Instant now, GError **error);
