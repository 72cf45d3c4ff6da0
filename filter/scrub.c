#include "filter/scrub.h"

#include <string.h>

enum {
	LINE,       /* at the start of a line of the header block */
	LINE_AFTER, /* the same, after a line of a forged field */
	LINE_CR,    /* after a CR that began the line */
	NAME,       /* the line may begin with our name */
	BLANKS,     /* after our whole name */
	FOLD,       /* at the start of the line after it */
	KEEP,       /* within a line that stays */
	DROP,       /* within a line that goes */
	BODY,
};

static const char our_name[] = "x-cadence";

/* No mail program writes that many blanks before a colon: taken for a forgery, so that what
 * is held back is bounded. */
enum { HELD_MAX = 64 << 10 };

void
scrub_init(Scrub *scrub)
{
	scrub->state = LINE;
	scrub->held = g_string_new(NULL);
}

void
scrub_clear(Scrub *scrub)
{
	if (scrub->held != NULL)
		g_string_free(scrub->held, TRUE);
	scrub->held = NULL;
}

bool
scrub_is_over(const Scrub *scrub)
{
	return scrub->state == BODY;
}

static bool
is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* What was held back goes, with the rest of the line. */
static int
drop(Scrub *scrub)
{
	g_string_truncate(scrub->held, 0);
	return DROP;
}

static int
hold(Scrub *scrub, char c, int next)
{
	g_string_append_c(scrub->held, c);
	return scrub->held->len > HELD_MAX ? drop(scrub) : next;
}

/* What was held back stays, and so does `c`. */
static int
keep(Scrub *scrub, char c, GByteArray *out)
{
	scrub_end(scrub, out);
	g_byte_array_append(out, (const guint8 *)&c, 1);
	return c == '\n' ? LINE : KEEP;
}

static int
begin_line(Scrub *scrub, char c, GByteArray *out)
{
	if (scrub->state == LINE_AFTER && is_blank(c))
		return DROP;
	if (c == '\r')
		return hold(scrub, c, LINE_CR);
	if (g_ascii_tolower(c) == our_name[0])
		return hold(scrub, c, NAME);
	return keep(scrub, c, out) == LINE ? BODY : KEEP;
}

static int
match_name(Scrub *scrub, char c, GByteArray *out)
{
	if (g_ascii_tolower(c) != our_name[scrub->held->len])
		return keep(scrub, c, out);
	return hold(scrub, c, scrub->held->len + 1 < strlen(our_name) ? NAME : BLANKS);
}

static int
match_colon(Scrub *scrub, char c, GByteArray *out)
{
	if (c == ':')
		return drop(scrub);
	if (c == '\n')
		return hold(scrub, c, FOLD);
	if (is_blank(c) || c == '\r')
		return hold(scrub, c, BLANKS);
	return keep(scrub, c, out);
}

static int
match_fold(Scrub *scrub, char c, GByteArray *out)
{
	if (is_blank(c))
		return hold(scrub, c, BLANKS);
	scrub_end(scrub, out);
	return begin_line(scrub, c, out);
}

static int
step(Scrub *scrub, char c, GByteArray *out)
{
	switch (scrub->state) {
	case LINE_CR:
		return keep(scrub, c, out) == LINE ? BODY : KEEP;
	case NAME:
		return match_name(scrub, c, out);
	case BLANKS:
		return match_colon(scrub, c, out);
	case FOLD:
		return match_fold(scrub, c, out);
	case DROP:
		return c == '\n' ? LINE_AFTER : DROP;
	default:
		return begin_line(scrub, c, out);
	}
}

/* How many of the next bytes stay without a look at each. */
static gsize
run_length(const Scrub *scrub, const char *bytes, gsize length)
{
	const char *end;

	if (scrub->state == BODY)
		return length;
	if (scrub->state != KEEP)
		return 0;
	end = memchr(bytes, '\n', length);
	return end != NULL ? (gsize)(end - bytes) + 1 : length;
}

void
scrub_feed(Scrub *scrub, const char *bytes, gsize length, GByteArray *out)
{
	const char *end = bytes + length;

	while (bytes < end) {
		gsize run = run_length(scrub, bytes, (gsize)(end - bytes));

		if (run == 0) {
			scrub->state = step(scrub, *bytes++, out);
			continue;
		}
		g_byte_array_append(out, (const guint8 *)bytes, (guint)run);
		bytes += run;
		if (scrub->state == KEEP && bytes[-1] == '\n')
			scrub->state = LINE;
	}
}

void
scrub_end(Scrub *scrub, GByteArray *out)
{
	g_byte_array_append(out, (const guint8 *)scrub->held->str, (guint)scrub->held->len);
	g_string_truncate(scrub->held, 0);
}
