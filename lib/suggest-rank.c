#include <string.h>

#include "lib/best.h"
#include "lib/clock.h"
#include "lib/suggest-private.h"

/* Who comes first, found without keeping all who may. */

#define MAX_RATIO 3.0 /* beyond that, longer silence is no more urgent */

struct Ranking {
	const ReplyTimes *global;
	const SuggestOptions *options;
	Instant now;
	Week week;
	Best *best; /* of Suggestion */
	guint n_seen, n_wanted;
	Candidate *misfit;
};

static double
urgency(const Suggestion *s)
{
	return MIN(s->ratio, MAX_RATIO) * s->candidate->contact->weight;
}

static double
strength_at(const Suggestion *s, Instant now)
{
	const Standing *standing = &s->candidate->standing;

	return clock_strength_at(standing->strength, standing->last,
		2.0 * when_interval_days(s->candidate->contact->cadence), now);
}

static int
compare_folded(const char *a, const char *b)
{
	g_autofree char *folded_a = NULL;
	g_autofree char *folded_b = NULL;

	if (g_str_is_ascii(a) && g_str_is_ascii(b))
		return g_ascii_strcasecmp(a, b);
	folded_a = g_utf8_casefold(a, -1);
	folded_b = g_utf8_casefold(b, -1);
	return strcmp(folded_a, folded_b);
}

/* By name without regard to case, but not by the locale's rules: the same order for
 * everybody. The slug is unique, so the order is total. */
static int
compare_names(const Contact *a, const Contact *b)
{
	int order = compare_folded(a->name, b->name);

	return order != 0 ? order : strcmp(a->slug, b->slug);
}

static int
compare_suggestions(gconstpointer a, gconstpointer b, gpointer user_data)
{
	const Suggestion *x = a, *y = b;
	Instant now = *(const Instant *)user_data;
	double more = (int)y->of_today - (int)x->of_today;

	if (more == 0)
		more = urgency(y) - urgency(x);
	if (more == 0)
		more = strength_at(y, now) - strength_at(x, now);
	if (more != 0)
		return more > 0 ? 1 : -1;
	return compare_names(x->candidate->contact, y->candidate->contact);
}

/* By which factor pace and cadence differ; 0 without a pace. */
static double
misfit(const Candidate *candidate)
{
	double pace = candidate->standing.pace_days;
	double planned = when_interval_days(candidate->contact->cadence);

	return pace > 0 ? MAX(pace / planned, planned / pace) : 0;
}

/* Whether `a` fits worse than `b`, which may be NULL; ties as in suggestions. */
static bool
fits_worse(const Candidate *a, const Candidate *b)
{
	double more = misfit(a) - (b == NULL ? 0 : misfit(b));

	return more > 0 ||
	       (more == 0 && b != NULL && compare_names(a->contact, b->contact) < 0);
}

static void
note_misfit(Ranking *ranking, Candidate *candidate)
{
	if (!fits_worse(candidate, ranking->misfit) ||
		when_interval_days(suggest_cadence(candidate)) == 0)
		return;
	candidate_unref(ranking->misfit);
	ranking->misfit = candidate_ref(candidate);
}

static void
suggestion_free(gpointer suggestion)
{
	candidate_unref(((Suggestion *)suggestion)->candidate);
	g_free(suggestion);
}

Ranking *
ranking_new(const ReplyTimes *global, const SuggestOptions *options, Instant now)
{
	Ranking *ranking = g_new0(Ranking, 1);

	ranking->global = global;
	ranking->options = options;
	ranking->now = now;
	ranking->best = best_new(
		options->limit, compare_suggestions, &ranking->now, suggestion_free);
	return ranking;
}

void
ranking_free(Ranking *ranking)
{
	best_free(ranking->best);
	candidate_unref(ranking->misfit);
	g_free(ranking);
}

void
ranking_see(Ranking *ranking, Candidate *candidate)
{
	Suggestion s;

	ranking->n_seen++;
	if (!contact_is_active(candidate->contact, ranking->now))
		return;
	note_misfit(ranking, candidate);
	s = suggest_evaluate_in(candidate, ranking->global, ranking->now, &ranking->week);
	if (!suggest_is_wanted(&s, ranking->options, ranking->now, &ranking->week))
		return;
	ranking->n_wanted++;
	if (best_wants(ranking->best, &s)) {
		candidate_ref(candidate);
		best_add(ranking->best, g_memdup2(&s, sizeof(s)));
	}
}

GPtrArray *
ranking_best(Ranking *ranking)
{
	return best_sorted(ranking->best);
}

guint
ranking_n_seen(const Ranking *ranking)
{
	return ranking->n_seen;
}

guint
ranking_n_wanted(const Ranking *ranking)
{
	return ranking->n_wanted;
}

const Candidate *
ranking_misfit(const Ranking *ranking)
{
	return ranking->misfit;
}

GPtrArray *
suggest(GPtrArray *candidates, const ReplyTimes *global, const SuggestOptions *options,
	Instant now)
{
	g_autoptr(Ranking) ranking = ranking_new(global, options, now);

	for (guint i = 0; i < candidates->len; i++)
		ranking_see(ranking, candidates->pdata[i]);
	return ranking_best(ranking);
}
