#include "plugin/draft.h"

#include <string.h>

#include "lib/store.h"
#include "lib/text.h"

enum { MAX_REFERENCES = 20, QUOTE_LINES = 40, QUOTE_COLUMNS = 76 };

/* A silence of so many cadences gets a sentence more. */
#define LONG_SILENCE 1.5

/* What to say for each reason, and without one. A draft is there to be changed: short,
 * kind, and never claiming what only the user can know. */
static const char *const openings[N_REASONS] = {
	[REASON_OWED] = "Thank you for your letter. I am sorry to answer only now.",
	[REASON_AWAITING] = "I would be glad to hear from you whenever it suits you.",
	[REASON_OVERDUE] =
		"I have been thinking of you and would like to hear how you are.",
	[REASON_DUE] = "How have you been? I would like to hear what you are doing.",
	[REASON_DUE_SOON] = "I was just thinking of you. How are things?",
};
static const char opening_without_reason[] = "I hope that you are well.";

char *
draft_subject(const char *subject)
{
	g_autoptr(GRegex) prefixes =
		g_regex_new("^((re|aw|sv|vs|antw|odp|rif|отв)([[(]\\d+[])])?\\s*:\\s*)+",
			G_REGEX_CASELESS, 0, NULL);
	g_autofree char *bare =
		g_regex_replace_literal(prefixes, subject, -1, 0, "", 0, NULL);
	g_autoptr(GString) answer = g_string_new("Re: ");

	g_string_append(answer, bare);
	g_string_replace(answer, "=?", "= ?", 0); /* would be decoded once more */
	return g_strchomp(g_strdup(answer->str));
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

/* The name to greet with: "Ada" of "Dr. Ada Lovelace" and of "Lovelace, Ada"; NULL for a
 * contact of whom only the address is known. */
static char *
given_name(const char *name)
{
	const char *comma = strstr(name, ", ");
	g_auto(GStrv) words = g_strsplit(comma == NULL ? name : comma + 2, " ", -1);

	if (strchr(name, '@') != NULL)
		return NULL;
	for (char **word = words; *word != NULL; word++)
		if (**word != '\0' && !g_str_has_suffix(*word, "."))
			return g_strdup(*word);
	return NULL;
}

static void
add_greeting(GString *body, const char *name)
{
	g_autofree char *given = given_name(name);

	if (given == NULL)
		g_string_append(body, "Hello,\n\n");
	else
		g_string_append_printf(body, "Hello %s,\n\n", given);
}

static void
add_text(GString *body, const DraftSource *source)
{
	const Suggestion *suggestion = source->suggestion;
	Instant last = suggestion->last_contact;

	g_string_append_printf(body, "%s\n",
		suggestion->reasons == 0 ? opening_without_reason
					 : openings[suggestion->reason]);
	if (last != WHEN_NEVER && suggestion->ratio >= LONG_SILENCE) {
		g_autofree char *span = when_describe_span(source->now - last);

		g_string_append_printf(body,
			"It has been %s since we last wrote, longer than I would like.\n",
			span);
	}
	g_string_append_c(body, '\n');
}

static void
add_topics(GString *body, GPtrArray *topics)
{
	for (guint i = 0; i < topics->len; i++) {
		const Remark *topic = topics->pdata[i];
		g_autofree char *line = g_strdelimit(g_strdup(topic->text), "\n\t", ' ');

		g_string_append_printf(body, "- %s\n", line);
	}
	if (topics->len > 0)
		g_string_append_c(body, '\n');
}

static void
add_farewell(GString *body, const char *user_name)
{
	g_autofree char *given = given_name(user_name);

	if (given != NULL)
		g_string_append_printf(body, "Best wishes,\n%s\n", given);
}

/* "Mon, 2 Mar 2026" where it was written; NULL if that is not known. Not by the locale:
 * the draft is in English. */
static char *
attribution_date(const Letter *letter)
{
	static const char *const days[] = { "Mon", "Tue", "Wed", "Thu", "Fri", "Sat",
		"Sun" };
	static const char *const months[] = { "Jan", "Feb", "Mar", "Apr", "May", "Jun",
		"Jul", "Aug", "Sep", "Oct", "Nov", "Dec" };
	g_autoptr(GDateTime) date =
		letter->date == WHEN_NEVER
			? NULL
			: g_date_time_new_from_unix_utc(
				  letter->date + letter->utc_offset * 60);

	if (date == NULL)
		return NULL;
	return g_strdup_printf("%s, %d %s %d", days[g_date_time_get_day_of_week(date) - 1],
		g_date_time_get_day_of_month(date), months[g_date_time_get_month(date) - 1],
		g_date_time_get_year(date));
}

static void
add_attribution(GString *body, const DraftSource *source)
{
	g_autofree char *date = attribution_date(source->anchor);
	const Address *author =
		source->anchor->from->len > 0 ? source->anchor->from->pdata[0] : NULL;
	const char *name = source->contact->name;

	if (source->anchor_is_own)
		name = "I";
	else if (author != NULL)
		name = *author->name != '\0' ? author->name : author->email;
	if (date != NULL)
		g_string_append_printf(body, "On %s, %s wrote:\n", date, name);
	else
		g_string_append_printf(body, "%s wrote:\n", name);
}

static int
columns(gunichar c)
{
	return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

/* Where the part of `line` ends that fits: before a space, or anywhere in one long word. */
static const char *
wrap(const char *line)
{
	const char *space = NULL;
	int width = 0;

	for (const char *p = line; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		width += columns(c);
		if (width > QUOTE_COLUMNS)
			return space != NULL ? space : p;
		if (c == ' ' && p > line)
			space = p;
	}
	return line + strlen(line);
}

/* Returns false when the quotation is long enough. */
static bool
quote_line(GString *body, const char *line, int *lines)
{
	do {
		const char *end = wrap(line);

		if (++*lines == QUOTE_LINES)
			return false;
		g_string_append(body, *line == '\0' ? ">" : "> ");
		g_string_append_len(body, line, end - line);
		g_string_append_c(body, '\n');
		line = end + strspn(end, " ");
	} while (*line != '\0');
	return true;
}

static void
add_quote(GString *body, const char *text)
{
	g_autofree char *new_text = letter_new_text(text);
	g_auto(GStrv) lines = g_strsplit(*new_text != '\0' ? new_text : text, "\n", -1);
	int n = 0;

	for (char **line = lines; *line != NULL; line++)
		if (!quote_line(body, g_strchomp(*line), &n)) {
			g_string_append(body, "> […]\n");
			return;
		}
}

char *
draft_body(const DraftSource *source)
{
	GString *body = g_string_new(NULL);

	add_greeting(body, source->contact->name);
	add_text(body, source);
	add_topics(body, source->topics);
	add_farewell(body, source->user_name);
	if (source->anchor != NULL && *source->anchor->text != '\0') {
		g_string_append_c(body, '\n');
		add_attribution(body, source);
		add_quote(body, source->anchor->text);
	}
	/* Emacs would take "<#part" for an order to attach a file. */
	g_string_replace(body, "<#", "<#!", 0);
	return g_string_free(body, FALSE);
}
