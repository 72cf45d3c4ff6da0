#include <stdint.h>
#include <string.h>

#include "lib/mime.h"
#include "lib/record.h"
#include "lib/relay.h"

#define NOW INT64_C(1773144000) /* 2026-03-10T12:00:00Z */

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
const char *__asan_default_options(void);

/* GMime leaks the text of a comment that never ends; leaks of ours show in the unit tests.
 */
const char *
__asan_default_options(void)
{
	return "detect_leaks=0";
}

static Settings *settings;

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	g_autoptr(GHashTable) values = g_hash_table_new(g_str_hash, g_str_equal);

	(void)argc, (void)argv;
	mime_init(NULL);
	g_hash_table_insert(values, (char *)"user.primary_email", (char *)"me@x.test");
	g_hash_table_insert(values, (char *)"cadence.authserv_id", (char *)"mx.test");
	g_hash_table_insert(values, (char *)"cadence.max_recipients", (char *)"3");
	settings = settings_new(values, NULL);
	g_assert_nonnull(settings);
	g_setenv("CADENCE_DATA_DIR", "contrib/data", FALSE);
	settings->relays = relays_load((const char *[]){ NULL }, NULL);
	g_assert_nonnull(settings->relays);
	return 0;
}

static HeaderBlock *
block_of(const char *bytes, size_t size)
{
	char *copy = g_malloc(size + 1);

	memcpy(copy, bytes, size);
	return header_split(copy, size);
}

static void
check_interaction(const Record *record, const Interaction *interaction)
{
	g_assert_false(settings_is_own(settings, interaction->email));
	g_assert_true(
		interaction->direction == (record->own ? DIRECTION_OUT : DIRECTION_IN) ||
		interaction->rule == RULE_CONFLICT);
	g_assert_true(relay_is_mailbox(interaction->email) ||
		      interaction->rule == RULE_CHANNEL ||
		      interaction->rule == RULE_MALFORMED);
	g_assert_true(interaction->role == ROLE_TO || !interaction->counts);
	g_assert_false(interaction->counts && record->unverified);
	g_assert_true(g_utf8_validate(interaction->name, -1, NULL));
}

static void
check(const Record *record)
{
	g_assert_true(record->date <= NOW && record->date > 0);
	g_assert_true(record->rule > RULE_EXCLUDED && record->rule < N_RULES);
	for (guint i = 0; i < record->interactions->len; i++)
		check_interaction(record, record->interactions->pdata[i]);
}

/* The input is one file of a message; from a byte 0xFF on, a second one. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *bytes = (const char *)data;
	const char *second = memchr(bytes, 0xFF, size);
	size_t length = second == NULL ? size : (size_t)(second - bytes);
	HeaderBlock *blocks[] = { block_of(bytes, length), NULL };
	g_autoptr(Record) record = NULL;

	if (second != NULL)
		blocks[1] = block_of(second + 1, size - length - 1);
	record = record_from_headers(blocks, second == NULL ? 1 : 2, settings, NOW);
	check(record);
	header_block_free(blocks[0]);
	header_block_free(blocks[1]);
	return 0;
}
