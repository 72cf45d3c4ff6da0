#include <stdio.h>

#include "lib/text.h"
#include "plugin/event.h"
#include "plugin/terminal.h"
#include "plugin/who.h"
#include "plugin/why.h"
#include "plugin/wording.h"

/* A date and the message that set it. */
typedef struct {
	const char *key;   /* in JSON */
	const char *label; /* for people */
	Instant date;
	StoredMessage *message; /* NULL: entered by hand, or no such date */
	bool met;               /* it arranged a meeting, which ended then */
} Source;

enum { LAST_IN, LAST_OUT, OWED, AWAITING, N_SOURCES };

typedef struct {
	const Candidate *candidate;
	Instant last_contact;
	Source sources[N_SOURCES];
} Sources;

static void
sources_clear(Sources *sources)
{
	for (guint i = 0; i < N_SOURCES; i++)
		g_clear_pointer(&sources->sources[i].message, stored_message_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Sources, sources_clear)

static bool
load_source(Store *store, Source *source, const char *key, const char *label, Instant date,
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

static bool
load(Store *store, const Suggestion *clocks, Sources *sources, GError **error)
{
	const Standing *standing = &clocks->candidate->standing;
	Source *source = sources->sources;

	sources->candidate = clocks->candidate;
	sources->last_contact = clocks->last_contact;
	return load_source(store, &source[LAST_IN], "last_in", "they wrote",
		       standing->last_in, standing->last_in_message, error) &&
	       load_source(store, &source[LAST_OUT], "last_out", "you wrote",
		       standing->last_out, standing->last_out_message, error) &&
	       load_source(store, &source[OWED], "owed_since", "they asked",
		       standing->owed_since, standing->owed_message, error) &&
	       load_source(store, &source[AWAITING], "awaiting_since", "you asked",
		       standing->awaiting_since, standing->awaiting_message, error);
}

/* A meeting's date is its end, not that of a message. */
static bool
load_meeting(Store *store, Source *source, const GPtrArray *rows, GError **error)
{
	for (guint i = 0; i < rows->len && source->message == NULL; i++) {
		const HistoryRow *row = g_ptr_array_index(rows, i);

		if (row->rule != RULE_MEETING || row->date != source->date)
			continue;
		source->met = true;
		if (!store_message(store, row->message, &source->message, error))
			return false;
	}
	return true;
}

static Rule
source_rule(const Source *source)
{
	if (source->met)
		return RULE_MEETING;
	return source->message != NULL ? source->message->rule : RULE_LOGGED;
}

/* How many interactions each rule recorded, how many of them count, and how many messages
 * gave none because of it: marks of a robot or a list may be put on anybody's mail. */
typedef struct {
	int recorded[N_RULES];
	int counted[N_RULES];
	int passed_over[N_RULES];
} Tally;

static Tally
tally(const GPtrArray *rows)
{
	Tally sum = { 0 };

	for (guint i = 0; i < rows->len; i++) {
		const HistoryRow *row = g_ptr_array_index(rows, i);

		sum.recorded[row->rule]++;
		sum.counted[row->rule] += row->counts;
	}
	return sum;
}

static bool
tally_passed_over(Store *store, char *const *emails, Tally *sum, GError **error)
{
	for (; *emails != NULL; emails++)
		if (!store_passed_over(store, *emails, sum->passed_over, error))
			return false;
	return true;
}

static void
write_source(const Source *source)
{
	Rule rule = source_rule(source);
	int utc_offset = source->message != NULL ? source->message->utc_offset : 0;
	g_autofree char *date = NULL;

	if (source->date == WHEN_NEVER)
		return;
	date = when_format_at(source->date, utc_offset);
	terminal_field(
		source->label, "%s, %s: %s", date, rule_name(rule), rule_sentence(rule));
	if (source->message != NULL && source->message->message_id != NULL)
		terminal_field("", "id:%s%s", source->message->message_id,
			source->message->gone ? ", which has left the mail store" : "");
}

static void
write_tally(const Tally *sum)
{
	const char *label = "recorded";

	for (Rule i = 0; i < N_RULES; i++) {
		if (sum->recorded[i] == 0)
			continue;
		terminal_field(label, "%d by %s, of which %d count: %s", sum->recorded[i],
			rule_name(i), sum->counted[i], rule_sentence(i));
		label = "";
	}
	if (*label != '\0')
		terminal_field(label, "nothing");
	for (Rule i = 0; i < N_RULES; i++)
		if (sum->passed_over[i] > 0)
			terminal_field("passed over", "%d of theirs by %s: %s",
				sum->passed_over[i], rule_name(i), rule_sentence(i));
}

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

static void
write_text(const Sources *sources, const GPtrArray *bounces, const Tally *sum)
{
	const Contact *contact = sources->candidate->contact;
	double rhythm = sources->candidate->standing.rhythm_days;
	g_autofree char *name = text_visible(contact->name);
	g_autofree char *date = when_format_date(sources->last_contact);

	printf("%s (%s)\n", name, contact->slug);
	terminal_field("last contact", "%s, by the policy \"%s\" of class %s", date,
		policy_name(contact->policy), contact->class_name);
	for (guint i = 0; i < N_SOURCES; i++)
		write_source(&sources->sources[i]);
	if (rhythm > 0) {
		g_autofree char *every = wording_every(rhythm);

		terminal_field("rhythm",
			"%s: the median gap between days with interactions", every);
	}
	write_bounces(bounces);
	write_tally(sum);
}

static void
print_source(Printer *printer, const Source *source)
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
	print_end_map(printer);
}

static void
print_tally(Printer *printer, const Tally *sum)
{
	print_key(printer, "rules");
	print_begin_list(printer);
	for (Rule i = 0; i < N_RULES; i++) {
		if (sum->recorded[i] == 0)
			continue;
		print_begin_map(printer);
		print_key(printer, "rule");
		print_string(printer, rule_name(i));
		print_key(printer, "sentence");
		print_string(printer, rule_sentence(i));
		print_key(printer, "recorded");
		print_int(printer, sum->recorded[i]);
		print_key(printer, "counted");
		print_int(printer, sum->counted[i]);
		print_end_map(printer);
	}
	print_end_list(printer);
}

static void
print_passed_over(Printer *printer, const Tally *sum)
{
	print_key(printer, "passed_over");
	print_begin_list(printer);
	for (Rule i = 0; i < N_RULES; i++) {
		if (sum->passed_over[i] == 0)
			continue;
		print_begin_map(printer);
		print_key(printer, "rule");
		print_string(printer, rule_name(i));
		print_key(printer, "sentence");
		print_string(printer, rule_sentence(i));
		print_key(printer, "messages");
		print_int(printer, sum->passed_over[i]);
		print_end_map(printer);
	}
	print_end_list(printer);
}

static void
print_bounces(Printer *printer, const GPtrArray *bounces)
{
	print_key(printer, "bounces");
	print_begin_list(printer);
	for (guint i = 0; i < bounces->len; i++) {
		const Bounce *bounce = g_ptr_array_index(bounces, i);

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

static void
write_structured(
	const Sources *sources, const GPtrArray *bounces, const Tally *sum, Format format)
{
	const Contact *contact = sources->candidate->contact;
	g_autoptr(Printer) printer = printer_new(format);

	print_begin_map(printer);
	print_key(printer, "contact");
	who_print(printer, contact);
	print_key(printer, "policy");
	print_string(printer, policy_name(contact->policy));
	print_key(printer, "last_contact");
	print_instant(printer, sources->last_contact);
	print_key(printer, "dates");
	print_begin_list(printer);
	for (guint i = 0; i < N_SOURCES; i++)
		print_source(printer, &sources->sources[i]);
	print_end_list(printer);
	print_tally(printer, sum);
	print_passed_over(printer, sum);
	print_bounces(printer, bounces);
	print_end_map(printer);
}

bool
why_contact(Session *session, const Contact *contact, Format format, Instant now,
	GError **error)
{
	g_autoptr(Candidate) candidate =
		store_candidate(session->store, contact->id, now, error);
	g_autoptr(GPtrArray) rows = NULL, bounces = NULL;
	g_auto(Sources) sources = { 0 };
	ReplyTimes global = { 0 };
	Suggestion clocks;
	Tally sum;

	if (candidate == NULL || !store_reply_times(session->store, &global, error))
		return false;
	clocks = suggest_evaluate(candidate, &global, now);
	rows = store_history(session->store, contact->id, -1, error);
	if (rows == NULL || !load(session->store, &clocks, &sources, error) ||
		!load_meeting(session->store, &sources.sources[LAST_IN], rows, error) ||
		!load_meeting(session->store, &sources.sources[LAST_OUT], rows, error))
		return false;
	sum = tally(rows);
	bounces = store_bounces(session->store, contact->id, error);
	if (bounces == NULL ||
		!tally_passed_over(session->store, contact->addresses, &sum, error))
		return false;
	if (format == FORMAT_TEXT)
		write_text(&sources, bounces, &sum);
	else
		write_structured(&sources, bounces, &sum, format);
	return true;
}

bool
why_address(Store *store, const char *email, Format format, GError **error)
{
	g_autoptr(GPtrArray) rows = store_history_of(store, email, -1, error);
	g_autoptr(Printer) printer = NULL;
	Tally sum;

	if (rows == NULL)
		return false;
	sum = tally(rows);
	if (!store_passed_over(store, email, sum.passed_over, error))
		return false;
	if (format == FORMAT_TEXT) {
		terminal_put(0, email);
		write_tally(&sum);
		return true;
	}
	printer = printer_new(format);
	print_begin_map(printer);
	print_key(printer, "address");
	print_string(printer, email);
	print_tally(printer, &sum);
	print_passed_over(printer, &sum);
	print_end_map(printer);
	return true;
}
