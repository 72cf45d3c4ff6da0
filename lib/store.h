#pragma once

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "lib/clock.h"
#include "lib/contact.h"
#include "lib/interaction.h"
#include "lib/meeting.h"
#include "lib/suggest.h"

/* The store: everything notmuch-cadence remembers, in one SQLite file (schema.sql). This
 * header is for those who read it and for what the user enters; store-scan.h is for the
 * indexer, store-tags.h for the filter. A Store belongs to one thread.
 *
 * Failures are CADENCE_ERROR_STORE (74), _CREATE (73), _BUSY (75); a disk that is full says
 * so. Functions that write are one transaction each, begun IMMEDIATE, unless the caller
 * holds one of its own (store_begin). Lists are new GPtrArrays that free their elements. */
typedef struct Store Store;

typedef enum {
	STORE_READ,  /* must exist; a directory that cannot be written is no obstacle */
	STORE_WRITE, /* made if absent: directory 0700, file 0600; migrated if old */
} StoreMode;

/* Where the store is: `configured` (cadence.database) if not NULL, "~/" and relative paths
 * being those of the home directory, else $XDG_DATA_HOME/notmuch-cadence/PROFILE.db
 * (NULL: "default"). New. */
char *store_path(const char *configured, const char *profile);

/* Opens the store at `path`, which belongs to the notmuch database at `identity`; NULL: do
 * not ask (tests, delivery). Refuses: a store of another database, of a newer program, a
 * file that is no store, others' or group-readable files, symbolic links as the file
 * itself. New, store_close(). With STORE_READ and no file: CADENCE_ERROR_STORE that says to
 * run notmuch-cadence-index first. ":memory:" makes a private one, for tests. */
Store *store_open(const char *path, const char *identity, StoreMode mode, GError **error);

/* Closes `store`; NULL is allowed. Uncommitted work is lost. */
void store_close(Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_close)

/* One transaction around several calls. After a failure: store_rollback(). */
bool store_begin(Store *store, GError **error);
bool store_commit(Store *store, GError **error);
void store_rollback(Store *store);

/* Prepares every statement the store knows: the test for its SQL. */
bool store_check(Store *store, GError **error);

/* classes ---------------------------------------------------------------------------- */

/* All classes, by weight descending, then name. Array of Class. */
GPtrArray *store_classes(Store *store, GError **error);

/* The class, new, or *ret_class NULL if there is none. */
bool store_find_class(Store *store, const char *name, Class **ret_class, GError **error);

/* Adds `klass` or replaces that of the same name; its contacts' clocks become dirty, and
 * what another cadence makes void is, as for store_update_contact().
 * CADENCE_ERROR_USAGE for a name that could not be part of a tag typed in a shell. */
bool store_put_class(Store *store, const Class *klass, GError **error);

/* CADENCE_ERROR_USAGE while contacts are in it, and if there is no such class. */
bool store_remove_class(Store *store, const char *name, GError **error);

/* contacts --------------------------------------------------------------------------- */

/* All contacts by slug. Array of Contact. */
GPtrArray *store_contacts(Store *store, GError **error);

/* Those whom `who` may mean: first an exact slug, then an address of a contact, then
 * contacts whose name equals it, then those in whose name every word of it begins a word
 * (by text_name_key's rules), then the same of the slug, which is in Latin letters. The
 * first step that finds any decides. Array of Contact. */
GPtrArray *store_who(Store *store, const char *who, GError **error);

/* Adds `contact` with its addresses and writes back id and slug: that given, or made of the
 * name if it is NULL or "", and made unique by "-2", "-3" …. CADENCE_ERROR_USAGE if an
 * address belongs to another contact (names it), the class is unknown (names those there
 * are), a country or language is not two small letters, or nothing is left of the name
 * after text_clean(). Its addresses are neither ignored nor forgotten any more. Dirty. */
bool store_add_contact(Store *store, Contact *contact, GError **error);

/* Writes all that may change of `contact` (name, class, cadence, states, country, language,
 * slug) by id; CADENCE_ERROR_USAGE as above, and for a slug that is taken. Another class or
 * cadence takes back what was dismissed of due, overdue and due-soon. Dirty. */
bool store_update_contact(Store *store, const Contact *contact, GError **error);

/* As store_add_contact() does; one that it has already is no error. */
bool store_add_address(Store *store, int64_t contact, const char *email, GError **error);

