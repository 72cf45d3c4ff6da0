#pragma once

#include "lib/session.h"
#include "lib/suggest.h"
#include "plugin/print.h"

/* One contact with all its clocks: the object of `show` and `list`. */

/* The keys "ratio" to "due" of the map that is open. */
void card_print_clocks(Printer *printer, const Suggestion *suggestion);

/* The whole object; `suggestion` as suggest_evaluate() gave it. */
bool card_print(Printer *printer, Store *store, const Suggestion *suggestion, Instant now,
	GError **error);

/* The card for people. Also asks the mail of `session` for what is open. */
bool card_write(
	Session *session, const Suggestion *suggestion, Instant now, GError **error);
