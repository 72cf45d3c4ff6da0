#include <string.h>

#include "lib/letter-private.h"
#include "lib/text.h"

enum { MAX_TAG_NAME = 16, MAX_ENTITY = 10, MAX_QUOTE = 8 };

/* The text so far, and what is to come before the next visible character. */
typedef struct {
	GString *out;
	int quote;  /* depth of <blockquote> */
	int breaks; /* line ends to come: 2 make an empty line */
	bool space;
	bool item; /* the next line begins one of a list */
} Page;

typedef struct {
	char name[MAX_TAG_NAME]; /* lower case; "" for comments and the like */
	bool closes;
} Tag;

/* Tags that end a line, and those that leave an empty one. */
static const char *const blocks[] = { "address", "article", "center", "dd", "div", "dl",
	"dt", "footer", "form", "header", "hr", "li", "section", "table", "tr", NULL };
static const char *const paragraphs[] = { "blockquote", "h1", "h2", "h3", "h4", "h5", "h6",
	"ol", "p", "pre", "ul", NULL };

/* Tags whose content is no text. */
static const char *const silent[] = { "script", "style", "title", NULL };

static const struct {
	const char *name;
	const char *text;
} entities[] = {
	{ "amp", "&" },
	{ "lt", "<" },
	{ "gt", ">" },
	{ "quot", "\"" },
	{ "apos", "'" },
	{ "nbsp", " " },
	{ "ndash", "–" },
	{ "mdash", "—" },
	{ "hellip", "…" },
	{ "lsquo", "‘" },
	{ "rsquo", "’" },
	{ "sbquo", "‚" },
	{ "ldquo", "“" },
	{ "rdquo", "”" },
	{ "bdquo", "„" },
	{ "laquo", "«" },
	{ "raquo", "»" },
	{ "iquest", "¿" },
	{ "iexcl", "¡" },
	{ "euro", "€" },
	{ "pound", "£" },
	{ "sect", "§" },
	{ "copy", "©" },
	{ "deg", "°" },
	{ "middot", "·" },
	{ "bull", "•" },
	{ "Auml", "Ä" },
	{ "auml", "ä" },
	{ "Ouml", "Ö" },
	{ "ouml", "ö" },
	{ "Uuml", "Ü" },
	{ "uuml", "ü" },
	{ "szlig", "ß" },
	{ "agrave", "à" },
	{ "aacute", "á" },
	{ "acirc", "â" },
	{ "aring", "å" },
	{ "Aring", "Å" },
	{ "aelig", "æ" },
	{ "ccedil", "ç" },
	{ "egrave", "è" },
	{ "eacute", "é" },
	{ "Eacute", "É" },
	{ "ecirc", "ê" },
	{ "euml", "ë" },
	{ "iacute", "í" },
	{ "icirc", "î" },
	{ "iuml", "ï" },
	{ "ntilde", "ñ" },
	{ "oacute", "ó" },
	{ "ocirc", "ô" },
	{ "oslash", "ø" },
	{ "Oslash", "Ø" },
	{ "ugrave", "ù" },
	{ "uacute", "ú" },
	{ "ucirc", "û" },
};

static void
break_line(Page *page, int breaks)
{
	page->breaks = MAX(page->breaks, breaks);
}

static void
write_quote(Page *page)
{
	for (int i = 0; i < MIN(page->quote, MAX_QUOTE); i++)
		g_string_append(page->out, "> ");
}

/* Writes the line ends or the space that are due. */
static void
settle(Page *page)
{
	if (page->breaks == 0 && page->space && page->out->len > 0)
		g_string_append_c(page->out, ' ');
	for (int i = 0; i < page->breaks && page->out->len > 0; i++)
		g_string_append_c(page->out, '\n');
	if (page->out->len == 0 || page->breaks > 0)
		write_quote(page);
	if (page->item)
		g_string_append(page->out, "- ");
	page->breaks = 0;
	page->space = false;
	page->item = false;
}

/* Reads the reference at `p`, which begins with '&'. Its end; NULL if it is none we know.
 */
