#include <string.h>

#include "lib/letter-private.h"

/* Counts and skips the '>' of a line, and the space that stuffing put after them. */
static int
skip_quote(const char **line)
{
	int depth = 0;

	for (; **line == '>'; (*line)++)
		depth++;
	if (**line == ' ')
		(*line)++;
	return depth;
}

char *
letter_unflow(const char *text, bool delsp)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	GString *joined = g_string_sized_new(strlen(text));
	bool flows = false;
	int before = 0;

	for (char **l = lines; *l != NULL; l++) {
		const char *line = *l;
		int depth = skip_quote(&line);
		bool is_signature = strcmp(line, "-- ") == 0;

		/* An empty line is one even after a space too much. */
		if (!flows || depth != before || is_signature || *line == '\0') {
			if (l != lines)
				g_string_append_c(joined, '\n');
			for (int i = 0; i < depth; i++)
				g_string_append(joined, "> ");
		}
		flows = g_str_has_suffix(line, " ") && !is_signature;
		g_string_append_len(
			joined, line, (gssize)strlen(line) - (flows && delsp ? 1 : 0));
		before = depth;
	}
	return g_string_free(joined, FALSE);
}
