#include <stdio.h>

#include "lib/letter.h"
#include "lib/text.h"
#include "plugin/event.h"
#include "plugin/terminal.h"
#include "plugin/why-meeting.h"
#include "plugin/why.h"

/* What its own Date: header says; WHEN_NEVER if the mail is not at hand. */
static Instant
date_of_header(Session *session, const char *id)
{
	Mailbox *mailbox = session_mailbox(session, NULL);
	g_autoptr(MailboxFound) found = NULL;
	g_autoptr(Letter) letter = NULL;

	if (mailbox == NULL || !mailbox_find(mailbox, id, &found, NULL) || found == NULL ||
		found->files[0] == NULL)
		return WHEN_NEVER;
	letter = letter_read(found->files[0], NULL);
	return letter != NULL ? letter->date : WHEN_NEVER;
}

static void
write_date(Session *session, const char *id, const StoredMessage *message)
{
	g_autofree char *date = NULL;
	Instant claimed;

	if (message->date == WHEN_NEVER)
		return;
	date = when_format_at(message->date, message->utc_offset);
	terminal_field("date", "%s", date);
	claimed = date_of_header(session, id);
	if (claimed != WHEN_NEVER && claimed != message->date) {
		g_autofree char *other = when_format_at(claimed, message->utc_offset);

		terminal_field("",
			"its Date: says %s; the record believes no date that is later than "
			"the mail was received, or absurd",
			other);
	}
}

static void
write_interaction(const HistoryRow *row)
{
	if (row->channel == CHANNEL_MEETING) {
		g_autofree char *date = when_format_at(row->date, row->utc_offset);

		terminal_field("recorded", "a meeting with %s, over on %s: %s",
			row->address, date,
			row->counts ? "resets the cadence" : "resets nothing");
		return;
	}
	terminal_field("recorded", "%s (%s) %s %s: %s", direction_name(row->direction),
		role_name(row->role), row->direction == DIRECTION_OUT ? "to" : "from",
		row->address, row->counts ? "resets the cadence" : "resets nothing");
}

static void
write_text(Session *session, const char *id, const StoredMessage *message,
	const GPtrArray *interactions, const GPtrArray *steps)
{
	g_autofree char *visible = text_visible(id);

	printf("id:%s\n", visible);
	if (message == NULL) {
		terminal_field("never read",
			"it is not in the notmuch database, or \"notmuch-cadence-index\" "
			"has not run since it came");
		return;
	}
	terminal_field(
		"rule", "%s: %s", rule_name(message->rule), rule_sentence(message->rule));
	if (message->author != NULL)
		terminal_field(
			"author", "%s%s", message->author, message->own ? ", you" : "");
	write_date(session, id, message);
	if (message->unverified)
		terminal_field("unverified",
			"your server says that it failed authentication: it resets "
			"nothing");
	if (message->gone)
		terminal_field("gone",
			"it has left the mail store: what it gave stays until "
			"\"notmuch-cadence-index --prune\"");
	for (guint i = 0; i < interactions->len; i++)
		write_interaction(g_ptr_array_index(interactions, i));
	if (interactions->len == 0)
		terminal_field("recorded", "nothing");
	why_write_steps(steps);
}

static void
print_known(Printer *printer, const StoredMessage *message)
{
	g_autofree char *thread = event_thread(message->thread);

	print_key(printer, "rule");
	print_string(printer, rule_name(message->rule));
	print_key(printer, "sentence");
	print_string(printer, rule_sentence(message->rule));
	print_key(printer, "date");
	print_instant(printer, message->date);
	print_key(printer, "utc_offset");
	if (message->date != WHEN_NEVER)
		print_int(printer, message->utc_offset * 60);
	else
		print_null(printer);
	print_key(printer, "author");
	print_string(printer, message->author);
	print_key(printer, "own");
	print_bool(printer, message->own);
	print_key(printer, "unverified");
	print_bool(printer, message->unverified);
	print_key(printer, "gone");
	print_bool(printer, message->gone);
	print_key(printer, "thread_id");
	print_string(printer, thread);
}

static void
print_unknown(Printer *printer)
{
	static const char *const keys[] = { "rule", "sentence", "date", "utc_offset",
		"author", "own", "unverified", "gone", "thread_id" };

	for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
		print_key(printer, keys[i]);
		print_null(printer);
	}
}

static void
write_structured(const char *id, const StoredMessage *message,
	const GPtrArray *interactions, const GPtrArray *steps, Format format)
{
	g_autoptr(Printer) printer = printer_new(format);

	print_begin_map(printer);
	print_key(printer, "message_id");
	print_string(printer, id);
	if (message != NULL)
		print_known(printer, message);
	else
		print_unknown(printer);
	print_key(printer, "interactions");
	print_begin_list(printer);
	for (guint i = 0; interactions != NULL && i < interactions->len; i++)
		event_print(printer, g_ptr_array_index(interactions, i));
	print_end_list(printer);
	print_key(printer, "meeting");
	why_print_steps(printer, steps);
	print_end_map(printer);
}

bool
why_message(Session *session, const char *id, Format format, GError **error)
{
	g_autoptr(StoredMessage) message = NULL;
	g_autoptr(GPtrArray) interactions = NULL;
	g_autoptr(GPtrArray) steps = NULL;

	if (!store_message_by_id(session->store, id, &message, error))
		return false;
	if (message != NULL) {
		interactions =
			store_message_interactions(session->store, message->id, error);
		if (interactions == NULL)
			return false;
		steps = store_meeting_steps(session->store, message->id, error);
		if (steps == NULL)
			return false;
	}
	if (format == FORMAT_TEXT)
		write_text(session, id, message, interactions, steps);
	else
		write_structured(id, message, interactions, steps, format);
	return true;
}
