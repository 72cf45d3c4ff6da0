#include <string.h>

#include "lib/letter-private.h"
#include "lib/letter.h"

/* Which part of a letter its author wrote this time. Mail clients of many languages are
 * met: the words are in tables, compared case-folded. */

enum { MAX_ATTRIBUTION_LINES = 3, MAX_ATTRIBUTION = 300, RULER = 20 };

/* "On Monday Ada wrote:" */
static const char *const verbs[] = { "wrote", "writes", "schrieb", "écrit", "написал",
	"пишет", "ha scritto", "escribió", "escreveu", "schreef", "skrev", "napsal",
	"kirjoitti", "писал", "цитирую", "quoting", NULL };

/* How an attribution begins when it goes over several lines; else with a digit. */
static const char *const openings[] = { "on ", "am ", "le ", "el ", "il ", "op ", "den ",
	"em ", "в ", "во ", "quoting ", "цитирую ", "mon", "tue", "wed", "thu", "fri",
	"sat", "sun", "пн", "вт", "ср", "чт", "пт", "сб", "вс", NULL };

bool
letter_contains_any(const char *folded, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strstr(folded, *words) != NULL)
			return true;
	return false;
}

bool
letter_begins_with_any(const char *folded, const char *const *words)
{
	for (; *words != NULL; words++)
		if (g_str_has_prefix(folded, *words))
			return true;
	return false;
}

char *
letter_fold(const char *line)
{
	g_autofree char *stripped = g_strstrip(g_strdup(line));

	return g_utf8_casefold(stripped, -1);
}

static bool
is_blank(const char *line)
{
	return line[strspn(line, " \t")] == '\0';
}

static bool
is_quoted(const char *line)
{
	return line[strspn(line, " \t")] == '>';
}

static bool
is_ruler(const char *line)
{
	return strspn(line, "_") >= RULER;
}

/* Whether everything from `lines` on is a signature, or somebody else's. */
static bool
is_end(char **lines)
{
	const char *line = lines[0] + strspn(lines[0], " \t");

	if (strncmp(line, "--", 2) == 0 && is_blank(line + 2))
		return true;
	return is_ruler(line) || letter_is_other_letter(lines);
}

/* Up to three lines as one, folded, if the last ends with a colon; `*ret_n` is how many. */
static char *
join_to_colon(char **lines, guint *ret_n)
{
	g_autoptr(GString) joined = g_string_new(NULL);

	for (guint n = 0; n < MAX_ATTRIBUTION_LINES && lines[n] != NULL; n++) {
		g_autofree char *line = letter_fold(lines[n]);

		if (*line == '\0' || *line == '>')
			return NULL;
		g_string_append_printf(joined, "%s%s", n == 0 ? "" : " ", line);
		if (joined->len > MAX_ATTRIBUTION)
			return NULL;
		if (g_str_has_suffix(line, ":")) {
			*ret_n = n + 1;
			return g_strdup(joined->str);
		}
	}
	return NULL;
}

/* How many lines from `lines` on say who wrote what follows: 0 for none. Sets `*ret_rest`
 * if what follows is not marked as a quotation and yet is one. */
static guint
attribution_lines(char **lines, bool *ret_rest)
{
	guint n = 0;
	g_autofree char *line = join_to_colon(lines, &n);
	char **next = lines + n;
	bool opens, says, marked;

	if (line == NULL)
		return 0;
	while (*next != NULL && is_blank(*next))
		next++;
	opens = g_ascii_isdigit(*line) || letter_begins_with_any(line, openings);
	says = letter_contains_any(line, verbs);
	marked = *next != NULL && is_quoted(*next);
	if (marked ? n > 1 && !opens : !opens || !says || !strpbrk(line, "0123456789"))
		return 0;
	if (!says && strchr(line, '@') == NULL)
		return 0;
	*ret_rest = !marked;
	return n;
}

char *
letter_new_text(const char *text)
{
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	GString *new_text = g_string_sized_new(strlen(text));
	bool rest = false;

	for (char **l = lines; *l != NULL && !rest && !is_end(l);) {
		guint n = attribution_lines(l, &rest);

		if (n == 0)
			n = letter_footer_lines(l);
		if (n == 0 && !is_quoted(*l))
			g_string_append_printf(new_text, "%s\n", *l);
		l += MAX(n, 1);
	}
	return g_strstrip(g_string_free(new_text, FALSE));
}
