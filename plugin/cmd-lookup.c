#include <stdio.h>
#include <string.h>

#include "lib/session.h"
#include "lib/store-tags.h"
#include "lib/text.h"
#include "plugin/commands.h"
#include "plugin/print.h"
#include "plugin/usage.h"
#include "plugin/wording.h"

enum { USUAL_LIMIT = 50 };

/* How a mail client wants its addresses; the rest is print.h's. */
typedef enum {
	PROTOCOL_MUTT,
	PROTOCOL_TSV,
	PROTOCOL_ADDRESS,
	PROTOCOL_TEXT0,
	PROTOCOL_STRUCTURED
} Protocol;

typedef struct {
	FormatOptions format_options;
	Protocol protocol;
	Format format; /* of PROTOCOL_STRUCTURED */
	int limit;
} Request;

static bool
check_format(Request *request, GError **error)
{
	static const char *const names[] = { [PROTOCOL_MUTT] = "mutt",
		[PROTOCOL_TSV] = "tsv",
		[PROTOCOL_ADDRESS] = "address" };

	for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
		if (g_strcmp0(request->format_options.name, names[i]) == 0) {
			g_clear_pointer(&request->format_options.name, g_free);
			request->protocol = (Protocol)i;
		}
	}
	if (!format_parse(&request->format_options,
		    1 << FORMAT_TEXT | 1 << FORMAT_TEXT0 | 1 << FORMAT_JSON |
			    1 << FORMAT_SEXP,
		    &request->format, error))
		return false;
	if (request->format == FORMAT_TEXT0)
		request->protocol = PROTOCOL_TEXT0;
	else if (request->format != FORMAT_TEXT)
		request->protocol = PROTOCOL_STRUCTURED;
	return true;
}

/* Fields as clients may be given them: neither can end a field or a line, and `name` is
 * never empty, which some clients take for the end of the row. */
typedef struct {
	const Correspondent *who; /* borrowed */
	char *class_name;         /* NULL if nobody tracks them */
	char *name;
} Entry;

static void
entry_free(Entry *entry)
{
	g_free(entry->class_name);
	g_free(entry->name);
	g_free(entry);
}

/* Takes `class_name` over. */
static Entry *
entry_new(const Correspondent *who, char *class_name)
{
	Entry *entry = g_new0(Entry, 1);

	entry->who = who;
	entry->class_name = class_name;
	entry->name = text_clean(who->name, -1);
	if (entry->name[0] == '\0') {
		g_free(entry->name);
		entry->name = g_strdup(who->email);
	}
	return entry;
}

/* "key, 3 weeks ago" of a contact, "3 weeks ago" of anybody else. */
static char *
entry_note(const Entry *entry, Instant now)
{
	g_autofree char *last = wording_ago(entry->who->last, now);
	g_autofree char *class_name = NULL;

	if (entry->class_name == NULL)
		return g_steal_pointer(&last);
	class_name = text_clean(entry->class_name, -1);
	return g_strdup_printf("%s, %s", class_name, last);
}

/* "Name <address>", the name quoted where RFC 5322 asks for it. */
static char *
entry_mailbox(const Entry *entry)
{
	GString *text;

	if (strcmp(entry->name, entry->who->email) == 0)
		return g_strdup(entry->who->email);
	if (strpbrk(entry->name, "()<>[]:;@\\,.\"") == NULL)
		return g_strdup_printf("%s <%s>", entry->name, entry->who->email);
	text = g_string_new("\"");
	for (const char *p = entry->name; *p != '\0'; p++) {
		if (*p == '"' || *p == '\\')
			g_string_append_c(text, '\\');
		g_string_append_c(text, *p);
	}
	g_string_append_printf(text, "\" <%s>", entry->who->email);
	return g_string_free(text, FALSE);
}

