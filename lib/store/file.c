#include "lib/store/file.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/error.h"

void
store_file_clear(StoreFile *file)
{
	g_free(file->path);
}

/* A profile is part of a file name: it leads nowhere else. */
char *
store_path(const char *configured, const char *profile)
{
	g_autofree char *name = NULL;

	if (configured != NULL && g_path_is_absolute(configured))
		return g_strdup(configured);
	if (configured != NULL)
		return g_build_filename(g_get_home_dir(),
			g_str_has_prefix(configured, "~/") ? configured + 2 : configured,
			NULL);
	name = g_strconcat(profile != NULL ? profile : "default", ".db", NULL);
	g_strdelimit(name, "/", '_');
	return g_build_filename(g_get_user_data_dir(), "notmuch-cadence", name, NULL);
}

static bool
refuse(const char *path, const char *why, GError **error)
{
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_STORE, "%s: %s", path, why);
	return false;
}

static bool
refuse_absent(const char *path, GError **error)
{
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_STORE,
		"there is no store yet at %s: run notmuch-cadence-index first", path);
	return false;
}

static bool
refuse_to_make(const char *path, GError **error)
{
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CREATE, "cannot make %s: %s", path,
		g_strerror(errno));
	return false;
}

/* SQLite's NOFOLLOW refuses a link in any part of the path, also a linked ~/.local: so the
 * directory is resolved here and only the file itself may be no link. */
static char *
resolve(const char *path, StoreMode mode, GError **error)
{
	g_autofree char *directory = g_path_get_dirname(path);
	g_autofree char *name = g_path_get_basename(path);
	char *real = NULL, *resolved = NULL;

	if (mode == STORE_WRITE && g_mkdir_with_parents(directory, 0700) != 0) {
		refuse_to_make(directory, error);
		return NULL;
	}
	real = realpath(directory, NULL);
	if (real == NULL) {
		if (errno == ENOENT)
			refuse_absent(path, error);
		else
			refuse(directory, g_strerror(errno), error);
		return NULL;
	}
	resolved = g_build_filename(real, name, NULL);
	free(real);
	return resolved;
}

/* SQLite would make it readable for all, and its -wal after it. */
static bool
make(const char *path, GError **error)
{
	int fd = g_open(path, O_RDWR | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

	if (fd < 0)
		return errno == EEXIST || refuse_to_make(path, error);
	close(fd);
	return true;
}

/* lstat() and no descriptor: closing one would drop the locks of every connection that this
 * process has to the file. */
static bool
examine(StoreFile *file, GError **error)
{
	struct stat info;

	if (lstat(file->path, &info) != 0)
		return errno == ENOENT ? refuse_absent(file->path, error)
				       : refuse(file->path, g_strerror(errno), error);
	if (!S_ISREG(info.st_mode))
		return refuse(file->path,
			"this is no regular file: set cadence.database to the store itself",
			error);
	if (info.st_uid != geteuid())
		return refuse(file->path, "the store belongs to another user", error);
	if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0)
		return refuse(file->path, "others may read the store: chmod 600 it", error);
	file->empty = info.st_size == 0;
	return true;
}

/* A store that was closed well can be read where nothing can be written; while a journal
 * holds what the file has not got, that would silently show old rows. */
static bool
examine_directory(StoreFile *file, GError **error)
{
	g_autofree char *directory = g_path_get_dirname(file->path);
	g_autofree char *journal = g_strconcat(file->path, "-wal", NULL);
	struct stat info;

	file->immutable = faccessat(AT_FDCWD, directory, W_OK, AT_EACCESS) != 0;
	if (file->immutable && lstat(journal, &info) == 0 && info.st_size > 0)
		return refuse(journal,
			"holds changes that cannot be read while its directory is "
			"read-only: "
			"run notmuch-cadence once where it can be written",
			error);
	return true;
}

bool
store_file_find(const char *path, StoreMode mode, StoreFile *ret_file, GError **error)
{
	g_auto(StoreFile) file = { 0 };

	file.path = resolve(path, mode, error);
	if (file.path == NULL || (mode == STORE_WRITE && !make(file.path, error)))
		return false;
	if (!examine(&file, error) || !examine_directory(&file, error))
		return false;
	if (file.empty && mode == STORE_READ)
		return refuse_absent(file.path, error);
	*ret_file = file;
	file = (StoreFile){ 0 };
	return true;
}
