#include "lib/mime.h"
#include "tests/unit/store-letter.h"

/* Whom the user has met is a function of the calendar mail and of `now`, whatever the order
 * and the runs in which the mail came, and whatever the time was then. */

enum { N_MAILS = 60, N_SEEDS = 10 };

static const char *const people[] = { "me@example.org", "ada@example.org",
	"bo@nils.example", "eve@example.net" };
static const char *const methods[] = { "REQUEST", "REQUEST", "REPLY", "REPLY", "CANCEL",
	"COUNTER" };
static const char *const answers[] = { "NEEDS-ACTION", "ACCEPTED", "ACCEPTED", "DECLINED" };

typedef struct {
	char *id, *text;
	const char *sender; /* NULL: the user */
	Instant date;
} Invite;

typedef struct {
	GRand *rand;
	Settings *settings;
	Invite mails[N_MAILS];
} Mail;

static int
dice(Mail *mail, int n)
{
	return g_rand_int_range(mail->rand, 0, n);
}

/* Half of them are about one meeting, most by who may send them. */
static char *
draw_text(Mail *mail, const char *sender)
{
	const char *method = methods[dice(mail, G_N_ELEMENTS(methods))];
	const char *organizer = dice(mail, 4) > 0 && strcmp(method, "REPLY") != 0
					? sender
					: people[dice(mail, 3)];
	const char *guest = strcmp(method, "REPLY") == 0 ? sender : people[dice(mail, 3)];
	g_autofree char *instance =
		dice(mail, 3) > 0 ? g_strdup("")
				  : g_strdup_printf("RECURRENCE-ID:202603%02dT090000Z\n",
					    1 + dice(mail, 9));

	return g_strdup_printf(
		"BEGIN:VCALENDAR\nMETHOD:%s\nBEGIN:VEVENT\nUID:u%d\n%sSEQUENCE:%d\n"
		"DTSTAMP:202602%02dT080000Z\nDTSTART:202603%02dT090000Z\nDURATION:PT1H\n"
		"%sORGANIZER:mailto:%s\nATTENDEE;PARTSTAT=%s:mailto:%s\n"
		"ATTENDEE:mailto:%s\nEND:VEVENT\nEND:VCALENDAR\n",
		method, dice(mail, 4), instance, dice(mail, 3), 1 + dice(mail, 20),
		1 + dice(mail, 15), dice(mail, 3) == 0 ? "RRULE:FREQ=DAILY;COUNT=8\n" : "",
		organizer, answers[dice(mail, G_N_ELEMENTS(answers))], guest,
		people[dice(mail, 3)]);
}

static void
draw_all(Mail *mail)
{
	for (int i = 0; i < N_MAILS; i++) {
		const char *sender = people[dice(mail, G_N_ELEMENTS(people))];

		mail->mails[i] = (Invite){ .id = g_strdup_printf("m%d@example.org", i),
			.text = draw_text(mail, sender),
			.sender = sender == people[0] ? NULL : sender,
			.date = FIXTURE_NOW - dice(mail, 10) * WHEN_DAY };
	}
}

static void
clear(Mail *mail)
{
	for (int i = 0; i < N_MAILS; i++) {
		g_free(mail->mails[i].id);
		g_free(mail->mails[i].text);
	}
	settings_free(mail->settings);
	g_rand_free(mail->rand);
}

static void
shuffle(Mail *mail)
{
	for (int i = N_MAILS - 1; i > 0; i--) {
		int j = dice(mail, i + 1);
		Invite one = mail->mails[i];

		mail->mails[i] = mail->mails[j];
		mail->mails[j] = one;
	}
}

static CalendarMail *
calendar_of(const Invite *invite)
{
	CalendarMail *calendar = g_new0(CalendarMail, 1);

	calendar->text = calendar_sieve(invite->text);
	calendar->own = invite->sender == NULL;
	calendar->sender = g_strdup(calendar->own ? people[0] : invite->sender);
	return calendar;
}

