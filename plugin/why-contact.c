#include <stdio.h>

#include "lib/text.h"
#include "plugin/card.h"
#include "plugin/terminal.h"
#include "plugin/who.h"
#include "plugin/why-date.h"
#include "plugin/why-facts.h"
#include "plugin/why-tally.h"
#include "plugin/why.h"

static bool
write_text(
	const WhyFacts *facts, const WhyDates *dates, const WhyTally *tally, GError **error)
{
	const Contact *contact = facts->clocks->candidate->contact;
	g_autofree char *name = text_visible(contact->name);
	g_autofree char *date = when_format_date(facts->clocks->last_contact);

	printf("%s%s%s (%s)\n", terminal_style(STYLE_NAME), name,
		terminal_style(STYLE_NONE), contact->slug);
	terminal_field("last contact", "%s, by the policy \"%s\" of class %s", date,
		policy_name(contact->policy), contact->class_name);
	why_write_dates(dates);
	why_write_ratio(facts);
	why_write_rhythm(facts);
	why_write_replies(facts);
	why_write_place(facts);
	why_write_strength(facts);
	if (!why_write_causes(facts, error))
		return false;
	why_write_tally(tally);
	return true;
}

static bool
write_structured(const WhyFacts *facts, const WhyDates *dates, const WhyTally *tally,
	Format format, GError **error)
{
	const Contact *contact = facts->clocks->candidate->contact;
	g_autoptr(Printer) printer = printer_new(format);

	print_begin_map(printer);
	print_key(printer, "contact");
	who_print(printer, contact);
	print_key(printer, "policy");
	print_string(printer, policy_name(contact->policy));
	print_key(printer, "last_contact");
	print_instant(printer, facts->clocks->last_contact);
	print_key(printer, "dates");
	why_print_dates(printer, dates);
	why_print_tally(printer, tally);
	card_print_bounces(printer, facts->bounces);
	why_print_ratio(printer, facts);
	why_print_rhythm(printer, facts);
	why_print_replies(printer, facts);
	why_print_place(printer, facts);
	why_print_strength(printer, facts);
	if (!why_print_causes(printer, facts, error))
		return false;
	print_end_map(printer);
	return true;
}

static bool
write_answer(Session *session, const WhyFacts *facts, Format format, GError **error)
{
	const Contact *contact = facts->clocks->candidate->contact;
	g_auto(WhyDates) dates = { 0 };
	WhyTally tally;

	if (!why_dates_load(session, facts->clocks, facts->rows, &dates, error) ||
		!why_tally(session->store, facts->rows, contact->addresses, &tally, error))
		return false;
	if (format == FORMAT_TEXT)
		return write_text(facts, &dates, &tally, error);
	return write_structured(facts, &dates, &tally, format, error);
}

bool
why_contact(Session *session, const Contact *contact, bool all, Format format, Instant now,
	GError **error)
{
	Store *store = session->store;
	g_autoptr(Candidate) candidate = store_candidate(store, contact->id, now, error);
	g_autoptr(GPtrArray) rows = NULL, bounces = NULL;
	ReplyTimes global = { 0 };
	Suggestion clocks;
	WhyFacts facts;

	if (candidate == NULL || !store_reply_times(store, &global, error))
		return false;
	rows = store_history(store, contact->id, -1, error);
	if (rows == NULL)
		return false;
	bounces = store_bounces(store, contact->id, error);
	if (bounces == NULL)
		return false;
	clocks = suggest_evaluate(candidate, &global, now);
	facts = (WhyFacts){ store, &clocks, global, rows, bounces, now, all };
	return write_answer(session, &facts, format, error);
}

bool
why_address(Store *store, const char *email, Format format, GError **error)
{
	g_autoptr(GPtrArray) rows = store_history_of(store, email, -1, error);
	char *const emails[] = { (char *)email, NULL };
	g_autoptr(Printer) printer = NULL;
	WhyTally tally;

	if (rows == NULL || !why_tally(store, rows, emails, &tally, error))
		return false;
	if (format == FORMAT_TEXT) {
		terminal_put(0, email);
		why_write_tally(&tally);
		return true;
	}
	printer = printer_new(format);
	print_begin_map(printer);
	print_key(printer, "address");
	print_string(printer, email);
	why_print_tally(printer, &tally);
	print_end_map(printer);
	return true;
}
