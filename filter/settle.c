#include "filter/batch.h"
#include "filter/query.h"
#include "filter/waiting.h"
#include "lib/store-scan.h"
#include "lib/store-tags.h"

static bool
add_hash(const MailboxMessage *message, gpointer user_data, GError **error)
{
	GHashTable *hashes = user_data;
	int64_t hash = store_hash(message->id);

	(void)error;
	g_hash_table_add(hashes, g_memdup2(&hash, sizeof hash));
	return true;
}

/* The hashes of all messages that have `tag`: the store knows no ids to ask for. */
static GHashTable *
messages_with(Mailbox *mailbox, const char *tag, GError **error)
{
	g_autoptr(GString) query = g_string_new(NULL);
	g_autoptr(GHashTable) hashes =
		g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	MailboxWalk walk = { 0 };

	query_add_term(query, "tag", tag);
	walk.query = query->str;
	if (!mailbox_walk(mailbox, &walk, NULL, add_hash, hashes, error))
		return NULL;
	return g_steal_pointer(&hashes);
}

/* `tag` borrowed from the rows that are being settled. */
static GHashTable *
cached_messages_with(GHashTable *cache, Mailbox *mailbox, const char *tag, GError **error)
{
	GHashTable *hashes = g_hash_table_lookup(cache, tag);

	if (hashes != NULL)
		return hashes;
	hashes = messages_with(mailbox, tag, error);
	if (hashes != NULL)
		g_hash_table_insert(cache, (char *)tag, hashes);
	return hashes;
}

static bool
settle(Store *store, Mailbox *mailbox, GError **error)
{
	g_autoptr(GPtrArray) pending = store_pending_tags(store, error);
	g_autoptr(GHashTable) cache = g_hash_table_new_full(
		g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_hash_table_unref);

	if (pending == NULL)
		return false;
	for (guint i = 0; i < pending->len; i++) {
		const PendingTag *row = pending->pdata[i];
		GHashTable *hashes = cached_messages_with(cache, mailbox, row->tag, error);

		if (hashes == NULL ||
			!store_settle_tag(store, row->hash, row->tag,
				g_hash_table_contains(hashes, &row->hash), error))
			return false;
	}
	return true;
}

/* What is pending is another filter's until notmuch lets us write; then it is nobody's. */
bool
batch_settle(Session *session, bool quiet, GError **error)
{
	g_autoptr(GPtrArray) pending = store_pending_tags(session->store, error);
	g_autoptr(Mailbox) mailbox = NULL;

	if (pending == NULL || pending->len == 0)
		return pending != NULL;
	mailbox = waiting_open(&quiet, error);
	return mailbox != NULL && settle(session->store, mailbox, error);
}
