#include "lib/record-calendar.h"

#include "lib/record-private.h"

void
calendar_mail_free(CalendarMail *mail)
{
	g_free(mail->text);
	g_free(mail->sender);
	if (mail->events != NULL)
		g_ptr_array_unref(mail->events);
	g_free(mail);
}

/* Google sends invitations From: the organizer, and says in Sender: that it did. */
static bool
is_by_robot(const HeaderBlock *block)
{
	const char *sender = header_get(block, "sender");
	g_autofree char *email = sender == NULL ? NULL : mime_address(sender, NULL);

	return email != NULL && record_is_robot(email);
}

/* Of several authors under one Message-ID nobody is believed. */
static bool
is_believed(const Record *record, const Reading *reading)
{
	return reading_is_trusted(reading) && record->rule != RULE_CONFLICT;
}

CalendarMail *
calendar_mail_new(const Record *record, const HeaderBlock *block, const char *text,
	const Settings *settings, Instant now)
{
	g_autofree char *sieved = *text == '\0' ? NULL : calendar_sieve(text);
	CalendarMail *mail = NULL;
	Reading reading;

	if (sieved == NULL)
		return NULL;
	reading_init(&reading, block, settings, now);
	if (g_strcmp0(reading_author(&reading), record->author) == 0) {
		mail = g_new0(CalendarMail, 1);
		mail->text = g_steal_pointer(&sieved);
		mail->own = reading.own;
		mail->by_robot = is_by_robot(block);
		mail->utc_offset = reading.utc_offset;
		if (is_believed(record, &reading))
			mail->sender = g_strdup(record->author);
	}
	reading_clear(&reading);
	return mail;
}

/* As the settings compare addresses. */
static void
normalize(CalendarPerson *person, const Settings *settings)
{
	char *plain = NULL;

	if (person == NULL)
		return;
	if (settings->plus_detail) {
		plain = mime_without_detail(person->email);
		g_free(person->email);
		person->email = plain;
	}
	person->own = settings_is_own(settings, person->email);
}

static void
normalize_all(GPtrArray *events, const Settings *settings)
{
	for (guint i = 0; i < events->len; i++) {
		CalendarEvent *event = events->pdata[i];

		normalize(event->organizer, settings);
		for (guint j = 0; j < event->guests->len; j++)
			normalize(event->guests->pdata[j], settings);
	}
}

/* Who answers or cancels has pressed a button; with an invitation people write a letter. */
static bool
is_no_letter(const CalendarMail *mail)
{
	const CalendarEvent *first = mail->events->pdata[0];

	return mail->by_robot || first->method == METHOD_REPLY ||
	       first->method == METHOD_CANCEL;
}

void
record_take_calendar(Record *record, CalendarMail *mail, const Settings *settings,
	const CalendarReader *reader)
{
	mail->events = reader->parse(mail->text, mail->utc_offset);
	normalize_all(mail->events, settings);
	if (mail->events->len == 0 || !is_no_letter(mail) ||
		record->rule == RULE_MALFORMED || record->rule == RULE_CONFLICT)
		return;
	record->rule = RULE_MEETING;
	g_ptr_array_set_size(record->interactions, 0);
}
