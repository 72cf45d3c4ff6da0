#pragma once

#include "filter/tracked.h"

/* Who wrote the messages of a notmuch database. */
typedef struct {
	Session *session;
	Tracked *tracked;
	Instant now;
	bool recorded; /* the record is there, and was made by the settings as they are */
} Senders;

/* `session` and `tracked` must outlive `*ret_senders`. */
bool senders_init(Senders *ret_senders, Session *session, Tracked *tracked, Instant now,
	GError **error);

/* The addresses whose contacts give `message` its tags: those tracked that
 * wanted_addresses() has, and maybe others. By the record, which opens no file, where that
 * is sure to be the same. New array of strings; *ret_emails NULL if no file could be read.
 */
bool senders_of(const Senders *senders, const MailboxMessage *message, int64_t hash,
	GPtrArray **ret_emails, GError **error);
