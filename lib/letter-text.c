#include <string.h>

#include "lib/letter.h"

/* Which part of a letter its author wrote this time. Mail clients of many languages are
 * met: the words are in tables, compared case-folded. */

enum { MAX_ATTRIBUTION_LINES = 3, MAX_ATTRIBUTION = 300, RULER = 20 };

/* "On Monday Ada wrote:" */
static const char *const verbs[] = { "wrote", "writes", "schrieb", "écrit", "написал",
	"пишет", "ha scritto", "escribió", "escreveu", "schreef", "skrev", "napsal",
	"kirjoitti", NULL };

/* How an attribution begins when it goes over several lines; else with a digit. */
static const char *const openings[] = { "on ", "am ", "le ", "el ", "il ", "op ", "den ",
	"em ", "в ", "mon", "tue", "wed", "thu", "fri", "sat", "sun", "пн", "вт", "ср",
	"чт", "пт", "сб", "вс", NULL };

/* Between dashes: "-----Original Message-----" */
static const char *const markers[] = { "original message", "forwarded message",
	"forwarded by", "ursprüngliche nachricht", "weitergeleitete nachricht",
	"original-nachricht", "message d'origine", "message d’origine", "message transféré",
	"исходное сообщение", "пересылаемое сообщение", "пересланное сообщение",
	"mensaje original", "messaggio originale", "oorspronkelijk bericht",
	"pgp signature", NULL };

/* The first and the further fields of a header shown in the text. */
static const char *const senders[] = { "from", "von", "de", "от", "от кого", "da", "van",
	NULL };
static const char *const fields[] = { "sent", "date", "to", "cc", "subject", "gesendet",
	"datum", "an", "betreff", "envoyé", "à", "objet", "отправлено", "дата", "кому",
	"копия", "тема", "inviato", "a", "oggetto", "enviado", "fecha", "para", "asunto",
	"verzonden", "aan", "onderwerp", NULL };

/* Footers that programs add. */
static const char *const footers[] = { "sent from my ", "get outlook for ",
	"von meinem iphone", "von meinem ipad", "von meinem mobil", "gesendet mit ",
	"envoyé de mon ", "отправлено с ", "отправлено из ", NULL };

static bool
contains_any(const char *folded, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strstr(folded, *words) != NULL)
			return true;
	return false;
}

static bool
begins_with_any(const char *folded, const char *const *words)
{
	for (; *words != NULL; words++)
		if (g_str_has_prefix(folded, *words))
			return true;
	return false;
}

static char *
fold(const char *line)
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

static bool
is_marker(const char *folded)
{
	return (g_str_has_prefix(folded, "--") && contains_any(folded, markers)) ||
	       strcmp(folded, "begin forwarded message:") == 0;
}

/* Whether `line` is "LABEL: …" (or "*LABEL:* …") with one of `labels`. */
static bool
has_label(const char *line, const char *const *labels)
{
	g_autofree char *folded = fold(line);
	char *colon = strchr(folded, ':');
	char *label = folded;

	if (colon == NULL)
		return false;
	*colon = '\0';
	if (*label == '*')
		label++;
	return g_strv_contains(labels, g_strchomp(label));
}

/* "From: Ada" with at least two more fields in the lines after it. */
static bool
is_shown_header(char **lines)
{
	int n = 0;

	if (!has_label(lines[0], senders))
		return false;
	for (int i = 1; i <= 5 && lines[i] != NULL; i++)
		n += has_label(lines[i], fields);
	return n >= 2;
}

/* Whether everything from `lines` on is a signature, or somebody else's. */
static bool
is_end(char **lines)
{
	g_autofree char *folded = fold(lines[0]);

	return strcmp(folded, "--") == 0 || is_ruler(folded) || is_marker(folded) ||
	       is_shown_header(lines);
}

/* Up to three lines as one, folded, if the last ends with a colon; `*ret_n` is how many. */
static char *
join_to_colon(char **lines, guint *ret_n)
{
	g_autoptr(GString) joined = g_string_new(NULL);

	for (guint n = 0; n < MAX_ATTRIBUTION_LINES && lines[n] != NULL; n++) {
		g_autofree char *line = fold(lines[n]);

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
	opens = g_ascii_isdigit(*line) || begins_with_any(line, openings);
	says = contains_any(line, verbs);
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
		g_autofree char *folded = fold(*l);

		if (n == 0 && !is_quoted(*l) && !begins_with_any(folded, footers))
			g_string_append_printf(new_text, "%s\n", *l);
		l += MAX(n, 1);
	}
	return g_strstrip(g_string_free(new_text, FALSE));
}
