#include "lib/record.h"

#include <string.h>

#include "lib/record-private.h"

static void
interaction_free(gpointer data)
{
	Interaction *interaction = data;

	g_free(interaction->email);
	g_free(interaction->name);
	g_free(interaction);
}

Record *
record_of_rule(Rule rule)
{
	Record *record = g_new0(Record, 1);

	record->rule = rule;
	record->date = WHEN_NEVER;
	record->author_name = g_strdup("");
	record->interactions = g_ptr_array_new_with_free_func(interaction_free);
	return record;
}

void
record_free(Record *record)
{
	if (record == NULL)
		return;
	g_free(record->author);
	g_free(record->author_name);
	g_free(record->list);
	g_ptr_array_unref(record->interactions);
	g_free(record);
}

bool
record_add(Record *record, const Settings *settings, const Address *address,
	const Interaction *as)
{
	Interaction *added = NULL;

	if (settings_is_own(settings, address->email))
		return false;
	for (guint i = 0; i < record->interactions->len; i++) {
		const Interaction *other = record->interactions->pdata[i];

		if (strcmp(other->email, address->email) == 0)
			return false;
	}
	added = g_memdup2(as, sizeof *as);
	added->email = g_strdup(address->email);
	added->name = g_strdup(address->name);
	g_ptr_array_add(record->interactions, added);
	return true;
}

/* What speaks against taking a file for the message, the gravest first. */
static int
doubts(const Reading *reading)
{
	bool grave = reading->from->len == 0 || !reading_is_trusted(reading);

	if (reading->relay.kind == RELAY_PERSON)
		return 4 * grave;
	return 4 * grave + 2 * reading->automatic + reading->marked;
}

/* The file that says most of the message. A copy without the marks of a list came to the
 * user directly; among equals the earliest was first. Not by the files' names: those
 * change. */
static const Reading *
choose(const Reading *readings, guint n)
{
	const Reading *best = readings;

	for (guint i = 1; i < n; i++) {
		int difference = doubts(&readings[i]) - doubts(best);

		if (difference < 0 ||
			(difference == 0 && readings[i].arrival < best->arrival))
			best = &readings[i];
	}
	return best;
}

static bool
is_same_author(const Reading *a, const Reading *b)
{
	return g_strcmp0(reading_author(a), reading_author(b)) == 0;
}

/* The earliest date that a file as good as `best` gives. */
static void
take_date(Record *record, const Reading *readings, guint n, const Reading *best)
{
	const Reading *first = best;

	for (guint i = 0; i < n; i++)
		if (is_same_author(&readings[i], best) && readings[i].date < first->date &&
			reading_is_trusted(&readings[i]) == reading_is_trusted(best))
			first = &readings[i];
	record->date = first->date;
	record->utc_offset = first->utc_offset;
}

/* Another author under the same Message-ID: one of them borrowed it. Both are recorded, but
 * the one who came second resets nothing. */
static void
add_newcomer(Record *record, const Reading *newcomer)
{
	const Interaction as = { .direction = DIRECTION_IN,
		.role = reading_place_of_user(newcomer),
		.rule = RULE_CONFLICT };

	if (record_add(record, newcomer->settings, newcomer->from->pdata[0], &as))
		record->rule = RULE_CONFLICT;
}

static bool
is_letter(const Reading *reading)
{
	return reading->from->len > 0 && !reading->automatic && !reading->marked &&
	       reading->relay.kind != RELAY_PERSON;
}

static bool
is_sole(const Reading *readings, guint n)
{
	for (guint i = 0; i < n; i++)
		if (readings[i].from->len != 1 || !readings[i].plain ||
			!is_same_author(&readings[i], readings))
			return false;
	return true;
}

static void
take_readings(Record *record, const Reading *readings, guint n)
{
	const Reading *best = choose(readings, n);
	const Address *author = best->from->len == 0 ? NULL : best->from->pdata[0];

	record->own = best->own;
	record->sole = is_sole(readings, n);
	record->unverified = best->unverified;
	record->recipients = best->recipients;
	record->list = g_strdup(best->list);
	record->relay = best->relay.rule;
	if (author != NULL) {
		record->author = g_strdup(author->email);
		g_free(record->author_name);
		record->author_name = g_strdup(author->name);
	}
	take_date(record, readings, n, best);
	record_apply_rules(record, best);
	for (guint i = 0; i < n; i++) {
		record->oversize |= readings[i].block->oversize;
		if (is_letter(&readings[i]) && !is_same_author(&readings[i], best))
			add_newcomer(record, &readings[i]);
	}
}

Record *
record_from_headers(
	HeaderBlock *const *blocks, guint n_blocks, const Settings *settings, Instant now)
{
	g_autofree Reading *readings = g_new(Reading, n_blocks);
	Record *record = record_of_rule(RULE_NOBODY);

	for (guint i = 0; i < n_blocks; i++)
		reading_init(&readings[i], blocks[i], settings, now);
	take_readings(record, readings, n_blocks);
	for (guint i = 0; i < n_blocks; i++)
		reading_clear(&readings[i]);
	return record;
}
