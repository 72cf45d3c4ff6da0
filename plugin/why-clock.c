#include "lib/clock.h"
#include "plugin/terminal.h"
#include "plugin/why-facts.h"
#include "plugin/wording.h"

/* The cadence and what it is compared with. */

static double
days_between(Instant from, Instant to)
{
	return (double)(to - from) / (double)WHEN_DAY;
}

static bool
has_own_cadence(const Contact *contact)
{
	return when_interval_days(contact->own_cadence) > 0;
}

static void
write_reasons(const Suggestion *clocks)
{
	const char *label = "reasons";

	for (Reason i = 0; i < N_REASONS; i++) {
		g_autofree char *since = when_format_date(clocks->since[i]);

		if ((clocks->reasons & 1u << i) == 0)
			continue;
		terminal_field(label, "%s since %s", reason_name(i), since);
		label = "";
	}
}

void
why_write_ratio(const WhyFacts *facts)
{
	const Suggestion *clocks = facts->clocks;
	const Contact *contact = clocks->candidate->contact;
	Instant since = suggest_silent_since(clocks);
	g_autofree char *every = wording_cadence(contact->cadence);
	g_autofree char *from = when_format_date(since);
	g_autofree char *due = when_format_date(clocks->due);
	const char *what = "the last contact";

	if (since == contact->fresh)
		what = "the fresh start";
	else if (clocks->last_contact == WHEN_NEVER)
		what = "tracking began";
	write_reasons(clocks);
	terminal_field("cadence", "%s, %s%s: due on %s", every,
		has_own_cadence(contact) ? "their own" : "that of class ",
		has_own_cadence(contact) ? "" : contact->class_name, due);
	terminal_field("ratio", "%.2f: %.1f days since %s on %s, divided by %.1f",
		clocks->ratio, days_between(since, facts->now), what, from,
		days_between(since, clocks->due));
}

void
why_print_ratio(Printer *printer, const WhyFacts *facts)
{
	const Suggestion *clocks = facts->clocks;
	const Contact *contact = clocks->candidate->contact;
	g_autofree char *every = when_format_interval(contact->cadence);

	print_key(printer, "reasons");
	print_begin_list(printer);
	for (Reason i = 0; i < N_REASONS; i++)
		if ((clocks->reasons & 1u << i) != 0) {
			print_begin_map(printer);
			print_key(printer, "reason");
			print_string(printer, reason_name(i));
			print_key(printer, "since");
			print_instant(printer, clocks->since[i]);
			print_end_map(printer);
		}
	print_end_list(printer);
	print_key(printer, "ratio");
	print_real(printer, clocks->ratio);
	print_key(printer, "silent_since");
	print_instant(printer, suggest_silent_since(clocks));
	print_key(printer, "due");
	print_instant(printer, clocks->due);
	print_key(printer, "cadence");
	print_string(printer, every);
	print_key(printer, "cadence_of");
	print_string(printer, has_own_cadence(contact) ? "contact" : "class");
}

static double
half_life(const WhyFacts *facts)
{
	return 2.0 * when_interval_days(facts->clocks->candidate->contact->cadence);
}

static double
strength_now(const WhyFacts *facts)
{
	const Standing *standing = &facts->clocks->candidate->standing;

	return clock_strength_at(
		standing->strength, standing->last, half_life(facts), facts->now);
}

void
why_write_strength(const WhyFacts *facts)
{
	const Standing *standing = &facts->clocks->candidate->standing;
	g_autofree char *span =
		when_describe_span((int64_t)(half_life(facts) * (double)WHEN_DAY));
	g_autofree char *last = when_format_date(standing->last);

	if (standing->last != WHEN_NEVER)
		terminal_field("strength",
			"%.2f: it was %.2f on %s, and half of it goes in %s",
			strength_now(facts), standing->strength, last, span);
}

void
why_print_strength(Printer *printer, const WhyFacts *facts)
{
	const Standing *standing = &facts->clocks->candidate->standing;

	print_key(printer, "strength");
	if (standing->last == WHEN_NEVER) {
		print_null(printer);
		return;
	}
	print_begin_map(printer);
	print_key(printer, "now");
	print_real(printer, strength_now(facts));
	print_key(printer, "value");
	print_real(printer, standing->strength);
	print_key(printer, "at");
	print_instant(printer, standing->last);
	print_key(printer, "half_life_days");
	print_real(printer, half_life(facts));
	print_end_map(printer);
}
