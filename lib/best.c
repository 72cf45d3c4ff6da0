#include "lib/best.h"

/* No sooner than at so many the rest is dropped: to sort often costs more than to keep some
 * more. */
enum { LEAST_CUT = 64 };

struct Best {
	guint limit;
	GCompareDataFunc compare;
	gpointer user_data;
	GPtrArray *elements; /* the end of it not yet sorted */
	bool is_cut; /* some were dropped: the last of the limit tells who else is */
};

Best *
best_new(int limit, GCompareDataFunc compare, gpointer user_data,
	GDestroyNotify free_element)
{
	Best *best = g_new0(Best, 1);

	best->limit = limit < 0 ? G_MAXUINT : (guint)limit;
	best->compare = compare;
	best->user_data = user_data;
	best->elements = g_ptr_array_new_with_free_func(free_element);
	return best;
}

void
best_free(Best *best)
{
	g_ptr_array_unref(best->elements);
	g_free(best);
}

static int
compare_pointers(gconstpointer a, gconstpointer b, gpointer user_data)
{
	const Best *best = user_data;

	return best->compare(
		*(const gconstpointer *)a, *(const gconstpointer *)b, best->user_data);
}

static void
sort_and_cut(Best *best)
{
	g_ptr_array_sort_with_data(best->elements, compare_pointers, best);
	if (best->elements->len <= best->limit)
		return;
	g_ptr_array_set_size(best->elements, (gint)best->limit);
	best->is_cut = true;
}

bool
best_wants(const Best *best, gconstpointer element)
{
	gconstpointer last;

	if (best->limit == 0)
		return false;
	if (!best->is_cut)
		return true;
	last = best->elements->pdata[best->limit - 1];
	return best->compare(element, last, best->user_data) < 0;
}

void
best_add(Best *best, gpointer element)
{
	g_ptr_array_add(best->elements, element);
	if (best->elements->len >= LEAST_CUT && best->elements->len / 2 >= best->limit)
		sort_and_cut(best);
}

GPtrArray *
best_sorted(Best *best)
{
	sort_and_cut(best);
	return g_ptr_array_ref(best->elements);
}
