#include "plugin/draft.h"

#include "plugin/template-file.h"
#include "tests/unit/cases.h"
#include "tests/unit/draft-fixture.h"

/* `template` becomes `expected`, of a new conversation. */
static void
assert_becomes(Fixture *f, const char *template, const char *expected)
{
	const Letter *anchor = f->source.anchor;
	g_autofree char *body = NULL;

	set_template(f, template);
	f->source.anchor = NULL;
	body = body_of(f);
	f->source.anchor = anchor;
	g_strchomp(body);
	g_assert_cmpstr(body, ==, expected);
}

static void
test_whole_reply(Fixture *f, gconstpointer data)
{
	g_auto(DraftText) text = { 0 };

	(void)data;
	set_template(f,
		"Subject: {!subject}New\nHello {given_name},\n\n{question}\n{subject}\n");
	draft_compose(&f->source, f->template, &text);
	g_assert_true(text.is_reply);
	g_assert_cmpstr(text.subject, ==, "Re: Landing");
	g_assert_cmpstr(text.body, ==,
		"Hello Ada,\n\nCould you read it?\nLanding\n\n"
		"On Tue, 3 Mar 2026, Ada Winterbourne wrote:\n> Could you read it?\n");
}

static void
test_who_asked(Fixture *f, gconstpointer data)
{
	(void)data;
	set_template(f, "{question}\nme: {my_question}");
	assert_holds(f, "Could you read it?\n\nOn");
	f->source.anchor_is_own = true;
	assert_holds(f, "me: Could you read it?\n\nOn");
}

static void
test_new_conversation(Fixture *f, gconstpointer data)
{
	g_auto(DraftText) text = { 0 };

	(void)data;
	set_template(f, "Subject: For {given_name}\nHello\n");
	draft_compose(&f->source, f->template, &text);
	g_assert_false(text.is_reply);
	g_assert_cmpstr(text.subject, ==, "For Ada");
	g_assert_cmpstr(text.body, ==, "Hello\n");
	draft_text_clear(&text);
	set_template(f, "Subject: a  \u200bb\u202e =?utf-8?q?c?=\n");
	draft_compose(&f->source, f->template, &text);
	g_assert_cmpstr(text.subject, ==, "a b = ?utf-8?q?c?=");
}

static void
test_no_letter_and_no_subject(Fixture *f, gconstpointer data)
{
	g_auto(DraftText) text = { 0 };

	(void)data;
	f->source.anchor = NULL;
	draft_compose(&f->source, f->template, &text);
	g_assert_true(text.is_reply);
	g_assert_cmpstr(text.subject, ==, "");
	g_assert_cmpstr(text.body, ==, "");
}

static void
test_nothing_known(Fixture *f, gconstpointer data)
{
	(void)data;
	set_name(f, "ada@harbour.example");
	f->source.user_name = "";
	for (Variable i = 0; i < N_VARIABLES; i++) {
		g_autofree char *template = g_strdup_printf("{%s}", variable_name(i));

		assert_becomes(f, template, "");
	}
}

static void
test_silence(Fixture *f, gconstpointer data)
{
	Standing *standing = &f->candidate->standing;

	(void)data;
	standing->last_in = NOW - 300 * WHEN_DAY;
	standing->last_out = NOW - 119 * WHEN_DAY;
	assert_becomes(f, "{silence}\n{long_silence}", "4 months");
	standing->last_out = NOW - 120 * WHEN_DAY;
	assert_becomes(f, "{silence}\n{long_silence}", "4 months\n4 months");
	f->source.language = "ru";
	assert_becomes(f, "{silence}", "4 месяца");
	f->source.language = "de";
	assert_becomes(f, "{silence}", "4 Monate");
}

static void
test_names(Fixture *f, gconstpointer data)
{
	static const char *const names[][3] = {
		{ "Dr. Ada Lovelace", "Ada", "Dr. Ada Lovelace" },
		{ "Lovelace, Ada", "Ada", "Ada Lovelace" },
		{ "Ada", "Ada", "Ada" },
		{ "Dr.", NULL, "Dr." },
		{ "Сергей Горный", "Сергей", "Сергей Горный" },
		{ "Сергей Петрович Горный", "Сергей Петрович", "Сергей Петрович Горный" },
		{ "Горная Анна Ильинична", "Анна Ильинична", "Горная Анна Ильинична" },
		{ "Горная, Анна Петровна", "Анна Петровна", "Анна Петровна Горная" },
		{ "Лев Рабинович", "Лев", "Лев Рабинович" },
		{ "Рабинович Лев Петрович", "Лев Петрович", "Рабинович Лев Петрович" },
	};

	(void)data;
	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *expected =
			g_strdup_printf("%s%s%s", names[i][1] ? names[i][1] : "",
				names[i][1] ? "\n" : "", names[i][2]);

		set_name(f, names[i][0]);
		assert_becomes(f, "{given_name}\n{name}", expected);
	}
	assert_becomes(f, "{my_given_name}, {my_name}", "Robin, Robin Marlowe");
}

