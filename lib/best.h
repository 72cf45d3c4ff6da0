#pragma once

#include <glib.h>
#include <stdbool.h>

/* The first few of many, in the memory of the few. */
typedef struct Best Best;

/* Keeps the first `limit` (-1: all) by `compare`, which is given two elements (not pointers
 * to them, as a sort would) and must be total; `free_element` frees those that are not.
 * New, best_free(). */
Best *best_new(int limit, GCompareDataFunc compare, gpointer user_data,
	GDestroyNotify free_element);
void best_free(Best *best);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Best, best_free)

/* Whether `element` may be one of them: what is not wanted need not be added. */
bool best_wants(const Best *best, gconstpointer element);

/* Takes `element`. */
void best_add(Best *best, gpointer element);

/* They, in order, and nobody else; with a reference of its own. */
GPtrArray *best_sorted(Best *best);
