#include "lib/relay.h"
#include "plugin/commands.h"
#include "plugin/event.h"
#include "plugin/table.h"
#include "plugin/terminal.h"
#include "plugin/usage.h"
#include "plugin/who.h"

/* The history of an address that nobody tracks, if `who` is one that was met in the mail.
 * *ret_rows stays NULL if it is not. */
static bool
find_stranger(
	Store *store, const char *who, int limit, GPtrArray **ret_rows, GError **error)
{
	g_autofree char *email = relay_address(who);
	g_autoptr(Correspondent) correspondent = NULL;

	if (email == NULL)
		return true;
	if (!store_correspondent(store, email, &correspondent, error))
		return false;
	if (correspondent == NULL || correspondent->slug != NULL)
		return true;
	*ret_rows = store_history_of(store, email, limit, error);
	return *ret_rows != NULL;
}

static GPtrArray *
find_history(Store *store, const char *who, int limit, GError **error)
{
	GPtrArray *rows = NULL;
	g_autoptr(Contact) contact = NULL;

	if (!find_stranger(store, who, limit, &rows, error) || rows != NULL)
		return rows;
	contact = who_find(store, who, error);
	return contact != NULL ? store_history(store, contact->id, limit, error) : NULL;
}

/* Whether the addresses tell anything to somebody who knows whom they asked for. */
static bool
have_several_addresses(const GPtrArray *rows)
{
	const char *first = NULL;

	for (guint i = 0; i < rows->len; i++) {
		const char *address = ((const HistoryRow *)rows->pdata[i])->address;

		if (first == NULL)
			first = address;
		else if (address != NULL && !g_str_equal(first, address))
			return true;
	}
	return false;
}

static void
add_row(Table *table, const HistoryRow *row, bool with_address)
{
	g_autofree char *date = when_format_date(row->date);
	g_autofree char *id =
		row->message_id != NULL ? g_strconcat("id:", row->message_id, NULL) : NULL;

	table_add(table,
		(const char *const[]){ date, direction_name(row->direction),
			row->role == ROLE_TO ? "" : role_name(row->role),
			row->channel == CHANNEL_MAIL ? "" : channel_name(row->channel),
			row->unverified ? "unverified" : rule_name(row->rule),
			row->counts ? "counts" : "", id != NULL ? id : row->note,
			with_address ? row->address : "" });
}

static void
write_table(const GPtrArray *rows)
{
	g_autoptr(Table) table = table_new(8, TABLE_RIGID);
	bool with_address = !terminal_is() || have_several_addresses(rows);

	for (guint i = 0; i < rows->len; i++)
		add_row(table, g_ptr_array_index(rows, i), with_address);
	table_print(table);
}

static void
write_structured(const GPtrArray *rows, Format format)
{
	g_autoptr(Printer) printer = printer_new(format);

	print_begin_list(printer);
	for (guint i = 0; i < rows->len; i++)
		event_print(printer, g_ptr_array_index(rows, i));
	print_end_list(printer);
}

static bool
run(int argc, char *argv[], GError **error)
{
	FormatOptions format_options = { 0 };
	int limit = USAGE_NO_LIMIT;
	const GOptionEntry options[] = {
		{ "limit", 'n', 0, G_OPTION_ARG_INT, &limit, "at most so many", "N" },
		FORMAT_OPTIONS(format_options),
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_autoptr(Session) session = NULL;
	g_autoptr(GPtrArray) rows = NULL;
	Format format;

	if (!cli_options(options, &argc, &argv, error) ||
		!format_parse(&format_options,
			1 << FORMAT_TEXT | 1 << FORMAT_JSON | 1 << FORMAT_SEXP, &format,
			error) ||
		!usage_limit(limit, error) ||
		!usage_arguments(argc, argv, 1, "one contact or address", error))
		return false;
	session = session_open(SESSION_STORE, STORE_READ, error);
	if (session == NULL)
		return false;
	rows = find_history(
		session->store, argv[1], limit == USAGE_NO_LIMIT ? -1 : limit, error);
	if (rows == NULL)
		return false;
	if (format == FORMAT_TEXT)
		write_table(rows);
	else
		write_structured(rows, format);
	return true;
}

const Command cmd_history = {
	.name = "history",
	.synopsis = "WHO",
	.summary = "the interactions with a contact or address, newest first",
	.run = run,
};
