#include "plugin/wrap.h"

#include <string.h>

/* A word of so many bytes is no link that somebody may want to follow. */
enum { COLUMNS = 72, MAX_WORD = 500 };

static int
columns_of(gunichar c)
{
	return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

const char *
wrap_end(const char *line, int columns)
{
	const char *end = NULL;
	bool anywhere = strcspn(line, " ") > MAX_WORD;
	int width = 0;

	for (const char *p = line; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c == ' ' && p > line)
			end = p;
		width += columns_of(c);
		if (width > columns && c != ' ' && (end != NULL || anywhere))
			return end != NULL ? end : p;
		if (g_unichar_iswide(c))
			end = g_utf8_next_char(p);
	}
	return line + strlen(line);
}

void
wrap_line(GString *text, const char *line)
{
	bool listed = g_str_has_prefix(line, "- ");
	bool quoted = g_str_has_prefix(line, "> ");
	const char *prefix = quoted ? "> " : "";

	if (quoted)
		line += 2;
	do {
		const char *end = wrap_end(line, COLUMNS - (int)strlen(prefix));

		g_string_append_printf(text, "%s%.*s\n", prefix, (int)(end - line), line);
		line = end + strspn(end, " ");
		if (listed)
			prefix = "  ";
	} while (*line != '\0');
}
