#include "indexer/calendar.h"

#include <stdio.h>

#include "lib/letter.h"
#include "lib/text.h"

static const char query[] = "mimetype:text/calendar or mimetype:application/ics";

static bool
add(const MailboxMessage *message, gpointer set, G_GNUC_UNUSED GError **error)
{
	g_hash_table_add(set, GSIZE_TO_POINTER(store_hash(message->id)));
	return true;
}

GHashTable *
calendar_find(Mailbox *mailbox, uint64_t since, GError **error)
{
	const MailboxWalk walk = { .query = query, .since = since };
	g_autoptr(GHashTable) set = g_hash_table_new(NULL, NULL);

	return mailbox_walk(mailbox, &walk, NULL, add, set, error) ? g_steal_pointer(&set)
								   : NULL;
}

CalendarMail *
calendar_read(const char *const *files, guint n, const Record *record,
	const Settings *settings, Instant now)
{
	CalendarMail *mail = NULL;

	for (guint i = 0; mail == NULL && i < n; i++) {
		g_autoptr(HeaderBlock) block = header_read(files[i], NULL);
		g_autofree char *text =
			block == NULL ? NULL : letter_calendar(files[i], NULL);

		if (text != NULL)
			mail = calendar_mail_new(record, block, text, settings, now);
	}
	return mail;
}

bool
calendar_take(Store *store, const char *id, CalendarMail *mail, Record *record,
	const Settings *settings, bool *ret_taken, GError **error)
{
	const CalendarReader *reader = calendar_load(error);
	g_autofree char *visible = text_visible(id);
	bool killed = false;

	if (reader == NULL || !store_mark_reading(store, store_hash(id), &killed, error))
		return false;
	*ret_taken = !killed;
	if (killed)
		fprintf(stderr,
			"%s: the calendar in %s has crashed an earlier run: it is "
			"skipped\n",
			g_get_prgname(), visible);
	else
		record_take_calendar(record, mail, settings, reader);
	return true;
}
