#include "plugin/card.h"
#include "plugin/terminal.h"
#include "plugin/why-facts.h"
#include "plugin/wording.h"

/* Reasons that are not of the clocks, and where they come from. */

static void
write_bounces(const GPtrArray *bounces)
{
	for (guint i = 0; i < bounces->len; i++) {
		const Bounce *bounce = g_ptr_array_index(bounces, i);
		g_autofree char *date = when_format_at(bounce->since, bounce->utc_offset);

		terminal_field("bounces", "%s, %s, %s: %s", bounce->email, date,
			rule_name(RULE_BOUNCE), rule_sentence(RULE_BOUNCE));
		terminal_field("", "id:%s", bounce->message_id);
	}
}

/* Which calendars a holiday may be from. */
static char *
source_of_holidays(const Contact *contact)
{
	g_autofree char *country = contact_country(contact);
	GString *text = g_string_new(NULL);

	if (country != NULL)
		g_string_append_printf(text, ", kept in country %s%s", country,
			contact->country != NULL ? "" : ", that of their address");
	if (contact->language != NULL)
		g_string_append_printf(text, "%s language %s",
			country != NULL ? ", or in" : ", kept in", contact->language);
	return g_string_free(text, FALSE);
}

static void
write_occasions(const WhyFacts *facts)
{
	const Candidate *candidate = facts->clocks->candidate;
	g_autofree char *source = source_of_holidays(candidate->contact);

	for (guint i = 0; i < candidate->occasions->len; i++) {
		const Occasion *occasion = candidate->occasions->pdata[i];
		int day = occasion_next(occasion, when_day(facts->now));
		g_autofree char *when = wording_day(day, facts->now);
		bool holiday = occasion->kind == OCCASION_HOLIDAY;

		if (day >= 0)
			terminal_field(occasion_name(occasion->kind), "%s%s%s%s",
				holiday ? occasion->name : "", holiday ? " is " : "", when,
				holiday ? source : ", as you entered it");
	}
}

static void
write_reminders(const WhyFacts *facts)
{
	const Candidate *candidate = facts->clocks->candidate;

	for (guint i = 0; i < candidate->reminders->len; i++) {
		const Reminder *reminder = candidate->reminders->pdata[i];
		g_autofree char *date = when_format_date(reminder->date);
		g_autofree char *created = when_format_date(reminder->created);

		terminal_field("reminder",
			"#%" G_GINT64_FORMAT " for %s, which you set on %s%s", reminder->id,
			date, created,
			reminder_is_open(reminder, &candidate->standing)
				? ""
				: ": done, for there was mail since");
	}
}

/* *ret_message stays NULL if nothing is to be answered any more. */
static bool
load_invitation(const WhyFacts *facts, StoredMessage **ret_message, GError **error)
{
	const Standing *standing = &facts->clocks->candidate->standing;

	return standing->rsvp_message == 0 || standing->rsvp_start <= facts->now ||
	       store_message(facts->store, standing->rsvp_message, ret_message, error);
}

static void
write_invitation(const WhyFacts *facts, const StoredMessage *message)
{
	g_autofree char *start =
		wording_hour_of(facts->clocks->candidate->standing.rsvp_start);

	terminal_field("invitation", "for %s: not answered", start);
	terminal_field("", "id:%s", message->message_id);
}

bool
why_write_causes(const WhyFacts *facts, GError **error)
{
	g_autoptr(StoredMessage) invitation = NULL;

	if (!load_invitation(facts, &invitation, error))
		return false;
	if (invitation != NULL)
		write_invitation(facts, invitation);
	write_reminders(facts);
	write_occasions(facts);
	card_write_dismissed(facts->clocks->candidate);
	write_bounces(facts->bounces);
	return true;
}

static void
print_invitation(Printer *printer, const Standing *standing, const StoredMessage *message)
{
	print_begin_map(printer);
	print_key(printer, "message_id");
	print_string(printer, message->message_id);
	print_key(printer, "since");
	print_instant(printer, standing->rsvp_since);
	print_key(printer, "start");
	print_instant(printer, standing->rsvp_start);
	print_end_map(printer);
}

bool
why_print_causes(Printer *printer, const WhyFacts *facts, GError **error)
{
	const Candidate *candidate = facts->clocks->candidate;
	g_autoptr(StoredMessage) invitation = NULL;

	if (!load_invitation(facts, &invitation, error))
		return false;
	print_key(printer, "invitation");
	if (invitation != NULL)
		print_invitation(printer, &candidate->standing, invitation);
	else
		print_null(printer);
	card_print_reminders(printer, candidate);
	card_print_occasions(printer, candidate, facts->now);
	card_print_dismissed(printer, candidate);
	return true;
}
