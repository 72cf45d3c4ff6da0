#include <stdint.h>
#include <string.h>

#include "lib/calendar.h"
#include "lib/mime.h"

int LLVMFuzzerInitialize(int *argc, char ***argv);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	(void)argc, (void)argv;
	mime_init(NULL);
	return 0;
}

static void
check_person(const CalendarPerson *person)
{
	g_assert_true(*person->email != '\0');
	g_assert_true(g_utf8_validate(person->name, -1, NULL));
}

static void
check_event(const CalendarEvent *event)
{
	g_assert_true(*event->uid != '\0');
	g_assert_true(event->sequence >= 0 && event->length >= 0);
	g_assert_true(event->start != WHEN_NEVER || event->method > METHOD_REQUEST);
	if (event->starts != NULL)
		g_assert_cmpuint(event->starts->len, <=, 1000);
	if (event->organizer != NULL)
		check_person(event->organizer);
	for (guint i = 0; i < event->guests->len; i++)
		check_person(event->guests->pdata[i]);
}

/* The input is the lines of one event; then it is a whole calendar. */
static void
check(const char *text)
{
	g_autofree char *sieved = calendar_sieve(text);
	g_autofree char *again = sieved == NULL ? NULL : calendar_sieve(sieved);
	g_autoptr(GPtrArray) events = NULL;

	if (sieved == NULL)
		return;
	g_assert_cmpstr(again, ==, sieved);
	events = calendar_parse(sieved, 60);
	for (guint i = 0; i < events->len; i++)
		check_event(events->pdata[i]);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	g_autofree char *bytes = g_strndup((const char *)data, size);
	g_autofree char *text = g_utf8_make_valid(bytes, -1);
	g_autofree char *event = g_strdup_printf("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:u\n"
						 "%s\nEND:VEVENT\nEND:VCALENDAR",
		text);

	check(event);
	check(text);
	return 0;
}
