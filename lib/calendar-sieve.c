#include <string.h>

#include "lib/calendar-private.h"

enum {
	MAX_BYTES = 256 << 10,
	MAX_LINE = 4096, /* of those that are kept */
	MAX_LINES = 1000,
	MAX_DEPTH = 4,
	MAX_ATTENDEES = 100,
	MAX_SERIES = 10,
	MAX_ZONE_RULES = 20
};

/* Which lines are kept, by the component they stand in. */
static const struct {
	const char *component, *parent;
	const char *properties[12];
} kept[] = {
	{ "VCALENDAR", "", { "METHOD" } },
	{ "VEVENT", "VCALENDAR",
		{ "UID", "SEQUENCE", "DTSTAMP", "DTSTART", "DTEND", "DURATION",
			"RECURRENCE-ID", "RDATE", "EXDATE", "STATUS", "ORGANIZER" } },
	{ "VTIMEZONE", "VCALENDAR", { "TZID" } },
	{ "STANDARD", "VTIMEZONE", { "DTSTART", "RDATE", "TZOFFSETFROM", "TZOFFSETTO" } },
	{ "DAYLIGHT", "VTIMEZONE", { "DTSTART", "RDATE", "TZOFFSETFROM", "TZOFFSETTO" } },
};

/* libical works out all changes of a zone before it answers, however many there are. */
static const char zone_rule[] =
	"^RRULE:FREQ=YEARLY(;(INTERVAL=1|BYMONTH=\\d\\d?|BYDAY=[-+]?\\d?[A-Z][A-Z]|"
	"WKST=[A-Z][A-Z]|BYMONTHDAY=[-\\d,]{1,24}|UNTIL=[\\dTZ]{8,16}|COUNT=\\d{1,3}))*$";

typedef struct {
	GString *out;
	int path[MAX_DEPTH]; /* indices of `kept`; -1: of what is left out */
	char *names[MAX_DEPTH];
	int depth;
	int n_lines, n_attendees, n_series, n_zone_rules;
} Sieve;

static bool
is_left_out(const Sieve *sieve)
{
	return sieve->depth > 0 && sieve->path[sieve->depth - 1] < 0;
}

static int
kept_component(const Sieve *sieve, const char *name)
{
	const char *parent = sieve->depth == 0 ? "" : sieve->names[sieve->depth - 1];

	for (int i = 0; i < (int)G_N_ELEMENTS(kept); i++)
		if (!is_left_out(sieve) && strcmp(kept[i].component, name) == 0 &&
			strcmp(kept[i].parent, parent) == 0)
			return i;
	return -1;
}

static void
keep(Sieve *sieve, const char *line)
{
	g_string_append(sieve->out, line);
	g_string_append(sieve->out, "\r\n");
}

static bool
begin(Sieve *sieve, const char *line, const char *name)
{
	int which = kept_component(sieve, name);

	if (sieve->depth == MAX_DEPTH)
		return false;
	sieve->path[sieve->depth] = which;
	sieve->names[sieve->depth++] = g_strdup(name);
	if (which >= 0)
		keep(sieve, line);
	return true;
}

static bool
end(Sieve *sieve, const char *line, const char *name)
{
	if (sieve->depth == 0 || strcmp(sieve->names[sieve->depth - 1], name) != 0)
		return false;
	if (!is_left_out(sieve))
		keep(sieve, line);
	g_free(sieve->names[--sieve->depth]);
	return true;
}

static bool
is_wanted(const Sieve *sieve, const char *property)
{
	const char *const *wanted = kept[sieve->path[sieve->depth - 1]].properties;

	for (; *wanted != NULL; wanted++)
		if (strcmp(*wanted, property) == 0)
			return true;
	return false;
}

static bool
is_event(const Sieve *sieve)
{
	return strcmp(sieve->names[sieve->depth - 1], "VEVENT") == 0;
}

static bool
take_rule(Sieve *sieve, const char *line)
{
	if (is_event(sieve)) {
		keep(sieve, line);
		return ++sieve->n_series <= MAX_SERIES;
	}
	if (sieve->depth < 3)
		return true;
	keep(sieve, line);
	return ++sieve->n_zone_rules <= MAX_ZONE_RULES &&
	       g_regex_match_simple(zone_rule, line, 0, 0);
}

/* False if the whole is to be refused. */
static bool
take_property(Sieve *sieve, const char *line, const char *name)
{
	if (is_left_out(sieve) || strlen(line) > MAX_LINE)
		return true;
	if (strcmp(name, "RRULE") == 0)
		return take_rule(sieve, line);
	if (strcmp(name, "ATTENDEE") == 0 && is_event(sieve)) {
		keep(sieve, line);
		return ++sieve->n_attendees <= MAX_ATTENDEES;
	}
	if (is_wanted(sieve, name))
		keep(sieve, line);
	return true;
}

static bool
has_controls(const char *line)
{
	for (; *line != '\0'; line++)
		if (g_ascii_iscntrl(*line) && *line != '\t')
			return true;
	return false;
}

/* What stands outside of any component is nothing. */
static bool
take_line(Sieve *sieve, const char *line)
{
	gsize length = strcspn(line, ":;");
	g_autofree char *name = g_ascii_strup(line, (gssize)length);
	g_autofree char *value = NULL;

	if (*line == '\0')
		return true;
	if (++sieve->n_lines > MAX_LINES)
		return false;
	if (has_controls(line) || line[length] == '\0')
		return true;
	value = g_ascii_strup(line + length + 1, -1);
	g_strstrip(value);
	if (strcmp(name, "BEGIN") == 0)
		return begin(sieve, line, value);
	if (strcmp(name, "END") == 0)
		return end(sieve, line, value);
	return sieve->depth == 0 || take_property(sieve, line, name);
}

char *
calendar_unfold(const char **text, int *line_number)
{
	GString *line = g_string_new(NULL);
	const char *p = *text;
	bool more = true;

	while (more) {
		gsize length = strcspn(p, "\n");
		gsize kept_length =
			length > 0 && p[length - 1] == '\r' ? length - 1 : length;

		g_string_append_len(line, p, (gssize)kept_length);
		p += length + (p[length] == '\n');
		++*line_number;
		more = *p == ' ' || *p == '\t';
		p += more;
	}
	*text = p;
	return g_string_free(line, FALSE);
}

char *
calendar_sieve(const char *text)
{
	g_autoptr(GString) out = g_string_new(NULL);
	Sieve sieve = { .out = out };
	bool ok = strlen(text) <= MAX_BYTES;
	int line_number = 1;

	while (ok && *text != '\0') {
		g_autofree char *line = calendar_unfold(&text, &line_number);

		ok = take_line(&sieve, line);
	}
	ok = ok && sieve.depth == 0;
	while (sieve.depth > 0)
		g_free(sieve.names[--sieve.depth]);
	return ok ? g_strdup(out->str) : NULL;
}