static void
put(Store *store, const Mail *mail, const Invite *invite, Rule rule)
{
	const Letter letter = { .id = invite->id,
		.date = invite->date,
		.thread = 1,
		.rule = rule,
		.from = invite->sender,
		.to = invite->sender == NULL ? "ada@example.org" : NULL };
	g_autoptr(Record) record = letter_record(&letter);
	g_autoptr(CalendarMail) calendar = NULL;
	g_autoptr(GError) error = NULL;
	ScannedMessage message = { .message_id = invite->id,
		.hash = store_hash(invite->id),
		.thread = 1,
		.generation = 1,
		.record = record };
	KnownMessage known;

	if (rule != RULE_EXCLUDED)
		message.calendar = calendar = calendar_of(invite);
	if (calendar != NULL)
		record_take_calendar(record, calendar, mail->settings, &calendar_reader);
	store_know(store, message.hash, &known, &error);
	g_assert_no_error(error);
	store_put(store, &message, &known, &error);
	g_assert_no_error(error);
}

static void
settle(Store *store, Instant now)
{
	g_autoptr(GError) error = NULL;

	store_settle_meetings(store, now, &error);
	g_assert_no_error(error);
	letter_settle(store);
}

/* All mail up to `to`, and what time it then is. */
static void
run(Store *store, const Mail *mail, int from, int to, Rule rule, Instant now)
{
	letter_begin(store);
	for (int i = from; i < to; i++)
		put(store, mail, &mail->mails[i], rule);
	settle(store, now);
	letter_commit(store);
}

static void
at_once(Store *store, Mail *mail)
{
	run(store, mail, 0, N_MAILS, RULE_RECEIVED, FIXTURE_NOW);
}

static void
in_runs(Store *store, Mail *mail)
{
	for (int from = 0; from < N_MAILS;) {
		int n = 1 + dice(mail, 20), to = MIN(N_MAILS, from + n);

		run(store, mail, from, to, RULE_RECEIVED,
			FIXTURE_NOW + (dice(mail, 30) - 15) * WHEN_DAY);
		from = to;
	}
	run(store, mail, 0, 0, RULE_RECEIVED, FIXTURE_NOW);
}

