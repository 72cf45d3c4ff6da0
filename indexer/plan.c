#include "indexer/plan.h"

#include <string.h>

#include "lib/language.h"
#include "lib/relay.h"

void
plan_clear(Plan *plan)
{
	scan_state_clear(&plan->state);
}

/* Fields separated by tabs, of which each begins with its name and '='. Of the languages
 * too: which message asks for an answer is kept. */
static char *
fingerprint(const Settings *settings, GError **error)
{
	g_autofree char *of_settings = settings_fingerprint(settings);
	g_autofree char *of_languages = languages_fingerprint(error);

	if (of_languages == NULL)
		return NULL;
	return g_strdup_printf("%s\trules=%d\tchannels=%s\tlanguages=%s", of_settings,
		RECORD_RULES_VERSION,
		settings->relays != NULL ? relays_fingerprint(settings->relays) : "",
		of_languages);
}

static const struct {
	const char *field, *why;
} causes[] = {
	{ "own_address=", "your own addresses changed" },
	{ "exclude_tags=", "the excluded tags changed" },
	{ "max_recipients=", "cadence.max_recipients changed" },
	{ "plus_detail=", "cadence.plus_detail changed" },
	{ "authserv_id=", "cadence.authserv_id changed" },
	{ "rules=", "the rules of recording changed" },
	{ "channels=", "the channel rules changed" },
	{ "languages=", "the language files changed" },
};

/* The first field in which two fingerprints differ, in words. */
static const char *
difference(const char *old, const char *new)
{
	g_auto(GStrv) before = g_strsplit(old, "\t", -1);
	g_auto(GStrv) after = g_strsplit(new, "\t", -1);

	for (char **field = after; *field != NULL; field++) {
		if (g_strv_contains((const char *const *)before, *field))
			continue;
		for (gsize i = 0; i < G_N_ELEMENTS(causes); i++)
			if (g_str_has_prefix(*field, causes[i].field))
				return causes[i].why;
	}
	return "the settings changed";
}

/* Why all must be read again, or NULL if it need not. */
static const char *
why_again(const ScanState *state, const char *uuid, uint64_t revision, const char *print,
	bool again)
{
	if (again)
		return "as you asked";
	if (strcmp(state->uuid, uuid) != 0)
		return "the notmuch database was rebuilt";
	if (revision < state->revision)
		return "the notmuch database was set back";
	if (strcmp(state->fingerprint, print) != 0)
		return difference(state->fingerprint, print);
	return NULL;
}

bool
plan_make(Store *store, Mailbox *mailbox, const Settings *settings, bool again,
	Plan *ret_plan, GError **error)
{
	g_autofree char *print = fingerprint(settings, error);
	const char *uuid = NULL;
	uint64_t revision = mailbox_revision(mailbox, &uuid);
	Plan plan = { 0 };

	if (print == NULL || !store_load_scan(store, &plan.state, error))
		return false;
	plan.first = plan.state.uuid == NULL;
	if (!plan.first)
		plan.why = why_again(&plan.state, uuid, revision, print, again);
	if (plan.first || plan.why != NULL) {
		plan.state.full = true;
		plan.state.full_until = revision;
		plan.state.generation++;
	}
	plan.full = plan.state.full;
	plan.nothing = !plan.full && plan.state.revision == revision &&
		       plan.state.stamp != 0 && plan.state.stamp == mailbox_stamp(mailbox);
	g_free(plan.state.uuid);
	plan.state.uuid = g_strdup(uuid);
	g_free(plan.state.fingerprint);
	plan.state.fingerprint = g_steal_pointer(&print);
	*ret_plan = plan;
	return true;
}
