#pragma once

#include "lib/record.h"

/* What a run did, for the one line at its end. */
typedef struct {
	guint messages;     /* read */
	guint interactions; /* found in them */
	GHashTable *people; /* set of hashes of the addresses of those */
	guint withdrawn;    /* messages that are excluded now and gave something before */
	guint gone;         /* messages that have left the mail store since the last run */
	guint pruned;       /* messages that had left it, and are withdrawn */
	guint vanished, unreadable;
	gint64 start; /* monotonic, µs */
} Summary;

void summary_init(Summary *summary);
void summary_clear(Summary *summary);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Summary, summary_clear)

void summary_add(Summary *summary, const Record *record);

/* "20,000 messages read, 8,312 interactions with 1,204 people found in 1.2 s", or "nothing
 * new". New. */
char *summary_line(const Summary *summary);

/* "20,000". New. */
char *summary_number(guint64 number);
