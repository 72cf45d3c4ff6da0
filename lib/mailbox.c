#include "lib/mailbox.h"

#include <string.h>

#include "lib/error.h"
#include "lib/mailbox-driver.h"
#include "lib/object.h"

#pragma weak mailbox_driver

static const MailboxDriver *
load(GError **error)
{
	static const MailboxDriver *driver; /* atomic: any thread may ask */
	const MailboxDriver *found = g_atomic_pointer_get(&driver);

	if (found != NULL)
		return found;
	found = &mailbox_driver != NULL
			? &mailbox_driver
			: object_load("notmuch-cadence-mailbox.so", "mailbox_driver",
				  "read the notmuch database", error);
	g_atomic_pointer_set(&driver, found);
	return found;
}

Mailbox *
mailbox_open(const char *config, MailboxMode mode, const char *uuid, GError **error)
{
	const MailboxDriver *driver = load(error);

	return driver != NULL ? driver->open(config, mode, uuid, error) : NULL;
}

void
mailbox_close(Mailbox *mailbox)
{
	if (mailbox != NULL)
		load(NULL)->close(mailbox);
}

GHashTable *
mailbox_config(Mailbox *mailbox)
{
	return load(NULL)->config(mailbox);
}

const char *
mailbox_config_path(Mailbox *mailbox)
{
	return load(NULL)->config_path(mailbox);
}

uint64_t
mailbox_revision(Mailbox *mailbox, const char **ret_uuid)
{
	return load(NULL)->revision(mailbox, ret_uuid);
}

bool
mailbox_reopen(Mailbox *mailbox, GError **error)
{
	return load(NULL)->reopen(mailbox, error);
}

int64_t
mailbox_stamp(Mailbox *mailbox)
{
	return load(NULL)->stamp(mailbox);
}

bool
mailbox_count(Mailbox *mailbox, unsigned *ret_count, GError **error)
{
	return load(NULL)->count(mailbox, ret_count, error);
}

bool
mailbox_walk(Mailbox *mailbox, const MailboxWalk *walk, unsigned *ret_total,
	MailboxVisit visit, gpointer user_data, GError **error)
{
	return load(NULL)->walk(mailbox, walk, ret_total, visit, user_data, error);
}

bool
mailbox_find(Mailbox *mailbox, const char *id, MailboxFound **ret_found, GError **error)
{
	return load(NULL)->find(mailbox, id, ret_found, error);
}

bool
mailbox_begin(Mailbox *mailbox, GError **error)
{
	return load(NULL)->begin(mailbox, error);
}

bool
mailbox_tag(Mailbox *mailbox, const char *id, const char *const *add,
	const char *const *remove, bool sync_flags, bool *ret_found, GError **error)
{
	return load(NULL)->tag(mailbox, id, add, remove, sync_flags, ret_found, error);
}

bool
mailbox_commit(Mailbox *mailbox, GError **error)
{
	return load(NULL)->commit(mailbox, error);
}

const char *
mailbox_profile(GError **error)
{
	const char *profile = g_getenv("NOTMUCH_PROFILE");

	if (profile == NULL || profile[0] == '\0')
		return "default";
	for (const char *p = profile; *p != '\0'; p++) {
		if (*p == '/' || g_ascii_iscntrl(*p) || profile[0] == '.') {
			g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
				"NOTMUCH_PROFILE = \"%s\" cannot be part of a file name",
				profile);
			return NULL;
		}
	}
	return profile;
}

/* FNV-1a of the file's name up to its Maildir flags. */
static uint32_t
name_hash(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash != NULL ? slash + 1 : path;
	const char *flags = strstr(name, ":2,");
	const char *end = flags != NULL ? flags : name + strlen(name);
	uint32_t hash = 2166136261u;

	for (; name < end; name++)
		hash = (hash ^ (guint8)*name) * 16777619u;
	return hash;
}

/* A sum, so that the order does not matter: moving a file to another folder may change it.
 */
uint32_t
mailbox_fingerprint(const char *const *files)
{
	uint32_t sum = 0;

	for (; *files != NULL; files++)
		sum += name_hash(*files);
	return sum;
}

void
mailbox_found_free(MailboxFound *found)
{
	if (found == NULL)
		return;
	g_free(found->thread);
	g_free(found->subject);
	g_free(found->from);
	g_strfreev(found->files);
	g_strfreev(found->tags);
	g_free(found);
}
