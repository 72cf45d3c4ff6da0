#include "lib/letter.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "lib/error.h"
#include "lib/letter-private.h"
#include "tests/unit/cases.h"

static Languages *languages;

/* "_" for an empty line, since those separate cases. New. */
static char *
with_empty_lines(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	for (char **line = lines; *line != NULL; line++)
		if (strcmp(*line, "_") == 0)
			**line = '\0';
	return g_strjoinv("\n", lines);
}

static void
check_new_text(const char *input, const char *expected)
{
	g_autofree char *text = with_empty_lines(input);
	g_autofree char *wanted = with_empty_lines(expected);
	g_autofree char *new_text = letter_new_text(text);

	case_assert(input, new_text, wanted);
}

static void
check_question(const char *input, const char *expected)
{
	g_autofree char *text = g_strcompress(input);
	g_autofree char *question = letter_question(text, languages);

	case_assert(input, question == NULL ? "-" : question, expected);
}

static void
check_html(const char *input, const char *expected)
{
	g_autofree char *html = g_strcompress(input);
	g_autofree char *wanted = g_strcompress(expected);
	g_autofree char *text = letter_from_html(html);

	case_assert(input, text, wanted);
}

/* What a report in a file of its own says: the id, then the addresses. */
static char *
describe_report(const char *text)
{
	g_autofree char *path = NULL;
	g_autoptr(GError) error = NULL;
	g_autoptr(Report) report = NULL;
	GString *out = NULL;
	int fd = g_file_open_tmp("report-XXXXXX", &path, &error);

	g_assert_no_error(error);
	close(fd);
	g_assert_true(g_file_set_contents(path, text, -1, &error));
	report = letter_report(path, &error);
	g_assert_no_error(error);
	g_unlink(path);
	out = g_string_new(report->original == NULL ? "-" : report->original);
	for (guint i = 0; i < report->failed->len; i++)
		g_string_append_printf(out, " %s", (char *)report->failed->pdata[i]);
	return g_string_free(out, FALSE);
}

static void
check_report(const char *input, const char *expected)
{
	g_autofree char *text = with_empty_lines(input);
	g_autofree char *found = describe_report(text);

	case_assert(input, found, expected);
}

static void
test_cases(void)
{
	cases_run("report.txt", true, check_report);
	cases_run("new-text.txt", true, check_new_text);
	cases_run("question.txt", false, check_question);
	cases_run("html.txt", false, check_html);
}

static void
test_long_question_keeps_its_end(void)
{
	g_autofree char *words = g_strnfill(300, 'x');
	g_autofree char *text = g_strconcat(words, " und kommst du, Zoë?", NULL);
	g_autofree char *question = letter_question(text, languages);

	g_assert_cmpint(g_utf8_strlen(question, -1), ==, 200);
	g_assert_true(g_str_has_prefix(question, "…x"));
	g_assert_true(g_str_has_suffix(question, " und kommst du, Zoë?"));
}

static Letter *
read_letter(const char *name)
{
	g_autofree char *path = g_build_filename("tests", "mail", name, NULL);
	g_autoptr(GError) error = NULL;
	Letter *letter = letter_read(path, &error);

	g_assert_no_error(error);
	return letter;
}

static void
assert_address(const GPtrArray *addresses, const char *email, const char *name)
{
	const Address *address = addresses->pdata[0];

	g_assert_cmpuint(addresses->len, ==, 1);
	g_assert_cmpstr(address->email, ==, email);
	g_assert_cmpstr(address->name, ==, name);
}

static void
test_headers(void)
{
	g_autoptr(Letter) letter = read_letter("flowed.eml");

	assert_address(letter->from, "ada@harbour.example", "Winterbourne, Ada");
	assert_address(letter->to, "robin@marlowe.example", "Robin Marlowe");
	assert_address(letter->cc, "miriam@oldpaths.example", "Miriam Adeyemi");
	assert_address(letter->reply_to, "studio@harbour.example", "");
	g_assert_cmpstr(letter->subject, ==, "Gannet Point – the landing");
	g_assert_cmpstr(letter->message_id, ==, "landing@harbour.example");
	g_assert_cmpstr(letter->references[0], ==, "first@marlowe.example");
	g_assert_cmpstr(letter->references[1], ==, "second@harbour.example");
	g_assert_null(letter->references[2]);
	g_assert_cmpint(letter->date, ==, 1772440200);
	g_assert_cmpint(letter->utc_offset, ==, 60);
}

