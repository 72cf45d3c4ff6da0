#include "tests/unit/store-letter.h"

/* What the store holds is a function of the messages put, whatever the order and the runs
 * in which they came. Messages are drawn at random, from few people and few threads, so
 * that all rules meet. */

enum { N_LETTERS = 160, N_ROUNDS = 6, N_THREADS = 12 };

static const char *const people[] = { "Ada Byron <ada@example.org>",
	"A. Byron <ada@example.org>", "ada@example.org", "Bo Nilsson <bo@nils.example>",
	"bo@nils.example", "Bo <bo@nils.example>", "Cleo <cleo@example.net>",
	"Cleo Maria Reyes <cleo@example.net>", "Dana <dana@lists.example>",
	"Dana Okafor <dana@lists.example>" };

static const Rule rules[] = { RULE_SENT, RULE_SENT, RULE_RECEIVED, RULE_RECEIVED,
	RULE_IN_THREAD, RULE_IN_THREAD, RULE_CC, RULE_BULK, RULE_AUTOMATIC, RULE_SPOKEN_TO,
	RULE_EXCLUDED };

static Letter
draw(GRand *rand, const char *id)
{
	Letter letter = { .id = id,
		.date = FIXTURE_NOW - g_rand_int_range(rand, 0, 40) * WHEN_DAY,
		.thread = (uint64_t)g_rand_int_range(rand, 1, N_THREADS + 1),
		.rule = rules[g_rand_int_range(rand, 0, G_N_ELEMENTS(rules))],
		.files = g_rand_int(rand) };
	int first = g_rand_int_range(rand, 0, 3), second = g_rand_int_range(rand, 3, 10);

	if (letter.rule == RULE_BULK || letter.rule == RULE_IN_THREAD)
		letter.list = "walks@lists.example";
	if (letter.rule == RULE_SENT && g_rand_boolean(rand))
		letter.cc = people[first];
	if (letter.rule == RULE_SENT)
		letter.to = people[second];
	else
		letter.from = people[g_rand_boolean(rand) ? first : second];
	return letter;
}

typedef struct {
	GRand *rand;
	GStringChunk *text;
	Letter letters[N_LETTERS];
} Mail;

static void
draw_all(Mail *mail)
{
	for (int i = 0; i < N_LETTERS; i++) {
		g_autofree char *id = g_strdup_printf("m%d@example.org", i);

		mail->letters[i] =
			draw(mail->rand, g_string_chunk_insert_const(mail->text, id));
	}
}

static void
shuffle(Mail *mail)
{
	for (int i = N_LETTERS - 1; i > 0; i--) {
		int j = g_rand_int_range(mail->rand, 0, i + 1);
		Letter letter = mail->letters[i];

		mail->letters[i] = mail->letters[j];
		mail->letters[j] = letter;
	}
}

static int
dump_row(gpointer dump, int n, char **values, char **names)
{
	(void)names;
	for (int i = 0; i < n; i++)
		g_string_append_printf(dump, "%s|", values[i] != NULL ? values[i] : "-");
	g_string_append_c(dump, '\n');
	return 0;
}

/* All but the numbers of rows and of generations, and addresses that nothing is left of. */
static char *
dump_store(Store *store)
{
	static const char sql[] =
		"SELECT email, name, name_date, list, n_in, n_out, n_cc, n_group, "
		"n_meeting,"
		" n_other, n_bulk, first, last FROM address WHERE list"
		" OR n_in + n_out + n_cc + n_group + n_meeting + n_other + n_bulk > 0"
		" ORDER BY email;"
		"SELECT hash, files, rule, email, own, date, utc_offset, thread, "
		"recipients,"
		" unverified, asks, message_id FROM message"
		" LEFT JOIN address ON address.id = author ORDER BY hash;"
		"SELECT hash, email, interaction.date, direction, role, channel,"
		" interaction.rule, counts FROM interaction"
		" JOIN message ON message.id = message JOIN address ON address.id = address"
		" ORDER BY hash, email;"
		"SELECT indexed, settled FROM scan";
	GString *dump = g_string_new(NULL);

	g_assert_cmpint(sqlite3_exec(store->db, sql, dump_row, dump, NULL), ==, SQLITE_OK);
	return g_string_free(dump, false);
}

static void
put_range(Store *store, const Mail *mail, int from, int to, int generation)
{
	letter_begin(store);
	for (int i = from; i < to; i++)
		letter_put(store, &mail->letters[i], generation);
	letter_commit(store);
}

static void
settle(Store *store)
{
	letter_begin(store);
	letter_settle(store);
	letter_commit(store);
}

typedef void (*Way)(Store *store, Mail *mail);

static void
at_once(Store *store, Mail *mail)
{
	put_range(store, mail, 0, N_LETTERS, 1);
	settle(store);
}

