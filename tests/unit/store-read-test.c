#include "tests/unit/store-letter.h"

/* Histories, messages, and what clocks are computed from. */

#define DAY(n) (FIXTURE_NOW - (n)*WHEN_DAY)

static const Letter mail[] = { { .id = "1@example.org",
				       .date = DAY(30),
				       .thread = 1,
				       .rule = RULE_RECEIVED,
				       .from = "Ada <ada@example.org>" },
	{ .id = "2@example.org",
		.date = DAY(20),
		.thread = 1,
		.rule = RULE_SENT,
		.to = "ada@work.example, ada@example.org",
		.cc = "bo@nils.example" },
	{ .id = "3@example.org",
		.date = DAY(10),
		.thread = 2,
		.rule = RULE_IN_THREAD,
		.from = "ada@example.org" },
	{ .id = "4@example.org",
		.date = DAY(5),
		.rule = RULE_BULK,
		.from = "ada@example.org" },
	{ .id = "5@example.org",
		.date = DAY(5),
		.thread = 3,
		.rule = RULE_CC,
		.from = "bo@nils.example" },
	{ .id = "6@example.org",
		.date = DAY(5),
		.thread = 4,
		.rule = RULE_RECEIVED,
		.from = "bo@nils.example" },
	{ 0 } };

typedef struct {
	Store *store;
	int64_t ada;
} Tracked;

static void
set_up(Tracked *tracked, gconstpointer unused)
{
	(void)unused;
	tracked->store = fixture_store();
	letter_run(tracked->store, mail, 1);
	tracked->ada = fixture_add(
		tracked->store, "Ada", "key", "ada@example.org ada@work.example");
}

static void
tear_down(Tracked *tracked, gconstpointer unused)
{
	(void)unused;
	store_close(tracked->store);
}

static void
log_call(Tracked *tracked, Instant date, const char *text)
{
	g_autoptr(GError) error = NULL;

	store_log(tracked->store, tracked->ada, date, 60, DIRECTION_OUT, CHANNEL_CALL, text,
		&error);
	g_assert_no_error(error);
}

/* "2 out to ada@example.org sent" and so on, one a line. Frees `rows`. */
static char *
describe(GPtrArray *rows)
{
	GString *text = g_string_new(NULL);

	for (guint i = 0; i < rows->len; i++) {
		const HistoryRow *row = rows->pdata[i];
		const char *id = row->message_id != NULL ? row->message_id : row->note;

		g_string_append_printf(text, "%.1s %s %s %s %s%s\n", id,
			direction_name(row->direction), role_name(row->role),
			row->address != NULL ? row->address : channel_name(row->channel),
			rule_name(row->rule), row->counts ? "" : " (not)");
	}
	g_ptr_array_unref(rows);
	return g_string_free(text, false);
}

static void
assert_rows(GPtrArray *rows, const char *expected)
{
	g_autofree char *actual = NULL;

	g_assert_nonnull(rows);
	actual = describe(rows);
	g_assert_cmpstr(actual, ==, expected);
}

static void
test_history(Tracked *tracked, gconstpointer unused)
{
	(void)unused;
	log_call(tracked, DAY(25), "her new job");
	assert_rows(store_history(tracked->store, tracked->ada, -1, NULL),
		"3 in to ada@example.org in-thread (not)\n"
		"2 out to ada@example.org sent\n"
		"2 out to ada@work.example sent\n"
		"h out to call logged\n"
		"1 in to ada@example.org received\n");
	assert_rows(store_history(tracked->store, tracked->ada, 2, NULL),
		"3 in to ada@example.org in-thread (not)\n"
		"2 out to ada@example.org sent\n");
	assert_rows(store_history_of(tracked->store, "ada@work.example", -1, NULL),
		"2 out to ada@work.example sent\n");
	assert_rows(store_history_of(tracked->store, "nobody@example.org", -1, NULL), "");
	assert_rows(store_history(tracked->store, 4711, -1, NULL), "");
}

static void
test_history_row(Tracked *tracked, gconstpointer unused)
{
	g_autoptr(GPtrArray) rows = store_history(tracked->store, tracked->ada, -1, NULL);
	const HistoryRow *row = NULL;

	(void)unused;
	g_assert_nonnull(rows);
	row = rows->pdata[1];
	g_assert_cmpint(row->date, ==, DAY(20));
	g_assert_cmpint(row->utc_offset, ==, 60);
	g_assert_cmpint(row->channel, ==, CHANNEL_MAIL);
	g_assert_cmpint(row->recipients, ==, 2);
	g_assert_cmpuint(row->thread, ==, 1);
	g_assert_false(row->unverified);
	g_assert_null(row->note);
	g_assert_cmpint(row->message, >, 0);
}

