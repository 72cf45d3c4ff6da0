#include <stdint.h>

#include "lib/calendar.h"
#include "lib/occasion.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check(const char *text)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GPtrArray) days = calendar_holidays(text, 2026, 2027, &error);

	g_assert_true((days == NULL) == (error != NULL));
	for (guint i = 0; days != NULL && i < days->len; i++) {
		const CalendarDay *day = days->pdata[i];
		int year = occasion_year(day->day);

		g_assert_true(year == 2026 || year == 2027);
		g_assert_true(*day->name != '\0' && g_utf8_validate(day->name, -1, NULL));
	}
}

/* The input is the lines of one event; then a rule; then a whole calendar. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *bytes = g_strndup((const char *)data, size);
	g_autofree char *text = g_utf8_make_valid(bytes, -1);
	g_autofree char *event =
		g_strdup_printf("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:s\n"
				"%s\nEND:VEVENT\nEND:VCALENDAR",
			text);
	g_autofree char *rule = g_strdup_printf("BEGIN:VCALENDAR\nBEGIN:VEVENT\nSUMMARY:s\n"
						"DTSTART:20200229\nRRULE:FREQ=YEARLY;%s\n"
						"END:VEVENT\nEND:VCALENDAR",
		text);

	check(event);
	check(rule);
	check(text);
	return 0;
}