/* *ret_was false if it is not an address of this contact; CADENCE_ERROR_USAGE if it is
 * their only one. Dirty. */
bool store_remove_address(
	Store *store, int64_t contact, const char *email, bool *ret_was, GError **error);

/* The contact and all the user entered about them; what the mail says stays. */
bool store_remove_contact(Store *store, int64_t contact, GError **error);

/* Makes everything of `emails` vanish: contact (0 for none) with all entered, interactions,
 * names, addresses; only hashes stay, so that they are never recorded again. The bytes are
 * gone from the file and its journal when this returns true. */
bool store_forget(Store *store, int64_t contact, const char *const *emails, GError **error);

/* One person: the addresses of `from` and all the user entered about them move to `into`,
 * whose own name, class and states stay; `from` is no contact any more. Dirty. */
bool store_merge(Store *store, int64_t into, int64_t from, GError **error);

/* As store_remove_address(), and this address and those that are left are known not to be
 * one person, until they are addresses of one contact again. */
bool store_split(
	Store *store, int64_t contact, const char *email, bool *ret_was, GError **error);

/* Two people, unless they are addresses of one contact. */
bool store_put_apart(Store *store, const char *email, const char *other, GError **error);

/* The addresses known not to be of the same person as `email`. New, g_strfreev(). */
char **store_apart_from(Store *store, const char *email, GError **error);

bool store_ignore(Store *store, const char *email, Instant now, GError **error);
bool store_unignore(Store *store, const char *email, bool *ret_was, GError **error);
bool store_is_ignored(Store *store, const char *email, bool *ret_is, GError **error);

/* taking back -------------------------------------------------------------------------- */

/* From now on every transaction that changes what the user entered is kept as `what`
 * ("pause ada-lovelace") of `now`, to be taken back by store_undo(): the last twenty. What
 * is forgotten is not; nothing from before that is kept either. */
void store_remember(Store *store, const char *what, Instant now);

/* Takes back the newest change kept, so that the next call takes back the one before:
 * *ret_what, new, is what it was, of *ret_date; NULL if none is left. All clocks dirty. */
bool store_undo(Store *store, char **ret_what, Instant *ret_date, GError **error);

/* what the user enters about a contact ------------------------------------------------ */

typedef struct {
	int64_t id;
	Instant date;
	char *text;
} Remark; /* a note or a topic */

typedef enum { REMARK_NOTE, REMARK_TOPIC } RemarkKind;

/* `text` is UTF-8, not blank, at most 64 KiB, else CADENCE_ERROR_USAGE. The same text at
 * the same `date` is added once. */
bool store_add_remark(Store *store, RemarkKind kind, int64_t contact, Instant date,
	const char *text, GError **error);

/* Oldest first. Array of Remark. */
GPtrArray *store_remarks(Store *store, RemarkKind kind, int64_t contact, GError **error);

/* *ret_was false if there is no such remark of this contact. */
bool store_remove_remark(Store *store, RemarkKind kind, int64_t contact, int64_t id,
	bool *ret_was, GError **error);

/* Birthdays and anniversaries of a contact. Array of Occasion, by kind. */
GPtrArray *store_occasions(Store *store, int64_t contact, GError **error);

/* Replaces that of its kind; `month` 0 removes it. Year 0: not known. Not a holiday.
 * CADENCE_ERROR_USAGE for what is no day of the calendar. */
bool store_put_occasion(Store *store, int64_t contact, OccasionKind kind, int year,
	int month, int day, GError **error);

/* `text` as of a remark, but may be "". *ret_id, if not NULL: its number; that of one that
 * is the same. */
bool store_add_reminder(Store *store, int64_t contact, Instant created, Instant date,
	bool until_answer, const char *text, int64_t *ret_id, GError **error);

/* By date, then id. Array of Reminder. */
GPtrArray *store_reminders(Store *store, int64_t contact, GError **error);

/* *ret_was false if there is no such reminder of this contact. */
bool store_remove_reminder(
	Store *store, int64_t contact, int64_t id, bool *ret_was, GError **error);

/* `reason` of `contact` is not to be named while it began by `since`. */
bool store_dismiss(
	Store *store, int64_t contact, Reason reason, Instant since, GError **error);

/* Nor is a cadence of so many days to be proposed. */
bool store_dismiss_cadence(Store *store, int64_t contact, int days, GError **error);