static const char *
read_entity(const char *p, GString *out)
{
	gsize length = strcspn(p + 1, "; \n<&");
	char *end;
	guint64 code;

	if (length == 0 || length > MAX_ENTITY || p[1 + length] != ';')
		return NULL;
	if (p[1] == '#') {
		bool hex = p[2] == 'x' || p[2] == 'X';

		code = g_ascii_strtoull(p + (hex ? 3 : 2), &end, hex ? 16 : 10);
		if (end != p + 1 + length || code == 0 ||
			!g_unichar_validate((gunichar)code))
			return NULL;
		g_string_append_unichar(out, code == 0xA0 ? ' ' : (gunichar)code);
		return end + 1;
	}
	for (guint i = 0; i < G_N_ELEMENTS(entities); i++)
		if (strlen(entities[i].name) == length &&
			strncmp(entities[i].name, p + 1, length) == 0) {
			g_string_append(out, entities[i].text);
			return p + length + 2;
		}
	return NULL;
}

/* Writes the visible character, or white space, at `p`, and returns what follows it. */
static const char *
read_text(const char *p, Page *page)
{
	const char *next = g_utf8_next_char(p);
	const char *entity_end;

	if (strchr(" \t\n", *p) != NULL) {
		page->space = true;
		return next;
	}
	settle(page);
	entity_end = *p == '&' ? read_entity(p, page->out) : NULL;
	if (entity_end != NULL)
		return entity_end;
	g_string_append_len(page->out, p, next - p);
	return next;
}

/* The '>' that ends the tag, or the end of the text. Quotes count only after '='. */
static const char *
tag_end(const char *p)
{
	char before = '\0';

	for (; *p != '\0' && *p != '>'; p++) {
		if (before == '=' && (*p == '"' || *p == '\'')) {
			const char *closing = strchr(p + 1, *p);

			p = closing == NULL ? p + strlen(p) - 1 : closing;
		}
		if (!g_ascii_isspace(*p))
			before = *p;
	}
	return p;
}

/* Reads the tag or comment at `p`, which begins with '<', and returns what follows; NULL if
 * it is only a '<'. */
static const char *
read_tag(const char *p, Tag *tag)
{
	const char *name = p + 1;
	const char *end;
	gsize n = 0;

	memset(tag, 0, sizeof *tag);
	if (g_str_has_prefix(p, "<!--")) {
		end = strstr(p + 4, "-->");
		return end == NULL ? p + strlen(p) : end + 3;
	}
	tag->closes = *name == '/';
	name += tag->closes;
	if (!g_ascii_isalpha(*name) && *name != '!' && *name != '?')
		return NULL;
	for (; g_ascii_isalnum(name[n]) && n + 1 < sizeof tag->name; n++)
		tag->name[n] = g_ascii_tolower(name[n]);
	end = tag_end(name);
	return *end == '\0' ? end : end + 1;
}

/* What follows the closing tag of `name`. */
static const char *
skip_silent(const char *p, const char *name)
{
	gsize n = strlen(name);

	while ((p = strstr(p, "</")) != NULL) {
		p += strlen("</");
		if (g_ascii_strncasecmp(p, name, n) == 0 && !g_ascii_isalnum(p[n])) {
			p = tag_end(p);
			return *p == '>' ? p + 1 : p;
		}
	}
	return "";
}

/* Items of lists are marked, cells of tables kept apart. */
static void
apply_inner_tag(const Tag *tag, Page *page)
{
	if (strcmp(tag->name, "li") == 0)
		page->item = !tag->closes;
	else if (strcmp(tag->name, "td") == 0 || strcmp(tag->name, "th") == 0)
		page->space = true;
}

static void
apply_tag(const Tag *tag, Page *page)
{
	bool is_quote = strcmp(tag->name, "blockquote") == 0;

	if (strcmp(tag->name, "br") == 0) {
		page->breaks = MIN(page->breaks + 1, 2);
		return;
	}
	if (g_strv_contains(blocks, tag->name))
		break_line(page, 1);
	else if (g_strv_contains(paragraphs, tag->name))
		break_line(page, 2);
	apply_inner_tag(tag, page);
	if (is_quote && !tag->closes)
		page->quote++;
	else if (is_quote && page->quote > 0)
		page->quote--;
}

char *
letter_from_html(const char *html)
{
	g_autofree char *text = NULL;
	Page page = { .out = g_string_sized_new(strlen(html) / 2) };

	for (const char *p = html; *p != '\0';) {
		Tag tag;
		const char *next = *p == '<' ? read_tag(p, &tag) : NULL;

		if (next == NULL) {
			p = read_text(p, &page);
			continue;
		}
		apply_tag(&tag, &page);
		p = !tag.closes && g_strv_contains(silent, tag.name)
			    ? skip_silent(next, tag.name)
			    : next;
	}
	text = g_string_free(page.out, FALSE);
	return text_clean_lines(text, -1); /* "&#27;" is a control character too */
}
