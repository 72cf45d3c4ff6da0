#include "plugin/draft-private.h"
#include "plugin/template-file.h"

#include <string.h>

#include "lib/clock.h"
#include "lib/text.h"

/* A silence of so many cadences gets a sentence more. */
#define LONG_SILENCE 1.5

enum { MAX_NOTES = 5 };

void
draft_values_clear(DraftValues *values)
{
	for (Variable i = 0; i < N_VARIABLES; i++)
		g_clear_pointer(&values->of[i], g_free);
}

static char *
in_words(const DraftSource *source, Instant since)
{
	return languages_span(source->languages, source->language, source->now - since);
}

/* Since either wrote, whatever resets the cadence. */
static void
set_silence(DraftValues *values, const DraftSource *source)
{
	const Standing *standing = &source->suggestion->candidate->standing;
	Instant last = MAX(standing->last_in, standing->last_out);

	if (last == WHEN_NEVER)
		return;
	values->of[VARIABLE_SILENCE] = in_words(source, last);
	if (when_ratio(last, source->contact->cadence, source->now) >= LONG_SILENCE)
		values->of[VARIABLE_LONG_SILENCE] = in_words(source, last);
}

static void
set_owed(DraftValues *values, const DraftSource *source)
{
	const Suggestion *suggestion = source->suggestion;
	const Standing *standing = &suggestion->candidate->standing;

	if ((suggestion->reasons & 1u << REASON_OWED) != 0)
		values->of[VARIABLE_LATE] = in_words(source, standing->owed_since);
	if ((suggestion->reasons & 1u << REASON_RSVP) != 0)
		values->of[VARIABLE_INVITATION] = when_format_date(standing->rsvp_start);
}

static void
set_occasion(DraftValues *values, const DraftSource *source)
{
	static const Variable variables[N_OCCASIONS] = {
		[OCCASION_BIRTHDAY] = VARIABLE_BIRTHDAY,
		[OCCASION_ANNIVERSARY] = VARIABLE_ANNIVERSARY,
		[OCCASION_HOLIDAY] = VARIABLE_OCCASION,
	};
	const Suggestion *suggestion = source->suggestion;
	const Occasion *occasion = template_occasion(suggestion, source->now);

	if (occasion != NULL)
		values->of[variables[occasion->kind]] =
			occasion->name != NULL
				? g_strdup(occasion->name)
				: when_format_date(suggestion->since[REASON_OCCASION]);
}

static void
set_letter(DraftValues *values, const DraftSource *source)
{
	const Letter *letter = source->anchor;
	Variable question =
		source->anchor_is_own ? VARIABLE_MY_QUESTION : VARIABLE_QUESTION;
	g_autofree char *new_text = NULL;

	if (letter == NULL)
		return;
	new_text = letter_new_text(letter->text);
	values->of[VARIABLE_SUBJECT] = draft_bare_subject(letter->subject);
	values->of[question] = letter_question(new_text, source->languages);
}

/* "Ada Lovelace" of "Lovelace, Ada"; NULL for a contact of whom only the address is known.
 */
static char *
full_name(const char *name)
{
	g_auto(GStrv) parts = g_strsplit(name, ", ", 2);

	if (*name == '\0' || strchr(name, '@') != NULL)
		return NULL;
	return parts[1] == NULL ? g_strdup(name)
				: g_strdup_printf("%s %s", parts[1], parts[0]);
}

static void
set_names(DraftValues *values, const DraftSource *source)
{
	values->of[VARIABLE_NAME] = full_name(source->contact->name);
	values->of[VARIABLE_GIVEN_NAME] = text_given_name(source->contact->name);
	values->of[VARIABLE_MY_NAME] = full_name(source->user_name);
	values->of[VARIABLE_MY_GIVEN_NAME] = text_given_name(source->user_name);
	if (source->informal)
		values->of[VARIABLE_INFORMAL] = g_strdup("");
}

static char *
as_item(const char *text)
{
	g_autofree char *line = g_strdelimit(g_strdup(text), "\n\t", ' ');

	return g_strdup_printf("- %s", line);
}

/* The newest `max` of `remarks`, a line each, to keep or delete; NULL if there are none. */
static char *
as_items(GPtrArray *remarks, guint max)
{
	g_autoptr(GStrvBuilder) items = g_strv_builder_new();
	g_auto(GStrv) lines = NULL;

	for (guint i = remarks->len > max ? remarks->len - max : 0; i < remarks->len; i++) {
		g_autofree char *item = as_item(((const Remark *)remarks->pdata[i])->text);

		g_strv_builder_add(items, item);
	}
	lines = g_strv_builder_end(items);
	return lines[0] == NULL ? NULL : g_strjoinv("\n", lines);
}

static void
set_entered(DraftValues *values, const DraftSource *source)
{
	const Reminder *reminder = source->suggestion->reminder;

	values->of[VARIABLE_TOPICS] = as_items(source->topics, G_MAXUINT);
	values->of[VARIABLE_NOTES] = as_items(source->notes, MAX_NOTES);
	values->of[VARIABLE_BOOKING] = g_strdup(source->booking);
	if (reminder != NULL && *reminder->text != '\0')
		values->of[VARIABLE_REMINDER] = as_item(reminder->text);
}

void
draft_values_init(DraftValues *ret_values, const DraftSource *source)
{
	*ret_values = (DraftValues){ 0 };
	set_names(ret_values, source);
	set_letter(ret_values, source);
	set_silence(ret_values, source);
	set_owed(ret_values, source);
	set_occasion(ret_values, source);
	set_entered(ret_values, source);
}
