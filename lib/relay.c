#include "lib/relay.h"

#include <string.h>

#include "lib/relay-private.h"
#include "lib/text.h"

/* Bytes of a header that patterns look at: nobody is called longer, and a pattern takes its
 * time. */
enum { MAX_VALUE = 1000 };

void
relay_hit_clear(RelayHit *hit)
{
	g_clear_pointer(&hit->email, g_free);
	g_clear_pointer(&hit->name, g_free);
}

static bool
matches(const Globs *globs, const char *value)
{
	for (guint i = 0; i < globs->len; i++)
		if (g_pattern_spec_match_string(globs->pdata[i], value))
			return true;
	return false;
}

/* `value` for comparing: without case. New. */
static char *
fold(const char *value)
{
	return g_utf8_strdown(value, -1);
}

static char *
cut(char *text)
{
	if (strlen(text) > MAX_VALUE) {
		text[MAX_VALUE] = '\0';
		*g_utf8_find_prev_char(text, text + MAX_VALUE) = '\0';
	}
	return text;
}

/* What `name` ("from-name" or a header) says, decoded; NULL without such a header. New. */
static char *
value_of(const char *name, const HeaderBlock *block, const Address *from)
{
	const char *value = NULL;

	if (strcmp(name, "from-name") == 0)
		return cut(g_strdup(from->name));
	value = header_get(block, name);
	return value != NULL ? cut(mime_text(value)) : NULL;
}

static bool
holds(const char *name, const Globs *globs, const HeaderBlock *block, const Address *from)
{
	g_autofree char *value = value_of(name, block, from);
	g_autofree char *folded = value != NULL ? fold(value) : NULL;

	return folded != NULL && matches(globs, folded);
}

/* The address first: it rules most mail out, and costs nothing. */
static bool
fits(const RelayRule *rule, const HeaderBlock *block, const Address *from)
{
	if (!matches(rule->from, from->email))
		return false;
	for (guint i = 0; i < rule->tests->len; i++) {
		const RelayTest *test = rule->tests->pdata[i];

		if (!holds(test->header, test->globs, block, from))
			return false;
	}
	return rule->from_name == NULL || holds("from-name", rule->from_name, block, from);
}

/* The name the mail gives the person, cleaned; "" if the rule does not ask for one; NULL if
 * it is not there. New. */
static char *
find_name(const RelayRule *rule, const HeaderBlock *block, const Address *from)
{
	g_autofree char *value = NULL;
	g_autofree char *part = NULL;
	g_autoptr(GMatchInfo) found = NULL;

	if (rule->name == NULL)
		return g_strdup("");
	value = value_of(rule->name, block, from);
	if (value == NULL)
		return NULL;
	if (rule->name_pattern == NULL)
		return text_clean(value, -1);
	if (!g_regex_match(rule->name_pattern, value, 0, &found))
		return NULL;
	part = g_match_info_fetch(found, 1);
	return text_clean(part != NULL ? part : "", -1);
}

static char *
find_address(const Relays *relays, const RelayRule *rule, const HeaderBlock *block)
{
	const char *value = header_get(block, rule->address);
	g_autofree char *email = value != NULL ? mime_address(value, NULL) : NULL;
	const char *alias = email != NULL ? relays_alias(relays, email) : NULL;

	return alias != NULL ? g_strdup(alias) : g_steal_pointer(&email);
}

/* Who is only known by name. New, or NULL if nothing of it can be compared. */
static char *
known_by_name(Channel channel, const char *name)
{
	g_autofree char *key = text_name_key(name);

	return *key != '\0' ? g_strdup_printf("%s:%s", channel_name(channel), key) : NULL;
}

/* Whether the mail names the person whom the rule looks for. */
static bool
find_person(const Relays *relays, const RelayRule *rule, const HeaderBlock *block,
	const Address *from, RelayHit *hit)
{
	hit->name = find_name(rule, block, from);
	if (rule->address != NULL)
		hit->email = find_address(relays, rule, block);
	else if (hit->name != NULL)
		hit->email = known_by_name(rule->channel, hit->name);
	return hit->name != NULL && hit->email != NULL;
}

bool
relays_match(const Relays *relays, const HeaderBlock *block, const Address *from,
	RelayHit *ret_hit)
{
	for (guint i = 0; i < relays->rules->len; i++) {
		const RelayRule *rule = relays->rules->pdata[i];
		RelayHit hit = { .kind = rule->kind,
			.rule = rule->group,
			.dkim = rule->dkim,
			.channel = rule->channel,
			.counts = rule->counts };

		if (!fits(rule, block, from))
			continue;
		if (rule->kind == RELAY_NOBODY ||
			find_person(relays, rule, block, from, &hit)) {
			*ret_hit = hit;
			return true;
		}
		relay_hit_clear(&hit);
	}
	*ret_hit = (RelayHit){ .kind = RELAY_NONE };
	return false;
}

const char *
relays_alias(const Relays *relays, const char *email)
{
	return g_hash_table_lookup(relays->aliases, email);
}

const char *
relays_fingerprint(const Relays *relays)
{
	return relays->fingerprint;
}

char *
relay_address(const char *typed)
{
	g_autofree char *word = g_strndup(typed, strcspn(typed, ":"));
	Channel channel = CHANNEL_MAIL;

	if (strchr(typed, '@') != NULL)
		return mime_address(typed, NULL);
	if (strchr(typed, ':') == NULL || !channel_from_name(word, &channel))
		return NULL;
	return known_by_name(channel, strchr(typed, ':') + 1);
}

bool
relay_is_mailbox(const char *email)
{
	return strchr(email, '@') != NULL;
}
