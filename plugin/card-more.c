#include "plugin/card.h"

#include "lib/store.h"

/* What the user entered about a contact beside notes and topics, and what came of it. */

bool
card_balance(Store *store, int64_t contact, Instant now, int *ret_in, int *ret_out,
	GError **error)
{
	Instant since = when_add(now, (Interval){ .months = -12 });
	g_autoptr(GArray) events = store_events(store, contact, since, error);

	if (events == NULL)
		return false;
	for (guint i = 0; i < events->len; i++) {
		const Event *event = &g_array_index(events, Event, i);

		if (!event->counts || event->date > now)
			continue;
		*ret_in += event->direction == DIRECTION_IN;
		*ret_out += event->direction == DIRECTION_OUT;
	}
	return true;
}

void
card_print_occasion(Printer *printer, const Occasion *occasion, Instant now)
{
	int day = occasion_next(occasion, when_day(now));
	int years = occasion_years(occasion, day);

	print_begin_map(printer);
	print_key(printer, "kind");
	print_string(printer, occasion_name(occasion->kind));
	print_key(printer, "name");
	print_string(printer, occasion->name);
	print_key(printer, "date");
	print_instant(printer, when_day_start(day));
	print_key(printer, "years");
	years > 0 ? print_int(printer, years) : print_null(printer);
	print_end_map(printer);
}

void
card_print_reminder(Printer *printer, const Reminder *reminder, const Standing *standing)
{
	print_begin_map(printer);
	print_key(printer, "id");
	print_int(printer, reminder->id);
	print_key(printer, "date");
	print_instant(printer, reminder->date);
	print_key(printer, "text");
	print_string(printer, reminder->text);
	print_key(printer, "unless_answered");
	print_bool(printer, reminder->until_answer);
	print_key(printer, "open");
	print_bool(printer, reminder_is_open(reminder, standing));
	print_end_map(printer);
}

/* Holidays that are over are none to come. */
void
card_print_occasions(Printer *printer, const Candidate *candidate, Instant now)
{
	print_key(printer, "occasions");
	print_begin_list(printer);
	for (guint i = 0; i < candidate->occasions->len; i++) {
		const Occasion *occasion = candidate->occasions->pdata[i];

		if (occasion_next(occasion, when_day(now)) >= 0)
			card_print_occasion(printer, occasion, now);
	}
	print_end_list(printer);
}

void
card_print_reminders(Printer *printer, const Candidate *candidate)
{
	print_key(printer, "reminders");
	print_begin_list(printer);
	for (guint i = 0; i < candidate->reminders->len; i++)
		card_print_reminder(
			printer, candidate->reminders->pdata[i], &candidate->standing);
	print_end_list(printer);
}

void
card_print_dismissed(Printer *printer, const Candidate *candidate)
{
	print_key(printer, "dismissed");
	print_begin_list(printer);
	for (Reason i = 0; i < N_REASONS; i++) {
		if (candidate->dismissed[i] == WHEN_NEVER)
			continue;
		print_begin_map(printer);
		print_key(printer, "reason");
		print_string(printer, reason_name(i));
		print_key(printer, "since");
		print_instant(printer, candidate->dismissed[i]);
		print_end_map(printer);
	}
	print_end_list(printer);
	print_key(printer, "dismissed_cadence_days");
	candidate->dismissed_pace > 0 ? print_int(printer, candidate->dismissed_pace)
				      : print_null(printer);
}

void
card_print_bounces(Printer *printer, const GPtrArray *bounces)
{
	print_key(printer, "bounces");
	print_begin_list(printer);
	for (guint i = 0; i < bounces->len; i++) {
		const Bounce *bounce = bounces->pdata[i];

		print_begin_map(printer);
		print_key(printer, "address");
		print_string(printer, bounce->email);
		print_key(printer, "since");
		print_instant(printer, bounce->since);
		print_key(printer, "message_id");
		print_string(printer, bounce->message_id);
		print_end_map(printer);
	}
	print_end_list(printer);
}

static bool
print_drafts(Printer *printer, Store *store, int64_t contact, GError **error)
{
	g_autoptr(GPtrArray) drafts = store_drafts(store, error);

	if (drafts == NULL)
		return false;
	print_key(printer, "drafts");
	print_begin_list(printer);
	for (guint i = 0; i < drafts->len; i++) {
		const SavedDraft *draft = drafts->pdata[i];

		if (draft->contact != contact)
			continue;
		print_begin_map(printer);
		print_key(printer, "message_id");
		print_string(printer, draft->message_id);
		print_key(printer, "saved");
		print_instant(printer, draft->saved);
		print_key(printer, "stale");
		print_bool(printer, draft->stale);
		print_end_map(printer);
	}
	print_end_list(printer);
	return true;
}

bool
card_print_entered(Printer *printer, Store *store, const Candidate *candidate, Instant now,
	GError **error)
{
	const Contact *contact = candidate->contact;
	g_autoptr(GPtrArray) bounces = store_bounces(store, contact->id, error);
	g_autofree char *country = contact_country(contact);

	if (bounces == NULL)
		return false;
	print_key(printer, "country");
	print_string(printer, country);
	print_key(printer, "language");
	print_string(printer, contact->language);
	print_key(printer, "snoozed_until");
	print_instant(printer, contact->snoozed_until);
	print_key(printer, "fresh_start");
	print_instant(printer, contact->fresh);
	print_key(printer, "deceased");
	print_instant(printer, contact->deceased);
	card_print_occasions(printer, candidate, now);
	card_print_reminders(printer, candidate);
	card_print_dismissed(printer, candidate);
	card_print_bounces(printer, bounces);
	return print_drafts(printer, store, contact->id, error);
}