/* Some are withdrawn, and come back. */
static void
withdrawn(Store *store, Mail *mail)
{
	in_runs(store, mail);
	run(store, mail, 10, 40, RULE_EXCLUDED, FIXTURE_NOW);
	run(store, mail, 0, 30, RULE_RECEIVED, FIXTURE_NOW);
	run(store, mail, 30, 40, RULE_RECEIVED, FIXTURE_NOW);
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

/* Not when to look at a meeting again: of one that nobody accepted it may be forgotten. */
static char *
dump_store(Store *store)
{
	static const char sql[] =
		"SELECT email, n_meeting, n_in, n_out, first, last FROM address"
		" WHERE n_meeting + n_in + n_out > 0 ORDER BY email;"
		"SELECT hash, email, interaction.date, channel, interaction.rule, meeting"
		" FROM interaction JOIN message ON message.id = message"
		" JOIN address ON address.id = address ORDER BY 1, 2, 3, 6;"
		"SELECT hash, n, uid, method, instance, sequence, stamp, start, length,"
		" hex(starts) FROM invitation JOIN message ON message.id = message"
		" ORDER BY 1, 2;"
		"SELECT uid, hash, email, start FROM meeting"
		" JOIN message ON message.id = asked JOIN address ON address.id = asker"
		" ORDER BY uid";
	GString *dump = g_string_new(NULL);

	g_assert_cmpint(sqlite3_exec(store->db, sql, dump_row, dump, NULL), ==, SQLITE_OK);
	return g_string_free(dump, false);
}

typedef void (*Way)(Store *store, Mail *mail);

static char *
store_made(Way way, Mail *mail)
{
	g_autoptr(Store) store = fixture_store();

	way(store, mail);
	return dump_store(store);
}

static Settings *
settings(void)
{
	g_autoptr(GHashTable) values = g_hash_table_new(g_str_hash, g_str_equal);

	g_hash_table_insert(values, (char *)"user.primary_email", (char *)people[0]);
	return settings_new(values, NULL);
}

static void
test_way(gconstpointer data)
{
	Way way = *(const Way *)data;
	guint n = fixture_seeds(N_SEEDS), met = 0;

	for (guint32 round = 0; round < n; round++) {
		Mail mail = { .rand = g_rand_new_with_seed(round), .settings = settings() };
		g_autofree char *expected = NULL;
		g_autofree char *actual = NULL;

		draw_all(&mail);
		expected = store_made(at_once, &mail);
		met += strstr(expected, "|1|2|") != NULL;
		shuffle(&mail);
		actual = store_made(way, &mail);
		g_assert_cmpstr(actual, ==, expected);
		clear(&mail);
	}
	g_assert_cmpuint(met, >, n / 4);
}

/* What has left the mail store says nothing about meetings any more, once that is wanted.
 */
static void
prune(Store *store, const Mail *mail, int to)
{
	g_autoptr(GError) error = NULL;
	guint count = 0;

	letter_begin(store);
	for (int i = 0; i < to; i++)
		store_mark_gone(store, store_hash(mail->mails[i].id), NULL);
	store_prune(store, &count, &error);
	g_assert_no_error(error);
	g_assert_cmpuint(count, ==, to);
	settle(store, FIXTURE_NOW);
	letter_commit(store);
}

static void
test_pruned(void)
{
	guint n = fixture_seeds(N_SEEDS);

	for (guint32 round = 0; round < n; round++) {
		Mail mail = { .rand = g_rand_new_with_seed(round), .settings = settings() };
		g_autoptr(Store) store = fixture_store();
		g_autoptr(Store) other = fixture_store();
		g_autofree char *expected = NULL;
		g_autofree char *actual = NULL;

		draw_all(&mail);
		run(other, &mail, 20, N_MAILS, RULE_RECEIVED, FIXTURE_NOW);
		expected = dump_store(other);
		at_once(store, &mail);
		prune(store, &mail, 20);
		actual = dump_store(store);
		g_assert_cmpstr(actual, ==, expected);
		clear(&mail);
	}
}

static const char series[] =
	"BEGIN:VCALENDAR\nMETHOD:REQUEST\nBEGIN:VEVENT\nUID:u\nDTSTAMP:20260301T080000Z\n"
	"DTSTART:20260309T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=8\n"
	"ORGANIZER:mailto:ada@example.org\nATTENDEE:mailto:me@example.org\n"
	"END:VEVENT\nEND:VCALENDAR\n";

/* A week of mornings that Ada invites to: on the next of them, whatever the time is. */
static void
test_asked(void)
{
	const Invite invite = { .id = (char *)"1@example.org",
		.text = (char *)series,
		.sender = "ada@example.org",
		.date = FIXTURE_NOW - WHEN_DAY };
	const Mail mail = { .settings = settings() };
	g_autoptr(Store) store = fixture_store();
	int64_t ada = fixture_add(store, "Ada", "key", "ada@example.org");

	letter_begin(store);
	put(store, &mail, &invite, RULE_RECEIVED);
	for (int day = 2; day >= 0; day--) {
		Instant now = FIXTURE_NOW + day * WHEN_DAY;
		g_autoptr(Candidate) candidate = NULL;
		bool due = false;

		g_assert_true(store_meetings_due(store, now, &due, NULL));
		g_assert_true(due || day == 2);
		settle(store, now);
		candidate = store_candidate(store, ada, now, NULL);
		g_assert_cmpint(candidate->standing.rsvp_since, ==, invite.date);
		g_assert_cmpint(candidate->standing.rsvp_start, ==, now + 21 * 3600);
		g_assert_true(store_meetings_due(store, now, &due, NULL));
		g_assert_false(due);
	}
	letter_commit(store);
	settings_free(mail.settings);
}

int
main(int argc, char *argv[])
{
	static const Way at_once_way = at_once, in_runs_way = in_runs,
			 withdrawn_way = withdrawn;

	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	g_test_add_data_func("/store-meeting/at-once", &at_once_way, test_way);
	g_test_add_data_func("/store-meeting/in-runs", &in_runs_way, test_way);
	g_test_add_data_func("/store-meeting/withdrawn", &withdrawn_way, test_way);
	g_test_add_func("/store-meeting/pruned", test_pruned);
	g_test_add_func("/store-meeting/asked", test_asked);
	return g_test_run();
}
