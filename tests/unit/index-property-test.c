#include <unistd.h>

#include "indexer/scan.h"
#include "lib/mailbox-private.h"
#include "lib/refresh.h"
#include "tests/unit/random-mail.h"
#include "tests/unit/store-fixture.h"

/* The record is a function of the mail that is there and of the settings, whatever came in
 * which order, in how many runs, and whatever was tagged, removed, brought back or set
 * otherwise in between. Real notmuch databases, small and random; CADENCE_SEEDS says how
 * many instead of some, CADENCE_SEED which one alone. */

enum { N_SEEDS = 5, N_STEPS = 60 };

typedef struct {
	char *folder, *config;
	RandomMail *mail;
	notmuch_database_t *db; /* open for writing, or NULL */
	Store *store;
	const char *exclude, *other; /* settings: tags and addresses, joined by ';' */
	guint32 seed;
} Place;

static char *
file_path(const Place *place, int file)
{
	g_autofree char *name = g_strdup_printf("%d.%d:2,%s", file / N_COPIES,
		file % N_COPIES, place->mail->files[file].seen ? "S" : "");

	return g_build_filename(place->folder, "cur", name, NULL);
}

static void
write_file(const char *path, const char *text)
{
	g_autoptr(GError) error = NULL;

	g_file_set_contents(path, text, -1, &error);
	g_assert_no_error(error);
}

static void
configure(const Place *place)
{
	g_autofree char *text = g_strdup_printf(
		"[database]\npath=%s\n[user]\nprimary_email=robin@marlowe.example\n"
		"other_email=%s\n[search]\nexclude_tags=%s\n"
		"[cadence]\nown_address=*@work.example\nmax_recipients=2\n",
		place->folder, place->other, place->exclude);

	write_file(place->config, text);
}

static void
open_database(Place *place)
{
	notmuch_status_t status;

	if (place->db != NULL)
		return;
	status = notmuch_database_open_with_config(place->folder,
		NOTMUCH_DATABASE_MODE_READ_WRITE, "", NULL, &place->db, NULL);
	g_assert_cmpint(status, ==, NOTMUCH_STATUS_SUCCESS);
}

static void
close_database(Place *place)
{
	if (place->db != NULL)
		g_assert_cmpint(
			notmuch_database_destroy(place->db), ==, NOTMUCH_STATUS_SUCCESS);
	place->db = NULL;
}

static void
make_database(Place *place)
{
	g_autofree char *cur = NULL;
	notmuch_status_t status;

	place->folder = g_dir_make_tmp("cadence-XXXXXX", NULL);
	g_assert_nonnull(place->folder);
	cur = g_build_filename(place->folder, "cur", NULL);
	g_assert_cmpint(g_mkdir(cur, 0700), ==, 0);
	place->config = g_build_filename(place->folder, "config", NULL);
	configure(place);
	status = notmuch_database_create_with_config(
		place->folder, "", NULL, &place->db, NULL);
	g_assert_cmpint(status, ==, NOTMUCH_STATUS_SUCCESS);
}

static void
remove_tree(const char *path)
{
	g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
	const char *name;

	while (dir != NULL && (name = g_dir_read_name(dir)) != NULL) {
		g_autofree char *inner = g_build_filename(path, name, NULL);

		remove_tree(inner);
	}
	g_remove(path);
}

static void
place_clear(Place *place)
{
	close_database(place);
	remove_tree(place->folder);
	store_close(place->store);
	g_free(place->folder);
	g_free(place->config);
}

/* steps: what happens to mail ------------------------------------------------------------
 */

static void
add_file(Place *place, int file)
{
	g_autofree char *path = file_path(place, file);
	notmuch_status_t status;

	open_database(place);
	write_file(path, place->mail->files[file].text);
	status = notmuch_database_index_file(place->db, path, NULL, NULL);
	g_assert_true(status == NOTMUCH_STATUS_SUCCESS ||
		      status == NOTMUCH_STATUS_DUPLICATE_MESSAGE_ID);
	place->mail->files[file].present = true;
}

static bool
has_file(const Place *place, int message)
{
	for (int copy = 0; copy < N_COPIES; copy++)
		if (place->mail->files[message * N_COPIES + copy].present)
			return true;
	return false;
}

static void
remove_file(Place *place, int file)
{
	g_autofree char *path = file_path(place, file);

	open_database(place);
	g_assert_cmpint(g_remove(path), ==, 0);
	notmuch_database_remove_message(place->db, path);
	place->mail->files[file].present = false;
	if (!has_file(place, file / N_COPIES))
		place->mail->spam[file / N_COPIES] = false;
}

