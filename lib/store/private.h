#pragma once

#include <sqlite3.h>

#include "lib/store.h"

/* What the files of this folder share. */

struct Store {
	sqlite3 *db;
	char *path;
	GHashTable *intervals;  /* text, as in the store, to its Interval: few are in use */
	GHashTable *statements; /* SQL text (by address) to its prepared statement */
	GHashTable *dirty; /* set of address ids (GSIZE_TO_POINTER) whose totals changed
			      since store_settle() */
	gpointer scan;     /* of scan.c: caches, freed by store_scan_free(); NULL until used
			      and after a rollback */
	char *what;        /* of undo.c: what is being done, or NULL, */
	Instant what_date; /* since when, */
	struct sqlite3_session *session; /* and the rows it changed in this transaction */
};

/* Turns SQLite's last failure into `error` ("DOING: why, what to do") with the code that
 * fits: BUSY, full disk and read-only told apart. Always false, so that it can be returned.
 */
bool store_fail(Store *store, const char *doing, GError **error);

/* The prepared statement of `sql`, a string constant that is prepared once (its address is
 * the key), reset and unbound. Borrowed from the store; NULL on failure. Only one loop over
 * the same SQL may be under way. */
sqlite3_stmt *store_prepare(Store *store, const char *sql, GError **error);

/* Bind by name (":email"); a name that is not in the statement is a bug: asserted. Text is
 * copied; NULL text, WHEN_NEVER instants and 0 for `_id` bind NULL. */
void bind_text(sqlite3_stmt *stmt, const char *name, const char *value);
void bind_blob(sqlite3_stmt *stmt, const char *name, const void *bytes, int length);
void bind_int(sqlite3_stmt *stmt, const char *name, int64_t value);
void bind_real(sqlite3_stmt *stmt, const char *name, double value);
void bind_instant(sqlite3_stmt *stmt, const char *name, Instant value);
void bind_id(sqlite3_stmt *stmt, const char *name, int64_t value);
void bind_null(sqlite3_stmt *stmt, const char *name);

/* Columns: NULL gives "" / WHEN_NEVER / NULL. Text is new. */
char *column_text(sqlite3_stmt *stmt, int i);
char *column_text_or_null(sqlite3_stmt *stmt, int i);
Instant column_instant(sqlite3_stmt *stmt, int i);

/* Runs a statement that gives no rows, then resets it. */
bool store_run(Store *store, sqlite3_stmt *stmt, const char *doing, GError **error);

/* The same as a transaction, unless the caller holds one. `*ret_was`, if not NULL: whether
 * it changed a row. */
bool store_change(
	Store *store, sqlite3_stmt *stmt, const char *doing, bool *ret_was, GError **error);

/* One row: true with *ret_row true; true with false at the end; false on failure. The
 * statement is reset at the end and on failure. */
bool store_step(
	Store *store, sqlite3_stmt *stmt, const char *doing, bool *ret_row, GError **error);

/* Runs statements that are needed once and give nothing. */
bool store_execute(Store *store, const char *sql, const char *doing, GError **error);

/* Begins a transaction unless the caller holds one; *ret_mine says so. store_end() commits
 * one that is mine if `ok`, rolls it back if not, and returns whether all is well. */
bool store_enter(Store *store, bool *ret_mine, GError **error);
bool store_end(Store *store, bool mine, bool ok, GError **error);

/* SQL's name_key() is text_name_key(). */
bool store_add_functions(Store *store, GError **error);

/* SQL's means(search, email, name) is for lookup.c. */
bool store_add_means(Store *store, GError **error);

/* Whether a row of table address is somebody known by name only, and the key of that name.
 * As the index address_named has them: written in another way, it would not be used. */
#define STORE_IS_NAMED "instr(address.email, '@') = 0"
#define STORE_NAMED_KEY "substr(address.email, instr(address.email, ':') + 1)"

/* The addresses of :contact, and the names known on other channels that are theirs: those
 * that no other contact bears, unless they are another's address or were split off. */
#define STORE_EMAILS                                                                       \
	"(SELECT email FROM contact_address WHERE contact = :contact"                      \
	" UNION ALL SELECT email FROM address WHERE " STORE_IS_NAMED                       \
	" AND " STORE_NAMED_KEY                                                            \
	" = (SELECT name_key(name) FROM contact WHERE id = :contact)"                      \
	" AND (SELECT count(*) FROM contact WHERE name_key(name) = " STORE_NAMED_KEY       \
	") = 1 AND NOT EXISTS (SELECT 1 FROM contact_address a"                            \
	" WHERE a.email = address.email OR a.contact = :contact"                           \
	" AND EXISTS (SELECT 1 FROM apart WHERE apart.email IN (a.email, address.email)"   \
	" AND apart.other IN (a.email, address.email))))"

