#pragma once

#include "plugin/draft.h"

/* A letter of Ada Winterbourne, and what a draft that answers it is made of. */

enum { NOW = 1773144000 /* 2026-03-10 12:00 UTC */ };

typedef struct {
	Contact *contact;
	Candidate *candidate;
	Suggestion suggestion;
	Letter letter;
	GPtrArray *topics, *notes;
	Languages *languages;
	Template *template;
	DraftSource source;
} Fixture;

static inline void
address_free(gpointer data)
{
	Address *address = data;

	g_free(address->email);
	g_free(address->name);
	g_free(address);
}

static inline void
set_text(Fixture *f, const char *text)
{
	f->letter.text = (char *)text;
}

static inline void
set_name(Fixture *f, const char *name)
{
	g_free(f->contact->name);
	f->contact->name = g_strdup(name);
}

static inline void
set_template(Fixture *f, const char *text)
{
	g_clear_pointer(&f->template, template_free);
	f->template = template_parse("test.en", text, NULL);
	g_assert_nonnull(f->template);
}

static inline void
set_contact(Fixture *f)
{
	const Standing standing = { .last_in = WHEN_NEVER,
		.last_out = WHEN_NEVER,
		.owed_since = WHEN_NEVER,
		.awaiting_since = WHEN_NEVER };

	f->contact = contact_new();
	f->contact->class_name = g_strdup("key");
	f->contact->cadence = (Interval){ .days = 80 };
	set_name(f, "Ada Winterbourne");
	f->candidate = candidate_new(f->contact, &standing);
	f->suggestion.candidate = f->candidate;
	f->suggestion.last_contact = WHEN_NEVER;
}

static inline void
set_letter(Fixture *f)
{
	Address *ada = g_new0(Address, 1);

	ada->email = g_strdup("ada@harbour.example");
	ada->name = g_strdup("Ada Winterbourne");
	f->letter.from = g_ptr_array_new_with_free_func(address_free);
	g_ptr_array_add(f->letter.from, ada);
	set_text(f, "Could you read it?\n");
	f->letter.subject = (char *)"Re: Landing";
	f->letter.message_id = (char *)"landing@harbour.example";
	f->letter.date = 1772494200; /* 2026-03-02 23:30 UTC, a day later where she is */
	f->letter.utc_offset = 60;
}

static inline void
set_up(Fixture *f, gconstpointer data)
{
	(void)data;
	set_contact(f);
	set_letter(f);
	set_template(f, "");
	f->topics = g_ptr_array_new();
	f->notes = g_ptr_array_new();
	f->languages = languages_load(NULL);
	g_assert_nonnull(f->languages);
	f->source = (DraftSource){ .contact = f->contact,
		.suggestion = &f->suggestion,
		.anchor = &f->letter,
		.user_name = "Robin Marlowe",
		.topics = f->topics,
		.notes = f->notes,
		.languages = f->languages,
		.language = "en",
		.now = NOW };
}

static inline void
tear_down(Fixture *f, gconstpointer data)
{
	(void)data;
	template_free(f->template);
	languages_free(f->languages);
	candidate_unref(f->candidate);
	g_ptr_array_unref(f->letter.from);
	g_ptr_array_unref(f->topics);
	g_ptr_array_unref(f->notes);
}

static inline char *
body_of(const Fixture *f)
{
	g_auto(DraftText) text = { 0 };

	draft_compose(&f->source, f->template, &text);
	return g_steal_pointer(&text.body);
}

static inline void
assert_holds(const Fixture *f, const char *part)
{
	g_autofree char *body = body_of(f);

	if (strstr(body, part) == NULL)
		g_error("\"%s\" is not in:\n%s", part, body);
}

static inline void
add(const char *path, void (*test)(Fixture *, gconstpointer))
{
	g_test_add(path, Fixture, NULL, set_up, test, tear_down);
}
