#pragma once

#include "lib/store-scan.h"
#include "lib/store/private.h"

/* What the files that write the derived tables share: caches in front of them, and what
 * store_settle() has to do. */

typedef struct {
	int generation;
	Instant date;
	const char *text; /* "" for none; borrowed */
} SeenName;

typedef struct Interned Interned;

typedef struct {
	bool fresh;           /* there are no indexes yet */
	bool prepared;        /* scan_prepare() was called in this transaction */
	bool forgets;         /* somebody is forgotten */
	bool marked;          /* table scan says that there is something to settle */
	bool everything;      /* settle all; else what is in store->dirty and in: */
	GHashTable *threads;  /* set of thread numbers (GSIZE_TO_POINTER) */
	GHashTable *meetings; /* set of uids (GSIZE_TO_POINTER) to settle */
	GArray *ids;          /* of int64_t: of the interactions of the message being put */
	Interned *interned;   /* addresses met of late, direct-mapped */
	GPtrArray *used;      /* of its slots */
	int64_t data_version; /* of the database, when those were read */
} Scan;

/* Those of `store`, made at the first call; NULL on failure. Borrowed. */
Scan *store_scan(Store *store, GError **error);

/* To be called before rows are written. The first time in a transaction: remembers in the
 * store that there are unsettled rows, and drops the caches of addresses if another process
 * has written since. */
bool scan_prepare(Store *store, Scan *scan, GError **error);

/* What store_settle() is to look at. Neither grows with the store: beyond some thousands of
 * them everything is settled. 0 is ignored. */
void scan_touch_address(Store *store, Scan *scan, int64_t address);
void scan_touch_thread(Scan *scan, uint64_t thread);
void scan_touch_meeting(Scan *scan, int64_t uid);

/* Deletes what message `id`, of `thread` (0: none), has given, and touches it all. */
bool scan_withdraw(Store *store, Scan *scan, int64_t id, uint64_t thread, GError **error);

/* Forgets what is touched, once it is settled. */
void scan_untouch(Store *store, Scan *scan);

/* The row of `email`, made if there is none, whose name becomes that of `seen` if it is
 * newer; *ret_id is 0 for a forgotten address. */
bool scan_intern(Store *store, Scan *scan, const char *email, SeenName seen,
	int64_t *ret_id, GError **error);

/* Remembers that `email` is the address of a list. */
bool scan_intern_list(Store *store, Scan *scan, const char *email, GError **error);

/* Counts a message by `email` that was passed over by RULE_BOUNCE, _AUTOMATIC or _BULK. */
bool scan_intern_passed(
	Store *store, Scan *scan, const char *email, Rule rule, GError **error);

/* Names and counts are written at the end of a transaction. */
bool scan_write_interned(Store *store, Scan *scan, GError **error);

void scan_clear_interned(Scan *scan);

/* The addresses that `report` (or NULL) says have failed, but those of the forgotten: a new
 * array of borrowed texts. */
bool scan_choose_failed(
	Store *store, const Report *report, GPtrArray **ret_emails, GError **error);

/* Keeps them as what the report `message` says. */
bool scan_put_failed(Store *store, int64_t message, const Report *report,
	const GPtrArray *emails, GError **error);
