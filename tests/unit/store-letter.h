#pragma once

#include "lib/store-scan.h"
#include "tests/unit/store-fixture.h"

/* Invented messages, put into a store as the indexer would. */

typedef struct {
	const char *id;
	Instant date;
	uint64_t thread;
	Rule rule;
	const char *from; /* "Name <email>" or "email"; NULL: the user wrote it */
	const char *to;   /* of the user's own mail: some of those, joined by ", " */
	const char *cc;
	const char *list;
	uint32_t files;
	bool shared;          /* with another author */
	const char *failed;   /* RULE_BOUNCE: these addresses, joined by ", ", */
	const char *original; /* when it had this id */
} Letter;

static inline void
letter_split(const char *mailbox, char **ret_email, char **ret_name)
{
	const char *angle = strchr(mailbox, '<');

	*ret_name = angle != NULL ? g_strndup(mailbox, angle - mailbox) : g_strdup("");
	g_strchomp(*ret_name);
	*ret_email =
		angle != NULL ? g_strndup(angle + 1, strlen(angle) - 2) : g_strdup(mailbox);
}

static inline void
letter_interaction_free(gpointer data)
{
	Interaction *interaction = data;

	g_free(interaction->email);
	g_free(interaction->name);
	g_free(interaction);
}

static inline void
letter_add(Record *record, const char *mailbox, Direction direction, Role role, Rule rule)
{
	Interaction *interaction = g_new0(Interaction, 1);

	letter_split(mailbox, &interaction->email, &interaction->name);
	interaction->direction = direction;
	interaction->role = role;
	interaction->rule = rule;
	interaction->counts =
		rule == RULE_SENT || rule == RULE_RECEIVED || rule == RULE_SPOKEN_TO;
	g_ptr_array_add(record->interactions, interaction);
}

static inline void
letter_add_all(Record *record, const char *mailboxes, Role role, Rule rule)
{
	g_auto(GStrv) each = g_strsplit(mailboxes != NULL ? mailboxes : "", ", ", -1);

	for (char **mailbox = each; *mailbox != NULL; mailbox++)
		letter_add(record, *mailbox, DIRECTION_OUT, role, rule);
}

static inline Record *
letter_record(const Letter *letter)
{
	Record *record = g_new0(Record, 1);
	Role role = letter->rule == RULE_CC ? ROLE_CC : ROLE_TO;

	record->rule = letter->rule;
	record->date = letter->date;
	record->utc_offset = 60;
	record->own = letter->from == NULL;
	record->sole = !letter->shared;
	record->recipients = 2;
	record->list = g_strdup(letter->list);
	record->interactions = g_ptr_array_new_with_free_func(letter_interaction_free);
	letter_add_all(record, letter->to, ROLE_TO, RULE_SENT);
	letter_add_all(record, letter->cc, ROLE_CC, RULE_CC);
	if (letter->from == NULL || letter->rule == RULE_EXCLUDED)
		return record;
	letter_split(letter->from, &record->author, &record->author_name);
	if (letter->rule != RULE_BULK && letter->rule != RULE_AUTOMATIC &&
		letter->rule != RULE_BOUNCE)
		letter_add(record, letter->from, DIRECTION_IN, role, letter->rule);
	return record;
}

static inline Report *
letter_failures(const Letter *letter)
{
	Report *report = NULL;
	g_auto(GStrv) each = NULL;

	if (letter->failed == NULL)
		return NULL;
	report = g_new0(Report, 1);
	report->original = g_strdup(letter->original);
	report->failed = g_ptr_array_new_with_free_func(g_free);
	each = g_strsplit(letter->failed, ", ", -1);
	for (char **email = each; *email != NULL; email++)
		g_ptr_array_add(report->failed, g_strdup(*email));
	return report;
}

static inline void
letter_put(Store *store, const Letter *letter, int generation)
{
	g_autoptr(Record) record = letter_record(letter);
	g_autoptr(Report) report = letter_failures(letter);
	g_autoptr(GError) error = NULL;
	ScannedMessage message = { .message_id = letter->id,
		.hash = store_hash(letter->id),
		.files = letter->files,
		.thread = letter->thread,
		.generation = generation,
		.record = record,
		.report = report };
	KnownMessage known;

	store_know(store, message.hash, &known, &error);
	g_assert_no_error(error);
	store_put(store, &message, &known, &error);
	g_assert_no_error(error);
}

static inline void
letter_begin(Store *store)
{
	g_autoptr(GError) error = NULL;

	store_begin(store, &error);
	g_assert_no_error(error);
}

static inline void
letter_commit(Store *store)
{
	g_autoptr(GError) error = NULL;

	store_commit(store, &error);
	g_assert_no_error(error);
}

static inline void
letter_settle(Store *store)
{
	g_autoptr(GError) error = NULL;

	store_settle(store, &error);
	g_assert_no_error(error);
}

/* One run of the indexer: all of `letters`, up to one without an id. */
static inline void
letter_run(Store *store, const Letter *letters, int generation)
{
	letter_begin(store);
	for (; letters->id != NULL; letters++)
		letter_put(store, letters, generation);
	letter_settle(store);
	letter_commit(store);
}

static inline Correspondent *
letter_correspondent(Store *store, const char *email)
{
	g_autoptr(GError) error = NULL;
	Correspondent *correspondent = NULL;

	store_correspondent(store, email, &correspondent, &error);
	g_assert_no_error(error);
	return correspondent;
}

static inline void
letter_assert_totals(Store *store, const char *email, int in, int out, int bulk)
{
	g_autoptr(Correspondent) correspondent = letter_correspondent(store, email);

	g_assert_nonnull(correspondent);
	g_assert_cmpint(correspondent->counts[COUNT_IN], ==, in);
	g_assert_cmpint(correspondent->counts[COUNT_OUT], ==, out);
	g_assert_cmpint(correspondent->bulk, ==, bulk);
}
