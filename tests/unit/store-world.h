#pragma once

#include "tests/unit/store-fixture.h"

/* Two contacts, and what the user enters about them. */

#define DAY(n) (FIXTURE_NOW + (n)*WHEN_DAY)

typedef struct {
	Store *store;
	int64_t ada, bo;
} World;

static inline void
world_set_up(World *world, gconstpointer unused)
{
	(void)unused;
	world->store = fixture_store();
	world->ada = fixture_add(world->store, "Ada", "key", "ada@example.org");
	world->bo = fixture_add(world->store, "Bo", "partner", "bo@nils.example");
}

static inline void
world_tear_down(World *world, gconstpointer unused)
{
	(void)unused;
	store_close(world->store);
}

static inline Candidate *
world_candidate_of(World *world, int64_t contact, Instant now)
{
	g_autoptr(GError) error = NULL;
	Candidate *candidate = store_candidate(world->store, contact, now, &error);

	g_assert_no_error(error);
	return candidate;
}

static inline void
world_put_occasion(World *world, OccasionKind kind, int year, int month, int day)
{
	g_autoptr(GError) error = NULL;

	store_put_occasion(world->store, world->ada, kind, year, month, day, &error);
	g_assert_no_error(error);
}

/* "birthday 1815-12-10", by line. */
static inline char *
world_occasions_text(const GPtrArray *occasions)
{
	GString *out = g_string_new(NULL);

	for (guint i = 0; i < occasions->len; i++) {
		const Occasion *occasion = occasions->pdata[i];

		g_string_append_printf(out, "%s %04d-%02d-%02d\n",
			occasion->name != NULL ? occasion->name
					       : occasion_name(occasion->kind),
			occasion->year, occasion->month, occasion->day);
	}
	return g_string_free(out, false);
}

static inline int64_t
world_remind(
	World *world, int64_t contact, Instant date, bool until_answer, const char *text)
{
	g_autoptr(GError) error = NULL;
	int64_t id = 0;

	store_add_reminder(
		world->store, contact, DAY(0), date, until_answer, text, &id, &error);
	g_assert_no_error(error);
	return id;
}