/* Whether `report`, a row of message, says by a row of bounce that mail to a row of address
 * comes back. Whoever makes up a report would have to know the id of a letter of the user's
 * to that very address. That a letter came from it again must be sure as well. */
#define STORE_BOUNCES                                                                      \
	"EXISTS (SELECT 1 FROM message AS sent"                                            \
	" JOIN interaction ON interaction.message = sent.id"                               \
	" WHERE sent.hash = bounce.original AND sent.own = 1"                              \
	" AND interaction.address = address.id AND interaction.direction = 1)"             \
	" AND NOT EXISTS"                                                                  \
	" (SELECT 1 FROM interaction JOIN message ON message.id = interaction.message"     \
	" WHERE interaction.address = address.id AND interaction.date > report.date"       \
	" AND interaction.direction = 0 AND " STORE_IS_SURE ")"

/* Whether an interaction is with whom its message names. */
#define STORE_IS_SURE "interaction.rule NOT IN (15, 16) AND message.unverified = 0"

/* The clocks of all contacts that bear the name of `contact`: before and after that
 * changes. */
bool store_mark_namesakes(Store *store, int64_t contact, GError **error);

/* Those of all contacts whose name `email` is, if it is one. */
bool store_mark_bearers(Store *store, const char *email, GError **error);

/* The columns that make a Contact, for SELECTs that join contact with class; what else is
 * selected follows them. */
#define CONTACT_COLUMNS                                                                    \
	"contact.id, contact.slug, contact.name, contact.class, contact.cadence,"          \
	" class.cadence, class.policy, class.weight, contact.created, contact.paused,"     \
	" contact.snoozed_until, contact.do_not_contact, contact.deceased, contact.fresh," \
	" contact.country, contact.language"
#define CONTACT_TABLES "contact JOIN class ON class.name = contact.class"
enum { N_CONTACT_COLUMNS = 16 };

/* The addresses of `contact`, or of all contacts if 0: texts, in their order, by id
 * (GSIZE_TO_POINTER). New; NULL on failure. */
GHashTable *store_addresses(Store *store, int64_t contact, GError **error);

/* The contact in the current row of `stmt`, which takes its own out of `addresses`, or
 * has none read if that is NULL. New; NULL on failure. */
Contact *store_row_contact(
	Store *store, sqlite3_stmt *stmt, GHashTable *addresses, GError **error);

/* An interval as the store holds it: CADENCE_ERROR_STORE if it does not parse. */
bool store_read_interval(
	Store *store, const char *text, Interval *ret_interval, GError **error);

/* The cadence of `contact`'s own as the store holds it; NULL: that of the class. New. */
char *store_own_cadence(const Contact *contact);

/* CADENCE_ERROR_USAGE, naming the classes there are, if `name` is none of them. */
bool store_need_class(Store *store, const char *name, GError **error);

/* As table `forgotten` knows an address. */
enum { EMAIL_HASH_BYTES = 32 };
void store_hash_email(const char *email, guint8 ret_hash[EMAIL_HASH_BYTES]);
bool store_is_forgotten(Store *store, const char *email, bool *ret_is, GError **error);

/* Remembers a hash of that kind. */
bool store_put_forgotten(Store *store, const guint8 hash[EMAIL_HASH_BYTES], GError **error);

/* The contact that normalized `email` belongs to; 0 for none. `*ret_slug`, if not NULL: its
 * identifier, new, or NULL. */
bool store_owner(Store *store, const char *email, int64_t *ret_contact, char **ret_slug,
	GError **error);

/* The contact whose identifier is `slug`; 0 for none. */
bool store_slug_owner(Store *store, const char *slug, int64_t *ret_contact, GError **error);

/* Of the document that store_export() writes and store_import() reads. */
enum { STORE_EXPORT_VERSION = 1 };

/* CADENCE_ERROR_USAGE unless `text`, of a `what`, is UTF-8 and not too long. */
bool store_check_text(const char *what, const char *text, GError **error);

/* From column `i` on: kind, year, month, day; id, created, date, until_answer, text. New.
 */
Occasion *store_row_occasion(sqlite3_stmt *stmt, int i);
Reminder *store_row_reminder(sqlite3_stmt *stmt, int i);

/* Gives `candidates`, which are all or only `contact` (0: all), what the tables beside
 * their clocks say of them at `now`. */
bool store_complete(
	Store *store, GPtrArray *candidates, int64_t contact, Instant now, GError **error);

/* What those tables say of whoever has or may have a reason at `now`, or in as many `days`
 * after for occasions: of each a Candidate without contact and clocks, by its id
 * (GSIZE_TO_POINTER). New; NULL on failure. */
