#include "lib/object.h"

#include <dlfcn.h>

#include "lib/error.h"

/* New. A run path of the program's would name the same places, but the loader would then
 * look there for every library at each start. */
static char *
find(const char *file)
{
	g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
	g_autofree char *folder = g_path_get_dirname(program != NULL ? program : "");
	g_autofree char *beside = g_build_filename(folder, file, NULL);

	if (g_file_test(beside, G_FILE_TEST_EXISTS))
		return g_steal_pointer(&beside);
	return g_build_filename(folder, "..", "lib", "notmuch-cadence", file, NULL);
}

gconstpointer
object_load(const char *file, const char *symbol, const char *doing, GError **error)
{
	g_autofree char *path = find(file);
	void *object = dlopen(path, RTLD_NOW);
	gconstpointer found = object != NULL ? dlsym(object, symbol) : NULL;

	if (found == NULL)
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
			"cannot %s: %s: install notmuch-cadence again, whole", doing,
			dlerror());
	return found;
}
