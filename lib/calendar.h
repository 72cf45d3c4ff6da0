#pragma once

#include <glib.h>
#include <stdbool.h>

#include "lib/meeting.h"

/* iCalendar (RFC 5545) as it comes by mail, and files of holidays: the only module that
 * knows libical. No foreign byte reaches libical but through the sieve; of holidays only
 * rules that are known to be harmless. */

typedef struct {
	char *email; /* normalized */
	char *name;  /* cleaned, or "" */
	bool own;    /* the user, if somebody has looked */
	Answer answer;
} CalendarPerson;

typedef struct {
	char *uid;
	Method method; /* METHOD_CANCEL also where only its STATUS says so */
	Instant instance;
	int sequence;
	Instant stamp; /* WHEN_NEVER if it has none */
	Instant start; /* WHEN_NEVER in an answer that does not repeat it */
	int64_t length;
	GArray *starts;            /* of Instant, or NULL: see Invitation */
	CalendarPerson *organizer; /* or NULL */
	GPtrArray *guests;         /* of CalendarPerson; rooms and groups left out */
} CalendarEvent;

/* Of `text`, the lines that calendar_parse() needs, unfolded, each known to be harmless;
 * texts, alarms, attachments and what is not known are left out. NULL if it is too big (256
 * KiB, 1000 lines, 100 attendees, 10 series), nests too deep or not well, or has a time
 * zone that changes more than some times a year. New. */
char *calendar_sieve(const char *text);

/* The events of `sieved`, which came through calendar_sieve(). What has neither zone nor
 * UTC, or a zone that nobody knows, is at `utc_offset` minutes east: that of the mail's
 * Date:. Of a series at most the first 1000 instances. New array of CalendarEvent. Not to
 * be called from two threads at once. */
GPtrArray *calendar_parse(const char *sieved, int utc_offset);

/* A holiday of one year. */
typedef struct {
	int day;    /* as when_day() */
	char *name; /* cleaned, not "" */
} CalendarDay;

void calendar_day_free(CalendarDay *day);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(CalendarDay, calendar_day_free)

/* The holidays of the years `first_year` to `last_year`, a few, in `text`, an iCalendar
 * file of the user or of ours: events with RRULE:FREQ=YEARLY, RDATE and EXDATE, or with
 * X-CADENCE-EASTER; each on its first day as it is written, whatever its zone. New array of
 * CalendarDay, by day, then name, none twice. CADENCE_ERROR_CONFIG names the line, and is
 * also for what is too big: 1 MiB, 2000 days. */
GPtrArray *calendar_holidays(
	const char *text, int first_year, int last_year, GError **error);

/* The two that need libical. It brings the large libraries of ICU, which would take the
 * indexer a quarter of its start; so they come in a shared object of their own, which few
 * runs need. */
typedef struct {
	GPtrArray *(*parse)(const char *sieved, int utc_offset);
	GPtrArray *(*holidays)(
		const char *text, int first_year, int last_year, GError **error);
} CalendarReader;

/* What that shared object exports. */
extern const CalendarReader calendar_reader;

/* The same, once it is loaded from beside the program, or from ../lib/notmuch-cadence as
 * seen from there. Stays loaded. CADENCE_ERROR_CONFIG if it cannot be. */
const CalendarReader *calendar_load(GError **error);
