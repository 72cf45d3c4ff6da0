#include "lib/calendar.h"

__attribute__((visibility("default"))) const CalendarReader calendar_reader = {
	.parse = calendar_parse,
	.holidays = calendar_holidays,
};
