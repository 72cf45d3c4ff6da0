#include <string.h>

#include "lib/clock.h"
#include "plugin/terminal.h"
#include "plugin/why-facts.h"
#include "plugin/wording.h"

/* Their letters, and the answers to them: when one is late, what time it is there. */

/* One side's answers: to or of this contact, and all there are. */
typedef struct {
	const char *key, *label;
	const char *whose, *all;
	double own, global;
	int n, n_global;
} Answers;

static void
read_answers(const WhyFacts *facts, Answers ret_answers[2])
{
	const Standing *standing = &facts->clocks->candidate->standing;
	const ReplyTimes *global = &facts->global;

	ret_answers[0] = (Answers){ "theirs", "their answers", "theirs", "everybody's",
		standing->reply_theirs, global->theirs, standing->n_theirs,
		global->n_theirs };
	ret_answers[1] = (Answers){ "mine", "your answers", "yours to them", "all of yours",
		standing->reply_mine, global->mine, standing->n_mine, global->n_mine };
}

static double
threshold(const Answers *answers)
{
	return clock_reply_threshold(
		answers->own, answers->n, answers->global, answers->n_global);
}

/* What decides when an answer is late: of few answers nothing is known. */
static void
append_cause(GString *text, const Answers *answers)
{
	g_autofree char *own = wording_hours(answers->own);
	g_autofree char *global = wording_hours(answers->global);
	bool few = answers->n < CLOCK_FEW_ANSWERS;

	if (answers->n_global < CLOCK_FEW_ANSWERS) {
		g_string_append(text, "there are too few to tell by");
		return;
	}
	g_string_append_printf(text, "of %s (%d) nine in ten came within %s",
		few ? answers->all : answers->whose, few ? answers->n_global : answers->n,
		few ? global : own);
	if (few)
		g_string_append_printf(
			text, ", and %s are only %d", answers->whose, answers->n);
	else
		g_string_append_printf(text, ", of %s (%d) within %s", answers->all,
			answers->n_global, global);
}

void
why_write_replies(const WhyFacts *facts)
{
	Answers answers[2];

	read_answers(facts, answers);
	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		g_autofree char *late = wording_hours(threshold(&answers[i]));
		g_autoptr(GString) text = g_string_new(NULL);

		g_string_printf(text, "late after %s, weekends not counted: ", late);
		append_cause(text, &answers[i]);
		terminal_field(answers[i].label, "%s", text->str);
	}
}

static void
print_answers(Printer *printer, const Answers *answers)
{
	print_begin_map(printer);
	print_key(printer, "late_after_hours");
	print_real(printer, threshold(answers));
	print_key(printer, "hours");
	answers->n > 0 ? print_real(printer, answers->own) : print_null(printer);
	print_key(printer, "n");
	print_int(printer, answers->n);
	print_key(printer, "global_hours");
	answers->n_global > 0 ? print_real(printer, answers->global) : print_null(printer);
	print_key(printer, "global_n");
	print_int(printer, answers->n_global);
	print_end_map(printer);
}

void
why_print_replies(Printer *printer, const WhyFacts *facts)
{
	Answers answers[2];

	read_answers(facts, answers);
	print_key(printer, "replies");
	print_begin_map(printer);
	for (guint i = 0; i < G_N_ELEMENTS(answers); i++) {
		print_key(printer, answers[i].key);
		print_answers(printer, &answers[i]);
	}
	print_end_map(printer);
}

/* Of their last letters: how many there are, how many have the offset in force, how many
 * were written within the usual hours. */
typedef struct {
	int n, of_offset, of_hour;
} Letters;

static bool
is_within(const HistoryRow *row, int usual_hour)
{
	int64_t there = (row->date + row->utc_offset * 60) % WHEN_DAY;
	int hour = (int)((there + WHEN_DAY) % WHEN_DAY / 3600);

	return usual_hour >= 0 && (hour - usual_hour + 24) % 24 < CLOCK_USUAL_HOURS;
}

static Letters
count_letters(const WhyFacts *facts)
{
	const Standing *standing = &facts->clocks->candidate->standing;
	Letters letters = { 0 };

	for (guint i = 0; i < facts->rows->len && letters.n < CLOCK_LAST_LETTERS; i++) {
		const HistoryRow *row = facts->rows->pdata[i];

		if (row->direction != DIRECTION_IN || row->message == 0)
			continue;
		letters.n++;
		letters.of_offset += row->utc_offset == standing->utc_offset;
		letters.of_hour += is_within(row, standing->usual_hour);
	}
	return letters;
}

void
why_write_place(const WhyFacts *facts)
{
	const Standing *standing = &facts->clocks->candidate->standing;
	Letters letters = count_letters(facts);
	g_autofree char *there = when_format_at(facts->now, standing->utc_offset);
	g_autofree char *hours = wording_usual_hours(standing->usual_hour);

	if (standing->has_utc_offset)
		terminal_field("time zone", "%s, as in %d of their last %d letters",
			strrchr(there, ' ') + 1, letters.of_offset, letters.n);
	else if (letters.n > 0)
		terminal_field("time zone", "not known: their last %d letters disagree",
			letters.n);
	if (standing->usual_hour >= 0)
		terminal_field("usual hours", "%s, as in %d of their last %d letters",
			hours, letters.of_hour, letters.n);
}

void
why_print_place(Printer *printer, const WhyFacts *facts)
{
	const Standing *standing = &facts->clocks->candidate->standing;
	Letters letters = count_letters(facts);

	print_key(printer, "place");
	print_begin_map(printer);
	print_key(printer, "utc_offset");
	if (standing->has_utc_offset)
		print_int(printer, standing->utc_offset * 60);
	else
		print_null(printer);
	print_key(printer, "utc_offset_letters");
	print_int(printer, standing->has_utc_offset ? letters.of_offset : 0);
	print_key(printer, "usual_hour");
	if (standing->usual_hour >= 0)
		print_int(printer, standing->usual_hour);
	else
		print_null(printer);
	print_key(printer, "usual_hour_letters");
	print_int(printer, letters.of_hour);
	print_key(printer, "letters");
	print_int(printer, letters.n);
	print_end_map(printer);
}