static void
write_mutt(const GPtrArray *entries, Instant now)
{
	printf("%u address%s found\n", entries->len, entries->len == 1 ? "" : "es");
	for (guint i = 0; i < entries->len; i++) {
		const Entry *entry = g_ptr_array_index(entries, i);
		g_autofree char *note = entry_note(entry, now);

		/* Newer neomutt wraps the name in quotes of its own, unescaped. */
		g_strdelimit(entry->name, "\"", '\'');
		printf("%s\t%s\t%s\n", entry->who->email, entry->name, note);
	}
}

static void
write_plain(const GPtrArray *entries, Protocol protocol)
{
	for (guint i = 0; i < entries->len; i++) {
		const Entry *entry = g_ptr_array_index(entries, i);
		g_autofree char *mailbox = entry_mailbox(entry);

		if (protocol == PROTOCOL_TSV)
			printf("%s\t%s\n", entry->who->email, entry->name);
		else
			printf("%s%c", mailbox, protocol == PROTOCOL_TEXT0 ? '\0' : '\n');
	}
}

static void
write_structured(const GPtrArray *entries, Format format)
{
	g_autoptr(Printer) printer = printer_new(format);

	print_begin_list(printer);
	for (guint i = 0; i < entries->len; i++) {
		const Entry *entry = g_ptr_array_index(entries, i);

		print_begin_map(printer);
		print_key(printer, "address");
		print_string(printer, entry->who->email);
		print_key(printer, "name");
		print_string(printer, entry->name);
		print_key(printer, "contact");
		print_string(printer, entry->who->slug);
		print_key(printer, "class");
		print_string(printer, entry->class_name);
		print_key(printer, "last");
		print_instant(printer, entry->who->last);
		print_end_map(printer);
	}
	print_end_list(printer);
}

static void
write_answer(const GPtrArray *entries, const Request *request)
{
	if (request->protocol == PROTOCOL_STRUCTURED)
		write_structured(entries, request->format);
	else if (request->protocol == PROTOCOL_MUTT)
		write_mutt(entries, cli_common()->now);
	else
		write_plain(entries, request->protocol);
}

/* Whether a client can be given the address safely. */
static bool
is_safe(const char *email)
{
	g_autofree char *clean = text_clean(email, -1);

	return strcmp(clean, email) == 0;
}

static bool
answer(Store *store, const char *text, const Request *request, GError **error)
{
	g_autoptr(GPtrArray) found = store_lookup(store, text, request->limit, error);
	g_autoptr(GPtrArray) entries =
		g_ptr_array_new_with_free_func((GDestroyNotify)entry_free);

	if (found == NULL)
		return false;
	for (guint i = 0; i < found->len; i++) {
		const Correspondent *who = g_ptr_array_index(found, i);
		char *class_name = NULL;

		if (!is_safe(who->email))
			continue;
		if (who->slug != NULL &&
			!store_class_of(store, who->email, &class_name, error))
			return false;
		g_ptr_array_add(entries, entry_new(who, class_name));
	}
	write_answer(entries, request);
	return true;
}

static bool
run(int argc, char *argv[], GError **error)
{
	Request request = { .limit = USUAL_LIMIT };
	const GOptionEntry options[] = {
		{ "limit", 'n', 0, G_OPTION_ARG_INT, &request.limit,
			"at most so many; without it 50", "N" },
		{ "format", 0, 0, G_OPTION_ARG_STRING, &request.format_options.name,
			"mutt (without it), tsv, address, text0, json or sexp", "FORMAT" },
		{ "format-version", 0, 0, G_OPTION_ARG_INT, &request.format_options.version,
			"version of json and sexp expected (1)", "N" },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_autoptr(Session) session = NULL;

	if (!cli_options(options, &argc, &argv, error) || !check_format(&request, error) ||
		!usage_limit(request.limit, error) ||
		!usage_arguments(argc, argv, 1, "one text to look for", error))
		return false;
	session = session_open(SESSION_STORE, STORE_READ, error);
	return session != NULL && answer(session->store, argv[1], &request, error);
}

const Command cmd_lookup = {
	.name = "lookup",
	.synopsis = "TEXT",
	.summary = "addresses for the address query of mutt, aerc and others",
	.run = run,
};