/* Letters of few days, between the addresses of hers and a stranger. */
static Store *
random_history(GRand *random, int64_t *ret_ada)
{
	static const char *const people[] = { "ada@example.org", "ada@work.example",
		"ada@home.example", "bo@nils.example" };
	Letter letters[41] = { 0 };
	g_autoptr(GPtrArray) ids = g_ptr_array_new_with_free_func(g_free);
	Store *store = fixture_store();

	for (int i = 0; i < 40; i++) {
		g_ptr_array_add(ids, g_strdup_printf("%d@random.example", i));
		letters[i] = (Letter){ .id = ids->pdata[i],
			.date = DAY(g_rand_int_range(random, 0, 12)),
			.rule = RULE_RECEIVED,
			.from = people[g_rand_int_range(random, 0, 4)] };
	}
	letter_run(store, letters, 1);
	*ret_ada = fixture_add(
		store, "Ada", "key", "ada@example.org ada@work.example ada@home.example");
	return store;
}

static void
assert_begins(GPtrArray *all, GPtrArray *first, int limit)
{
	g_assert_cmpint((int)first->len, ==, MIN((int)all->len, limit));
	for (guint i = 0; i < first->len; i++)
		g_assert_cmpint(((HistoryRow *)first->pdata[i])->message, ==,
			((HistoryRow *)all->pdata[i])->message);
	g_ptr_array_unref(first);
}

/* Whatever the limit, it is a beginning of the whole. */
static void
test_limits(void)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(1);

	for (int round = 0; round < 5; round++) {
		int64_t ada = 0;
		g_autoptr(Store) store = random_history(random, &ada);
		g_autoptr(GPtrArray) all = NULL;
		g_autoptr(GPtrArray) of_one = NULL;

		store_log(store, ada, DAY(3), 0, DIRECTION_OUT, CHANNEL_CALL, "", NULL);
		all = store_history(store, ada, -1, NULL);
		of_one = store_history_of(store, "ada@example.org", -1, NULL);
		g_assert_cmpuint(all->len, >, of_one->len);
		for (int limit = 0; limit < 45; limit++) {
			assert_begins(all, store_history(store, ada, limit, NULL), limit);
			assert_begins(of_one,
				store_history_of(store, "ada@example.org", limit, NULL),
				limit);
		}
	}
}

static void
test_message(Tracked *tracked, gconstpointer unused)
{
	g_autoptr(StoredMessage) kept = NULL;
	g_autoptr(StoredMessage) bulk = NULL;
	g_autoptr(StoredMessage) same = NULL;
	StoredMessage *absent = NULL;
	Store *store = tracked->store;

	(void)unused;
	g_assert_true(store_message_by_id(store, "2@example.org", &kept, NULL));
	g_assert_cmpint(kept->rule, ==, RULE_SENT);
	g_assert_cmpint(kept->date, ==, DAY(20));
	g_assert_true(kept->own);
	g_assert_cmpuint(kept->thread, ==, 1);
	g_assert_cmpstr(kept->message_id, ==, "2@example.org");
	g_assert_null(kept->author);
	assert_rows(store_message_interactions(store, kept->id, NULL),
		"2 out to ada@example.org sent\n"
		"2 out to ada@work.example sent\n"
		"2 out cc bo@nils.example cc (not)\n");
	g_assert_true(store_message(store, kept->id, &same, NULL));
	g_assert_cmpstr(same->message_id, ==, "2@example.org");
	g_assert_true(store_message_by_id(store, "4@example.org", &bulk, NULL));
	g_assert_cmpint(bulk->rule, ==, RULE_BULK);
	g_assert_cmpint(bulk->date, ==, WHEN_NEVER);
	g_assert_null(bulk->message_id);
	g_assert_cmpstr(bulk->author, ==, "ada@example.org");
	g_assert_true(store_message_by_id(store, "9@example.org", &absent, NULL));
	g_assert_null(absent);
	g_assert_true(store_message(store, 4711, &absent, NULL));
	g_assert_null(absent);
}

/* A message to two addresses of hers is one event; list mail is none as long as the user
 * has not written in its thread. */
