#include "lib/text.h"

#include <string.h>

#include "lib/text-private.h"

bool
text_is_plain(const char *text)
{
	while (*text >= ' ' && *text <= '~')
		text++;
	return *text == '\0';
}

static void
append_escaped(GString *out, gunichar c)
{
	if (c < 0x80)
		g_string_append_printf(out, "\\x%02x", c);
	else if (c < 0x10000)
		g_string_append_printf(out, "\\u%04x", c);
	else
		g_string_append_printf(out, "\\U%08x", c);
}

char *
text_visible(const char *text)
{
	GString *out = NULL;
	gunichar last = 0;

	if (text_is_plain(text))
		return g_strdup(text);
	out = g_string_sized_new(64);
	for (const char *p = text; *p != '\0';) {
		gunichar c = g_utf8_get_char_validated(p, -1);

		if (c == (gunichar)-1 || c == (gunichar)-2) {
			g_string_append_printf(out, "\\x%02x", (unsigned char)*p++);
			continue;
		}
		p = g_utf8_next_char(p);
		/* An invalid byte that follows is no letter to join. */
		if (text_is_hidden(c) &&
			!text_joins(last, c, g_utf8_get_char_validated(p, -1)))
			append_escaped(out, c);
		else
			g_string_append_unichar(out, c);
		last = c;
	}
	return g_string_free(out, FALSE);
}

static int
width_of(gunichar c)
{
	return g_unichar_iszerowidth(c) ? 0 : g_unichar_iswide(c) ? 2 : 1;
}

int
text_width(const char *text)
{
	int width = 0;

	if (text_is_plain(text))
		return (int)strlen(text);
	for (const char *p = text; *p != '\0'; p = g_utf8_next_char(p))
		width += width_of(g_utf8_get_char(p));
	return width;
}

/* The longest beginning of `text` that takes at most `columns`, in bytes. */
static gsize
fitting_length(const char *text, int columns)
{
	const char *p = text;

	for (int width = 0; *p != '\0'; p = g_utf8_next_char(p)) {
		width += width_of(g_utf8_get_char(p));
		if (width > columns)
			break;
	}
	return (gsize)(p - text);
}

char *
text_fit(const char *text, int columns, bool pad)
{
	g_autofree char *visible = text_visible(text);
	GString *out = g_string_new(visible);

	if (columns > 0 && text_width(visible) > columns) {
		g_string_truncate(out, fitting_length(visible, columns - 1));
		g_string_append(out, "…");
	}
	if (columns <= 0)
		g_string_truncate(out, 0);
	if (pad)
		for (int width = text_width(out->str); width < columns; width++)
			g_string_append_c(out, ' ');
	return g_string_free(out, FALSE);
}