static void
test_flowed_text_is_joined(void)
{
	g_autoptr(Letter) letter = read_letter("flowed.eml");

	g_assert_cmpstr(letter->text, ==,
		"The landing is drawn, and the two lights stand where they did.\n\n"
		"Could you read the names aloud to Miriam?\n\n"
		"> The tide tables are here.\n> > Where?\n-- \nAda\n");
}

static void
test_html_stands_in_for_an_empty_text(void)
{
	g_autoptr(Letter) letter = read_letter("html-only.eml");
	g_autofree char *new_text = letter_new_text(letter->text);

	g_assert_cmpstr(letter->references[0], ==, "map@marlowe.example");
	g_assert_cmpstr(letter->subject, ==, "Re: Карта");
	g_assert_cmpstr(new_text, ==, "Карта готова.\nКогда тебе удобно?");
	g_assert_nonnull(strstr(letter->text, "\n> Is the map ready?"));
}

static void
test_attachments_are_not_the_letter(void)
{
	g_autoptr(Letter) letter = read_letter("attached.eml");

	g_assert_cmpstr(letter->text, ==, "Schönes Papier ist da.[2J");
}

static void
test_raw_bytes_become_text(void)
{
	g_autoptr(Letter) letter = read_letter("undeclared.eml");

	g_assert_null(letter->message_id);
	g_assert_cmpint(letter->date, ==, WHEN_NEVER);
	g_assert_cmpstr(letter->subject, ==, "café");
	g_assert_true(g_utf8_validate(letter->text, -1, NULL));
	g_assert_nonnull(strstr(letter->text, "noir, et toi ?\nBéatrix"));
}

/* A mail file of these bytes. New: its path, to be unlinked. */
static char *
write_file(const char *bytes, gssize length)
{
	char *path = NULL;
	int fd = g_file_open_tmp(NULL, &path, NULL);

	close(fd);
	g_assert_true(g_file_set_contents(path, bytes, length, NULL));
	return path;
}

/* What `bytes` say as a mail file; NULL if they are refused. */
static Letter *
read_bytes(const char *bytes, gssize length, GError **error)
{
	g_autofree char *path = write_file(bytes, length);
	Letter *letter;

	letter = letter_read(path, error);
	g_unlink(path);
	return letter;
}

static void
test_groups_in_an_attached_message(void)
{
	g_autoptr(GString) mail =
		g_string_new("From: ada@harbour.example\n"
			     "Content-Type: multipart/mixed; boundary=b\n\n"
			     "--b\nContent-Type: message/rfc822\n\nTo : ");
	g_autoptr(Letter) letter = NULL;

	for (int i = 0; i < 100000; i++)
		g_string_append(mail, i % 10 == 9 ? "g:\n " : "g:");
	g_string_append(mail, "\n\nno\n--b\n\nSee: the attached.\n--b--\n");
	letter = read_bytes(mail->str, (gssize)mail->len, NULL);
	g_assert_cmpstr(letter->text, ==, "See: the attached.");
}

/* Calendars come as an alternative to the text or attached, with types that are often
 * wrong in all but their name. */
static void
test_calendar_part(void)
{
	static const char *const parts[] = {
		"Content-Type: TEXT/Calendar; method=nonsense\n\nBEGIN:VCALENDAR",
		"Content-Type: text/calendar; charset=iso-8859-1\n"
		"Content-Transfer-Encoding: quoted-printable\n\nBEGIN:=\nVCALENDAR",
		"Content-Type: application/ics; name=x\nContent-Disposition: attachment\n"
		"Content-Transfer-Encoding: base64\n\nQkVHSU46VkNBTEVOREFS",
	};

	for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
		g_autofree char *mail = g_strdup_printf(
			"From: ada@harbour.example\n"
			"Content-Type: multipart/mixed; boundary=b\n\n"
			"--b\nContent-Type: text/plain\n\nSee there.\n--b\n%s\n--b--\n",
			parts[i]);
		g_autofree char *path = write_file(mail, -1);
		g_autofree char *text = letter_calendar(path, NULL);

		g_unlink(path);
		g_assert_cmpstr(text, ==, "BEGIN:VCALENDAR");
	}
}