/* As notmuch new finds it: a new file, and then that an old one is missing. */
static void
rename_file(Place *place, int file)
{
	g_autofree char *before = file_path(place, file);
	g_autofree char *after = NULL;

	open_database(place);
	place->mail->files[file].seen = !place->mail->files[file].seen;
	after = file_path(place, file);
	g_assert_cmpint(g_rename(before, after), ==, 0);
	notmuch_database_index_file(place->db, after, NULL, NULL);
	notmuch_database_remove_message(place->db, before);
}

static void
tag_message(Place *place, int message, bool spam)
{
	g_autofree char *id = mail_id(message);
	g_autoptr(notmuch_message_t) found = NULL;

	open_database(place);
	notmuch_database_find_message(place->db, id, &found);
	g_assert_nonnull(found);
	if (spam)
		notmuch_message_add_tag(found, "spam");
	else
		notmuch_message_remove_tag(found, "spam");
	place->mail->spam[message] = spam;
}

static void
change_settings(Place *place)
{
	static const char *const tags[] = { "spam", "spam", "deleted", "spam;deleted" };
	static const char *const others[] = { "robin@alias.example", "",
		"cleo@example.net" };

	place->exclude = DRAW(place->mail->rand, tags);
	place->other = DRAW(place->mail->rand, others);
	configure(place);
}

/* runs ------------------------------------------------------------------------------------
 */

static void
scan(Place *place, Store *store, bool again, bool prune)
{
	g_autoptr(Mailbox) mailbox = NULL;
	g_autoptr(Settings) settings = NULL;
	g_autoptr(GError) error = NULL;
	g_auto(Plan) plan = { 0 };
	g_auto(Summary) summary = { 0 };
	ScanContext context = { .now = FIXTURE_NOW, .workers = 1, .quiet = true };

	close_database(place);
	mailbox = mailbox_open(place->config, MAILBOX_READ, NULL, &error);
	g_assert_no_error(error);
	settings = settings_new(mailbox_config(mailbox), &error);
	g_assert_no_error(error);
	context.store = store;
	context.mailbox = mailbox;
	context.settings = settings;
	context.prune = prune;
	summary_init(&summary);
	g_assert_true(plan_make(store, mailbox, settings, again, &plan, &error));
	if (!plan.nothing || prune)
		scan_run(&context, &plan, &summary, &error);
	g_assert_no_error(error);
	refresh_clocks(store, mailbox, NULL, &error);
	g_assert_no_error(error);
}

