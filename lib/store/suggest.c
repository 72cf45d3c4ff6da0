#include "lib/store/private.h"

/* Whom to write to next: everybody is looked at, and only the few that are named are read
 * as a whole. */

void
suggested_clear(Suggested *suggested)
{
	g_clear_pointer(&suggested->list, g_ptr_array_unref);
	g_clear_pointer(&suggested->misfit, candidate_unref);
}

static void
see(Candidate *candidate, gpointer ranking)
{
	ranking_see(ranking, candidate);
}

/* `found` are Suggestions whose candidates are known by halves. New array of Candidate. */
static GPtrArray *
read_whole(Store *store, const GPtrArray *found, Instant now, GError **error)
{
	g_autoptr(GPtrArray) candidates =
		g_ptr_array_new_with_free_func((GDestroyNotify)candidate_unref);

	for (guint i = 0; i < found->len; i++) {
		const Suggestion *s = found->pdata[i];
		Candidate *candidate =
			store_candidate(store, s->candidate->contact->id, now, error);

		if (candidate == NULL)
			return NULL;
		g_ptr_array_add(candidates, candidate);
	}
	return g_steal_pointer(&candidates);
}

static bool
read_suggested(Store *store, Ranking *ranking, const ReplyTimes *global,
	const SuggestOptions *options, Instant now, Suggested *ret_suggested,
	GError **error)
{
	g_auto(Suggested) suggested = { .n_contacts = ranking_n_seen(ranking),
		.n_wanted = ranking_n_wanted(ranking) };
	g_autoptr(GPtrArray) best = ranking_best(ranking);
	g_autoptr(GPtrArray) candidates = read_whole(store, best, now, error);
	const Candidate *misfit = ranking_misfit(ranking);

	if (candidates == NULL)
		return false;
	suggested.list = suggest(candidates, global, options, now);
	if (misfit != NULL) {
		suggested.misfit = store_candidate(store, misfit->contact->id, now, error);
		if (suggested.misfit == NULL)
			return false;
	}
	*ret_suggested = suggested;
	suggested = (Suggested){ 0 };
	return true;
}

bool
store_suggest(Store *store, const SuggestOptions *options, Instant now,
	Suggested *ret_suggested, GError **error)
{
	ReplyTimes global = { 0 };
	g_autoptr(Ranking) ranking = ranking_new(&global, options, now);

	return store_reply_times(store, &global, error) &&
	       store_each_near(store, options->soon, now, see, ranking, error) &&
	       read_suggested(store, ranking, &global, options, now, ret_suggested, error);
}
