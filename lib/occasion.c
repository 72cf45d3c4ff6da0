#include "lib/occasion.h"

static const char *const names[N_OCCASIONS] = { "birthday", "anniversary", "holiday" };

const char *
occasion_name(OccasionKind kind)
{
	return names[kind];
}

bool
occasion_from_name(const char *name, OccasionKind *ret_kind)
{
	for (OccasionKind i = 0; i < N_OCCASIONS; i++) {
		if (g_ascii_strcasecmp(name, names[i]) == 0) {
			*ret_kind = i;
			return true;
		}
	}
	return false;
}

Occasion *
occasion_new(OccasionKind kind, const char *name, int year, int month, int day)
{
	Occasion *occasion = g_new(Occasion, 1);

	*occasion = (Occasion){ kind, g_strdup(name), year, month, day };
	return occasion;
}

void
occasion_free(Occasion *occasion)
{
	if (occasion == NULL)
		return;
	g_free(occasion->name);
	g_free(occasion);
}

/* Day numbers of GLib count from the year 1, ours from 1970. */
static int
epoch(void)
{
	GDate date;

	g_date_clear(&date, 1);
	g_date_set_dmy(&date, 1, G_DATE_JANUARY, 1970);
	return (int)g_date_get_julian(&date);
}

/* In years that have no 29 February it is 1 March: the first day on which somebody born
 * then is a year older. */
int
occasion_day(int year, int month, int day)
{
	GDate date;

	if (month == 2 && day == 29 && !g_date_is_leap_year((GDateYear)year)) {
		month = 3;
		day = 1;
	}
	g_date_clear(&date, 1);
	g_date_set_dmy(&date, (GDateDay)day, (GDateMonth)month, (GDateYear)year);
	return (int)g_date_get_julian(&date) - epoch();
}

int
occasion_year(int day)
{
	GDate date;

	g_date_clear(&date, 1);
	g_date_set_julian(&date, (guint32)(day + epoch()));
	return g_date_get_year(&date);
}

int
occasion_next(const Occasion *occasion, int today)
{
	int year =
		occasion->kind == OCCASION_HOLIDAY ? occasion->year : occasion_year(today);
	int day = occasion_day(year, occasion->month, occasion->day);

	if (day >= today)
		return day;
	if (occasion->kind == OCCASION_HOLIDAY)
		return -1;
	return occasion_day(year + 1, occasion->month, occasion->day);
}

int
occasion_years(const Occasion *occasion, int day)
{
	if (occasion->kind == OCCASION_HOLIDAY || occasion->year == 0)
		return 0;
	return MAX(0, occasion_year(day) - occasion->year);
}

/* Western: the anonymous algorithm for the Gregorian Easter (Meeus, Astronomical
 * Algorithms, chapter 8). Orthodox: Meeus's rule for the Julian one, whose calendar is
 * behind by the leap days that the Gregorian left out. */
static int
easter_western(int year)
{
	int a = year % 19, b = year / 100, c = year % 100;
	int g = (8 * b + 13) / 25;
	int h = (19 * a + b - b / 4 - g + 15) % 30;
	int l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
	int m = (a + 11 * h + 22 * l) / 451;
	int n = h + l - 7 * m + 114;

	return occasion_day(year, n / 31, n % 31 + 1);
}

static int
easter_orthodox(int year)
{
	int d = (19 * (year % 19) + 15) % 30;
	int e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7;
	int n = d + e + 114;

	return occasion_day(year, n / 31, n % 31 + 1) + year / 100 - year / 400 - 2;
}

int
occasion_easter(int year, bool orthodox)
{
	return orthodox ? easter_orthodox(year) : easter_western(year);
}
