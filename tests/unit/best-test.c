#include "lib/best.h"

/* Whatever comes in whatever order: the first of it. */

static int
compare(gconstpointer a, gconstpointer b, gpointer user_data)
{
	int *n = user_data;

	++*n;
	return GPOINTER_TO_INT(a) - GPOINTER_TO_INT(b);
}

/* Adds 1 to `most` in some order, wanted or not. */
static void
add_all(GRand *random, Best *best, int most)
{
	g_autofree int *numbers = g_new(int, most);

	for (int i = 0; i < most; i++) {
		int j = g_rand_int_range(random, 0, i + 1);

		numbers[i] = numbers[j];
		numbers[j] = i + 1;
	}
	for (int i = 0; i < most; i++) {
		gpointer number = GINT_TO_POINTER(numbers[i]);

		if (best_wants(best, number) || g_rand_boolean(random))
			best_add(best, number);
	}
}

static void
test_first(void)
{
	static const int limits[] = { -1, 0, 1, 7, 63, 64, 65, 200, 1000 };
	g_autoptr(GRand) random = g_rand_new_with_seed(1);

	for (guint i = 0; i < G_N_ELEMENTS(limits); i++) {
		for (int most = 0; most < 400; most += 57) {
			int n = 0;
			g_autoptr(Best) best = best_new(limits[i], compare, &n, NULL);
			g_autoptr(GPtrArray) sorted = NULL;

			add_all(random, best, most);
			sorted = best_sorted(best);
			g_assert_cmpint((int)sorted->len, ==,
				limits[i] < 0 ? most : MIN(most, limits[i]));
			for (guint k = 0; k < sorted->len; k++)
				g_assert_cmpint(
					GPOINTER_TO_INT(sorted->pdata[k]), ==, k + 1);
		}
	}
}

/* Few of many take hardly more than one comparison each. */
static void
test_few_of_many(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(2);
	int n = 0, most = 20000;
	g_autoptr(Best) best = best_new(5, compare, &n, NULL);

	for (int i = 0; i < most; i++) {
		gpointer number = GINT_TO_POINTER(g_rand_int_range(random, 1, G_MAXINT));

		if (best_wants(best, number))
			best_add(best, number);
	}
	g_assert_cmpint(n, <, 2 * most);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/best/first", test_first);
	g_test_add_func("/best/few-of-many", test_few_of_many);
	return g_test_run();
}
