#include "plugin/change.h"
#include "plugin/commands.h"
#include "plugin/usage.h"

/* dismiss: what is suggested about somebody is not suggested again until it changes. */

#define CADENCE "cadence" /* beside the reasons: that another cadence is proposed */

typedef struct {
	char *reason_name; /* NULL: all that hold */
	guint reasons;     /* bits 1 << Reason */
	bool cadence;
} Request;

static void
request_clear(Request *request)
{
	g_free(request->reason_name);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Request, request_clear)

static void
append_reasons(GString *names, guint reasons)
{
	const char *separator = "";

	for (Reason i = 0; i < N_REASONS; i++) {
		if ((reasons & 1u << i) == 0)
			continue;
		g_string_append_printf(names, "%s%s", separator, reason_name(i));
		separator = ", ";
	}
}

static bool
read_reason(Request *request, GError **error)
{
	g_autoptr(GString) names = g_string_new(NULL);
	Reason reason;

	request->cadence = request->reason_name == NULL ||
			   g_ascii_strcasecmp(request->reason_name, CADENCE) == 0;
	request->reasons = request->reason_name == NULL ? ~0u : 0;
	if (request->cadence)
		return true;
	if (reason_from_name(request->reason_name, &reason)) {
		request->reasons = 1u << reason;
		return true;
	}
	append_reasons(names, ~0u);
	return usage_fail(error, "there is no reason \"%s\": there are %s and %s",
		request->reason_name, names->str, CADENCE);
}

static bool
parse(int *argc, char ***argv, Request *request, GError **error)
{
	const GOptionEntry options[] = {
		{ "reason", 0, 0, G_OPTION_ARG_FILENAME, &request->reason_name,
			"only this reason, or \"cadence\" for a cadence that is proposed",
			"REASON" },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};

	return cli_options(options, argc, argv, error) &&
	       usage_arguments(*argc, *argv, 1, "one contact", error) &&
	       read_reason(request, error);
}

/* Several reminders may have come, and all are known. Of the other reasons one may have
 * begun that is not known yet: mail from before now may come later. */
static Instant
until(const Suggestion *suggestion, Reason reason)
{
	return reason == REASON_PLANNED ? cli_common()->now : suggestion->since[reason];
}

static bool
put(Change *change, const Suggestion *suggestion, guint reasons, Interval proposed,
	GError **error)
{
	Store *store = change->session->store;

	for (Reason i = 0; i < N_REASONS; i++)
		if ((reasons & 1u << i) != 0 && !store_dismiss(store, change->contact->id,
							i, until(suggestion, i), error))
			return false;
	return when_interval_days(proposed) == 0 ||
	       store_dismiss_cadence(
		       store, change->contact->id, when_interval_days(proposed), error);
}

/* The next step of a silence is a reason of its own. */
static const char *
next_step(guint reasons)
{
	if ((reasons & 1u << REASON_DUE) != 0)
		return ", or they are overdue";
	if ((reasons & 1u << REASON_DUE_SOON) != 0)
		return ", or they are due";
	return "";
}

static void
say_reasons(const Contact *contact, guint dismissed, guint left)
{
	g_autoptr(GString) text = g_string_new(NULL);

	append_reasons(text, dismissed);
	if (left != 0) {
		g_string_append(text, "; still suggested: ");
		append_reasons(text, left);
	}
	change_say(contact, "not suggested until something new happens%s: %s",
		next_step(dismissed), text->str);
}

static void
say_nothing(const Contact *contact, const Request *request, guint reasons)
{
	g_autoptr(GString) text = g_string_new(NULL);

	append_reasons(text, reasons);
	if (reasons == 0)
		change_say(contact, "nothing to dismiss: nothing is suggested now");
	else
		change_say(contact, "nothing to dismiss: \"%s\" is no reason now, only %s",
			request->reason_name, text->str);
}

static void
say(const Contact *contact, const Request *request, guint reasons, Interval proposed)
{
	guint dismissed = reasons & request->reasons;
	g_autofree char *every = when_describe_interval(proposed);

	if (dismissed != 0)
		say_reasons(contact, dismissed, reasons & ~dismissed);
	if (when_interval_days(proposed) != 0)
		change_say(contact, "a cadence of %s is not proposed again", every);
	else if (dismissed == 0)
		say_nothing(contact, request, reasons);
}

static bool
dismiss(Change *change, const Candidate *candidate, const Request *request, GError **error)
{
	Store *store = change->session->store;
	const Interval none = { 0, 0 };
	Interval proposed = request->cadence ? suggest_cadence(candidate) : none;
	ReplyTimes global;
	Suggestion suggestion;

	if (!store_reply_times(store, &global, error))
		return false;
	suggestion = suggest_evaluate(candidate, &global, cli_common()->now);
	if (!store_begin(store, error))
		return false;
	if (!put(change, &suggestion, suggestion.reasons & request->reasons, proposed,
		    error)) {
		store_rollback(store);
		return false;
	}
	if (!store_commit(store, error))
		return false;
	say(change->contact, request, suggestion.reasons, proposed);
	return true;
}

static bool
run(int argc, char *argv[], GError **error)
{
	g_auto(Request) request = { .reason_name = NULL };
	g_auto(Change) change = { NULL, NULL };
	g_autoptr(Candidate) candidate = NULL;

	if (!parse(&argc, &argv, &request, error) ||
		!change_begin(argv[0], argv[1], &change, error))
		return false;
	candidate = store_candidate(
		change.session->store, change.contact->id, cli_common()->now, error);
	return candidate != NULL && dismiss(&change, candidate, &request, error);
}

const Command cmd_dismiss = {
	.name = "dismiss",
	.synopsis = "WHO",
	.summary = "suggest somebody no more until something new happens",
	.run = run,
};
