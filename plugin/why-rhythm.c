#include "lib/clock.h"
#include "plugin/card.h"
#include "plugin/terminal.h"
#include "plugin/why-facts.h"
#include "plugin/wording.h"

/* Their rhythm, and the days it is made of. */

enum { NEWEST = 6 };

static int
day_of(const HistoryRow *row)
{
	return (int)(row->date / WHEN_DAY);
}

/* For each day of contact, newest first, its newest interaction that counts: as many days
 * as the gaps of the rhythm lie between. New array of HistoryRow, borrowed. */
static GPtrArray *
days_of(const WhyFacts *facts)
{
	int gaps = facts->clocks->candidate->standing.rhythm_gaps;
	GPtrArray *days = g_ptr_array_new();

	for (guint i = 0; i < facts->rows->len && (int)days->len <= gaps; i++) {
		const HistoryRow *row = facts->rows->pdata[i];

		if (row->counts &&
			(days->len == 0 ||
				day_of(row) < day_of(days->pdata[days->len - 1])))
			g_ptr_array_add(days, facts->rows->pdata[i]);
	}
	return days;
}

/* The days since the contact before; -1 of the oldest. */
static int
gap_before(const GPtrArray *days, guint i)
{
	return i + 1 < days->len ? day_of(days->pdata[i]) - day_of(days->pdata[i + 1]) : -1;
}

static void
write_day(const GPtrArray *days, guint i)
{
	const HistoryRow *row = days->pdata[i];
	int gap = gap_before(days, i);
	g_autofree char *date = when_format_at(row->date, 0);
	g_autofree char *after =
		gap < 0 ? g_strdup("")
			: g_strdup_printf(", after %d day%s", gap, gap == 1 ? "" : "s");

	terminal_field("", "%.10s%s: %s%s", date, after,
		row->message_id != NULL ? "id:" : "logged",
		row->message_id != NULL ? row->message_id : "");
}

static void
write_days(const WhyFacts *facts)
{
	g_autoptr(GPtrArray) days = days_of(facts);
	guint n = facts->all ? days->len : MIN(days->len, NEWEST);

	for (guint i = 0; i < n; i++)
		write_day(days, i);
	if (n < days->len)
		terminal_field("", "%u more with --all", days->len - n);
}

static void
write_drift(const WhyFacts *facts)
{
	const Standing *standing = &facts->clocks->candidate->standing;
	double from = 0, until = 0;

	clock_drift_bounds(standing->rhythm_days, &from, &until);
	terminal_field("drifting", "in a silence of %.0f to %.0f days", from, until);
}

static void
write_pace(const Candidate *candidate)
{
	const Standing *standing = &candidate->standing;
	g_autofree char *fitting = when_describe_interval(suggest_cadence(candidate));

	if (standing->pace_days <= 0)
		return;
	terminal_field("pace", "%.1f days: the median over %d days; %s%s",
		standing->pace_days, standing->pace_span,
		*fitting != '\0' ? "a cadence that fits is "
				 : "no other cadence is proposed",
		fitting);
}

void
why_write_rhythm(const WhyFacts *facts)
{
	const Standing *standing = &facts->clocks->candidate->standing;

	if (standing->rhythm_days > 0) {
		terminal_field("rhythm",
			"%.1f days: the median of %d gaps between days of contact",
			standing->rhythm_days, standing->rhythm_gaps);
		write_days(facts);
		write_drift(facts);
	} else {
		terminal_field("rhythm", "none yet: it takes three gaps over three weeks");
	}
	write_pace(facts->clocks->candidate);
}

static void
print_days(Printer *printer, const GPtrArray *days)
{
	print_key(printer, "interactions");
	print_begin_list(printer);
	for (guint i = 0; i < days->len; i++) {
		const HistoryRow *row = days->pdata[i];
		int gap = gap_before(days, i);

		print_begin_map(printer);
		print_key(printer, "date");
		print_instant(printer, row->date);
		print_key(printer, "gap_days");
		gap >= 0 ? print_int(printer, gap) : print_null(printer);
		print_key(printer, "message_id");
		print_string(printer, row->message_id);
		print_end_map(printer);
	}
	print_end_list(printer);
}

static void
print_rhythm(Printer *printer, const WhyFacts *facts)
{
	const Standing *standing = &facts->clocks->candidate->standing;
	g_autoptr(GPtrArray) days = days_of(facts);
	double from = 0, until = 0;

	clock_drift_bounds(standing->rhythm_days, &from, &until);
	print_begin_map(printer);
	print_key(printer, "days");
	print_real(printer, standing->rhythm_days);
	print_key(printer, "gaps");
	print_int(printer, standing->rhythm_gaps);
	print_key(printer, "drifting_from_days");
	print_real(printer, from);
	print_key(printer, "drifting_until_days");
	print_real(printer, until);
	print_days(printer, days);
	print_end_map(printer);
}

static void
print_pace(Printer *printer, const Standing *standing)
{
	print_begin_map(printer);
	print_key(printer, "days");
	print_real(printer, standing->pace_days);
	print_key(printer, "span_days");
	print_int(printer, standing->pace_span);
	print_end_map(printer);
}

void
why_print_rhythm(Printer *printer, const WhyFacts *facts)
{
	const Candidate *candidate = facts->clocks->candidate;

	print_key(printer, "rhythm");
	candidate->standing.rhythm_days > 0 ? print_rhythm(printer, facts)
					    : print_null(printer);
	print_key(printer, "pace");
	candidate->standing.pace_days > 0 ? print_pace(printer, &candidate->standing)
					  : print_null(printer);
	card_print_proposal(printer, candidate);
}