static void
test_events(Tracked *tracked, gconstpointer unused)
{
	g_autoptr(GArray) events = NULL;
	g_autoptr(GArray) of_bo = NULL;
	const Event *event = NULL;

	(void)unused;
	log_call(tracked, DAY(15), "her new job");
	log_call(tracked, DAY(15), "and her garden");
	events = store_events(tracked->store, tracked->ada, WHEN_NEVER, NULL);
	g_assert_nonnull(events);
	g_assert_cmpuint(events->len, ==, 4);
	event = (const Event *)(const void *)events->data;
	g_assert_cmpint(event[0].date, ==, DAY(30));
	g_assert_cmpint(event[0].direction, ==, DIRECTION_IN);
	g_assert_true(event[0].counts);
	g_assert_cmpint(event[1].direction, ==, DIRECTION_OUT);
	g_assert_cmpuint(event[1].thread, ==, 1);
	g_assert_cmpint(event[1].recipients, ==, 2);
	g_assert_cmpint(event[1].message, >, 0);
	g_assert_cmpint(event[2].channel, ==, CHANNEL_CALL);
	g_assert_cmpint(event[2].message, ==, 0);
	g_assert_cmpint(event[2].recipients, ==, 1);
	g_assert_true(event[2].counts);
	of_bo = store_events_of(tracked->store, "bo@nils.example", NULL);
	g_assert_cmpuint(of_bo->len, ==, 3);
	event = (const Event *)(const void *)of_bo->data;
	g_assert_cmpint(event[0].role, ==, ROLE_CC);
	g_assert_false(event[0].counts);
}

static guint
count_events_since(Tracked *tracked, Instant since)
{
	g_autoptr(GArray) events = store_events(tracked->store, tracked->ada, since, NULL);

	return events->len;
}

static void
test_events_since(Tracked *tracked, gconstpointer unused)
{
	(void)unused;
	log_call(tracked, DAY(15), "her new job");
	g_assert_cmpuint(count_events_since(tracked, DAY(30)), ==, 3);
	g_assert_cmpuint(count_events_since(tracked, DAY(30) + 1), ==, 2);
	g_assert_cmpuint(count_events_since(tracked, DAY(15)), ==, 1);
	g_assert_cmpuint(count_events_since(tracked, DAY(15) + 1), ==, 0);
}

/* Of what has the same date the order depends on the messages, not on when they came. */
static void
test_ties(void)
{
	g_autoptr(Store) one = fixture_store();
	g_autoptr(Store) other = fixture_store();
	const Letter swapped[] = { mail[5], mail[4], { 0 } };
	g_autofree char *expected = NULL;

	letter_run(one, mail + 4, 1);
	letter_run(other, swapped, 1);
	expected = describe(store_history_of(one, "bo@nils.example", -1, NULL));
	assert_rows(store_history_of(other, "bo@nils.example", -1, NULL), expected);
}

static void
test_asks(Tracked *tracked, gconstpointer unused)
{
	g_autoptr(StoredMessage) message = NULL;
	int asks = 0;

	(void)unused;
	g_assert_true(store_message_by_id(tracked->store, "1@example.org", &message, NULL));
	g_assert_true(store_asks(tracked->store, message->id, &asks, NULL));
	g_assert_cmpint(asks, ==, -1);
	g_assert_true(store_set_asks(tracked->store, message->id, true, NULL));
	g_assert_true(store_asks(tracked->store, message->id, &asks, NULL));
	g_assert_cmpint(asks, ==, 1);
	g_assert_true(store_set_asks(tracked->store, message->id, false, NULL));
	g_assert_true(store_asks(tracked->store, message->id, &asks, NULL));
	g_assert_cmpint(asks, ==, 0);
	letter_run(tracked->store, mail, 1);
	g_assert_true(store_asks(tracked->store, message->id, &asks, NULL));
	g_assert_cmpint(asks, ==, -1);
}

#define ADD(name, function)                                                                \
	g_test_add("/store-read/" name, Tracked, NULL, set_up, function, tear_down)

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	ADD("history", test_history);
	ADD("history-row", test_history_row);
	ADD("message", test_message);
	g_test_add_func("/store-read/limits", test_limits);
	ADD("events", test_events);
	ADD("events-since", test_events_since);
	g_test_add_func("/store-read/ties", test_ties);
	ADD("asks", test_asks);
	return g_test_run();
}
