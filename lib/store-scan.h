#pragma once

#include "lib/meeting.h"
#include "lib/record-calendar.h"
#include "lib/report.h"
#include "lib/store.h"

/* The store as the indexer writes it. A new store belongs to no notmuch database until
 * store_adopt(). */

typedef struct {
	char *uuid;          /* of the notmuch database; NULL before the first run */
	uint64_t revision;   /* everything up to here is recorded */
	bool full;           /* a full read is under way, */
	uint64_t full_until; /* whose end makes this the revision */
	int generation;    /* of rows written now; an older row is re-read by a full read */
	char *fingerprint; /* of settings and rules at the last run */
	int64_t stamp; /* mailbox_stamp() when it was last seen which mail is gone; 0: never
			*/
} ScanState;

void scan_state_clear(ScanState *state);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(ScanState, scan_state_clear)

bool store_load_scan(Store *store, ScanState *ret_state, GError **error);
bool store_save_scan(Store *store, const ScanState *state, GError **error);

/* From here on commits wait less for the disk, and a loss of power may undo the last: for
 * what the next run makes good. Not within a transaction. */
bool store_relax(Store *store, GError **error);

/* Binds the store to the notmuch database at `identity` instead of the one it belonged to.
 */
bool store_adopt(Store *store, const char *identity, GError **error);

/* The key of a message: first 8 bytes of the SHA-256 of its id (without brackets). */
int64_t store_hash(const char *message_id);

typedef struct {
	int64_t id; /* its row; 0: not known */
	uint32_t files;
	int generation;
	Rule rule;
	uint64_t thread; /* 0: not kept */
	bool gone;       /* it had left the mail store */
} KnownMessage;

/* Before the first run has ended there is no index: nothing is known then. */
bool store_know(Store *store, int64_t hash, KnownMessage *ret_known, GError **error);

/* A fresh store, still without indexes: store_put() may append without store_know(). */
bool store_is_fresh(Store *store);

/* After a first run that was cut off: makes the indexes, so that store_know() works. */
bool store_make_indexes(Store *store, GError **error);

typedef struct {
	const char *message_id;
	int64_t hash;
	uint32_t files;
	uint64_t thread;
	int generation;
	const Record *record;
	const CalendarMail *calendar; /* taken by the record; NULL if it has none */
	const Report *report;         /* what it says of the user's mail; NULL: nothing */
} ScannedMessage;

/* Replaces what the message gave before (`known`, NULL or id 0: nothing) by what it gives
 * now. Forgotten addresses give nothing. An address is called as the newest message with a
 * name for it does, ties by the greatest name; in a full read only names of that read
 * compete, so that names of messages that have changed do not stay for ever. Within
 * store_begin() … store_commit(); names can be read after that. */
bool store_put(Store *store, const ScannedMessage *message, const KnownMessage *known,
	GError **error);

/* The message moved to another thread of notmuch. */
bool store_move(Store *store, const KnownMessage *known, uint64_t thread, GError **error);

/* How many messages of the record are still in the mail store, as far as it knows. */
bool store_count_present(Store *store, uint64_t *ret_count, GError **error);

/* The keys of those, ascending. New GArray of int64_t. */
GArray *store_present(Store *store, GError **error);

/* The message has left the mail store: what it gave stays. store_put() takes that back.
 * Within a transaction. */
bool store_mark_gone(Store *store, int64_t hash, GError **error);

/* Removes the messages that are gone with all they gave, and people of whom nothing is
 * left; *ret_count: how many messages. Within a transaction; calls store_settle(). */
bool store_prune(Store *store, guint *ret_count, GError **error);

/* Remembers, as a transaction of its own, that the calendar of message `hash` is about to
 * be read. *ret_killed: it was already when this run began, so reading it has ended one.
 * store_unmark_reading() when it went well. */
bool store_mark_reading(Store *store, int64_t hash, bool *ret_killed, GError **error);
bool store_unmark_reading(Store *store, int64_t hash, GError **error);

/* Whether time alone has changed whom the user has met. */
bool store_meetings_due(Store *store, Instant now, bool *ret_due, GError **error);

/* Gives the interactions of meetings that are over (lib/meeting.h): of those that mail was
 * put about, and of those that ended since. Within a transaction, before store_settle(),
 * whose promises it shares. */
bool store_settle_meetings(Store *store, Instant now, GError **error);

/* Remembers one more message among sent mail whose author `email` is not the user's; zero
 * for all; that of which most are (at least `at_least`) and which the user was not told of,
 * NULL for none; that it was told. */
bool store_add_sent(Store *store, const char *email, GError **error);
bool store_forget_sent(Store *store, GError **error);
bool store_untold_sent(
	Store *store, guint at_least, char **ret_email, guint *ret_n, GError **error);
bool store_tell_sent(Store *store, const char *email, GError **error);

/* After a full read: drops names that no mail has any more. Mail that it did not meet, or
 * could not read, keeps its people's names. Within a transaction. */
bool store_drop_names(Store *store, int generation, GError **error);

/* Ends a run or a batch of an incremental one: indexes, RULE_IN_THREAD, totals of addresses
 * that changed, dirty contacts. Within a transaction. Idempotent: the tables are then a
 * function of the messages put, whatever their order. A full read calls it once, at its
 * end; after one that was cut off, all totals are computed.
 *
 * RULE_IN_THREAD: its interactions count exactly while a message of the user's own is in
 * the same thread. Until then they are in no total but n_bulk, and no event of a clock. */
bool store_settle(Store *store, GError **error);

/* holidays ----------------------------------------------------------------------------- */

/* What the holidays in the store were made from; new, NULL if there are none. */
bool store_holiday_source(Store *store, char **ret_fingerprint, GError **error);

typedef struct {
	char *place; /* "country-de", "language-ru" */
	int day;     /* as when_day() */
	char *name;
} Holiday;

void holiday_free(Holiday *holiday);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Holiday, holiday_free)

/* Replaces all holidays by `holidays` (of Holiday), made from what `fingerprint` says. */
bool store_put_holidays(
	Store *store, GPtrArray *holidays, const char *fingerprint, GError **error);