GHashTable *store_read_near(Store *store, int days, Instant now, GError **error);

/* As store_each_candidate(), with all of each that suggest() orders them by. */
bool store_each_near(Store *store, bool soon, Instant now, SeeCandidate see,
	gpointer user_data, GError **error);

/* The first day of 1970 in GLib's calendar. */
enum { STORE_DAY_OF_1970 = 719163 };

/* The holidays of `day` and as many `days` after it. New. */
typedef struct Celebrations Celebrations;
Celebrations *store_celebrations(Store *store, int day, int days, GError **error);
void store_celebrations_free(Celebrations *celebrations);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Celebrations, store_celebrations_free)

/* Adds those of the country and the language of `candidate` to its occasions. */
bool store_celebrate(
	Store *store, Celebrations *celebrations, Candidate *candidate, GError **error);

/* What table `dismissed` calls the proposal of a cadence. */
#define STORE_CADENCE_REASON "cadence"

/* What was said of a cadence holds no longer where it changes: to be called before
 * `contact`, or the class, is written. */
bool store_void_dismissals(Store *store, const Contact *contact, GError **error);
bool store_void_dismissals_of_class(Store *store, const Class *klass, GError **error);

/* Marks the clocks of a contact to be computed again. */
bool store_mark_dirty(Store *store, int64_t contact, GError **error);

/* The reply times of a contact, instead of those that were there. */
bool store_put_replies(Store *store, int64_t contact, const Clock *clock, GError **error);

/* The 90th percentile of sorted `hours` (of double); 0 if there are none. */
double store_slow_reply(const GArray *hours);

/* The texts in the first column of all rows. New; NULL on failure. */
char **store_read_strings(Store *store, sqlite3_stmt *stmt, GError **error);

/* All that mail has said of the meeting `uid`: new array of Invitation; NULL on failure. */
GPtrArray *store_invitations(Store *store, int64_t uid, GError **error);

void store_scan_free(gpointer scan);

/* Writes what scan.c has put off to the end of the transaction: store_commit() calls it. */
bool store_scan_flush(Store *store, GError **error);

/* For the transaction's begin and end: keeps what it changes for store_undo(), if
 * store_remember() asked for it; drops what it has got. */
bool store_undo_begin(Store *store, GError **error);
bool store_undo_keep(Store *store, GError **error);
void store_undo_drop(Store *store);

/* The tables of what the user entered, NULL-terminated. */
extern const char *const store_authored[];

/* Addresses of one contact are apart no more. */
bool store_join(Store *store, GError **error);

/* Makes the tables of an empty store, or brings an older one up to date by `steps` (what
 * leads from version i + 1 to i + 2, NULL-terminated), in one transaction. Refuses what is
 * no store and what a newer program wrote; with STORE_READ also what is old. */
bool store_migrate(Store *store, const char *const *steps, StoreMode mode, GError **error);

/* The steps there are: none as long as the schema is in its first version. */
extern const char *const store_migrations[];

/* For store_check(): each file's statements, NULL-terminated. */
extern const char *const store_sql_class[];
extern const char *const store_sql_contact[];
extern const char *const store_sql_who[];
extern const char *const store_sql_named[];
extern const char *const store_sql_address[];
extern const char *const store_sql_merge[];
extern const char *const store_sql_remark[];
extern const char *const store_sql_occasion[];
extern const char *const store_sql_reminder[];
extern const char *const store_sql_dismissed[];
extern const char *const store_sql_draft[];
extern const char *const store_sql_holiday[];
extern const char *const store_sql_forget[];
extern const char *const store_sql_undo[];
extern const char *const store_sql_export[];
extern const char *const store_sql_json[];
extern const char *const store_sql_scan[];
extern const char *const store_sql_scan_state[];
extern const char *const store_sql_scan_intern[];
extern const char *const store_sql_scan_put[];
extern const char *const store_sql_gone[];
extern const char *const store_sql_sent[];
extern const char *const store_sql_meeting[];
extern const char *const store_sql_meeting_settle[];
extern const char *const store_sql_meeting_read[];
extern const char *const store_sql_bounce[];
extern const char *const store_sql_settle[];
extern const char *const store_sql_read[];
extern const char *const store_sql_candidate[];
extern const char *const store_sql_candidate_more[];
extern const char *const store_sql_candidate_each[];
extern const char *const store_sql_celebrate[];
extern const char *const store_sql_correspondent[];
extern const char *const store_sql_kin[];
extern const char *const store_sql_lookup[];
extern const char *const store_sql_events[];
extern const char *const store_sql_clock[];
extern const char *const store_sql_reply[];
extern const char *const store_sql_tags[];
extern const char *const store_sql_tag_state[];