static Store *
new_store(void)
{
	Store *store = fixture_store();

	fixture_add(store, "Ada", "key", "ada@example.org");
	fixture_add(store, "Cleo", "partner", "cleo@example.net bo@nils.example");
	return store;
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

static const char names_sql[] = "SELECT 'name', email, name, name_date FROM address WHERE"
				" n_in + n_out + n_cc + n_group + n_meeting + n_other"
				" + n_bulk > 0 ORDER BY email";

/* Rows and threads are called by the messages they are of: their numbers depend on the
 * order of things. People of whom nothing is left do not matter, nor which questions were
 * already asked. A name stays until a full read when the message that had it is withdrawn.
 */
static char *
dump_store(Store *store, bool names)
{
	static const char sql[] =
		"CREATE TEMP VIEW IF NOT EXISTS thread AS"
		" SELECT thread AS id, min(hash) AS name FROM message"
		"  WHERE thread IS NOT NULL GROUP BY thread;"
		"SELECT 'message', hash, message_id, iif(rule, files, 0), rule, email, "
		"own, date, "
		"utc_offset,"
		" thread.name, recipients, unverified, gone FROM message"
		" LEFT JOIN address ON address.id = author"
		" LEFT JOIN thread ON thread.id = thread ORDER BY hash;"
		"SELECT 'interaction', hash, email, interaction.date, direction, role, "
		"channel,"
		" interaction.rule, counts FROM interaction"
		" JOIN message ON message.id = message JOIN address ON address.id = address"
		" ORDER BY hash, email;"
		"SELECT 'address', email, n_in, n_out, n_cc, "
		"n_group,"
		" n_meeting, n_other, n_bulk, first, last FROM address WHERE"
		" n_in + n_out + n_cc + n_group + n_meeting + n_other + n_bulk > 0"
		" ORDER BY email;"
		"SELECT 'clock', contact, dirty, first, last, last_in, last_out,"
		" (SELECT hash FROM message WHERE id = last_in_message),"
		" (SELECT hash FROM message WHERE id = last_out_message), rhythm_days,"
		" rhythm_gaps, utc_offset, owed_since,"
		" (SELECT hash FROM message WHERE id = owed_message), awaiting_since,"
		" (SELECT hash FROM message WHERE id = awaiting_message), strength,"
		" reply_theirs, n_theirs, reply_mine, n_mine, n_in, n_out, n_cc, n_group,"
		" n_meeting, n_other FROM clock ORDER BY contact;"
		"SELECT 'reply_time', * FROM reply_time;"
		"SELECT 'reply_global', * FROM reply_global";
	GString *dump = g_string_new(NULL);
	char *why = NULL;

	sqlite3_exec(store->db, sql, dump_row, dump, &why);
	if (names && why == NULL)
		sqlite3_exec(store->db, names_sql, dump_row, dump, &why);
	g_assert_cmpstr(why, ==, NULL);
	return g_string_free(dump, FALSE);
}

/* Shows the rows of `dump` that `other` has not. */
static void
show_only(const char *dump, const char *other, const char *mark)
{
	g_auto(GStrv) lines = g_strsplit(dump, "\n", -1);
	g_auto(GStrv) others = g_strsplit(other, "\n", -1);

	for (char **line = lines; *line != NULL; line++)
		if (!g_strv_contains((const char *const *)others, *line))
			g_printerr("# %s %s\n", mark, *line);
}

static void
assert_same(const Place *place, Store *expected, bool names, const char *what)
{
	g_autofree char *is = dump_store(place->store, names);
	g_autofree char *should = dump_store(expected, names);

	if (strcmp(is, should) == 0)
		return;
	show_only(is, should, "has");
	show_only(should, is, "lacks");
	g_error("CADENCE_SEED=%u: not as a first run over %s makes it", place->seed, what);
}

static void
assert_as_if_new(Place *place, bool names)
{
	g_autoptr(Store) fresh = new_store();

	scan(place, fresh, false, false);
	assert_same(place, fresh, names, "this database");
}

/* Where messages were removed, notmuch itself may join threads otherwise than anew. */
static void
assert_as_in_new_database(Place *place)
{
	Place other = { .mail = place->mail,
		.store = new_store(),
		.exclude = place->exclude,
		.other = place->other };

	make_database(&other);
	for (int i = 0; i < N_FILES; i++)
		if (place->mail->files[i].present)
			add_file(&other, i);
	for (int i = 0; i < N_MAILS; i++)
		if (place->mail->spam[i])
			tag_message(&other, i, true);
	scan(&other, other.store, false, false);
	assert_same(place, other.store, true, "the same mail in a new database");
	place_clear(&other);
}

static void
step(Place *place)
{
	GRand *rand = place->mail->rand;
	int file = g_rand_int_range(rand, 0, N_FILES), message = file / N_COPIES;
	bool present = place->mail->files[file].present;

	switch (g_rand_int_range(rand, 0, 12)) {
	case 0:
		if (has_file(place, message))
			tag_message(place, message, !place->mail->spam[message]);
		break;
	case 1:
		if (present)
			rename_file(place, file);
		break;
	case 2:
		if (g_rand_int_range(rand, 0, 4) == 0)
			change_settings(place);
		break;
	case 3:
	case 4:
		scan(place, place->store, g_rand_int_range(rand, 0, 12) == 0,
			g_rand_int_range(rand, 0, 12) == 0);
		break;
	case 5:
	case 6:
		if (present && place->seed % 2 == 0)
			remove_file(place, file);
		break;
	default:
		if (!present)
			add_file(place, file);
	}
}

static void
try_seed(guint32 seed)
{
	Place place = { .mail = random_mail_new(seed, FIXTURE_NOW),
		.store = new_store(),
		.exclude = "spam",
		.other = "robin@alias.example",
		.seed = seed };

	make_database(&place);
	for (int i = 0; i < N_STEPS; i++)
		step(&place);
	scan(&place, place.store, false, true);
	assert_as_if_new(&place, false);
	scan(&place, place.store, true, false);
	assert_as_if_new(&place, true);
	if (seed % 2 != 0)
		assert_as_in_new_database(&place);
	place_clear(&place);
	random_mail_free(place.mail);
}

static guint
environment(const char *name, guint otherwise)
{
	const char *value = g_getenv(name);

	return value != NULL ? (guint)g_ascii_strtoull(value, NULL, 10) : otherwise;
}

static void
test_any_order(void)
{
	guint n = environment("CADENCE_SEEDS", N_SEEDS);

	if (g_getenv("CADENCE_SEED") != NULL)
		try_seed(environment("CADENCE_SEED", 0));
	else
		for (guint seed = 0; seed < n; seed++)
			try_seed(seed);
}

int
main(int argc, char *argv[])
{
	g_setenv("TZ", "UTC", TRUE);
	if (access("/dev/shm", W_OK) == 0)
		g_setenv("TMPDIR", "/dev/shm", TRUE);
	g_setenv("CADENCE_DATA_DIR", "contrib/data", FALSE);
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/index-property/any-order", test_any_order);
	return g_test_run();
}
