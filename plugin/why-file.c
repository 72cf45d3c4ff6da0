#include <string.h>

#include "lib/error.h"
#include "lib/record.h"
#include "plugin/piped.h"
#include "plugin/terminal.h"
#include "plugin/why.h"

/* Which rule a mail would fall under that is in no mail store, or not yet. */

static HeaderBlock *
read_block(const char *path, GError **error)
{
	g_autoptr(GError) cause = NULL;
	g_autoptr(HeaderBlock) block =
		strcmp(path, "-") == 0 ? piped_header() : header_read(path, &cause);

	if (block != NULL && block->n_fields > 0)
		return g_steal_pointer(&block);
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_DATA, "%s: name a mail file",
		block != NULL ? "there is no header of a mail" : cause->message);
	return NULL;
}

static void
write_interaction(const Interaction *with)
{
	const char *to = with->direction == DIRECTION_OUT ? "to" : "from";

	terminal_field("would record", "%s (%s) %s %s, on the channel %s: %s",
		direction_name(with->direction), role_name(with->role), to, with->email,
		channel_name(with->channel),
		with->counts ? "resets the cadence" : "resets nothing");
}

static void
write_text(const Record *record)
{
	g_autofree char *date = when_format_at(record->date, record->utc_offset);

	terminal_field(
		"rule", "%s: %s", rule_name(record->rule), rule_sentence(record->rule));
	if (record->relay != NULL)
		terminal_field("channel rule", "%s", record->relay);
	if (record->author != NULL)
		terminal_field(
			"author", "%s%s", record->author, record->own ? ", you" : "");
	terminal_field("date", "%s", date);
	if (record->unverified)
		terminal_field("unverified",
			"your server does not vouch for it: it resets nothing");
	for (guint i = 0; i < record->interactions->len; i++)
		write_interaction(g_ptr_array_index(record->interactions, i));
	if (record->interactions->len == 0)
		terminal_field("would record", "nothing");
}

static void
print_interaction(Printer *printer, const Interaction *with)
{
	print_begin_map(printer);
	print_key(printer, "direction");
	print_string(printer, direction_name(with->direction));
	print_key(printer, "role");
	print_string(printer, role_name(with->role));
	print_key(printer, "channel");
	print_string(printer, channel_name(with->channel));
	print_key(printer, "address");
	print_string(printer, with->email);
	print_key(printer, "name");
	print_string(printer, with->name);
	print_key(printer, "rule");
	print_string(printer, rule_name(with->rule));
	print_key(printer, "counts");
	print_bool(printer, with->counts);
	print_end_map(printer);
}

static void
write_structured(const Record *record, Format format)
{
	g_autoptr(Printer) printer = printer_new(format);

	print_begin_map(printer);
	print_key(printer, "rule");
	print_string(printer, rule_name(record->rule));
	print_key(printer, "sentence");
	print_string(printer, rule_sentence(record->rule));
	print_key(printer, "channel_rule");
	print_string(printer, record->relay);
	print_key(printer, "date");
	print_instant(printer, record->date);
	print_key(printer, "utc_offset");
	print_int(printer, record->utc_offset * 60);
	print_key(printer, "author");
	print_string(printer, record->author);
	print_key(printer, "own");
	print_bool(printer, record->own);
	print_key(printer, "unverified");
	print_bool(printer, record->unverified);
	print_key(printer, "interactions");
	print_begin_list(printer);
	for (guint i = 0; i < record->interactions->len; i++)
		print_interaction(printer, g_ptr_array_index(record->interactions, i));
	print_end_list(printer);
	print_end_map(printer);
}

bool
why_file(const Session *session, const char *path, Format format, Instant now,
	GError **error)
{
	g_autoptr(HeaderBlock) block = read_block(path, error);
	g_autoptr(Record) record = NULL;

	if (block == NULL)
		return false;
	record = record_from_headers(&block, 1, session->settings, now);
	if (format == FORMAT_TEXT)
		write_text(record);
	else
		write_structured(record, format);
	return true;
}
