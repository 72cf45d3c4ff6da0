#include "plugin/draft.h"

#include "lib/text.h"
#include "plugin/draft-private.h"

enum { MAX_REFERENCES = 20 };

char *
draft_bare_subject(const char *subject)
{
	g_autoptr(GRegex) prefixes =
		g_regex_new("^((re|aw|sv|vs|antw|odp|rif|отв)([[(]\\d+[])])?\\s*:\\s*)+",
			G_REGEX_CASELESS, 0, NULL);

	return g_regex_replace_literal(prefixes, subject, -1, 0, "", 0, NULL);
}

/* As it can stand in a header. */
static char *
clean_subject(const char *words)
{
	g_autofree char *line = text_clean_line(words, -1);
	g_autoptr(GString) subject = g_string_new(line);

	g_string_replace(subject, "=?", "= ?", 0); /* would be decoded once more */
	return g_strdup(subject->str);
}

char *
draft_subject(const char *subject)
{
	g_autofree char *bare = draft_bare_subject(subject);
	g_autofree char *answer = g_strconcat("Re: ", bare, NULL);

	return clean_subject(answer);
}

char **
draft_references(const Letter *anchor)
{
	g_autoptr(GStrvBuilder) ids = g_strv_builder_new();
	guint n = g_strv_length(anchor->references);

	for (guint i = 0; i < n; i++)
		if ((i == 0 || i + MAX_REFERENCES > n) &&
			g_strcmp0(anchor->references[i], anchor->message_id) != 0)
			g_strv_builder_add(ids, anchor->references[i]);
	return g_strv_builder_end(ids);
}

void
draft_text_clear(DraftText *text)
{
	g_clear_pointer(&text->subject, g_free);
	g_clear_pointer(&text->body, g_free);
}

/* The subject of the template itself, if it has one; else of an answer. */
static char *
choose_subject(const DraftSource *source, const char *own)
{
	if (own != NULL)
		return clean_subject(own);
	return source->anchor == NULL ? g_strdup("")
				      : draft_subject(source->anchor->subject);
}

void
draft_compose(const DraftSource *source, const Template *template, DraftText *ret_text)
{
	g_auto(DraftValues) values = { 0 };
	const char *const *texts = (const char *const *)values.of;
	g_autofree char *words = NULL;
	g_autofree char *subject = NULL;
	GString *body;

	draft_values_init(&values, source);
	subject = template_subject(template, texts);
	words = template_body(template, texts);
	body = g_string_new(words);
	if (subject == NULL && source->anchor != NULL && *source->anchor->text != '\0')
		draft_quote(body, source);
	/* Emacs would take "<#part" for an order to attach a file. */
	g_string_replace(body, "<#", "<#!", 0);
	ret_text->is_reply = subject == NULL;
	ret_text->subject = choose_subject(source, subject);
	ret_text->body = g_string_free(body, FALSE);
}
