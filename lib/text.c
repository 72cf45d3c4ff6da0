#include "lib/text.h"

#include <string.h>

#include "lib/text-private.h"

/* Marks on one letter; more is mischief, and sorting long runs of them costs the square of
 * their number (UAX #15, stream-safe text). */
enum { MAX_MARKS = 30 };

/* Printable characters that leave no ink; g_unichar_isprint() is true for them. */
static bool
is_blank_glyph(gunichar c)
{
	return c == 0x034F || c == 0x115F || c == 0x1160 || c == 0x17B4 || c == 0x17B5 ||
	       (c >= 0x180B && c <= 0x180F) || c == 0x2800 || c == 0x3164 ||
	       (c >= 0xFE00 && c <= 0xFE0F) || c == 0xFFA0 ||
	       (c >= 0xE0100 && c <= 0xE01EF);
}

bool
text_is_hidden(gunichar c)
{
	switch (g_unichar_type(c)) {
	case G_UNICODE_CONTROL:
	case G_UNICODE_FORMAT:
	case G_UNICODE_SURROGATE:
	case G_UNICODE_PRIVATE_USE:
	case G_UNICODE_UNASSIGNED:
	case G_UNICODE_LINE_SEPARATOR:
	case G_UNICODE_PARAGRAPH_SEPARATOR:
		return true;
	default:
		return is_blank_glyph(c);
	}
}

/* Scripts in which words are spelt with joiners. */
static bool
spells_with_joiners(gunichar c)
{
	switch (g_unichar_get_script(c)) {
	case G_UNICODE_SCRIPT_ARABIC:
	case G_UNICODE_SCRIPT_SYRIAC:
	case G_UNICODE_SCRIPT_MONGOLIAN:
	case G_UNICODE_SCRIPT_NKO:
	case G_UNICODE_SCRIPT_DEVANAGARI:
	case G_UNICODE_SCRIPT_BENGALI:
	case G_UNICODE_SCRIPT_GURMUKHI:
	case G_UNICODE_SCRIPT_GUJARATI:
	case G_UNICODE_SCRIPT_ORIYA:
	case G_UNICODE_SCRIPT_TAMIL:
	case G_UNICODE_SCRIPT_TELUGU:
	case G_UNICODE_SCRIPT_KANNADA:
	case G_UNICODE_SCRIPT_MALAYALAM:
	case G_UNICODE_SCRIPT_SINHALA:
	case G_UNICODE_SCRIPT_KHMER:
	case G_UNICODE_SCRIPT_MYANMAR:
		return true;
	default:
		return false;
	}
}

bool
text_joins(gunichar before, gunichar c, gunichar after)
{
	return (c == 0x200C || c == 0x200D) && spells_with_joiners(before) &&
	       spells_with_joiners(after) && g_unichar_isalpha(after);
}

/* Letters that are visible, are no marks, and are composed whatever stands beside them. Not
 * all such, but those of most names. */
static bool
is_plain_letter(gunichar c)
{
	static const struct {
		gunichar first, last;
	} ranges[] = { { 0x00C0, 0x02FF }, { 0x0391, 0x03A1 }, { 0x03A3, 0x03CE },
		{ 0x0400, 0x0482 }, { 0x05D0, 0x05EA }, { 0x0621, 0x063A },
		{ 0x0641, 0x064A }, { 0x3041, 0x3096 }, { 0x30A1, 0x30FA },
		{ 0x4E00, 0x9FA5 }, { 0xAC00, 0xD7A3 } };

	for (gsize i = 0; i < G_N_ELEMENTS(ranges) && c >= ranges[i].first; i++)
		if (c <= ranges[i].last)
			return true;
	return false;
}

/* Most text needs no cleaning: printable ASCII and plain letters, with single spaces
 * inside. */
static bool
is_clean(const char *bytes, gsize length)
{
	const char *end = bytes + length;
	char last = ' ';

	if (!g_utf8_validate_len(bytes, length, NULL))
		return false;
	for (const char *p = bytes; p < end; p = g_utf8_next_char(p)) {
		bool ascii = *p >= ' ' && *p <= '~';

		if (ascii ? *p == ' ' && last == ' ' : !is_plain_letter(g_utf8_get_char(p)))
			return false;
		last = *p;
	}
	return length == 0 || last != ' ';
}

/* Valid UTF-8 `text` on one line, without what is hidden, blanks folded and trimmed. New.
 */
static char *
keep_visible(const char *text)
{
	GString *kept = g_string_sized_new(strlen(text));
	gunichar last = ' ';
	guint n_marks = 0;

	for (const char *p = text; *p != '\0';) {
		gunichar c = g_utf8_get_char(p);
		bool mark = g_unichar_ismark(c);

		p = g_utf8_next_char(p);
		if (g_unichar_isspace(c))
			c = ' ';
		if (c == ' ' && last == ' ')
			continue;
		if (text_is_hidden(c) && !text_joins(last, c, g_utf8_get_char(p)))
			continue;
		if (mark && n_marks == MAX_MARKS)
			continue;
		n_marks = mark ? n_marks + 1 : 0;
		g_string_append_unichar(kept, c);
		last = c;
	}
	if (kept->len > 0 && last == ' ')
		g_string_truncate(kept, kept->len - 1);
	return g_string_free(kept, FALSE);
}

char *
text_clean_line(const char *bytes, gssize length)
{
	gsize size = length < 0 ? strlen(bytes) : (gsize)length;
	g_autofree char *valid = NULL;
	g_autofree char *kept = NULL;
	g_autofree char *composed = NULL;

	if (is_clean(bytes, size))
		return g_strndup(bytes, size);
	valid = g_utf8_make_valid(bytes, (gssize)size);
	/* Once before composing, so that no run of marks is long, and once after it, since
	 * composing can make one mark two. */
	kept = keep_visible(valid);
	composed = g_utf8_normalize(kept, -1, G_NORMALIZE_NFC);
	return keep_visible(composed);
}

/* Takes off pairs of quotes that enclose all of `text`, in place. */
static void
unquote(char *text)
{
	gsize length = strlen(text);

	while (length >= 2 && (text[0] == '"' || text[0] == '\'') &&
		memchr(text + 1, text[0], length - 1) == text + length - 1) {
		text[length - 1] = '\0';
		memmove(text, text + 1, length - 1);
		length = strlen(g_strstrip(text));
	}
}

char *
text_clean(const char *bytes, gssize length)
{
	g_autofree char *name = text_clean_line(bytes, length);
	char *cut = NULL;

	unquote(name);
	if (strlen(name) <= TEXT_NAME_MAX || g_utf8_strlen(name, -1) <= TEXT_NAME_MAX)
		return g_steal_pointer(&name);
	/* The cut may leave a blank or a joiner at the end, or quotes that now enclose all.
	 */
	*g_utf8_offset_to_pointer(name, TEXT_NAME_MAX) = '\0';
	cut = keep_visible(name);
	unquote(cut);
	return cut;
}
