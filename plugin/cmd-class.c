#include <stdio.h>
#include <string.h>

#include "lib/mime.h"
#include "lib/text.h"
#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/table.h"
#include "plugin/terminal.h"
#include "plugin/usage.h"
#include "plugin/who.h"

typedef struct {
	const char *name; /* borrowed; NULL: all of them */
	char *every, *policy, *booking, *bcc;
	double weight;
	gboolean remove;
	FormatOptions format_options;
	Format format;
} Request;

/* The weight while --weight is not given. */
#define SAME_WEIGHT G_MINDOUBLE

static void
request_clear(Request *request)
{
	g_free(request->every);
	g_free(request->policy);
	g_free(request->booking);
	g_free(request->bcc);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

static bool
changes(const Request *request)
{
	return request->every != NULL || request->policy != NULL ||
	       request->weight != SAME_WEIGHT || request->booking != NULL ||
	       request->bcc != NULL;
}

static bool
parse(int argc, char *argv[], Request *request, GError **error)
{
	const unsigned formats = 1 << FORMAT_TEXT | 1 << FORMAT_JSON | 1 << FORMAT_SEXP;
	const GOptionEntry options[] = {
		{ "every", 0, 0, G_OPTION_ARG_FILENAME, &request->every,
			"its cadence: 2w, 3m, 1y", "INTERVAL" },
		{ "policy", 0, 0, G_OPTION_ARG_FILENAME, &request->policy,
			"what resets the cadence: any, sent, received, exchange",
			"POLICY" },
		{ "weight", 0, 0, G_OPTION_ARG_DOUBLE, &request->weight,
			"how much it comes before others in the list (1)", "NUMBER" },
		{ "booking", 0, 0, G_OPTION_ARG_FILENAME, &request->booking,
			"a link where they may choose a time, for drafts, or \"none\"",
			"URL" },
		{ "bcc", 0, 0, G_OPTION_ARG_FILENAME, &request->bcc,
			"who gets a blind copy of drafts, or \"none\"", "ADDRESS" },
		{ "remove", 0, 0, G_OPTION_ARG_NONE, &request->remove,
			"remove the class, in which nobody may be", NULL },
		FORMAT_OPTIONS(request->format_options),
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	if (!cli_options(options, &argc, &argv, error))
		return false;
	if (argc > 2)
		return usage_arguments(argc, argv, 1, "one class at most", error);
	request->name = argv[1];
	if (request->name == NULL && (request->remove || changes(request)))
		return usage_fail(error, "class needs the name of the class to change");
	if (request->remove && changes(request))
		return usage_fail(error, "--remove goes with no other change");
	return format_parse(&request->format_options, formats, &request->format, error);
}

static int
count_members(const GPtrArray *contacts, const Class *klass)
{
	int n = 0;

	for (guint i = 0; i < contacts->len; i++) {
		const Contact *contact = contacts->pdata[i];

		n += strcmp(contact->class_name, klass->name) == 0;
	}
	return n;
}

static void
print_class(Printer *printer, const Class *klass, int members)
{
	g_autofree char *every = when_format_interval(klass->cadence);

	print_begin_map(printer);
	print_key(printer, "name");
	print_string(printer, klass->name);
	print_key(printer, "every");
	print_string(printer, every);
	print_key(printer, "cadence_days");
	print_int(printer, when_interval_days(klass->cadence));
	print_key(printer, "policy");
	print_string(printer, policy_name(klass->policy));
	print_key(printer, "weight");
	print_real(printer, klass->weight);
	print_key(printer, "booking");
	print_string(printer, klass->booking);
	print_key(printer, "bcc");
	print_string(printer, klass->bcc);
	print_key(printer, "contacts");
	print_int(printer, members);
	print_end_map(printer);
}

static void
add_row(Table *table, const Class *klass, int members)
{
	g_autofree char *interval = when_describe_interval(klass->cadence);
	g_autofree char *every = g_strdup_printf("every %s", interval);
	g_autofree char *weight = g_strdup_printf("%g", klass->weight);
	g_autofree char *n = g_strdup_printf("%d", members);

	table_add(table,
		(const char *const[]){ klass->name, every, policy_name(klass->policy),
			weight, n, klass->booking, klass->bcc });
}

static void
write_table(const GPtrArray *classes, const GPtrArray *contacts)
{
	static const char *const headings[] = { "CLASS", "CADENCE", "POLICY", "WEIGHT",
		"CONTACTS", "BOOKING", "BCC" };
	g_autoptr(Table) table = table_new(G_N_ELEMENTS(headings), 5);

	if (terminal_is())
		table_head(table, headings);
	for (guint i = 0; i < classes->len; i++)
		add_row(table, classes->pdata[i],
			count_members(contacts, classes->pdata[i]));
	table_print(table);
}

static void
write_structured(const GPtrArray *classes, const GPtrArray *contacts, Format format)
{
	g_autoptr(Printer) printer = printer_new(format);

	print_begin_list(printer);
	for (guint i = 0; i < classes->len; i++)
		print_class(printer, classes->pdata[i],
			count_members(contacts, classes->pdata[i]));
	print_end_list(printer);
}

/* The class that was named, or all. */
static GPtrArray *
find_classes(Store *store, const char *name, GError **error)
{
	g_autoptr(GPtrArray) classes = NULL;
	Class *klass = NULL;

	if (name == NULL)
		return store_classes(store, error);
	if (!who_check_class(store, name, error) ||
		!store_find_class(store, name, &klass, error))
		return NULL;
	classes = g_ptr_array_new_with_free_func((GDestroyNotify)class_free);
	g_ptr_array_add(classes, klass);
	return g_steal_pointer(&classes);
}

static bool
show(const Request *request, GError **error)
{
	g_autoptr(Session) session = session_open(SESSION_STORE, STORE_READ, error);
	g_autoptr(GPtrArray) classes = NULL;
	g_autoptr(GPtrArray) contacts = NULL;

	if (session == NULL)
		return false;
	classes = find_classes(session->store, request->name, error);
	contacts = classes == NULL ? NULL : store_contacts(session->store, error);
	if (contacts == NULL)
		return false;
	if (request->format == FORMAT_TEXT)
		write_table(classes, contacts);
	else
		write_structured(classes, contacts, request->format);
	return true;
}

/* The class as it is, or a new one. */
static Class *
load(Store *store, const Request *request, GError **error)
{
	Class *klass = NULL;

	if (!store_find_class(store, request->name, &klass, error))
		return NULL;
	if (klass != NULL)
		return klass;
	if (request->every == NULL) {
		usage_fail(error, "there is no class \"%s\" yet: a new one needs --every",
			request->name);
		return NULL;
	}
	klass = g_new0(Class, 1);
	klass->name = g_strdup(request->name);
	klass->policy = POLICY_ANY;
	klass->weight = 1;
	return klass;
}

static void
replace(char **value, const char *with)
{
	g_free(*value);
	*value = g_strdup(with);
}

static bool
is_web_address(const char *text)
{
	g_autoptr(GUri) uri = g_uri_parse(text, G_URI_FLAGS_NONE, NULL);
	g_autofree char *visible = text_visible(text);
	const char *scheme = uri == NULL ? "" : g_uri_get_scheme(uri);
	const char *host = uri == NULL ? NULL : g_uri_get_host(uri);

	return (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0) &&
	       host != NULL && *host != '\0' && strchr(text, ' ') == NULL &&
	       strcmp(text, visible) == 0;
}

static bool
set_booking(const char *typed, Class *klass, GError **error)
{
	if (typed != NULL && strcmp(typed, "none") != 0 && !is_web_address(typed))
		return usage_fail(error,
			"\"%s\" is no link: it begins with https:// or http:// and has no "
			"spaces",
			typed);
	if (typed != NULL)
		replace(&klass->booking, strcmp(typed, "none") == 0 ? NULL : typed);
	return true;
}

static bool
set_bcc(const char *typed, Class *klass, GError **error)
{
	bool none = g_strcmp0(typed, "none") == 0;
	g_autofree char *email = typed == NULL || none ? NULL : mime_address(typed, NULL);

	if (typed != NULL && !none && email == NULL)
		return usage_fail(error, "\"%s\" is not one mail address", typed);
	if (typed != NULL)
		replace(&klass->bcc, email);
	return true;
}

static bool
apply(const Request *request, Class *klass, GError **error)
{
	if (request->policy != NULL && !policy_from_name(request->policy, &klass->policy))
		return usage_fail(error,
			"there is no policy \"%s\": there are any, sent, received and "
			"exchange",
			request->policy);
	if (request->weight != SAME_WEIGHT)
		klass->weight = request->weight;
	return set_booking(request->booking, klass, error) &&
	       set_bcc(request->bcc, klass, error) &&
	       (request->every == NULL ||
		       when_parse_interval(request->every, &klass->cadence, error));
}

static void
say(const Class *klass)
{
	g_autofree char *every = when_describe_interval(klass->cadence);
	g_autofree char *booking =
		text_visible(klass->booking != NULL ? klass->booking : "");
	g_autofree char *bcc = text_visible(klass->bcc != NULL ? klass->bcc : "");

	printf("class %s: every %s, policy %s, weight %g%s%s%s%s\n", klass->name, every,
		policy_name(klass->policy), klass->weight,
		*booking != '\0' ? ", booking " : "", booking, *bcc != '\0' ? ", bcc " : "",
		bcc);
}

static bool
change(const Request *request, GError **error)
{
	g_autoptr(Session) session = session_open(SESSION_STORE, STORE_WRITE, error);
	g_autoptr(Class) klass = NULL;

	if (session == NULL)
		return false;
	change_remember(session->store, "class", request->name);
	klass = load(session->store, request, error);
	if (klass == NULL || !apply(request, klass, error) ||
		!store_put_class(session->store, klass, error) ||
		!who_refresh(session, error))
		return false;
	say(klass);
	return true;
}

static bool
remove_class(const Request *request, GError **error)
{
	g_autoptr(Session) session = session_open(SESSION_STORE, STORE_WRITE, error);

	if (session == NULL)
		return false;
	change_remember(session->store, "class --remove", request->name);
	if (!who_check_class(session->store, request->name, error) ||
		!store_remove_class(session->store, request->name, error))
		return false;
	printf("class %s removed\n", request->name);
	return true;
}

static bool
run(int argc, char *argv[], GError **error)
{
	g_auto(Request) request = { .weight = SAME_WEIGHT };

	if (!parse(argc, argv, &request, error))
		return false;
	if (request.remove)
		return remove_class(&request, error);
	return changes(&request) ? change(&request, error) : show(&request, error);
}

const Command cmd_class = {
	.name = "class",
	.synopsis = "[NAME]",
	.summary = "list classes, or change what one means",
	.run = run,
};
