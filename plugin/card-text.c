#include "plugin/card.h"

#include <stdio.h>

#include "lib/text.h"
#include "plugin/suggestion.h"
#include "plugin/terminal.h"
#include "plugin/wording.h"

static void
put_head(const Contact *contact)
{
	g_autofree char *name = text_visible(contact->name);
	g_autofree char *emails = g_strjoinv(", ", contact->addresses);
	g_autofree char *every = when_describe_interval(contact->cadence);
	bool own = contact->own_cadence.months != 0 || contact->own_cadence.days != 0;

	printf("%s%s%s (%s)\n", terminal_style(STYLE_NAME), name,
		terminal_style(STYLE_NONE), contact->slug);
	terminal_field("addresses", "%s", emails);
	terminal_field("class", "%s, every %s%s", contact->class_name, every,
		own ? " (their own)" : "");
}

static void
put_state(const Contact *contact, Instant now)
{
	const char *state = contact_state(contact, now);
	g_autofree char *until = when_format_date(contact->snoozed_until);

	if (contact->snoozed_until != WHEN_NEVER && g_str_equal(state, "snoozed"))
		terminal_field("state", "%s until %s", state, until);
	else
		terminal_field("state", "%s", state);
}

static void
put_clocks(const Suggestion *suggestion, Instant now)
{
	const Standing *standing = &suggestion->candidate->standing;
	g_autofree char *last = wording_ago_on(suggestion->last_contact, now);
	g_autofree char *due = wording_ago_on(suggestion->due, now);
	g_autofree char *rhythm = standing->rhythm_days > 0
					  ? wording_every(standing->rhythm_days)
					  : g_strdup("none yet");

	terminal_field("last contact", "%s", last);
	terminal_field("due", "%s", due);
	terminal_field("rhythm", "%s", rhythm);
}

static void
put_directions(const Standing *standing, Instant now)
{
	const int *counts = standing->counts;
	g_autofree char *last_in = wording_ago_on(standing->last_in, now);
	g_autofree char *last_out = wording_ago_on(standing->last_out, now);

	terminal_field("from them", "%d direct, the last %s", counts[COUNT_IN], last_in);
	terminal_field("from you", "%d direct, the last %s", counts[COUNT_OUT], last_out);
	terminal_field("besides", "%d in copy, %d in a crowd, %d meetings, %d other",
		counts[COUNT_CC], counts[COUNT_GROUP], counts[COUNT_MEETING],
		counts[COUNT_OTHER]);
}

static bool
put_bounces(Store *store, int64_t contact, GError **error)
{
	g_autoptr(GPtrArray) bounces = store_bounces(store, contact, error);

	if (bounces == NULL)
		return false;
	for (guint i = 0; i < bounces->len; i++) {
		const Bounce *bounce = g_ptr_array_index(bounces, i);
		g_autofree char *since = when_format_date(bounce->since);

		terminal_field("bounces", "%s, since %s", bounce->email, since);
	}
	return true;
}

static bool
put_answers(Store *store, const Candidate *candidate, GError **error)
{
	const Standing *standing = &candidate->standing;
	double theirs = 0, mine = 0;
	g_autofree char *they = NULL, *you = NULL;

	if (!store_reply_median(store, candidate->contact->id, true, &theirs, error) ||
		!store_reply_median(store, candidate->contact->id, false, &mine, error))
		return false;
	they = wording_hours(theirs);
	you = wording_hours(mine);
	if (standing->n_theirs > 0 && standing->n_mine > 0)
		terminal_field(
			"answers", "they after %s, you after %s, as a rule", they, you);
	else if (standing->n_theirs > 0)
		terminal_field("answers", "they after %s, as a rule", they);
	else if (standing->n_mine > 0)
		terminal_field("answers", "you after %s, as a rule", you);
	return true;
}

static void
put_local_time(const Standing *standing, Instant now)
{
	g_autofree char *there = NULL;

	if (!standing->has_utc_offset)
		return;
	there = when_format_at(now, standing->utc_offset);
	terminal_field("there it is", "%s", there);
}

static bool
put_open(Session *session, const Candidate *candidate, Instant now, GError **error)
{
	const Standing *standing = &candidate->standing;
	g_autofree char *owed = NULL, *awaiting = NULL;

	if (!shown_question(session, standing->owed_message, &owed, error) ||
		!shown_question(session, standing->awaiting_message, &awaiting, error))
		return false;
	if (standing->owed_since != WHEN_NEVER) {
		g_autofree char *text = wording_owed(candidate, owed, now);

		terminal_field("open", "%s", text);
	}
	if (standing->awaiting_since != WHEN_NEVER) {
		g_autofree char *text = wording_awaiting(candidate, awaiting, now);

		terminal_field("open", "%s", text);
	}
	return true;
}

static bool
put_remarks(Store *store, RemarkKind kind, int64_t contact, GError **error)
{
	g_autoptr(GPtrArray) remarks = store_remarks(store, kind, contact, error);

	if (remarks == NULL)
		return false;
	for (guint i = 0; i < remarks->len; i++) {
		const Remark *remark = g_ptr_array_index(remarks, i);
		g_autofree char *date = when_format_date(remark->date);

		terminal_field(kind == REMARK_NOTE ? "note" : "topic",
			"#%" G_GINT64_FORMAT " %s %s", remark->id, date, remark->text);
	}
	return true;
}

bool
card_write(Session *session, const Suggestion *suggestion, Instant now, GError **error)
{
	const Candidate *candidate = suggestion->candidate;
	int64_t id = candidate->contact->id;

	put_head(candidate->contact);
	put_state(candidate->contact, now);
	if (!put_bounces(session->store, id, error))
		return false;
	put_clocks(suggestion, now);
	put_directions(&candidate->standing, now);
	if (!put_answers(session->store, candidate, error))
		return false;
	put_local_time(&candidate->standing, now);
	return put_open(session, candidate, now, error) &&
	       put_remarks(session->store, REMARK_TOPIC, id, error) &&
	       put_remarks(session->store, REMARK_NOTE, id, error);
}
