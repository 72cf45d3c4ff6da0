#include "lib/when.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What is read can be written, and reads as the same again. */
static void
fuzz_interval(const char *text)
{
	g_autofree char *shortest = NULL;
	Interval interval = { 0, 0 }, again = { 0, 0 };

	if (!when_parse_interval(text, &interval, NULL))
		return;
	shortest = when_format_interval(interval);
	if (!when_parse_interval(shortest, &again, NULL) ||
		interval.months != again.months || interval.days != again.days)
		g_error("%s reads as another interval", shortest);
}

/* Offsets are not shown beyond a day; seconds are not shown at all. */
static void
fuzz_instant(const char *text, Instant now, int utc_offset)
{
	g_autofree char *shown = NULL;
	Instant instant = 0, again = 0;

	if (!when_parse(text, now, &instant, NULL))
		return;
	if (instant < WHEN_DAY || instant > WHEN_LAST - WHEN_DAY)
		return;
	shown = when_format_at(instant, utc_offset);
	if (!when_parse(shown, now, &again, NULL) || again != instant - instant % 60)
		g_error("%s reads as another instant", shown);
}

/* Whichever way it is looked, and a day of the year is one. */
static void
fuzz_days(const char *text, Instant now)
{
	Instant instant = 0;
	int year = 0, month = 0, day = 0;

	if (when_parse_past(text, now, &instant, NULL) &&
		(instant < 0 || instant > WHEN_LAST))
		g_error("%s reads as beyond the calendar", text);
	if (when_parse_anniversary(text, &year, &month, &day, NULL) &&
		!g_date_valid_dmy((GDateDay)day, (GDateMonth)month,
			(GDateYear)(year != 0 ? year : 2024)))
		g_error("%s reads as no day", text);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *text = NULL;
	uint32_t now = 0;

	if (size < sizeof(now))
		return 0;
	memcpy(&now, data, sizeof(now));
	text = g_strndup((const char *)data + sizeof(now), size - sizeof(now));
	fuzz_interval(text);
	fuzz_days(text, (Instant)now * 59);
	fuzz_instant(text, (Instant)now * 59, (int)(now % 1439) - 719);
	return 0;
}