static void
test_what_the_user_entered(Fixture *f, gconstpointer data)
{
	Remark remarks[] = { { .text = (char *)"1" }, { .text = (char *)"2" },
		{ .text = (char *)"the rubbings of\nFennay" }, { .text = (char *)"4" },
		{ .text = (char *)"5" }, { .text = (char *)"6" } };
	g_autoptr(Reminder) reminder = reminder_new(1, 0, 0, false, "send\tthe map");
	g_autoptr(Reminder) blank = reminder_new(1, 0, 0, false, "");

	(void)data;
	for (guint i = 0; i < G_N_ELEMENTS(remarks); i++) {
		g_ptr_array_add(f->topics, &remarks[i]);
		g_ptr_array_add(f->notes, &remarks[i]);
	}
	assert_becomes(f, "{topics}", "- 1\n- 2\n- the rubbings of Fennay\n- 4\n- 5\n- 6");
	assert_becomes(f, "{notes}", "- 2\n- the rubbings of Fennay\n- 4\n- 5\n- 6");
	f->suggestion.reminder = reminder;
	assert_becomes(f, "{reminder}", "- send the map");
	f->suggestion.reminder = blank;
	assert_becomes(f, "{reminder}", "");
	f->source.booking = "https://booking.example/robin";
	assert_becomes(f, "{booking}", "https://booking.example/robin");
	f->source.informal = true;
	assert_becomes(f, "{?informal}du\n{!informal}Sie", "du");
}

static void
test_reasons(Fixture *f, gconstpointer data)
{
	Standing *standing = &f->candidate->standing;
	static const char all[] =
		"{late}\n{invitation}\n{birthday}\n{anniversary}\n{occasion}";
	g_autoptr(Occasion) birthday = occasion_new(OCCASION_BIRTHDAY, NULL, 0, 3, 11);
	g_autoptr(Occasion) holiday = occasion_new(OCCASION_HOLIDAY, "Pi Day", 2026, 3, 14);

	(void)data;
	standing->owed_since = NOW - 21 * WHEN_DAY;
	standing->rsvp_start = NOW + WHEN_DAY;
	f->suggestion.occasion = birthday;
	f->suggestion.since[REASON_OCCASION] = NOW + WHEN_DAY;
	assert_becomes(f, all, "");
	f->suggestion.reasons =
		1u << REASON_OWED | 1u << REASON_RSVP | 1u << REASON_OCCASION;
	assert_becomes(f, all, "3 weeks\n2026-03-11\n2026-03-11");
	f->suggestion.reasons = 1u << REASON_OCCASION;
	f->suggestion.occasion = holiday;
	assert_becomes(f, all, "Pi Day");
	f->suggestion.since[REASON_OCCASION] = NOW + 2 * WHEN_DAY;
	assert_becomes(f, all, "");
}

/* The kind of template for these reasons, of a contact that there was mail with. */
static void
assert_kind(Fixture *f, guint reasons, const char *expected)
{
	f->suggestion.reasons = reasons;
	g_assert_cmpstr(template_kind(&f->suggestion, NOW), ==, expected);
}

static void
set_class(Fixture *f, const char *name)
{
	g_free(f->contact->class_name);
	f->contact->class_name = g_strdup(name);
}

