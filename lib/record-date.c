#include <string.h>

#include "lib/record-private.h"

/* 1982-01-01, the year of RFC 822: mail of before has a broken clock. */
#define FIRST_MAIL INT64_C(378691200)

/* The topmost Received: that has a date, not later than `now`; WHEN_NEVER if none has. The
 * topmost is by the user's own server; those below are hearsay. */
static Instant
received_at(const HeaderBlock *block, Instant now)
{
	for (guint i = 0; i < block->n_fields; i++) {
		const HeaderField *field = &block->fields[i];
		const char *stamp = NULL;
		Instant date = 0;
		int offset = 0;

		if (!header_is(field, "received"))
			continue;
		stamp = strrchr(field->value, ';');
		if (stamp != NULL && mime_date(stamp + 1, &date, &offset) &&
			date >= FIRST_MAIL)
			return MIN(date, now);
	}
	return WHEN_NEVER;
}

void
reading_take_dates(Reading *reading, Instant now)
{
	Instant received = received_at(reading->block, now);
	Instant latest = received == WHEN_NEVER ? now : received;
	const char *value = header_get(reading->block, "date");

	reading->dated = mime_date(value, &reading->date, &reading->utc_offset) &&
			 reading->date >= FIRST_MAIL;
	if (!reading->dated)
		reading->utc_offset = 0;
	reading->date = reading->dated ? MIN(reading->date, latest) : latest;
	reading->dated |= received != WHEN_NEVER;
	reading->arrival = received == WHEN_NEVER ? reading->date : received;
}
