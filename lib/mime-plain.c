#include <string.h>

#include "lib/mime-private.h"

/* As GLib counts days. */
enum { JULIAN_1970 = 719163 };

static const char *
skip_blanks(const char *p)
{
	while (*p == ' ' || *p == '\t')
		p++;
	return p;
}

/* The end of the letters, digits, `others` and single dots within them at `p`; NULL if
 * there are none. */
static const char *
dotted_end(const char *p, const char *others)
{
	bool after_dot = true;

	for (; g_ascii_isalnum(*p) || (*p != '\0' && strchr(others, *p) != NULL); p++) {
		if (*p == '.' && after_dot)
			return NULL;
		after_dot = *p == '.';
	}
	return after_dot ? NULL : p;
}

/* The end of the address at `p`; NULL unless it is plain. A domain with "--" may be one
 * that GMime decodes. */
static const char *
address_end(const char *p)
{
	const char *at = dotted_end(p, ".-_+");
	const char *end = at != NULL && *at == '@' ? dotted_end(at + 1, ".-") : NULL;

	if (end == NULL || end - p > MIME_MAX_EMAIL ||
		g_strstr_len(at, end - at, "--") != NULL)
		return NULL;
	return end;
}

/* Printable, and neither part of an encoded word nor one of the colons that are counted. */
static bool
is_quotable(char c)
{
	return c >= ' ' && c <= '~' && c != '"' && c != '\\' && c != '=' && c != ':';
}

/* The end of the encoded word at `p` ("=?CHARSET?ENCODING?TEXT?="); NULL if there is none.
 */
static const char *
word_end(const char *p)
{
	int marks = 0;

	for (; g_ascii_isalnum(*p) || (*p != '\0' && strchr("=?-_/+", *p) != NULL); p++) {
		marks += *p == '?';
		if (marks == 4)
			return p[1] == '=' ? p + 2 : NULL;
	}
	return NULL;
}

/* The same of one or more, with blanks between them and after. */
static const char *
words_end(const char *p)
{
	while (p != NULL && p[0] == '=' && p[1] == '?') {
		p = word_end(p);
		p = p != NULL && *p == ' ' ? p + 1 : p;
	}
	return p;
}

/* The end of the name at `p`, with its quotes if it has any, and what it says; NULL unless
 * it is plain. */
static const char *
name_end(const char *p, char **ret_name)
{
	const char *begin = *p == '"' ? p + 1 : p;
	const char *end = *p == '=' ? words_end(p) : begin;
	g_autofree char *name = NULL;

	if (*p == '"')
		while (is_quotable(*end))
			end++;
	else if (*p != '=')
		while (g_ascii_isalnum(*end) || *end == ' ' || *end == '-' || *end == '\'')
			end++;
	if (end == NULL || (*p == '"' && *end != '"'))
		return NULL;
	name = g_strchomp(g_strndup(begin, (gsize)(end - begin)));
	if (*p == '=' && mime_load(NULL) == NULL)
		return NULL;
	*ret_name = *p == '=' ? mime_load(NULL)->phrase(name) : g_steal_pointer(&name);
	return *p == '"' ? end + 1 : end;
}

static const char *
angle_end(const char *p, const char **ret_begin)
{
	const char *end = *p == '<' ? address_end(p + 1) : NULL;

	*ret_begin = p + 1;
	return end != NULL && *end == '>' ? end + 1 : NULL;
}

bool
mime_plain_mailbox(const char **p, char **ret_email, char **ret_name)
{
	g_autofree char *name = NULL;
	const char *begin = skip_blanks(*p);
	const char *end = address_end(begin);
	gsize length = 0;

	if (end != NULL) {
		length = (gsize)(end - begin);
	} else {
		end = name_end(begin, &name);
		end = end != NULL ? angle_end(skip_blanks(end), &begin) : NULL;
		length = end != NULL ? (gsize)(end - 1 - begin) : 0;
	}
	end = end != NULL ? skip_blanks(end) : NULL;
	if (end == NULL || (*end != ',' && *end != '\0'))
		return false;
	*p = end;
	*ret_email = g_ascii_strdown(begin, (gssize)length);
	*ret_name = name != NULL ? g_steal_pointer(&name) : g_strdup("");
	return true;
}

/* Takes a number of exactly `n` digits. */
static bool
take_number(const char **p, int n, int *ret_number)
{
	int number = 0;

	for (; n > 0; n--, (*p)++) {
		if (!g_ascii_isdigit(**p))
			return false;
		number = 10 * number + (**p - '0');
	}
	*ret_number = number;
	return true;
}

static bool
take_char(const char **p, char c)
{
	if (**p != c)
		return false;
	(*p)++;
	return true;
}

/* Takes three letters that are among `names`, and says which of them, from 1. */
static bool
take_name(const char **p, const char *names, int *ret_number)
{
	for (int i = 0; names[3 * i] != '\0'; i++) {
		if (strncmp(names + 3 * i, *p, 3) == 0) {
			*p += 3;
			*ret_number = i + 1;
			return true;
		}
	}
	return false;
}

static bool
take_day(const char **p, GDate *ret_day)
{
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	int weekday = 0, day = 0, month = 0, year = 0;

	if (take_name(p, "MonTueWedThuFriSatSun", &weekday) &&
		(!take_char(p, ',') || !take_char(p, ' ')))
		return false;
	if (!take_number(p, g_ascii_isdigit((*p)[0]) && g_ascii_isdigit((*p)[1]) ? 2 : 1,
		    &day) ||
		!take_char(p, ' ') || !take_name(p, months, &month) || !take_char(p, ' ') ||
		!take_number(p, 4, &year) || year < 1970 ||
		!g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
		return false;
	g_date_set_dmy(ret_day, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
	return true;
}

static bool
take_time(const char **p, int *ret_seconds)
{
	int hour = 0, minute = 0, second = 0;

	if (!take_number(p, 2, &hour) || !take_char(p, ':') ||
		!take_number(p, 2, &minute) || !take_char(p, ':') ||
		!take_number(p, 2, &second) || hour > 23 || minute > 59 || second > 59)
		return false;
	*ret_seconds = (60 * hour + minute) * 60 + second;
	return true;
}

/* In minutes; no further out than people live on both sides. */
static bool
take_zone(const char **p, int *ret_offset)
{
	int sign = **p == '-' ? -1 : 1, hours = 0, minutes = 0;

	if ((!take_char(p, '+') && !take_char(p, '-')) || !take_number(p, 2, &hours) ||
		!take_number(p, 2, &minutes) || hours > 11 || minutes > 59)
		return false;
	*ret_offset = sign * (60 * hours + minutes);
	return true;
}

/* Whether there is nothing more, or the name of the zone in parentheses. */
static bool
is_end(const char *p)
{
	if (*p == '\0')
		return true;
	if (!take_char(&p, ' ') || !take_char(&p, '('))
		return false;
	while (g_ascii_isupper(*p))
		p++;
	return strcmp(p, ")") == 0;
}

bool
mime_plain_date(const char *value, Instant *ret_date, int *ret_utc_offset)
{
	const char *p = skip_blanks(value);
	int seconds = 0, offset = 0;
	GDate day;

	if (!take_day(&p, &day) || !take_char(&p, ' ') || !take_time(&p, &seconds) ||
		!take_char(&p, ' ') || !take_zone(&p, &offset) || !is_end(p))
		return false;
	*ret_date = (Instant)(g_date_get_julian(&day) - JULIAN_1970) * WHEN_DAY + seconds -
		    60 * offset;
	*ret_utc_offset = offset;
	return true;
}
