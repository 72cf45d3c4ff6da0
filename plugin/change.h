#pragma once

#include "lib/contact.h"
#include "lib/session.h"

/* What the commands that change one contact have in common. */

typedef struct {
	Session *session;
	Contact *contact;
} Change;

/* Opens the store for writing and finds the contact that `who` means. What `command` then
 * changes can be taken back. */
bool change_begin(const char *command, const char *who, Change *ret_change, GError **error);
void change_clear(Change *change);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Change, change_clear)

/* From now on what is changed can be taken back, as "COMMAND WHOM". */
void change_remember(Store *store, const char *command, const char *whom);

/* Writes `change->contact` as it is now and brings its clocks up to date. */
bool change_save(Change *change, GError **error);

/* Tells what was done to whom, one line on standard output. */
void change_say(const Contact *contact, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* The same with the cadence that now holds and the last contact: "tracked, class key, every
 * 2 weeks; last contact 2025-11-10". */
bool change_say_clocks(Store *store, int64_t contact, const char *what, GError **error);

/* Tells a person at a terminal how to take back what was done to many. */
void change_hint_undo(void);

/* "2026-03-13", and "2026-03-13 15:30" if the local day begins before it. New. */
char *change_when(Instant instant);

/* `words` joined by spaces: what a person typed without quoting it. New. */
char *change_text(char *const *words);

/* Asks "QUESTION [y/N]" on a terminal, unless `yes`. CADENCE_ERROR_USAGE if the user says
 * no, or if nobody can be asked. */
bool change_confirm(const char *question, bool yes, GError **error);
