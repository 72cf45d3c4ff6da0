#include "plugin/draft-private.h"
#include "plugin/wrap.h"

#include <string.h>

#include "lib/text.h"

/* A line that is hardly too long is better left alone. */
enum { QUOTE_LINES = 40, QUOTE_COLUMNS = 76, KEEP_COLUMNS = 78 };

static void
add_attribution(GString *body, const DraftSource *source)
{
	const Letter *anchor = source->anchor;
	const Address *author = anchor->from->len > 0 ? anchor->from->pdata[0] : NULL;
	const char *name = source->contact->name;
	g_autofree char *line = NULL;

	if (source->anchor_is_own)
		name = NULL;
	else if (author != NULL)
		name = *author->name != '\0' ? author->name : author->email;
	line = languages_attribution(source->languages, source->language, name,
		anchor->date, anchor->utc_offset);
	g_string_append_printf(body, "%s\n", line);
}

/* Returns false when the quotation is long enough. */
static bool
quote_line(GString *body, const char *line, int *lines)
{
	int columns = text_width(line) <= KEEP_COLUMNS ? KEEP_COLUMNS : QUOTE_COLUMNS;

	do {
		const char *end = wrap_end(line, columns);

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

	for (char **line = lines; *line != NULL; line++) {
		bool gap = *g_strchomp(*line) == '\0';

		if (gap && line != lines && *line[-1] == '\0')
			continue; /* where quotations or footers were left out */
		if (!quote_line(body, *line, &n)) {
			g_string_append(body, "> […]\n");
			return;
		}
	}
}

void
draft_quote(GString *body, const DraftSource *source)
{
	if (body->len > 0)
		g_string_append_c(body, '\n');
	add_attribution(body, source);
	add_quote(body, source->anchor->text);
}
