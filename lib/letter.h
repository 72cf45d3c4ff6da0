#pragma once

#include <glib.h>
#include <stdbool.h>

#include "lib/language.h"
#include "lib/mime.h"
#include "lib/report.h"

/* Whole messages, read and written with GMime. Bodies are read here only, for the few
 * messages a suggestion or a draft needs, and never kept. */

typedef struct {
	char *subject;     /* decoded, cleaned; "" if none */
	char *message_id;  /* without brackets, checked; NULL if none */
	char **references; /* of References, else In-Reply-To; checked ids, oldest first */
	GPtrArray *from;   /* of Address */
	GPtrArray *reply_to;
	GPtrArray *to;
	GPtrArray *cc;
	Instant date; /* of Date:, or WHEN_NEVER */
	int utc_offset;
	char *text; /* the body as plain UTF-8 text, LF lines, "" if there is none: the
		     * first text/plain part (format=flowed joined), else text/html with its
		     * marks removed; without controls; at most 256 KiB */
} Letter;

/* Reads the mail file at `path` through the header gate of header.h; at most 16 MiB of it.
 * New, letter_free(); NULL with a G_FILE_ERROR, or CADENCE_ERROR_DATA for what is no mail.
 */
Letter *letter_read(const char *path, GError **error);
void letter_free(Letter *letter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Letter, letter_free)

/* The first part of the mail file at `path` that is a calendar (text/calendar or
 * application/ics), decoded, as UTF-8; "" if there is none. New; NULL as letter_read(). */
char *letter_calendar(const char *path, GError **error);

/* The report in the mail file at `path`: as RFC 3464 has it, or in the words of a mail
 * system that does not follow it. Whoever wrote it may have made it up. New, report_free();
 * NULL as letter_read(). */
Report *letter_report(const char *path, GError **error);

/* `text` without quotations, their attribution lines, the signature, forwarded mail, and
 * the footers that programs, lists and lawyers add: what its author wrote this time. New.
 */
char *letter_new_text(const char *text);

/* The sentence of `new_text` that asks for an answer, or NULL if none does: the first with
 * a question mark (outside URLs, in any script) that is no formula of `languages`, else the
 * first request in them, else a formula ("How are you?") if the letter says nothing else.
 * One line, at most 200 characters, new. */
char *letter_question(const char *new_text, const Languages *languages);

/* What a draft says. All UTF-8; addresses as normalized. */
typedef struct {
	const char *from_name, *from_email;
	const char *to_name, *to_email;
	const char *bcc_email; /* who gets a copy that the other does not see; or NULL */
	const char *subject;
	const char *in_reply_to;       /* id without brackets, or NULL */
	const char *const *references; /* ids, oldest first, without in_reply_to; or NULL */
	Instant date;
	int utc_offset;
	const char *body; /* LF lines */
} Draft;

/* `draft` as an RFC 5322 message with LF line ends: headers Date, From, To, Bcc,
 * Subject, In-Reply-To, References, MIME-Version and Content-* only (no Message-ID, nothing
 * of ours), encoded by GMime, the body quoted-printable UTF-8 or plain ASCII. The result
 * has been parsed again and holds exactly these headers, one recipient and at most one in
 * Bcc; what would not is CADENCE_ERROR_DATA and says which value is to blame. New. */
char *letter_write(const Draft *draft, GError **error);
