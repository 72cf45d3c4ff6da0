#include "filter/batch.h"

#include "filter/waiting.h"
#include "lib/cli.h"
#include "lib/error.h"
#include "lib/progress.h"
#include "lib/store-scan.h"
#include "lib/store-tags.h"

/* So many messages for one writing section: others wait for it some seconds. With fewer,
 * notmuch writes the same pages again too often. */
enum { BATCH_SIZE = 4000 };

Change *
change_new(const char *id, WantedChange *tags)
{
	Change *change = g_new0(Change, 1);

	change->hash = store_hash(id);
	change->id = g_strdup(id);
	change->tags = *tags;
	*tags = (WantedChange){ 0 };
	return change;
}

void
change_free(Change *change)
{
	g_free(change->id);
	wanted_change_clear(&change->tags);
	g_free(change);
}

static bool
write_pending(Store *store, int64_t hash, const char *const *tags, bool add, GError **error)
{
	for (; *tags != NULL; tags++)
		if (!store_tag_pending(store, hash, *tags, add, error))
			return false;
	return true;
}

static bool
write_all_pending(Store *store, Change *const *changes, guint n, GError **error)
{
	for (guint i = 0; i < n; i++) {
		const WantedChange *tags = &changes[i]->tags;

		if (!write_pending(store, changes[i]->hash, tags->add, true, error) ||
			!write_pending(store, changes[i]->hash, tags->remove, false, error))
			return false;
	}
	return true;
}

static bool
write_ahead(Store *store, Change *const *changes, guint n, GError **error)
{
	if (!store_begin(store, error))
		return false;
	if (write_all_pending(store, changes, n, error) && store_commit(store, error))
		return true;
	store_rollback(store);
	return false;
}

/* One atomic section of notmuch. */
static bool
tag_messages(
	Session *session, Mailbox *mailbox, Change *const *changes, guint n, GError **error)
{
	if (!mailbox_begin(mailbox, error))
		return false;
	for (guint i = 0; i < n; i++) {
		const WantedChange *tags = &changes[i]->tags;

		if (!mailbox_tag(mailbox, changes[i]->id, tags->add, tags->remove,
			    session->settings->maildir_flags, NULL, error))
			return false;
	}
	return mailbox_commit(mailbox, error);
}

static bool
touch_any(Change *const *changes, guint n)
{
	for (guint i = 0; i < n; i++)
		if (changes[i]->tags.touches)
			return true;
	return false;
}

/* Pending rows are made and settled only by whoever may write to notmuch's database, so
 * that two filters do not settle each other's. A section that changes anything moves the
 * revision by one; if it stood where it did when the changes were decided, they are what it
 * holds. */
static bool
write_batch(Session *session, Change *const *changes, guint n, bool *quiet,
	uint64_t *revision, GError **error)
{
	g_autoptr(Mailbox) mailbox = waiting_open(quiet, error);
	uint64_t before, expected;

	if (mailbox == NULL || !write_ahead(session->store, changes, n, error))
		return false;
	before = mailbox_revision(mailbox, NULL);
	expected = touch_any(changes, n) ? before + 1 : before;
	if (!tag_messages(session, mailbox, changes, n, error))
		return false;
	if (*revision == before && mailbox_revision(mailbox, NULL) == expected)
		*revision = expected;
	return store_tags_done(session->store, error);
}

bool
batch_write(Session *session, GPtrArray *changes, bool quiet, uint64_t *revision,
	GError **error)
{
	g_autoptr(Progress) progress = progress_new("tagging", changes->len, quiet);

	for (guint i = 0; i < changes->len; i += BATCH_SIZE) {
		guint n = MIN(BATCH_SIZE, changes->len - i);

		if (cli_interrupted()) {
			g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_INTERRUPT,
				"interrupted: the next run tags the rest");
			return false;
		}
		if (!write_batch(session, (Change **)changes->pdata + i, n, &quiet,
			    revision, error))
			return false;
		progress_update(progress, i + n);
	}
	return true;
}