static void
test_long_text_is_cut_between_characters(void)
{
	g_autoptr(GString) mail =
		g_string_new("From: ada@harbour.example\n"
			     "Content-Type: text/plain; charset=utf-8\n\n");
	g_autoptr(Letter) letter = NULL;

	for (int i = 0; i < 100000; i++)
		g_string_append(mail, "€");
	letter = read_bytes(mail->str, (gssize)mail->len, NULL);
	g_assert_cmpuint(strlen(letter->text), ==, (256 << 10) / 3 * 3);
	g_assert_true(g_utf8_validate(letter->text, -1, NULL));
}

static void
test_what_is_no_letter(void)
{
	g_autoptr(GError) not_mail = NULL;
	g_autoptr(GError) missing = NULL;
	g_autoptr(Letter) bare = read_bytes("Subject: x", -1, NULL);

	g_assert_cmpstr(bare->text, ==, "");
	g_assert_null(read_bytes("\x7f"
				 "ELF\1\2\3",
		-1, &not_mail));
	g_assert_error(not_mail, CADENCE_ERROR, CADENCE_ERROR_DATA);
	g_assert_null(letter_read("tests/mail/no-such.eml", &missing));
	g_assert_error(missing, G_FILE_ERROR, G_FILE_ERROR_NOENT);
}

static const char *const references[] = { "first@marlowe.example", "second@harbour.example",
	NULL };

static Draft
usual_draft(void)
{
	return (Draft){ .from_name = "Robin Marlowe",
		.from_email = "robin@marlowe.example",
		.to_name = "Zoë Łukasz",
		.to_email = "zoe@harbour.example",
		.subject = "Re: Gannet Point",
		.in_reply_to = "landing@harbour.example",
		.references = references,
		.date = 1773144000,
		.utc_offset = 60,
		.body = "Hello,\n\nFrom here all is well.\n.\n" };
}

static void
test_plain_draft(void)
{
	Draft draft = usual_draft();
	g_autoptr(GError) error = NULL;
	g_autofree char *text = letter_write(&draft, &error);

	g_assert_no_error(error);
	g_assert_cmpstr(text, ==,
		"Date: Tue, 10 Mar 2026 13:00:00 +0100\n"
		"From: Robin Marlowe <robin@marlowe.example>\n"
		"To: =?UTF-8?b?Wm/DqyDFgXVrYXN6?= <zoe@harbour.example>\n"
		"Subject: Re: Gannet Point\n"
		"In-Reply-To: <landing@harbour.example>\n"
		"References: <first@marlowe.example> <second@harbour.example>\n"
		"\t<landing@harbour.example>\n"
		"MIME-Version: 1.0\n"
		"Content-Type: text/plain; charset=us-ascii\n"
		"Content-Transfer-Encoding: 7bit\n\n"
		"Hello,\n\nFrom here all is well.\n.\n");
}

static void
test_blind_copy(void)
{
	Draft draft = usual_draft();
	g_autofree char *text = NULL;

	draft.bcc_email = "log@crm.example";
	text = letter_write(&draft, NULL);
	g_assert_nonnull(text);
	g_assert_nonnull(strstr(text, "\nBcc: log@crm.example\n"));
}

/* What is written can be read back, whatever the words are. */
static void
assert_round_trip(const Draft *draft)
{
	g_autoptr(GError) error = NULL;
	g_autofree char *text = letter_write(draft, &error);
	g_autoptr(Letter) letter = NULL;

	g_assert_no_error(error);
	letter = read_bytes(text, -1, &error);
	g_assert_no_error(error);
	g_assert_cmpstr(letter->subject, ==, draft->subject);
	g_assert_cmpstr(letter->text, ==, draft->body);
	g_assert_null(letter->message_id);
	assert_address(letter->from, draft->from_email, draft->from_name);
	assert_address(letter->to, draft->to_email, draft->to_name);
}

static void
test_round_trips(void)
{
	g_autofree char *word = g_strnfill(3000, 'w');
	g_autofree char *long_body = g_strconcat(word, " \n", NULL);
	const char *const texts[] = { "Grüße — 地図 🗺", "", "a, b; c: d",
		"\"quoted\" 'and' (not)", "Re: <x@y.example>, evil@z.example" };
	const char *const bodies[] = { "ü\n", "=20 = \n", "From the shore \n\n.\n", "" };

	for (guint i = 0; i < G_N_ELEMENTS(texts); i++) {
		Draft draft = usual_draft();

		draft.subject = texts[i];
		draft.body = i < G_N_ELEMENTS(bodies) ? bodies[i] : long_body;
		assert_round_trip(&draft);
	}
}

