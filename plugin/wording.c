#include "plugin/wording.h"

#include <math.h>

char *
wording_ago(Instant then, Instant now)
{
	g_autofree char *span = NULL;

	if (then == WHEN_NEVER)
		return g_strdup("never");
	span = when_describe_span(now - then);
	if (!g_ascii_isdigit(span[0]))
		return g_steal_pointer(&span);
	return then > now ? g_strconcat("in ", span, NULL)
			  : g_strconcat(span, " ago", NULL);
}

char *
wording_ago_on(Instant then, Instant now)
{
	g_autofree char *ago = wording_ago(then, now);
	g_autofree char *date = when_format_date(then);

	if (then == WHEN_NEVER)
		return g_steal_pointer(&ago);
	return g_strconcat(ago, ", on ", date, NULL);
}

char *
wording_hours(double hours)
{
	int whole = (int)fmax(1, round(hours));

	if (hours >= 36)
		return when_describe_span((int64_t)(hours * 3600));
	return g_strdup_printf("%d hour%s", whole, whole == 1 ? "" : "s");
}

char *
wording_sentence(const char *wording)
{
	bool quoted = g_str_has_suffix(wording, "\"");

	/* A name or an address in front stays as it is written. */
	if (g_str_has_prefix(wording, "you "))
		return g_strdup_printf("Y%s%s", wording + 1, quoted ? "" : ".");
	return g_strconcat(wording, quoted ? "" : ".", NULL);
}

char *
wording_every(double days)
{
	g_autofree char *span = when_describe_span((int64_t)(days * (double)WHEN_DAY));
	const char *unit = g_str_has_prefix(span, "1 ") ? span + 2 : span;

	return g_strconcat("every ", unit, NULL);
}

char *
wording_silence(const Suggestion *suggestion, Instant now)
{
	const Candidate *candidate = suggestion->candidate;
	double rhythm = candidate->standing.rhythm_days;
	g_autofree char *every = when_describe_interval(candidate->contact->cadence);
	GString *text = g_string_new(NULL);

	g_string_printf(text, "you want to be in touch every %s; ", every);
	if (suggestion->last_contact != WHEN_NEVER) {
		g_autofree char *ago = wording_ago_on(suggestion->last_contact, now);

		g_string_append_printf(text, "the last contact was %s", ago);
	} else {
		g_autofree char *ago = wording_ago_on(candidate->contact->created, now);

		g_string_append_printf(text,
			"there was no contact yet since you began to track them, %s", ago);
	}
	if (rhythm > 0) {
		g_autofree char *usual = wording_every(rhythm);

		g_string_append_printf(text, "; usually it is %s", usual);
	}
	return g_string_free(text, FALSE);
}

static char *
with_question(const char *sentence, const char *question)
{
	return question != NULL ? g_strdup_printf("%s: \"%s\"", sentence, question)
				: g_strdup(sentence);
}

char *
wording_owed(const Candidate *candidate, const char *question, Instant now)
{
	g_autofree char *ago = wording_ago_on(candidate->standing.owed_since, now);
	g_autofree char *sentence =
		g_strdup_printf("%s asked %s", candidate->contact->name, ago);

	return with_question(sentence, question);
}

char *
wording_awaiting(const Candidate *candidate, const char *question, Instant now)
{
	g_autofree char *ago = wording_ago_on(candidate->standing.awaiting_since, now);
	g_autofree char *sentence =
		g_strdup_printf("you asked %s %s", candidate->contact->name, ago);

	return with_question(sentence, question);
}
