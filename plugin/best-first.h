#pragma once

#include "plugin/discover.h"

/* Prospects, best first. Of most of them the correspondent alone tells that others come
 * before: their letters are not read. */
typedef struct BestFirst BestFirst;

/* Gives `prospect` what its letters tell, by prospect_learn(). */
typedef bool (*BestFirstLearn)(Prospect *prospect, gpointer user_data, GError **error);

/* Takes `prospects` (of Prospect, not learned yet) over. New, best_first_free(). */
BestFirst *best_first_new(GPtrArray *prospects, BestFirstLearn learn, gpointer user_data);
void best_first_free(BestFirst *best_first);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BestFirst, best_first_free)

/* The best that was not given yet; NULL after the last. Borrowed. */
bool best_first_next(BestFirst *best_first, Prospect **ret_prospect, GError **error);
