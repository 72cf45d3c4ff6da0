#pragma once

#include "tests/unit/store-fixture.h"

/* Two people and all kinds of what a user enters. */

enum { ADA = 1, BEA = 2, TODAY = FIXTURE_NOW };

static inline void
entered_fill(Store *store)
{
	const char *const lost[] = { "lost@example.org", NULL };

	fixture_add(store, "Ada Lovelace", "key", "ada@example.org a@example.com");
	fixture_add(store, "Bea", "partner", "bea@example.org");
	g_assert_true(store_add_remark(store, REMARK_NOTE, ADA, 100, "one", NULL));
	g_assert_true(store_add_remark(store, REMARK_TOPIC, BEA, 200, "engines", NULL));
	g_assert_true(
		store_log(store, BEA, 300, 60, DIRECTION_OUT, CHANNEL_CALL, "call", NULL));
	g_assert_true(
		store_put_occasion(store, ADA, OCCASION_BIRTHDAY, 1815, 12, 10, NULL));
	g_assert_true(store_put_occasion(store, BEA, OCCASION_BIRTHDAY, 0, 1, 2, NULL));
	g_assert_true(store_add_reminder(store, BEA, 1, 2, false, "ring", NULL, NULL));
	g_assert_true(store_dismiss(store, ADA, REASON_DUE, 100, NULL));
	g_assert_true(store_dismiss(store, BEA, REASON_OWED, 100, NULL));
	g_assert_true(store_put_apart(store, "ada@example.org", "bea@example.org", NULL));
	g_assert_true(store_ignore(store, "shop@example.com", TODAY, NULL));
	g_assert_true(store_forget(store, 0, lost, NULL));
}

static inline char *
entered_dump(Store *store)
{
	g_autoptr(GError) error = NULL;
	char *text = store_export(store, &error);

	g_assert_no_error(error);
	return text;
}
