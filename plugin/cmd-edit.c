#include <string.h>

#include "lib/mime.h"
#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/usage.h"
#include "plugin/who.h"

/* A day that comes back each year; month 0 removes it. */
typedef struct {
	char *typed; /* NULL: it stays as it is */
	int year, month, day;
} Day;

typedef struct {
	char *name, *class_name, *every, *id, *country, *language;
	char **add, **remove;
	Day days[OCCASION_HOLIDAY]; /* birthday and anniversary */
	gboolean deceased;
} Request;

static void
request_clear(Request *request)
{
	g_free(request->name);
	g_free(request->class_name);
	g_free(request->every);
	g_free(request->id);
	g_free(request->country);
	g_free(request->language);
	for (int kind = 0; kind < OCCASION_HOLIDAY; kind++)
		g_free(request->days[kind].typed);
	g_strfreev(request->add);
	g_strfreev(request->remove);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

static bool
is_empty(const Request *request)
{
	return request->name == NULL && request->class_name == NULL &&
	       request->every == NULL && request->id == NULL && request->country == NULL &&
	       request->language == NULL && request->add == NULL &&
	       request->remove == NULL && !request->deceased &&
	       request->days[OCCASION_BIRTHDAY].typed == NULL &&
	       request->days[OCCASION_ANNIVERSARY].typed == NULL;
}

static bool
is_none(const char *typed)
{
	return g_strcmp0(typed, "none") == 0;
}

static bool
read_days(Request *request, GError **error)
{
	g_autoptr(GDateTime) now = g_date_time_new_from_unix_local(cli_common()->now);

	for (int kind = 0; kind < OCCASION_HOLIDAY; kind++) {
		Day *day = &request->days[kind];

		if (day->typed == NULL || is_none(day->typed))
			continue;
		if (!when_parse_anniversary(
			    day->typed, &day->year, &day->month, &day->day, error))
			return false;
		if (now != NULL && day->year > g_date_time_get_year(now))
			return usage_fail(error,
				"\"%s\" is in the future: leave out the year if it is not "
				"known",
				day->typed);
	}
	return true;
}

static bool
parse(int *argc, char ***argv, Request *request, GError **error)
{
	const GOptionEntry options[] = {
		{ "name", 0, 0, G_OPTION_ARG_FILENAME, &request->name, "call them so",
			"NAME" },
		{ "class", 0, 0, G_OPTION_ARG_FILENAME, &request->class_name,
			"put them into this class", "CLASS" },
		{ "every", 0, 0, G_OPTION_ARG_FILENAME, &request->every,
			"a cadence of their own, or \"class\" for that of the class",
			"INTERVAL" },
		{ "id", 0, 0, G_OPTION_ARG_FILENAME, &request->id,
			"the short name to type for them", "ID" },
		{ "add-address", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request->add,
			"one more address of theirs", "ADDRESS" },
		{ "remove-address", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &request->remove,
			"an address that is not theirs", "ADDRESS" },
		{ "birthday", 0, 0, G_OPTION_ARG_FILENAME,
			&request->days[OCCASION_BIRTHDAY].typed,
			"with or without the year, or \"none\"", "DAY" },
		{ "anniversary", 0, 0, G_OPTION_ARG_FILENAME,
			&request->days[OCCASION_ANNIVERSARY].typed, "the same", "DAY" },
		{ "country", 0, 0, G_OPTION_ARG_FILENAME, &request->country,
			"where they live, for holidays: de, or \"none\"", "CODE" },
		{ "language", 0, 0, G_OPTION_ARG_FILENAME, &request->language,
			"what to write to them in: en, or \"none\"", "CODE" },
		{ "deceased", 0, 0, G_OPTION_ARG_NONE, &request->deceased,
			"they have died: keep them, and suggest nothing any more", NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	if (!cli_options(options, argc, argv, error) ||
		!usage_arguments(*argc, *argv, 1, "one contact", error) ||
		!read_days(request, error))
		return false;
	return !is_empty(request) ||
	       usage_fail(error, "edit changes what its options name: \"notmuch cadence "
				 "edit --help\" lists them");
}

static void
replace(char **value, const char *with)
{
	if (with == NULL)
		return;
	g_free(*value);
	*value = g_strdup(with);
}

/* A code of two letters; "none" takes it away. */
static void
replace_code(char **value, const char *typed)
{
	if (typed == NULL)
		return;
	g_free(*value);
	*value = is_none(typed) ? NULL : g_ascii_strdown(typed, -1);
}

static bool
apply(const Request *request, Contact *contact, GError **error)
{
	const Interval of_class = { 0, 0 };

	replace(&contact->name, request->name);
	replace(&contact->class_name, request->class_name);
	replace(&contact->slug, request->id);
	replace_code(&contact->country, request->country);
	replace_code(&contact->language, request->language);
	if (request->deceased && contact->deceased == WHEN_NEVER)
		contact->deceased = cli_common()->now;
	if (request->every == NULL)
		return true;
	if (strcmp(request->every, "class") == 0) {
		contact->own_cadence = of_class;
		return true;
	}
	return when_parse_interval(request->every, &contact->own_cadence, error);
}

/* The one address that `typed` is, new, not one of the user's own. */
static char *
read_address(const Settings *settings, const char *typed, GError **error)
{
	g_autofree char *email = mime_address(typed, NULL);

	if (email == NULL)
		usage_fail(error, "\"%s\" is not one mail address", typed);
	else if (settings_is_own(settings, email))
		usage_fail(error, "%s is your own address", email);
	else
		return g_steal_pointer(&email);
	return NULL;
}

static bool
add_addresses(Change *change, char *const *typed, GError **error)
{
	for (; typed != NULL && *typed != NULL; typed++) {
		g_autofree char *email =
			read_address(change->session->settings, *typed, error);

		if (email == NULL || !store_add_address(change->session->store,
					     change->contact->id, email, error))
			return false;
	}
	return true;
}

static bool
remove_addresses(Change *change, char *const *typed, GError **error)
{
	for (; typed != NULL && *typed != NULL; typed++) {
		g_autofree char *email = mime_address(*typed, NULL);
		bool was = false;

		if (!store_remove_address(change->session->store, change->contact->id,
			    email != NULL ? email : *typed, &was, error))
			return false;
		if (!was)
			return usage_fail(error, "%s is not an address of %s", *typed,
				change->contact->slug);
	}
	return true;
}

static bool
put_days(Change *change, const Day *days, GError **error)
{
	for (int kind = 0; kind < OCCASION_HOLIDAY; kind++) {
		const Day *day = &days[kind];

		if (day->typed != NULL &&
			!store_put_occasion(change->session->store, change->contact->id,
				(OccasionKind)kind, day->year, day->month, day->day, error))
			return false;
	}
	return true;
}

static bool
write_all(Change *change, const Request *request, GError **error)
{
	return add_addresses(change, request->add, error) &&
	       remove_addresses(change, request->remove, error) &&
	       put_days(change, request->days, error) &&
	       store_update_contact(change->session->store, change->contact, error);
}

/* What was understood of a day: 10.12. may be typed in more than one way. */
static char *
describe(const Request *request)
{
	GString *text = g_string_new("changed");

	for (int kind = 0; kind < OCCASION_HOLIDAY; kind++) {
		const Day *day = &request->days[kind];

		if (day->month == 0)
			continue;
		g_string_append_printf(text, ", %s ", occasion_name((OccasionKind)kind));
		if (day->year != 0)
			g_string_append_printf(text, "%04d-", day->year);
		g_string_append_printf(text, "%02d-%02d", day->month, day->day);
	}
	return g_string_free(text, FALSE);
}

static bool
say(const Change *change, const Request *request, GError **error)
{
	g_autofree char *what = NULL;

	if (request->deceased) {
		change_say(change->contact, "kept, and nothing is suggested any more");
		return true;
	}
	what = describe(request);
	return change_say_clocks(change->session->store, change->contact->id, what, error);
}

static bool
run(int argc, char *argv[], GError **error)
{
	g_auto(Request) request = { .name = NULL };
	g_auto(Change) change = { NULL, NULL };
	Store *store;

	if (!parse(&argc, &argv, &request, error) ||
		!change_begin(argv[0], argv[1], &change, error) ||
		!apply(&request, change.contact, error))
		return false;
	store = change.session->store;
	if (!store_begin(store, error))
		return false;
	if (!write_all(&change, &request, error)) {
		store_rollback(store);
		return false;
	}
	if (!store_commit(store, error) || !who_refresh(change.session, error))
		return false;
	return say(&change, &request, error);
}

const Command cmd_edit = {
	.name = "edit",
	.synopsis = "WHO",
	.summary = "change what is kept about a contact: name, class, birthday, …",
	.run = run,
};
