#pragma once

#include "lib/mailbox.h"
#include "lib/store-scan.h"

/* Messages on their way through the indexer, some hundred at a time: found by the reader,
 * judged by the owner of the store, read by a worker, recorded by the owner of the store.
 */

enum { BATCH_SIZE = 256 };

/* What is to be done with a message. */
typedef enum {
	ACTION_NONE,     /* the store has it as it is */
	ACTION_READ,     /* read its files, then record what they say */
	ACTION_WITHDRAW, /* it is excluded: record that */
	ACTION_MOVE,     /* only its thread is another */
} Action;

typedef struct {
	const char *id; /* the batch's, as its files */
	guint first_file, n_files;
	uint64_t thread;
	uint32_t names; /* fingerprint of the files' names, whatever their folder and flags
			 */
	bool excluded;
	bool sent;    /* has that tag */
	int64_t hash; /* from here on: as the owner of the store found it */
	KnownMessage known;
	Action action;
	bool has_calendar;      /* notmuch knows of a part */
	Record *record;         /* from here on: by the worker; NULL unless ACTION_READ */
	bool vanished;          /* none of its files is there any more, */
	bool unreadable;        /* or none can be read */
	CalendarMail *calendar; /* or NULL */
	Report *report;         /* NULL unless the record says that it reports */
} Item;

typedef struct {
	guint64 number; /* counted from 0 in the order of the walk */
	bool read;      /* by a worker; false when it comes from the reader */
	guint n_items;
	Item items[BATCH_SIZE];
	GPtrArray *files;   /* paths of all items, one after the other */
	GStringChunk *text; /* what ids and paths point into */
} Batch;

Batch *batch_new(void);
void batch_free(Batch *batch);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Batch, batch_free)

/* Empties it, to be filled again. */
void batch_clear(Batch *batch);

/* Copies `message` to the end; there must be room. */
void batch_add(Batch *batch, const MailboxMessage *message);

/* What is to be done with `item`, whose `known` is filled, in a run that writes rows of
 * `generation`. */
Action batch_judge(const Item *item, int generation);

/* Makes the records of those items whose action says so. Any thread. */
void batch_read(Batch *batch, const Settings *settings, Instant now);