/* All that these two said of `contact` is taken back. */
bool store_undismiss(Store *store, int64_t contact, GError **error);

/* A draft that was put into the drafts folder. */
typedef struct {
	char *message_id; /* as notmuch calls it */
	int64_t contact;
	Instant saved;
	bool stale; /* they or the user have written since */
} SavedDraft;

bool store_add_draft(Store *store, const char *message_id, int64_t contact, Instant saved,
	GError **error);

/* All of them, by message_id. Array of SavedDraft. */
GPtrArray *store_drafts(Store *store, GError **error);

/* It has left the drafts folder. */
bool store_remove_draft(Store *store, const char *message_id, GError **error);

/* An interaction that mail does not know; `text` as above, but may be "". Dirty. */
bool store_log(Store *store, int64_t contact, Instant date, int utc_offset,
	Direction direction, Channel channel, const char *text, GError **error);

/* reading ---------------------------------------------------------------------------- */

/* Every contact with its clocks and all that a suggestion at `now` needs; only class
 * `class_name` unless NULL. Their addresses are NULL, store_need_addresses() reads them:
 * few of them are shown. Array of Candidate, in the
 * order in which they were added. */
GPtrArray *store_candidates(
	Store *store, const char *class_name, Instant now, GError **error);

/* Calls `see` with every contact, one at a time, in the same order; it is gone afterwards
 * unless candidate_ref() holds it. Of its clocks only what makes suggest_clocks(), and
 * nothing else of what store_candidates() gives. */
typedef void (*SeeCandidate)(Candidate *candidate, gpointer user_data);
bool store_each_candidate(Store *store, const char *class_name, SeeCandidate see,
	gpointer user_data, GError **error);

/* Whom to write to at `now`. */
typedef struct {
	GPtrArray *list;   /* of Suggestion, whose candidates have addresses */
	guint n_wanted;    /* how many there are without options->limit */
	guint n_contacts;  /* of all classes */
	Candidate *misfit; /* of all that are active, whose cadence fits worst; or NULL */
} Suggested;

void suggested_clear(Suggested *suggested);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Suggested, suggested_clear)

/* What suggest() makes of store_candidates(), in the memory of those that are listed. */
bool store_suggest(Store *store, const SuggestOptions *options, Instant now,
	Suggested *ret_suggested, GError **error);

/* The addresses of `contact`, unless it has them. */
bool store_need_addresses(Store *store, Contact *contact, GError **error);

/* One of them, with addresses; NULL and `error` if there is no such contact. New. */
Candidate *store_candidate(Store *store, int64_t contact, Instant now, GError **error);

bool store_reply_times(Store *store, ReplyTimes *ret_global, GError **error);

/* 90th percentile and number of pairs are in the Standing; the median, for display; 0 for
 * no pairs. */
bool store_reply_median(
	Store *store, int64_t contact, bool theirs, double *ret_hours, GError **error);

typedef struct {
	Instant date;
	int64_t tie; /* orders what is of one date */
	int utc_offset;
	Direction direction;
	Role role;
	Channel channel;
	Rule rule;
	bool counts;
	bool unverified;
	int recipients;
	uint64_t thread;  /* 0 for none */
	int64_t message;  /* row; 0 for logged */
	char *address;    /* NULL for logged */
	char *message_id; /* NULL for logged */
	char *note;       /* text of what was logged, or NULL */
} HistoryRow;

/* Interactions of a contact (all addresses, and what was logged), newest first, ties by
 * message; at most `limit`, -1 for all. Array of HistoryRow. */
GPtrArray *store_history(Store *store, int64_t contact, int limit, GError **error);

/* The same of one address, tracked or not. */
GPtrArray *store_history_of(Store *store, const char *email, int limit, GError **error);

typedef struct {
	int64_t id;
	Rule rule;
	Instant date; /* WHEN_NEVER if it was not kept */
	int utc_offset;
	bool own;
	bool unverified;
	bool gone; /* it has left the mail store */
	uint64_t thread;
	char *message_id; /* NULL if it was not kept */
	char *author;     /* or NULL */
} StoredMessage;

/* By row; *ret_message NULL if there is none. New, stored_message_free(). */
bool store_message(Store *store, int64_t id, StoredMessage **ret_message, GError **error);

