#pragma once

#include <stdlib.h>

#include "lib/suggest.h"
#include "tests/unit/cases.h"

/* Candidates as the tests of suggestions make them. */

#define NOW INT64_C(1773144000) /* 2026-03-10T12:00Z, a Tuesday */

static inline Contact *
contact_called(const char *name, const char *every)
{
	Contact *contact = contact_new();

	contact->slug = g_utf8_strdown(name, -1);
	contact->name = g_strdup(name);
	contact->class_name = g_strdup("key");
	contact->created = NOW - 1000 * WHEN_DAY;
	contact->addresses = g_new0(char *, 1);
	if (!when_parse_interval(every, &contact->cadence, NULL))
		g_error("no interval: %s", every);
	return contact;
}

static inline Standing
standing_without_events(void)
{
	return (Standing){ .first = WHEN_NEVER,
		.last_in = WHEN_NEVER,
		.last_out = WHEN_NEVER,
		.owed_since = WHEN_NEVER,
		.awaiting_since = WHEN_NEVER,
		.rsvp_since = WHEN_NEVER,
		.rsvp_start = WHEN_NEVER,
		.bounced_since = WHEN_NEVER,
		.usual_hour = -1,
		.last = NOW };
}

/* Of `candidates`, which hold it; NULL if all fit. */
static inline const Candidate *
worst_misfit(const GPtrArray *candidates)
{
	const ReplyTimes global = { 0 };
	const SuggestOptions options = { .limit = 0 };
	g_autoptr(Ranking) ranking = ranking_new(&global, &options, NOW);

	for (guint i = 0; i < candidates->len; i++)
		ranking_see(ranking, candidates->pdata[i]);
	return ranking_misfit(ranking);
}

static inline void
replace(char **text, const char *by)
{
	g_free(*text);
	*text = g_strdup(by);
}