/* No name can make a header or a recipient; it may look different afterwards. */
static void
test_hostile_names(void)
{
	const char *const names[] = { "ok\nBcc: evil@z.example", "a\r\n\r\nbody",
		"x@y.example>,", "evil@z.example, b", "\"", "\\", "g: evil@z.example;",
		"\xff\xfe", "<<>>", "\u202eabc", "=?utf-8?q?=0ABcc:_evil@z.example?=" };

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		Draft draft = usual_draft();
		g_autofree char *text = NULL;
		g_autoptr(Letter) letter = NULL;

		draft.to_name = draft.from_name = names[i];
		text = letter_write(&draft, NULL);
		g_assert_nonnull(text);
		g_assert_null(strstr(text, "\nBcc"));
		letter = read_bytes(text, -1, NULL);
		g_assert_cmpuint(letter->to->len, ==, 1);
		g_assert_cmpstr(
			((Address *)letter->to->pdata[0])->email, ==, draft.to_email);
	}
}

static void
assert_refused(const Draft *draft, const char *blamed)
{
	g_autoptr(GError) error = NULL;

	g_assert_null(letter_write(draft, &error));
	g_assert_error(error, CADENCE_ERROR, CADENCE_ERROR_DATA);
	g_assert_nonnull(strstr(error->message, blamed));
}

static void
test_hostile_addresses_and_ids(void)
{
	const char *const emails[] = { "a@b.example\nBcc: evil@z.example",
		"a@b.example, evil@z.example", "a@b.example>", "a b@c.example", "",
		"nobody", "g:evil@z.example;" };
	const char *const ids[] = { "a@b>\nBcc: evil@z.example", "a b@c", "<a@b>", "",
		"ü@b", "a@b\x01" };

	for (guint i = 0; i < G_N_ELEMENTS(emails); i++) {
		Draft draft = usual_draft();

		draft.to_email = emails[i];
		assert_refused(&draft, "address");
		draft.to_email = draft.from_email;
		draft.from_email = emails[i];
		assert_refused(&draft, "address");
		draft.from_email = draft.to_email;
		draft.bcc_email = emails[i];
		assert_refused(&draft, "address");
	}
	for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
		const char *const one[] = { ids[i], NULL };
		Draft draft = usual_draft();

		draft.references = one;
		assert_refused(&draft, "Message-ID");
		draft.references = NULL;
		draft.in_reply_to = ids[i];
		assert_refused(&draft, "Message-ID");
	}
}

static void
test_hostile_subject(void)
{
	Draft draft = usual_draft();

	draft.subject = "ok\nBcc: evil@z.example";
	assert_refused(&draft, "subject");
	draft.subject = "=?utf-8?q?read_as_something_else?=";
	assert_refused(&draft, "subject");
}

int
main(int argc, char *argv[])
{
	g_autoptr(GError) error = NULL;
	int status;

	g_setenv("CADENCE_DATA_DIR", "contrib/data", TRUE);
	g_setenv("XDG_CONFIG_HOME", "/nonexistent", TRUE);
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	languages = languages_load(&error);
	g_assert_no_error(error);
	g_test_add_func("/letter/cases", test_cases);
	g_test_add_func("/letter/long-question", test_long_question_keeps_its_end);
	g_test_add_func("/letter/headers", test_headers);
	g_test_add_func("/letter/flowed", test_flowed_text_is_joined);
	g_test_add_func("/letter/html", test_html_stands_in_for_an_empty_text);
	g_test_add_func("/letter/attachments", test_attachments_are_not_the_letter);
	g_test_add_func("/letter/raw-bytes", test_raw_bytes_become_text);
	g_test_add_func("/letter/groups", test_groups_in_an_attached_message);
	g_test_add_func("/letter/calendar", test_calendar_part);
	g_test_add_func("/letter/long-text", test_long_text_is_cut_between_characters);
	g_test_add_func("/letter/no-letter", test_what_is_no_letter);
	g_test_add_func("/letter/write/plain", test_plain_draft);
	g_test_add_func("/letter/write/blind-copy", test_blind_copy);
	g_test_add_func("/letter/write/round-trips", test_round_trips);
	g_test_add_func("/letter/write/hostile-names", test_hostile_names);
	g_test_add_func("/letter/write/hostile-tokens", test_hostile_addresses_and_ids);
	g_test_add_func("/letter/write/hostile-subject", test_hostile_subject);
	status = g_test_run();
	languages_free(languages);
	return status;
}
