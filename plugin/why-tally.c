#include "plugin/why-tally.h"

#include "plugin/terminal.h"

bool
why_tally(Store *store, const GPtrArray *rows, char *const *emails, WhyTally *ret_tally,
	GError **error)
{
	*ret_tally = (WhyTally){ 0 };
	for (guint i = 0; i < rows->len; i++) {
		const HistoryRow *row = g_ptr_array_index(rows, i);

		ret_tally->recorded[row->rule]++;
		ret_tally->counted[row->rule] += row->counts;
	}
	for (; *emails != NULL; emails++)
		if (!store_passed_over(store, *emails, ret_tally->passed_over, error))
			return false;
	return true;
}

void
why_write_tally(const WhyTally *tally)
{
	const char *label = "recorded";

	for (Rule i = 0; i < N_RULES; i++) {
		if (tally->recorded[i] == 0)
			continue;
		terminal_field(label, "%d by %s, of which %d count: %s", tally->recorded[i],
			rule_name(i), tally->counted[i], rule_sentence(i));
		label = "";
	}
	if (*label != '\0')
		terminal_field(label, "nothing");
	for (Rule i = 0; i < N_RULES; i++)
		if (tally->passed_over[i] > 0)
			terminal_field("passed over", "%d of theirs by %s: %s",
				tally->passed_over[i], rule_name(i), rule_sentence(i));
}

static void
print_rule(Printer *printer, Rule rule)
{
	print_key(printer, "rule");
	print_string(printer, rule_name(rule));
	print_key(printer, "sentence");
	print_string(printer, rule_sentence(rule));
}

static void
print_rules(Printer *printer, const WhyTally *tally)
{
	print_key(printer, "rules");
	print_begin_list(printer);
	for (Rule i = 0; i < N_RULES; i++) {
		if (tally->recorded[i] == 0)
			continue;
		print_begin_map(printer);
		print_rule(printer, i);
		print_key(printer, "recorded");
		print_int(printer, tally->recorded[i]);
		print_key(printer, "counted");
		print_int(printer, tally->counted[i]);
		print_end_map(printer);
	}
	print_end_list(printer);
}

static void
print_passed_over(Printer *printer, const WhyTally *tally)
{
	print_key(printer, "passed_over");
	print_begin_list(printer);
	for (Rule i = 0; i < N_RULES; i++) {
		if (tally->passed_over[i] == 0)
			continue;
		print_begin_map(printer);
		print_rule(printer, i);
		print_key(printer, "messages");
		print_int(printer, tally->passed_over[i]);
		print_end_map(printer);
	}
	print_end_list(printer);
}

void
why_print_tally(Printer *printer, const WhyTally *tally)
{
	print_rules(printer, tally);
	print_passed_over(printer, tally);
}
