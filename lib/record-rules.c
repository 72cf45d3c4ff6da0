#include <string.h>

#include "lib/record-private.h"

static bool
has_email(const GPtrArray *addresses, const char *email)
{
	for (guint i = 0; i < addresses->len; i++)
		if (strcmp(((Address *)addresses->pdata[i])->email, email) == 0)
			return true;
	return false;
}

/* Whether there is anybody but the user. */
static bool
has_others(const GPtrArray *addresses, const Settings *settings)
{
	for (guint i = 0; i < addresses->len; i++)
		if (!settings_is_own(settings, ((Address *)addresses->pdata[i])->email))
			return true;
	return false;
}

static bool
has_list_beside(const Reading *reading)
{
	return reading->list != NULL && (has_email(reading->to, reading->list) ||
						has_email(reading->cc, reading->list));
}

/* The rules, each a question to one reading -------------------------------------------- */

static bool
is_bounce(const Reading *reading)
{
	return reading->bounce;
}

static bool
is_relayed(const Reading *reading)
{
	return reading->relay.kind == RELAY_PERSON;
}

static bool
is_automatic(const Reading *reading)
{
	return reading->automatic;
}

static bool
is_nobody(const Reading *reading)
{
	return reading->from->len == 0 ||
	       (reading->own &&
		       reading->to->len + reading->cc->len + reading->bcc->len == 0);
}

static bool
is_crowded(const Reading *reading)
{
	return reading->recipients > reading->settings->max_recipients;
}

static bool
is_by_list(const Reading *reading)
{
	return reading->marked && !reading->own;
}

/* With the list's own address beside theirs somebody spoke to the user; without it the
 * thread must tell, which takes a mail that can be believed. */
static bool
is_bulk(const Reading *reading)
{
	if (!is_by_list(reading))
		return false;
	if (reading_place_of_user(reading) != ROLE_TO ||
		(reading->list != NULL && has_email(reading->from, reading->list)))
		return true;
	return !has_list_beside(reading) &&
	       (is_crowded(reading) || !reading_is_trusted(reading));
}

static bool
is_among_ourselves(const Reading *reading)
{
	return reading->own && !has_others(reading->to, reading->settings) &&
	       !has_others(reading->cc, reading->settings) &&
	       !has_others(reading->bcc, reading->settings);
}

static bool
is_spoken_to(const Reading *reading)
{
	return is_by_list(reading) && has_list_beside(reading);
}

static bool
is_sent(const Reading *reading)
{
	return reading->own && (has_others(reading->to, reading->settings) ||
				       has_others(reading->bcc, reading->settings));
}

static bool
is_received(const Reading *reading)
{
	return !reading->own && reading_place_of_user(reading) == ROLE_TO;
}

static bool
is_cc(const Reading *reading)
{
	return reading->own || reading_place_of_user(reading) == ROLE_CC;
}

static bool
is_rest(const Reading *reading)
{
	(void)reading;
	return true;
}

/* In the order in which they are tried. What calendars write (RULE_MEETING) belongs at the
 * top, as what services and mail systems write, before the
 * marks of robots and lists hide it. */
static const struct {
	Rule rule;
	bool (*applies)(const Reading *reading);
	bool records;
} rules[] = {
	{ RULE_CHANNEL, is_relayed, true },
	{ RULE_BOUNCE, is_bounce, false },
	{ RULE_AUTOMATIC, is_automatic, false },
	{ RULE_NOBODY, is_nobody, false },
	{ RULE_BULK, is_bulk, false },
	{ RULE_SELF, is_among_ourselves, false },
	{ RULE_GROUP, is_crowded, true },
	{ RULE_SPOKEN_TO, is_spoken_to, true },
	{ RULE_IN_THREAD, is_by_list, true },
	{ RULE_SENT, is_sent, true },
	{ RULE_RECEIVED, is_received, true },
	{ RULE_CC, is_cc, true },
	{ RULE_BCC, is_rest, true },
};

/* What they record ----------------------------------------------------------------------
 */

static void
add_all(Record *record, const Reading *reading, const GPtrArray *addresses,
	const Interaction *as)
{
	for (guint i = 0; i < addresses->len; i++)
		record_add(record, reading->settings, addresses->pdata[i], as);
}

/* The service is nobody; the person it names reached out to the user. */
static void
add_relayed(Record *record, const Reading *reading)
{
	const Address person = { .email = reading->relay.email,
		.name = reading->relay.name };
	const Interaction as = { .direction = DIRECTION_IN,
		.role = ROLE_TO,
		.channel = reading->relay.channel,
		.rule = RULE_CHANNEL,
		.counts = reading->relay.counts };

	record_add(record, reading->settings, &person, &as);
}

/* In mail from others only its authors interact with the user. */
static void
add_authors(Record *record, const Reading *reading)
{
	Interaction as = { .direction = DIRECTION_IN, .rule = record->rule };

	as.role = record->rule == RULE_GROUP ? ROLE_GROUP : reading_place_of_user(reading);
	as.counts = as.role == ROLE_TO && record->rule != RULE_IN_THREAD;
	add_all(record, reading, reading->from, &as);
}

static void
add_recipients(Record *record, const Reading *reading)
{
	Interaction to = { .direction = DIRECTION_OUT, .role = ROLE_TO, .rule = RULE_SENT };
	Interaction cc = { .direction = DIRECTION_OUT, .role = ROLE_CC, .rule = RULE_CC };

	to.counts = true;
	if (record->rule == RULE_GROUP) {
		to.role = cc.role = ROLE_GROUP;
		to.rule = cc.rule = RULE_GROUP;
		to.counts = false;
	}
	add_all(record, reading, reading->to, &to);
	add_all(record, reading, reading->bcc, &to);
	add_all(record, reading, reading->cc, &cc);
}

/* What is recorded of a mail that cannot be believed resets nothing. */
static void
distrust(Record *record, const Reading *reading)
{
	if (reading->malformed)
		record->rule = RULE_MALFORMED;
	for (guint i = 0; i < record->interactions->len; i++) {
		Interaction *interaction = record->interactions->pdata[i];

		interaction->counts = false;
		if (reading->malformed)
			interaction->rule = RULE_MALFORMED;
	}
}

void
record_apply_rules(Record *record, const Reading *reading)
{
	gsize i = 0;

	while (!rules[i].applies(reading))
		i++;
	record->rule = rules[i].rule;
	record->reports = record->rule == RULE_BOUNCE && reading_is_trusted(reading);
	if (!rules[i].records)
		return;
	if (record->rule == RULE_CHANNEL)
		add_relayed(record, reading);
	else if (!reading->own)
		add_authors(record, reading);
	else if (!reading->unverified)
		/* Else somebody else may have written it, in the user's name. */
		add_recipients(record, reading);
	if (!reading_is_trusted(reading))
		distrust(record, reading);
}