static void
test_kinds(Fixture *f, gconstpointer data)
{
	const guint owed = 1u << REASON_OWED, occasion = 1u << REASON_OCCASION,
		    awaiting = 1u << REASON_AWAITING, overdue = 1u << REASON_OVERDUE;
	g_autoptr(Occasion) birthday = occasion_new(OCCASION_BIRTHDAY, NULL, 0, 3, 10);
	g_autoptr(Occasion) holiday = occasion_new(OCCASION_HOLIDAY, "Pi Day", 2026, 3, 14);

	(void)data;
	f->suggestion.occasion = birthday;
	f->suggestion.since[REASON_OCCASION] = NOW;
	assert_kind(f, 0, "introduction");
	assert_kind(f, 1u << REASON_RSVP | occasion, "owed");
	assert_kind(f, owed | occasion, "owed");
	assert_kind(f, occasion | awaiting, "congratulation");
	assert_kind(f, awaiting | overdue, "reminder");
	f->candidate->standing.last_in = NOW - 300 * WHEN_DAY;
	assert_kind(f, 1u << REASON_PLANNED, "check-in");
	assert_kind(f, 1u << REASON_PLANNED | occasion, "congratulation");
	f->suggestion.occasion = holiday;
	assert_kind(f, occasion, "season");
	f->suggestion.since[REASON_OCCASION] = NOW + 2 * WHEN_DAY;
	assert_kind(f, occasion, "check-in");
	set_class(f, "acquaintance");
	assert_kind(f, overdue, "news");
	set_class(f, "potential");
	assert_kind(f, 0, "share");
	assert_kind(f, overdue, "help");
	set_class(f, "friends");
	assert_kind(f, overdue, "check-in");
}

/* What is asked is answered, also before it is late; not if the user does not want to. */
static void
test_kind_of_a_fresh_question(Fixture *f, gconstpointer data)
{
	(void)data;
	f->candidate->standing.last_in = NOW - WHEN_DAY;
	f->candidate->standing.owed_since = NOW - WHEN_DAY;
	f->candidate->standing.owed_message = 7;
	f->suggestion.message = 7;
	assert_kind(f, 0, "owed");
	f->candidate->dismissed[REASON_OWED] = NOW - WHEN_DAY;
	assert_kind(f, 0, "check-in");
	f->candidate->dismissed[REASON_OWED] = WHEN_NEVER;
	f->suggestion.message = 8;
	assert_kind(f, 0, "check-in");
}

static void
test_orders_to_emacs_are_defused(Fixture *f, gconstpointer data)
{
	Remark topic = { .text = (char *)"<#part filename=/etc/hostname>" };

	(void)data;
	set_template(f, "{topics}");
	g_ptr_array_add(f->topics, &topic);
	set_text(f, "<#secure method=pgpmime>");
	assert_holds(f, "- <#!part filename");
	assert_holds(f, "> <#!secure method");
}

static void
test_references(Fixture *f, gconstpointer data)
{
	const char *const few[] = { "a@x.example", "landing@harbour.example", "b@x.example",
		NULL };
	char *many[101] = { NULL };
	g_auto(GStrv) kept = NULL;
	g_auto(GStrv) cut = NULL;

	(void)data;
	f->letter.references = (char **)few;
	kept = draft_references(&f->letter);
	g_assert_true(g_strv_equal(
		(const char *const *)kept, (const char *const[]){ few[0], few[2], NULL }));
	for (int i = 0; i < 100; i++)
		many[i] = g_strdup_printf("%d@x.example", i);
	f->letter.references = many;
	cut = draft_references(&f->letter);
	g_assert_cmpuint(g_strv_length(cut), ==, 20);
	g_assert_cmpstr(cut[0], ==, "0@x.example");
	g_assert_cmpstr(cut[1], ==, "81@x.example");
	g_assert_cmpstr(cut[19], ==, "99@x.example");
	for (int i = 0; i < 100; i++)
		g_free(many[i]);
}

static void
check_subject(const char *input, const char *expected)
{
	g_autofree char *subject = draft_subject(input);

	case_assert(input, subject, expected);
}

static void
test_subjects(void)
{
	cases_run("subject.txt", false, check_subject);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	g_test_add_func("/draft/subjects", test_subjects);
	add("/draft/reply", test_whole_reply);
	add("/draft/who-asked", test_who_asked);
	add("/draft/new-conversation", test_new_conversation);
	add("/draft/no-letter", test_no_letter_and_no_subject);
	add("/draft/nothing-known", test_nothing_known);
	add("/draft/silence", test_silence);
	add("/draft/names", test_names);
	add("/draft/entered", test_what_the_user_entered);
	add("/draft/reasons", test_reasons);
	add("/draft/kinds", test_kinds);
	add("/draft/fresh-question", test_kind_of_a_fresh_question);
	add("/draft/emacs", test_orders_to_emacs_are_defused);
	add("/draft/references", test_references);
	return g_test_run();
}
