#include <string.h>

#include "lib/record-private.h"

/* Fields of which there may be only one: with two that differ, each program would show its
 * reader another mail. */
static const char *const single[] = { "from", "date", "message-id", "subject", "sender" };

static bool
has_two_values(const HeaderBlock *block, const char *name)
{
	const char *first = header_may_repeat(block, name) ? header_get(block, name) : NULL;

	for (guint i = 0; first != NULL && i < block->n_fields; i++)
		if (header_is(&block->fields[i], name) &&
			strcmp(block->fields[i].value, first) != 0)
			return true;
	return false;
}

static bool
is_malformed(const HeaderBlock *block)
{
	for (gsize i = 0; i < G_N_ELEMENTS(single); i++)
		if (has_two_values(block, single[i]))
			return true;
	return false;
}

static void
drop_detail(char **email)
{
	char *plain = mime_without_detail(*email);

	g_free(*email);
	*email = plain;
}

static void
drop_details(GPtrArray *addresses)
{
	for (guint i = 0; i < addresses->len; i++)
		drop_detail(&((Address *)addresses->pdata[i])->email);
}

/* Who is reached under another address is meant by it. Returns whether there was one. */
static bool
unmask(GPtrArray *addresses, const Settings *settings)
{
	bool any = false;

	for (guint i = 0; settings->relays != NULL && i < addresses->len; i++) {
		Address *address = addresses->pdata[i];
		const char *alias = relays_alias(settings->relays, address->email);

		if (alias == NULL)
			continue;
		g_free(address->email);
		address->email = g_strdup(alias);
		any = true;
	}
	return any;
}

/* The addresses of all fields called `name`, or of the first only, each as the settings
 * compare them. New. `*count` grows by their number, also of those left out. */
static GPtrArray *
addresses_of(const Reading *reading, const char *name, bool only_first, int *count)
{
	const HeaderBlock *block = reading->block;
	GPtrArray *all = mime_addresses(NULL, NULL);
	guint n_fields = header_may_have(block, name) ? block->n_fields : 0;

	for (guint i = 0; i < n_fields; i++) {
		GPtrArray *some = NULL;
		guint more = 0;

		if (!header_is(&block->fields[i], name))
			continue;
		some = mime_addresses(block->fields[i].value, &more);
		*count += (int)(some->len + more);
		g_ptr_array_extend_and_steal(all, some);
		if (only_first)
			break;
	}
	if (reading->settings->plus_detail)
		drop_details(all);
	return all;
}

static GPtrArray *
recipients_of(const Reading *reading, const char *name, int *count)
{
	GPtrArray *all = addresses_of(reading, name, false, count);

	unmask(all, reading->settings);
	return all;
}

static bool
has_own(const GPtrArray *addresses, const Settings *settings)
{
	for (guint i = 0; i < addresses->len; i++)
		if (settings_is_own(settings, ((Address *)addresses->pdata[i])->email))
			return true;
	return false;
}

/* The author whom From: hides takes its place. */
static void
replace_author(Reading *reading)
{
	Address *author = reading->from->pdata[0];

	g_ptr_array_set_size(reading->from, 1);
	g_free(author->email);
	author->email = g_strdup(reading->relay.email);
	if (*reading->relay.name != '\0') {
		g_free(author->name);
		author->name = g_strdup(reading->relay.name);
	}
}

static void
take_relay(Reading *reading)
{
	const Settings *settings = reading->settings;

	if (settings->relays == NULL || reading->from->len == 0 ||
		has_own(reading->from, settings))
		return;
	if (!relays_match(settings->relays, reading->block, reading->from->pdata[0],
		    &reading->relay))
		return;
	if (settings->plus_detail && reading->relay.email != NULL)
		drop_detail(&reading->relay.email);
	if (reading->relay.kind == RELAY_MASK) {
		replace_author(reading);
		reading->plain = false;
	}
}

/* Anybody can write the headers that a service writes. Where the user's own server checks
 * mail, a rule is believed that names whose signature to ask for; so must one that takes an
 * address from the mail, which else would get by that check. */
static bool
is_relay_doubtful(const Reading *reading)
{
	const RelayHit *relay = &reading->relay;
	const char *authserv_id = reading->settings->authserv_id;

	if (authserv_id == NULL || relay->kind == RELAY_NONE)
		return false;
	if (relay->dkim == NULL)
		return relay->kind == RELAY_MASK;
	return !record_is_signed_by(reading->block, authserv_id, relay->dkim);
}

/* The user is no list, whoever says so. */
static char *
list_of(const Reading *reading)
{
	g_autofree char *list = record_list_address(reading->block);

	if (list == NULL || settings_is_own(reading->settings, list))
		return NULL;
	return reading->settings->plus_detail ? mime_without_detail(list)
					      : g_steal_pointer(&list);
}

void
reading_init(
	Reading *reading, const HeaderBlock *block, const Settings *settings, Instant now)
{
	int n_others = 0;

	memset(reading, 0, sizeof *reading);
	reading->block = block;
	reading->settings = settings;
	reading->from = addresses_of(reading, "from", true, &n_others);
	reading->plain = !unmask(reading->from, settings);
	take_relay(reading);
	reading->own = has_own(reading->from, settings);
	reading->bounce = !reading->own && record_is_bounce(block);
	reading->automatic =
		reading->bounce || reading->relay.kind == RELAY_NOBODY ||
		record_is_automatic(block, reading_author(reading), reading->own);
	reading->marked = record_is_marked(block);
	reading->list = list_of(reading);
	reading->malformed = is_malformed(block);
	reading->unverified = record_is_unverified(block, settings->authserv_id) ||
			      is_relay_doubtful(reading);
	reading_take_dates(reading, now);
	reading->to = recipients_of(reading, "to", &reading->recipients);
	reading->cc = recipients_of(reading, "cc", &reading->recipients);
	reading->bcc = recipients_of(reading, "bcc", &n_others);
}

void
reading_clear(Reading *reading)
{
	g_ptr_array_unref(reading->from);
	g_ptr_array_unref(reading->to);
	g_ptr_array_unref(reading->cc);
	g_ptr_array_unref(reading->bcc);
	g_free(reading->list);
	relay_hit_clear(&reading->relay);
}

const char *
reading_author(const Reading *reading)
{
	return reading->from->len == 0 ? NULL : ((Address *)reading->from->pdata[0])->email;
}

Role
reading_place_of_user(const Reading *reading)
{
	if (has_own(reading->to, reading->settings))
		return ROLE_TO;
	return has_own(reading->cc, reading->settings) ? ROLE_CC : ROLE_BCC;
}

bool
reading_is_trusted(const Reading *reading)
{
	return reading->dated && !reading->malformed && !reading->unverified;
}
