#include "plugin/change.h"

#include <stdio.h>
#include <unistd.h>

#include "lib/cli.h"
#include "lib/text.h"
#include "plugin/terminal.h"
#include "plugin/usage.h"
#include "plugin/who.h"

void
change_remember(Store *store, const char *command, const char *whom)
{
	g_autofree char *what = g_strdup_printf("%s %s", command, whom);

	store_remember(store, what, cli_common()->now);
}

bool
change_begin(const char *command, const char *who, Change *ret_change, GError **error)
{
	g_auto(Change) change = { NULL, NULL };

	change.session = session_open(SESSION_STORE, STORE_WRITE, error);
	if (change.session == NULL)
		return false;
	change.contact = who_find(change.session->store, who, error);
	if (change.contact == NULL)
		return false;
	change_remember(change.session->store, command, change.contact->slug);
	ret_change->session = g_steal_pointer(&change.session);
	ret_change->contact = g_steal_pointer(&change.contact);
	return true;
}

void
change_clear(Change *change)
{
	contact_free(change->contact);
	session_close(change->session);
}

bool
change_save(Change *change, GError **error)
{
	return store_update_contact(change->session->store, change->contact, error) &&
	       who_refresh(change->session, error);
}

void
change_say(const Contact *contact, const char *format, ...)
{
	g_autofree char *text = NULL;
	g_autofree char *name = text_visible(contact->name);
	g_autofree char *visible = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	visible = text_visible(text);
	if (contact->id == 0) /* nobody's address is no contact */
		printf("%s: %s\n", name, visible);
	else
		printf("%s (%s): %s\n", name, contact->slug, visible);
}

bool
change_say_clocks(Store *store, int64_t contact, const char *what, GError **error)
{
	g_autoptr(Candidate) candidate =
		store_candidate(store, contact, cli_common()->now, error);
	g_autofree char *every = NULL;
	g_autofree char *last = NULL;
	ReplyTimes global;
	Suggestion clocks;

	if (candidate == NULL || !store_reply_times(store, &global, error))
		return false;
	clocks = suggest_evaluate(candidate, &global, cli_common()->now);
	every = when_describe_interval(candidate->contact->cadence);
	last = when_format_date(clocks.last_contact);
	change_say(candidate->contact, "%s, class %s, every %s; last contact %s", what,
		candidate->contact->class_name, every, last);
	return true;
}

void
change_hint_undo(void)
{
	if (terminal_is())
		printf("\"notmuch cadence undo\" takes it back.\n");
}

char *
change_when(Instant instant)
{
	g_autoptr(GDateTime) local = g_date_time_new_from_unix_local(instant);

	if (local == NULL || instant == when_day_start(when_day(instant)))
		return when_format_date(instant);
	return g_date_time_format(local, "%Y-%m-%d %H:%M");
}

char *
change_text(char *const *words)
{
	g_autofree char *joined = g_strjoinv(" ", (char **)words);

	return g_strstrip(text_clean_lines(joined, -1));
}

bool
change_confirm(const char *question, bool yes, GError **error)
{
	g_autofree char *visible = text_visible(question);
	int answer;

	if (yes)
		return true;
	if (!isatty(STDIN_FILENO) || !isatty(STDERR_FILENO))
		return usage_fail(
			error, "%s This cannot be undone: say so with --yes", visible);
	fprintf(stderr, "%s This cannot be undone. [y/N] ", visible);
	answer = getchar();
	return answer == 'y' || answer == 'Y' || usage_fail(error, "nothing was changed");
}
