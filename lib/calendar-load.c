#include <dlfcn.h>

#include "lib/calendar.h"
#include "lib/error.h"

/* New. A run path of the program's would name the same places, but the loader would then
 * look there for every library at each start. */
static char *
find(void)
{
	static const char file[] = "notmuch-cadence-calendar.so";
	g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = g_path_get_dirname(program != NULL ? program : "");
	g_autofree char *beside = g_build_filename(folder, file, NULL);

	if (g_file_test(beside, G_FILE_TEST_EXISTS))
		return g_steal_pointer(&beside);
	return g_build_filename(folder, "..", "lib", "notmuch-cadence", file, NULL);
}

const CalendarReader *
calendar_load(GError **error)
{
	g_autofree char *path = find();
	void *object = dlopen(path, RTLD_NOW);
	const CalendarReader *reader =
		object != NULL ? dlsym(object, "calendar_reader") : NULL;

	if (reader == NULL)
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
			"cannot read calendars: %s: install notmuch-cadence again, whole",
			dlerror());
	return reader;
}
