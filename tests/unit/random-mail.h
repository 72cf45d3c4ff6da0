#pragma once

#include <glib.h>

#include "lib/when.h"

/* Small random mail stores: few people and few threads, so that all rules meet. The same
 * seed gives the same bytes. All is invented. */

enum { N_MAILS = 14, N_COPIES = 2, N_FILES = N_MAILS * N_COPIES };

/* One file of a message; the second is another copy of the first, often from a list. */
typedef struct {
	char *text;
	bool seen;    /* has the Maildir flag, so another name */
	bool present; /* is in the mail store */
} MailFile;

typedef struct {
	GRand *rand;
	MailFile files[N_FILES];
	bool spam[N_MAILS];
} RandomMail;

static const char *const mail_people[] = { "Ada Byron <ada@example.org>",
	"\"Byron, A.\" <ada@example.org>", "ada@example.org",
	"Bo Nilsson <bo@nils.example>", "bo@nils.example", "Bo <BO@nils.example>",
	"Cleo <cleo@example.net>", "Cleo Maria Reyes <cleo@example.net>",
	"Dana <dana@lists.example>", "News <noreply@shop.example>" };

static const char *const mail_selves[] = { "Robin <robin@marlowe.example>",
	"robin@alias.example", "R. Marlowe <robin@work.example>" };

static const char *const mail_marks[] = { "", "", "", "", "",
	"List-Id: Walks <walks.lists.example>\nList-Post: <mailto:walks@lists.example>\n",
	"List-Unsubscribe: <https://shop.example/>\n", "Auto-Submitted: auto-replied\n",
	"From: Eve <eve@example.com>\n" };

#define DRAW(rand, list) ((list)[g_rand_int_range(rand, 0, G_N_ELEMENTS(list))])

static inline char *
mail_id(int i)
{
	return g_strdup_printf("m%d@x.example", i);
}

/* A date of the last forty days; one in twenty has none, or one of the future. */
static inline char *
mail_date(GRand *rand, Instant now)
{
	g_autoptr(GDateTime) date = g_date_time_new_from_unix_utc(
		now - g_rand_int_range(rand, 0, 40 * 24) * INT64_C(3600));

	switch (g_rand_int_range(rand, 0, 20)) {
	case 0:
		return g_strdup("");
	case 1:
		return g_strdup("Date: Fri, 1 Jan 9999 00:00:00 +0000\n");
	default:
		return g_date_time_format(date, "Date: %a, %d %b %Y %H:%M:%S +0100\n");
	}
}

/* Answers may be there before what they answer, which may never come. */
static inline char *
mail_references(GRand *rand, int self)
{
	int parent = g_rand_int_range(rand, 0, N_MAILS + 2);

	if (g_rand_int_range(rand, 0, 3) == 0 || parent == self)
		return g_strdup("");
	return g_strdup_printf(
		"In-Reply-To: <m%d@x.example>\nReferences: <m%d@x.example>\n", parent,
		parent);
}

/* The second copy came by another way: its marks and recipients are its own. */
static inline void
mail_compose(RandomMail *mail, int i, Instant now)
{
	GRand *rand = mail->rand;
	g_autofree char *date = mail_date(rand, now);
	g_autofree char *references = mail_references(rand, i);
	bool own = g_rand_int_range(rand, 0, 3) == 0;
	const char *from = own ? DRAW(rand, mail_selves) : DRAW(rand, mail_people);
	const char *cc = DRAW(rand, mail_people);

	for (int copy = 0; copy < N_COPIES; copy++)
		mail->files[i * N_COPIES + copy].text = g_strdup_printf(
			"Received: from x by y; Mon, 9 Mar 2026 10:00:0%d +0000\n%s"
			"From: %s\nTo: %s\n%s%s%s%s%sMessage-ID: <m%d@x.example>\n"
			"Subject: s\n\nCan we meet%s\n",
			copy, own ? "" : DRAW(rand, mail_marks), from,
			g_rand_int_range(rand, 0, 3) > 0 && !own ? DRAW(rand, mail_selves)
								 : DRAW(rand, mail_people),
			g_rand_boolean(rand) ? "Cc: " : "X-Cc: ", cc, "\n", date,
			references, i, g_rand_boolean(rand) ? "?" : ".");
}

static inline RandomMail *
random_mail_new(guint32 seed, Instant now)
{
	RandomMail *mail = g_new0(RandomMail, 1);

	mail->rand = g_rand_new_with_seed(seed);
	for (int i = 0; i < N_MAILS; i++)
		mail_compose(mail, i, now);
	return mail;
}

static inline void
random_mail_free(RandomMail *mail)
{
	for (int i = 0; i < N_FILES; i++)
		g_free(mail->files[i].text);
	g_rand_free(mail->rand);
	g_free(mail);
}
