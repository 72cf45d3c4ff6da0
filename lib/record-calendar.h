#pragma once

#include "lib/calendar.h"
#include "lib/record.h"

/* A mail with a calendar part, on its way from who read the file to the store. */
typedef struct {
	char *text;    /* sieved */
	char *sender;  /* author; NULL if the mail cannot be believed */
	bool own;      /* the author is the user */
	bool by_robot; /* a service sent it, in the author's name */
	int utc_offset;
	GPtrArray *events; /* of CalendarEvent, from record_take_calendar() on */
} CalendarMail;

/* Of one file, whose calendar part is `text`, of the message that `record` is of. New,
 * calendar_mail_free(); NULL if the file does not speak for the message, or the calendar is
 * empty or refused. Any thread. */
CalendarMail *calendar_mail_new(const Record *record, const HeaderBlock *block,
	const char *text, const Settings *settings, Instant now);
void calendar_mail_free(CalendarMail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CalendarMail, calendar_mail_free)

/* Parses the calendar. What is all about a meeting, an answer or what a robot sent, gives
 * nothing else: RULE_MEETING. A letter with an invitation stays a letter as well. The only
 * caller of calendar_parse(), through `reader`. */
void record_take_calendar(Record *record, CalendarMail *mail, const Settings *settings,
	const CalendarReader *reader);
