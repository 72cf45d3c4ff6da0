#pragma once

#include "lib/session.h"
#include "plugin/print.h"

/* A date and the message that set it. */
typedef struct {
	const char *key;   /* in JSON */
	const char *label; /* for people */
	Instant date;
	StoredMessage *message; /* NULL: entered by hand, or no such date */
	int utc_offset;
	bool met;       /* it arranged a meeting, which ended then */
	char *question; /* the sentence of it that asks, or NULL */
} WhyDate;

enum { WHY_LAST_IN, WHY_LAST_OUT, WHY_OWED, WHY_AWAITING, N_WHY_DATES };

typedef struct {
	WhyDate of[N_WHY_DATES];
} WhyDates;

/* Where the dates of `clocks` come from; `rows`: the whole history, of HistoryRow. */
bool why_dates_load(Session *session, const Suggestion *clocks, const GPtrArray *rows,
	WhyDates *ret_dates, GError **error);
void why_dates_clear(WhyDates *dates);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WhyDates, why_dates_clear)

void why_write_dates(const WhyDates *dates);

/* A list of maps. */
void why_print_dates(Printer *printer, const WhyDates *dates);
