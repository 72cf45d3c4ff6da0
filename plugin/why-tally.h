#pragma once

#include "lib/store.h"
#include "plugin/print.h"

/* How many interactions each rule recorded, how many of them count, and how many messages
 * gave none because of it: marks of a robot or a list may be put on anybody's mail. */
typedef struct {
	int recorded[N_RULES];
	int counted[N_RULES];
	int passed_over[N_RULES];
} WhyTally;

/* Of `rows` (of HistoryRow), and of the mail that gave none of `emails`. */
bool why_tally(Store *store, const GPtrArray *rows, char *const *emails,
	WhyTally *ret_tally, GError **error);

void why_write_tally(const WhyTally *tally);

/* The keys "rules" and "passed_over" of the map that is open. */
void why_print_tally(Printer *printer, const WhyTally *tally);
