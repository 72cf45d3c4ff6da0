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
	g_autofree char *every = wording_cadence(contact->cadence);
	bool own = contact->own_cadence.months != 0 || contact->own_cadence.days != 0;

	printf("%s%s%s (%s)\n", terminal_style(STYLE_NAME), name,
		terminal_style(STYLE_NONE), contact->slug);
	terminal_field("addresses", "%s", emails);
	terminal_field(
		"class", "%s, %s%s", contact->class_name, every, own ? " (their own)" : "");
}

/* The state and since when, or until when. */
static void
put_state(const Contact *contact, Instant now)
{
	const char *state = contact_state(contact, now);
	Instant when = WHEN_NEVER;
	g_autofree char *date = NULL;

	if (g_str_equal(state, "deceased"))
		when = contact->deceased;
	else if (g_str_equal(state, "do-not-contact"))
		when = contact->do_not_contact;
	else if (g_str_equal(state, "paused"))
		when = contact->paused;
	else if (g_str_equal(state, "snoozed"))
		when = contact->snoozed_until;
	date = when_format_date(when);
	if (when == WHEN_NEVER)
		terminal_field("state", "%s", state);
	else
		terminal_field("state", "%s %s %s", state,
			g_str_equal(state, "snoozed") ? "until" : "since", date);
}

static void
put_home(const Contact *contact)
{
	g_autofree char *code = contact_country(contact);
	g_autofree char *country = code != NULL ? wording_country(code) : NULL;

	if (country != NULL)
		terminal_field("country", "%s (%s)%s", country, code,
			contact->country != NULL ? "" : ", by their address");
	if (contact->language != NULL)
		terminal_field("language", "%s", contact->language);
}

/* When somebody is due whom nothing will suggest is nothing to know. */
static void
put_clocks(const Suggestion *suggestion, Instant now)
{
	const Candidate *candidate = suggestion->candidate;
	const Contact *contact = candidate->contact;
	const Standing *standing = &candidate->standing;
	g_autofree char *last = wording_ago_on(suggestion->last_contact, now);
	g_autofree char *fresh = wording_ago_on(contact->fresh, now);
	g_autofree char *due = wording_ago_on(suggestion->due, now);
	g_autofree char *rhythm = standing->rhythm_days > 0
					  ? wording_every(standing->rhythm_days)
					  : g_strdup("none yet");

	terminal_field("last contact", "%s", last);
	if (contact->fresh != WHEN_NEVER)
		terminal_field("fresh start", "%s", fresh);
	if (contact->deceased == WHEN_NEVER && contact->do_not_contact == WHEN_NEVER)
		terminal_field("due", "%s", due);
	terminal_field("rhythm", "%s", rhythm);
	if (when_interval_days(suggest_cadence(candidate)) > 0) {
		g_autofree char *misfit = wording_misfit(candidate);

		terminal_field("proposal", "%s", misfit);
	}
}

static void
put_occasion(const Occasion *occasion, Instant now)
{
	int day = occasion_next(occasion, when_day(now));
	int years = occasion_years(occasion, day);
	g_autofree char *when = wording_day(day, now);
	const char *label = occasion_name(occasion->kind);

	if (occasion->kind == OCCASION_HOLIDAY)
		terminal_field(label, "%s, %s", occasion->name, when);
	else if (years > 0)
		terminal_field(label, "%s: %d year%s", when, years, years == 1 ? "" : "s");
	else
		terminal_field(label, "%s", when);
}

static void
put_occasions(const Candidate *candidate, Instant now)
{
	for (guint i = 0; i < candidate->occasions->len; i++) {
		const Occasion *occasion = candidate->occasions->pdata[i];

		if (occasion_next(occasion, when_day(now)) >= 0)
			put_occasion(occasion, now);
	}
}

static void
put_reminders(const Candidate *candidate, Instant now)
{
	for (guint i = 0; i < candidate->reminders->len; i++) {
		const Reminder *reminder = candidate->reminders->pdata[i];
		g_autofree char *when = wording_day(when_day(reminder->date), now);

		if (reminder_is_open(reminder, &candidate->standing))
			terminal_field("reminder", "#%" G_GINT64_FORMAT " %s%s%s%s",
				reminder->id, when,
				reminder->until_answer ? ", unless they write first" : "",
				*reminder->text != '\0' ? ": " : "", reminder->text);
	}
}

void
card_write_dismissed(const Candidate *candidate)
{
	g_autofree char *pace =
		when_describe_interval((Interval){ .days = candidate->dismissed_pace });

	for (Reason i = 0; i < N_REASONS; i++) {
		g_autofree char *date = when_format_date(candidate->dismissed[i]);

		if (candidate->dismissed[i] != WHEN_NEVER)
			terminal_field(
				"dismissed", "%s that began by %s", reason_name(i), date);
	}
	if (candidate->dismissed_pace > 0)
		terminal_field("dismissed", "a cadence of %s", pace);
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

static bool
put_balance(Store *store, int64_t contact, Instant now, GError **error)
{
	int in = 0, out = 0;
	g_autofree char *balance = NULL;

	if (!card_balance(store, contact, now, &in, &out, error))
		return false;
	balance = wording_balance(in, out);
	if (balance != NULL)
		terminal_field("twelve months", "%s", balance);
	return true;
}

static void
put_their_clock(const Standing *standing, Instant now)
{
	g_autofree char *there = when_format_at(now, wording_utc_offset(standing, now));
	g_autofree char *hours = wording_usual_hours(standing->usual_hour);

	if (standing->has_utc_offset)
		terminal_field("there it is", "%s", there);
	if (standing->usual_hour >= 0)
		terminal_field("usual hours", "%s, where they are", hours);
}

static void
put_rsvp(const Candidate *candidate, Instant now)
{
	g_autofree char *text = NULL;

	if (candidate->standing.rsvp_since == WHEN_NEVER ||
		candidate->standing.rsvp_start <= now)
		return;
	text = wording_rsvp(candidate, now);
	terminal_field("open", "%s", text);
}

static bool
put_open(Session *session, const Candidate *candidate, Instant now, GError **error)
{
	const Standing *standing = &candidate->standing;
	g_autofree char *owed = NULL, *awaiting = NULL;

	put_rsvp(candidate, now);
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
put_drafts(Store *store, int64_t contact, Instant now, GError **error)
{
	g_autoptr(GPtrArray) drafts = store_drafts(store, error);

	if (drafts == NULL)
		return false;
	for (guint i = 0; i < drafts->len; i++) {
		const SavedDraft *draft = drafts->pdata[i];
		g_autofree char *ago = wording_ago_on(draft->saved, now);

		if (draft->contact != contact)
			continue;
		terminal_field("draft", "saved %s%s", ago,
			draft->stale ? "; you have been in touch since" : "");
		terminal_field("", "id:%s", draft->message_id);
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
	Store *store = session->store;
	int64_t id = candidate->contact->id;

	put_head(candidate->contact);
	put_state(candidate->contact, now);
	put_home(candidate->contact);
	if (!put_bounces(store, id, error))
		return false;
	put_clocks(suggestion, now);
	put_directions(&candidate->standing, now);
	if (!put_balance(store, id, now, error) || !put_answers(store, candidate, error))
		return false;
	put_their_clock(&candidate->standing, now);
	put_occasions(candidate, now);
	put_reminders(candidate, now);
	card_write_dismissed(candidate);
	return put_open(session, candidate, now, error) &&
	       put_drafts(store, id, now, error) &&
	       put_remarks(store, REMARK_TOPIC, id, error) &&
	       put_remarks(store, REMARK_NOTE, id, error);
}
