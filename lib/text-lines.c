#include "lib/text.h"

#include <string.h>

static bool
is_kept(gunichar c)
{
	if (c == '\n' || c == '\t' || c == 0x200C || c == 0x200D)
		return true;
	switch (g_unichar_type(c)) {
	case G_UNICODE_CONTROL:
	case G_UNICODE_FORMAT:
	case G_UNICODE_SURROGATE:
		return false;
	default:
		return true;
	}
}

static bool
is_line_end(gunichar c)
{
	return c == '\r' || c == 0x0085 || c == 0x2028 || c == 0x2029;
}

char *
text_clean_lines(const char *bytes, gssize length)
{
	g_autofree char *valid = g_utf8_make_valid(bytes, length);
	GString *clean = g_string_sized_new(strlen(valid));

	for (const char *p = valid; *p != '\0'; p = g_utf8_next_char(p)) {
		gunichar c = g_utf8_get_char(p);

		if (c == '\r' && p[1] == '\n')
			continue;
		if (is_line_end(c))
			g_string_append_c(clean, '\n');
		else if (is_kept(c))
			g_string_append_unichar(clean, c);
	}
	return g_string_free(clean, FALSE);
}