/* By Message-ID (without brackets); NULL if it was never looked at. */
bool store_message_by_id(
	Store *store, const char *message_id, StoredMessage **ret_message, GError **error);
void stored_message_free(StoredMessage *message);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StoredMessage, stored_message_free)

/* Interactions that message `id` gave, by address. Array of HistoryRow. */
GPtrArray *store_message_interactions(Store *store, int64_t id, GError **error);

/* One calendar mail in the course of a meeting. */
typedef struct {
	StoredMessage *message;
	Method method;
	Effect effect;
	Answer answer;    /* of METHOD_REPLY */
	Instant instance; /* of a series; WHEN_NEVER: all */
	Instant start;    /* or WHEN_NEVER */
} MeetingStep;

/* All mail about the meetings that message `id` is about, in the order in which it takes
 * effect. Array of MeetingStep. */
GPtrArray *store_meeting_steps(Store *store, int64_t id, GError **error);

typedef struct {
	char *email;
	char *name;
	int counts[N_COUNTS];
	int bulk; /* messages of theirs that were bulk or automatic */
	bool list;
	bool ignored;
	Instant first, last; /* WHEN_NEVER if none */
	char *slug;          /* of the contact it belongs to, or NULL */
} Correspondent;

void correspondent_free(Correspondent *correspondent);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Correspondent, correspondent_free)

/* Everybody met in the mail, by email. Array of Correspondent. */
GPtrArray *store_correspondents(Store *store, GError **error);

/* The same for one; *ret NULL if unknown. */
bool store_correspondent(
	Store *store, const char *email, Correspondent **ret_correspondent, GError **error);

/* Whom else `email` may be: addresses to which the user wrote alone, and in whose stead it
 * answered in that thread. New, g_strfreev(). */
char **store_answers_for(Store *store, const char *email, GError **error);

/* Addresses for completion: every word of `text` begins a word of the name or of the
 * address, or the address contains `text`. Contacts first, then by direct messages and
 * recency; no lists, robots or ignored; at most `limit`. Array of Correspondent. */
GPtrArray *store_lookup(Store *store, const char *text, int limit, GError **error);

/* An address that the user's mail comes back from. */
typedef struct {
	char *email;
	Instant since; /* when the oldest of the reports came that no mail from the address
			* has followed */
	int utc_offset;
	char *message_id; /* of that report */
} Bounce;

/* Those of a contact, in the order of their addresses. Array of Bounce. */
GPtrArray *store_bounces(Store *store, int64_t contact, GError **error);

/* Adds to `counts` how many messages of `email` fell under each of the rules by which
 * nobody is recorded: RULE_BOUNCE, _AUTOMATIC, _BULK. */
bool store_passed_over(
	Store *store, const char *email, int counts[N_RULES], GError **error);

/* clocks (for refresh.h) --------------------------------------------------------------- */

/* Ids of contacts whose clocks are to be computed. New GArray of int64_t. */
GArray *store_dirty(Store *store, GError **error);

/* Everything from `since` on (WHEN_NEVER: all) that a contact's clocks are computed from,
 * oldest first. New GArray of Event. */
GArray *store_events(Store *store, int64_t contact, Instant since, GError **error);

/* All of one address. */
GArray *store_events_of(Store *store, const char *email, GError **error);

/* 1, 0, or -1 if it was never asked. */
bool store_asks(Store *store, int64_t message, int *ret_asks, GError **error);
bool store_set_asks(Store *store, int64_t message, bool asks, GError **error);

/* Replaces the clocks of `contact`; not dirty any more unless `keep_dirty`. */
bool store_put_clock(
	Store *store, int64_t contact, const Clock *clock, bool keep_dirty, GError **error);

/* Recomputes the global reply times from all pairs. */
bool store_put_reply_times(Store *store, GError **error);

/* export ------------------------------------------------------------------------------- */

/* All authored tables as one JSON document, the same bytes for the same content. New. */
char *store_export(Store *store, GError **error);

/* What store_export() wrote, added in one transaction: contacts, classes and remarks that
 * are there already stay as they are unless the document has newer words for them (the
 * document wins); nothing is deleted. Twice is once. CADENCE_ERROR_DATA for what is no
 * export, or one of a newer program. `*ret_contacts`: how many contacts it held. */
bool store_import(
	Store *store, const char *json, gsize length, guint *ret_contacts, GError **error);
