#include "plugin/best-first.h"

struct BestFirst {
	GPtrArray *prospects; /* those not learned yet by the best they can be */
	guint n_learned;
	GSequence *ready; /* those learned and not given, best first; borrowed */
	BestFirstLearn learn;
	gpointer user_data;
};

BestFirst *
best_first_new(GPtrArray *prospects, BestFirstLearn learn, gpointer user_data)
{
	BestFirst *best_first = g_new(BestFirst, 1);

	g_ptr_array_sort(prospects, prospect_compare);
	*best_first = (BestFirst){ prospects, 0, g_sequence_new(NULL), learn, user_data };
	return best_first;
}

void
best_first_free(BestFirst *best_first)
{
	if (best_first == NULL)
		return;
	g_sequence_free(best_first->ready);
	g_ptr_array_unref(best_first->prospects);
	g_free(best_first);
}

static gint
compare(gconstpointer a, gconstpointer b, G_GNUC_UNUSED gpointer data)
{
	return prospect_compare(&a, &b);
}

static Prospect *
best_ready(BestFirst *best_first)
{
	GSequenceIter *first = g_sequence_get_begin_iter(best_first->ready);

	return g_sequence_iter_is_end(first) ? NULL : g_sequence_get(first);
}

static bool
may_be_better(BestFirst *best_first)
{
	const Prospect *best = best_ready(best_first);
	GPtrArray *prospects = best_first->prospects;

	return best_first->n_learned < prospects->len &&
	       (best == NULL ||
		       compare(prospects->pdata[best_first->n_learned], best, NULL) < 0);
}

bool
best_first_next(BestFirst *best_first, Prospect **ret_prospect, GError **error)
{
	while (may_be_better(best_first)) {
		Prospect *next = best_first->prospects->pdata[best_first->n_learned++];

		if (!best_first->learn(next, best_first->user_data, error))
			return false;
		g_sequence_insert_sorted(best_first->ready, next, compare, NULL);
	}
	*ret_prospect = best_ready(best_first);
	if (*ret_prospect != NULL)
		g_sequence_remove(g_sequence_get_begin_iter(best_first->ready));
	return true;
}
