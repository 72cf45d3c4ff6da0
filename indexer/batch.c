#include "indexer/batch.h"

#include <string.h>

#include "indexer/calendar.h"
#include "lib/letter.h"

/* Of one Message-ID: somebody could send a thousand files under it. */
enum { MAX_FILES = 64 };

/* Items are set when they are added: most runs need few, and touch no more memory. */
Batch *
batch_new(void)
{
	Batch *batch = g_new(Batch, 1);

	batch->number = 0;
	batch->read = false;
	batch->n_items = 0;
	batch->files = g_ptr_array_new();
	batch->text = g_string_chunk_new(64 << 10);
	return batch;
}

void
batch_clear(Batch *batch)
{
	for (guint i = 0; i < batch->n_items; i++) {
		record_free(batch->items[i].record);
		g_clear_pointer(&batch->items[i].calendar, calendar_mail_free);
		report_free(batch->items[i].report);
	}
	batch->n_items = 0;
	batch->read = false;
	g_ptr_array_set_size(batch->files, 0);
	g_string_chunk_clear(batch->text);
}

void
batch_free(Batch *batch)
{
	if (batch == NULL)
		return;
	batch_clear(batch);
	g_ptr_array_unref(batch->files);
	g_string_chunk_free(batch->text);
	g_free(batch);
}

void
batch_add(Batch *batch, const MailboxMessage *message)
{
	Item *item = &batch->items[batch->n_items++];

	memset(item, 0, sizeof *item);
	item->id = g_string_chunk_insert(batch->text, message->id);
	item->thread = message->thread;
	item->excluded = message->excluded;
	item->sent = message->tags != NULL && g_strv_contains(message->tags, "sent");
	item->first_file = batch->files->len;
	item->names = mailbox_fingerprint(message->files);
	for (const char *const *file = message->files;
		*file != NULL && item->n_files < MAX_FILES; file++) {
		g_ptr_array_add(batch->files, g_string_chunk_insert(batch->text, *file));
		item->n_files++;
	}
}

/* What a delivery report says, by the first of its files that names an address. Only of
 * these few messages more than the header is read. */
static Report *
read_report(const Batch *batch, const Item *item)
{
	for (guint i = 0; i < item->n_files; i++) {
		const char *path = batch->files->pdata[item->first_file + i];
		g_autoptr(Report) report = letter_report(path, NULL);

		if (report != NULL && report->failed->len > 0)
			return g_steal_pointer(&report);
	}
	return NULL;
}

/* A row of an older generation is of settings or rules that hold no more, and one that was
 * gone is written anew. */
Action
batch_judge(const Item *item, int generation)
{
	const KnownMessage *known = &item->known;
	bool current = known->id != 0 && !known->gone && known->generation == generation;

	if (item->excluded)
		return current && known->rule == RULE_EXCLUDED ? ACTION_NONE
							       : ACTION_WITHDRAW;
	if (!current || known->files != item->names)
		return ACTION_READ;
	if (known->rule == RULE_EXCLUDED || known->rule == RULE_UNREADABLE)
		return ACTION_READ;
	if (known->thread != 0 && known->thread != item->thread)
		return ACTION_MOVE;
	return ACTION_NONE;
}

static void
read_item(Batch *batch, Item *item, const Settings *settings, Instant now)
{
	HeaderBlock *blocks[MAX_FILES];
	guint n_blocks = 0, n_vanished = 0;

	for (guint i = 0; i < item->n_files; i++) {
		g_autoptr(GError) error = NULL;
		const char *path = batch->files->pdata[item->first_file + i];

		blocks[n_blocks] = header_read(path, &error);
		if (blocks[n_blocks] != NULL)
			n_blocks++;
		else if (g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
			n_vanished++;
	}
	if (n_blocks == 0) {
		item->record = record_of_rule(RULE_UNREADABLE);
		item->vanished = n_vanished == item->n_files;
		item->unreadable = !item->vanished;
		return;
	}
	item->record = record_from_headers(blocks, n_blocks, settings, now);
	/* What was not read may name somebody else. */
	if (n_blocks < item->n_files || item->n_files == MAX_FILES)
		item->record->sole = false;
	if (item->has_calendar)
		item->calendar = calendar_read(
			(const char *const *)batch->files->pdata + item->first_file,
			item->n_files, item->record, settings, now);
	if (item->record->reports)
		item->report = read_report(batch, item);
	for (guint i = 0; i < n_blocks; i++)
		header_block_free(blocks[i]);
}

void
batch_read(Batch *batch, const Settings *settings, Instant now)
{
	for (guint i = 0; i < batch->n_items; i++)
		if (batch->items[i].action == ACTION_READ)
			read_item(batch, &batch->items[i], settings, now);
	batch->read = true;
}