static void
in_runs(Store *store, Mail *mail)
{
	int from = 0;

	while (from < N_LETTERS) {
		int n = g_rand_int_range(mail->rand, 1, 20), to = MIN(N_LETTERS, from + n);

		put_range(store, mail, from, to, 1);
		settle(store);
		from = to;
	}
}

static void
cut_off(Store *store, Mail *mail)
{
	g_autoptr(GError) error = NULL;

	put_range(store, mail, 0, 70, 1);
	store_rollback(store);
	g_assert_true(store_is_fresh(store));
	store_make_indexes(store, &error);
	g_assert_no_error(error);
	put_range(store, mail, 50, 90, 1);
	letter_begin(store);
	letter_put(store, &mail->letters[100], 1);
	store_rollback(store);
	put_range(store, mail, 80, N_LETTERS, 1);
	settle(store);
}

static void
all_twice(Store *store, Mail *mail)
{
	in_runs(store, mail);
	shuffle(mail);
	in_runs(store, mail);
	settle(store);
}

/* Each message was in another thread before. */
static void
moved(Store *store, Mail *mail)
{
	g_autoptr(GError) error = NULL;

	letter_begin(store);
	for (int i = 0; i < N_LETTERS; i++) {
		Letter before = mail->letters[i];

		before.thread = (uint64_t)g_rand_int_range(mail->rand, 1, N_THREADS + 1);
		letter_put(store, &before, 1);
	}
	letter_settle(store);
	for (int i = 0; i < N_LETTERS; i++) {
		KnownMessage known;

		store_know(store, store_hash(mail->letters[i].id), &known, &error);
		g_assert_no_error(error);
		store_move(store, &known, mail->letters[i].thread, &error);
		g_assert_no_error(error);
	}
	letter_settle(store);
	letter_commit(store);
}

/* Each message fell under another rule before, and was in another thread. */
static void
changed(Store *store, Mail *mail)
{
	Mail before = *mail;

	for (int i = 0; i < N_LETTERS; i++) {
		Letter *letter = &before.letters[i];

		letter->thread = (uint64_t)g_rand_int_range(mail->rand, 1, N_THREADS + 1);
		letter->cc = NULL;
		if (letter->from != NULL && letter->rule != RULE_EXCLUDED)
			letter->rule = rules[g_rand_int_range(mail->rand, 2, 10)];
		else if (letter->from != NULL)
			*letter = (Letter){ .id = letter->id,
				.rule = RULE_BULK,
				.from = "robot@example.com",
				.date = FIXTURE_NOW };
	}
	at_once(store, &before);
	for (int i = 0; i < N_LETTERS; i++) {
		put_range(store, mail, i, i + 1, 1);
		settle(store);
	}
}

/* Each message was another one before; names of those are gone after a full read. */
static void
replaced(Store *store, Mail *mail)
{
	Mail before = { .rand = mail->rand, .text = mail->text };

	draw_all(&before);
	in_runs(store, &before);
	in_runs(store, mail);
	put_range(store, mail, 0, 50, 2);
	shuffle(mail);
	put_range(store, mail, 0, N_LETTERS, 2);
	settle(store);
}

static char *
store_made(Way way, Mail *mail)
{
	g_autoptr(Store) store = fixture_store();

	way(store, mail);
	return dump_store(store);
}

static void
test_way(gconstpointer data)
{
	Way way = *(const Way *)data;

	for (guint32 round = 0; round < N_ROUNDS; round++) {
		Mail mail = { .rand = g_rand_new_with_seed(round),
			.text = g_string_chunk_new(4096) };
		g_autofree char *expected = NULL;
		g_autofree char *actual = NULL;

		draw_all(&mail);
		expected = store_made(at_once, &mail);
		shuffle(&mail);
		actual = store_made(way, &mail);
		g_assert_cmpstr(actual, ==, expected);
		g_rand_free(mail.rand);
		g_string_chunk_free(mail.text);
	}
}

int
main(int argc, char *argv[])
{
	static const Way at_once_way = at_once, in_runs_way = in_runs,
			 cut_off_way = cut_off, all_twice_way = all_twice,
			 moved_way = moved, changed_way = changed, replaced_way = replaced;

	g_test_init(&argc, &argv, NULL);
	g_test_add_data_func("/store-order/at-once", &at_once_way, test_way);
	g_test_add_data_func("/store-order/in-runs", &in_runs_way, test_way);
	g_test_add_data_func("/store-order/cut-off", &cut_off_way, test_way);
	g_test_add_data_func("/store-order/all-twice", &all_twice_way, test_way);
	g_test_add_data_func("/store-order/moved", &moved_way, test_way);
	g_test_add_data_func("/store-order/changed", &changed_way, test_way);
	g_test_add_data_func("/store-order/replaced", &replaced_way, test_way);
	return g_test_run();
}
