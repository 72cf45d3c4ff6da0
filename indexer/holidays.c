#include "indexer/holidays.h"

#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#include "lib/calendar.h"
#include "lib/data.h"
#include "lib/error.h"
#include "lib/occasion.h"
#include "lib/text.h"

static const char folder[] = "holidays";

/* Whether there is something at `path`, whose size and time go into `what`. */
static bool
add_stamp(GString *what, const char *path)
{
	GStatBuf file;

	if (g_stat(path, &file) != 0)
		return false;
	g_string_append_printf(what, "\n%s %" G_GINT64_FORMAT " %" G_GINT64_FORMAT ".%09ld",
		path, (gint64)file.st_size, (gint64)file.st_mtim.tv_sec,
		file.st_mtim.tv_nsec);
	return true;
}

/* Of what comes with the program, its version and the folder tell; one's own files are
 * edited where they are. New. */
static char *
fingerprint_of(int year)
{
	g_autoptr(GString) what = g_string_new(CADENCE_VERSION);
	g_autofree char *shipped = data_shipped(folder);
	g_autofree char *own = data_own(folder);

	g_string_append_printf(what, " %d", year);
	add_stamp(what, shipped);
	if (add_stamp(what, own)) {
		g_auto(GStrv) paths = data_list(folder);

		for (char **path = paths; *path != NULL; path++)
			add_stamp(what, *path);
	}
	return g_compute_checksum_for_string(G_CHECKSUM_SHA256, what->str, -1);
}

/* Whose holidays the file at `path` has: "country-de" of ".../country-de.ics". New. */
static char *
place_of(const char *path, GError **error)
{
	g_autofree char *name = g_path_get_basename(path);

	if (g_regex_match_simple("^(country|language)-[a-z]{2,3}\\.ics$", name, 0, 0))
		return g_strndup(name, strlen(name) - strlen(".ics"));
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
		"%s: a file of holidays is called country-XX.ics or language-XX.ics", path);
	return NULL;
}

static void
add(GPtrArray *holidays, const char *place, CalendarDay *day)
{
	Holiday *holiday = g_new(Holiday, 1);

	*holiday = (Holiday){ g_strdup(place), day->day, g_steal_pointer(&day->name) };
	g_ptr_array_add(holidays, holiday);
}

static bool
read_file(const CalendarReader *reader, const char *path, int year, GPtrArray *holidays,
	GError **error)
{
	g_autofree char *place = place_of(path, error);
	g_autofree char *text = place == NULL ? NULL : data_read(path, error);
	g_autoptr(GPtrArray) days = NULL;

	if (text == NULL)
		return false;
	days = reader->holidays(text, year, year + 1, error);
	if (days == NULL) {
		g_prefix_error(error, "%s: ", path);
		return false;
	}
	for (guint i = 0; i < days->len; i++)
		add(holidays, place, days->pdata[i]);
	return true;
}

static void
warn(const GError *why)
{
	g_autofree char *text = text_visible(why->message);

	fprintf(stderr, "%s: %s: the holidays in it are left out\n", g_get_prgname(), text);
}

/* What all files give. New array of Holiday. */
static GPtrArray *
read_files(const CalendarReader *reader, int year)
{
	g_auto(GStrv) paths = data_list(folder);
	GPtrArray *holidays = g_ptr_array_new_with_free_func((GDestroyNotify)holiday_free);

	for (char **path = paths; *path != NULL; path++) {
		g_autoptr(GError) why = NULL;

		if (!read_file(reader, *path, year, holidays, &why))
			warn(why);
	}
	return holidays;
}

bool
holidays_update(Store *store, Instant now, GError **error)
{
	int year = occasion_year(when_day(now));
	g_autofree char *fingerprint = fingerprint_of(year);
	g_autofree char *known = NULL;
	g_autoptr(GPtrArray) holidays = NULL;
	const CalendarReader *reader = NULL;

	if (!store_holiday_source(store, &known, error))
		return false;
	if (g_strcmp0(fingerprint, known) == 0)
		return true;
	reader = calendar_load(error);
	if (reader == NULL)
		return false;
	holidays = read_files(reader, year);
	return store_put_holidays(store, holidays, fingerprint, error);
}
