#include "plugin/why-date.h"

#include "plugin/event.h"
#include "plugin/suggestion.h"
#include "plugin/terminal.h"

void
why_dates_clear(WhyDates *dates)
{
	for (guint i = 0; i < N_WHY_DATES; i++) {
		g_clear_pointer(&dates->of[i].message, stored_message_free);
		g_clear_pointer(&dates->of[i].question, g_free);
	}
}

static bool
load_source(Store *store, WhyDate *source, const char *key, const char *label, Instant date,
	int64_t row, GError **error)
{
	source->key = key;
	source->label = label;
	source->date = date;
	if (row != 0 && !store_message(store, row, &source->message, error))
		return false;
	/* The newest message is not what set the date if something newer was logged. */
	if (source->message != NULL && source->message->date != date)
		g_clear_pointer(&source->message, stored_message_free);
	return true;
}

/* What the history knows of a date that no message has: a meeting's is its end, and what
 * was logged has the user's zone. */
static bool
load_row(Store *store, WhyDate *source, const GPtrArray *rows, GError **error)
{
	for (guint i = 0; i < rows->len && source->message == NULL; i++) {
		const HistoryRow *row = g_ptr_array_index(rows, i);

		if (row->date != source->date || !row->counts)
			continue;
		if (row->message == 0)
			source->utc_offset = row->utc_offset;
		if (row->rule != RULE_MEETING)
			continue;
		source->met = true;
		if (!store_message(store, row->message, &source->message, error))
			return false;
	}
	if (source->message != NULL)
		source->utc_offset = source->message->utc_offset;
	return true;
}

static Rule
source_rule(const WhyDate *source)
{
	if (source->met)
		return RULE_MEETING;
	return source->message != NULL ? source->message->rule : RULE_LOGGED;
}

bool
why_dates_load(Session *session, const Suggestion *clocks, const GPtrArray *rows,
	WhyDates *ret_dates, GError **error)
{
	const Standing *standing = &clocks->candidate->standing;
	Store *store = session->store;
	WhyDate *in = &ret_dates->of[WHY_LAST_IN], *out = &ret_dates->of[WHY_LAST_OUT];
	WhyDate *owed = &ret_dates->of[WHY_OWED];
	WhyDate *awaiting = &ret_dates->of[WHY_AWAITING];

	return load_source(store, in, "last_in", "they wrote", standing->last_in,
		       standing->last_in_message, error) &&
	       load_source(store, out, "last_out", "you wrote", standing->last_out,
		       standing->last_out_message, error) &&
	       load_source(store, owed, "owed_since", "they asked", standing->owed_since,
		       standing->owed_message, error) &&
	       load_source(store, awaiting, "awaiting_since", "you asked",
		       standing->awaiting_since, standing->awaiting_message, error) &&
	       load_row(store, in, rows, error) && load_row(store, out, rows, error) &&
	       load_row(store, owed, rows, error) &&
	       load_row(store, awaiting, rows, error) &&
	       shown_question(session, standing->owed_message, &owed->question, error) &&
	       shown_question(
		       session, standing->awaiting_message, &awaiting->question, error);
}

static void
write_source(const WhyDate *source)
{
	Rule rule = source_rule(source);
	g_autofree char *date = NULL;

	if (source->date == WHEN_NEVER)
		return;
	date = when_format_at(source->date, source->utc_offset);
	terminal_field(
		source->label, "%s, %s: %s", date, rule_name(rule), rule_sentence(rule));
	if (source->message != NULL && source->message->message_id != NULL)
		terminal_field("", "id:%s%s", source->message->message_id,
			source->message->gone ? ", which has left the mail store" : "");
	if (source->question != NULL)
		terminal_field("", "\"%s\"", source->question);
}

void
why_write_dates(const WhyDates *dates)
{
	for (guint i = 0; i < N_WHY_DATES; i++)
		write_source(&dates->of[i]);
}

static void
print_source(Printer *printer, const WhyDate *source)
{
	const StoredMessage *message = source->message;
	g_autofree char *thread = message != NULL ? event_thread(message->thread) : NULL;
	Rule rule = source_rule(source);

	if (source->date == WHEN_NEVER)
		return;
	print_begin_map(printer);
	print_key(printer, "sets");
	print_string(printer, source->key);
	print_key(printer, "date");
	print_instant(printer, source->date);
	print_key(printer, "rule");
	print_string(printer, rule_name(rule));
	print_key(printer, "sentence");
	print_string(printer, rule_sentence(rule));
	print_key(printer, "message_id");
	print_string(printer, message != NULL ? message->message_id : NULL);
	print_key(printer, "thread_id");
	print_string(printer, thread);
	print_key(printer, "question");
	print_string(printer, source->question);
	print_end_map(printer);
}

void
why_print_dates(Printer *printer, const WhyDates *dates)
{
	print_begin_list(printer);
	for (guint i = 0; i < N_WHY_DATES; i++)
		print_source(printer, &dates->of[i]);
	print_end_list(printer);
}
