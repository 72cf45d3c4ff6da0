#include <glib.h>
#include <string.h>

#include "lib/mime-private.h"
#include "lib/mime.h"
#include "lib/text.h"

enum {
	MAX_COLONS = 100, /* outside quotes and comments: each may open a group */
	/* Should GMime see quotes and comments elsewhere than we do: still only half of
	 * what a stack of 512 KB bears. */
	MAX_COLONS_ANYWHERE = 1000
};

bool
mime_is_too_nested(const char *value)
{
	guint bare = 0;
	guint all = 0;
	guint depth = 0;
	bool quoted = false;

	if (strchr(value, ':') == NULL)
		return false;
	for (const char *p = value; *p != '\0'; p++) {
		if (*p == '\\' && p[1] != '\0')
			p++;
		else if (*p == '"' && depth == 0)
			quoted = !quoted;
		else if (*p == '(' && !quoted)
			depth++;
		else if (*p == ')' && !quoted && depth > 0)
			depth--;
		if (*p != ':')
			continue;
		all++;
		bare += !quoted && depth == 0;
	}
	/* A quote or comment that never ends encloses nothing. */
	return all > MAX_COLONS_ANYWHERE || (quoted || depth > 0 ? all : bare) > MAX_COLONS;
}

/* Also of letters beyond ASCII (RFC 6531), byte by byte. */
static bool
is_atom(char c)
{
	return g_ascii_isalnum(c) || ((unsigned char)c & 0x80) != 0 ||
	       (c != '\0' && strchr("!#$%&'*+-/=?^_`{|}~", c) != NULL);
}

static gsize
dot_atom_length(const char *p)
{
	gsize length = 0;

	while (is_atom(p[length]) || p[length] == '.')
		length++;
	return length;
}

/* Whether there is a dot at the beginning or end of a local part, or two in a row; true
 * rather too often. */
static bool
may_have_odd_dots(const char *value)
{
	for (const char *p = strchr(value, '.'); p != NULL; p = strchr(p + 1, '.'))
		if (p == value || p[1] == '@' || !is_atom(p[-1]))
			return true;
	return false;
}

static bool
has_odd_dots(const char *local, gsize length)
{
	return length > 0 && (local[0] == '.' || local[length - 1] == '.' ||
				     g_strstr_len(local, (gssize)length, "..") != NULL);
}

char *
mime_quote_odd_dots(const char *value)
{
	GString *out = NULL;
	bool quoted = false;

	if (!may_have_odd_dots(value))
		return NULL;
	out = g_string_sized_new(strlen(value) + 16);
	for (const char *p = value; *p != '\0';) {
		gsize length = quoted ? 0 : dot_atom_length(p);
		const char *quote = p[length] == '@' && has_odd_dots(p, length) ? "\"" : "";

		if (length == 0) {
			length = *p == '\\' && p[1] != '\0' ? 2 : 1;
			quoted ^= *p == '"';
		}
		g_string_append(out, quote);
		g_string_append_len(out, p, (gssize)length);
		g_string_append(out, quote);
		p += length;
	}
	return g_string_free(out, FALSE);
}

/* Host names, also with the underscores some have, and address literals; lower case. */
static bool
is_domain(const char *domain)
{
	gsize length = strlen(domain);

	if (domain[0] == '[')
		return length > 2 &&
		       strspn(domain + 1, "0123456789abcdefipv.:") == length - 2 &&
		       domain[length - 1] == ']';
	return length > 0 && domain[0] != '.' && domain[length - 1] != '.' &&
	       strstr(domain, "..") == NULL &&
	       strspn(domain, "abcdefghijklmnopqrstuvwxyz0123456789-_.") == length;
}

/* `local` in lower case, composed; new. Not by the locale's rules. */
static char *
fold_local(const char *local)
{
	g_autoptr(GString) lower = NULL;

	if (g_str_is_ascii(local))
		return g_ascii_strdown(local, -1);
	lower = g_string_sized_new(strlen(local));
	for (const char *p = local; *p != '\0'; p = g_utf8_next_char(p))
		g_string_append_unichar(lower, g_unichar_tolower(g_utf8_get_char(p)));
	return g_utf8_normalize(lower->str, -1, G_NORMALIZE_NFC);
}

static bool
is_quoted(const char *local)
{
	gsize length = strlen(local);

	return length > 2 && local[0] == '"' && local[length - 1] == '"';
}

/* Whether folded `local` can be stored, shown and compared: atoms with dots anywhere, or a
 * quoted string without blanks. */
static bool
is_local(const char *local)
{
	g_autofree char *clean = text_clean_line(local, -1);

	if (*local == '\0' || strcmp(clean, local) != 0 || strchr(local, ' ') != NULL)
		return false;
	if (is_quoted(local))
		return true;
	for (const char *p = local; *p != '\0'; p++)
		if (!is_atom(*p) && *p != '.')
			return false;
	return true;
}

/* Takes off quotes that are not needed, in place. */
static void
unquote(char *local)
{
	gsize length = strlen(local);

	if (!is_quoted(local) || dot_atom_length(local + 1) != length - 2)
		return;
	memmove(local, local + 1, length - 2);
	local[length - 2] = '\0';
}

char *
mime_normalize(const char *address)
{
	const char *at = strrchr(address, '@');
	g_autofree char *raw = NULL;
	g_autofree char *local = NULL;
	g_autofree char *domain = NULL;
	gsize length = 0;

	if (at == NULL || strlen(address) > MIME_MAX_EMAIL ||
		!g_utf8_validate(address, -1, NULL))
		return NULL;
	domain = g_ascii_strdown(at + 1, -1);
	length = strlen(domain);
	/* 'ada@x.example': some mailers quote the address itself. */
	if (*address == '\'' && length > 0 && domain[length - 1] == '\'') {
		address++;
		domain[length - 1] = '\0';
	}
	raw = g_strndup(address, (gsize)(at - address));
	unquote(raw);
	local = fold_local(raw);
	if (!is_domain(domain) || !is_local(local))
		return NULL;
	return g_strconcat(local, "@", domain, NULL);
}
