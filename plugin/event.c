#include "plugin/event.h"

char *
event_thread(uint64_t thread)
{
	return thread != 0 ? g_strdup_printf("%016" G_GINT64_MODIFIER "x", thread) : NULL;
}

void
event_print(Printer *printer, const HistoryRow *row)
{
	g_autofree char *thread = event_thread(row->thread);

	print_begin_map(printer);
	print_key(printer, "date");
	print_instant(printer, row->date);
	print_key(printer, "utc_offset");
	print_int(printer, row->utc_offset * 60);
	print_key(printer, "direction");
	print_string(printer, direction_name(row->direction));
	print_key(printer, "role");
	print_string(printer, role_name(row->role));
	print_key(printer, "channel");
	print_string(printer, channel_name(row->channel));
	print_key(printer, "address");
	print_string(printer, row->address);
	print_key(printer, "message_id");
	print_string(printer, row->message_id);
	print_key(printer, "thread_id");
	print_string(printer, thread);
	print_key(printer, "rule");
	print_string(printer, rule_name(row->rule));
	print_key(printer, "counts");
	print_bool(printer, row->counts);
	print_key(printer, "note");
	print_string(printer, row->note);
	print_end_map(printer);
}
