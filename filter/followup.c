#include "filter/followup.h"

#include <string.h>

#include "filter/query.h"
#include "filter/wanted.h"
#include "lib/store-scan.h"
#include "lib/store-tags.h"
#include "lib/suggest.h"

static void
anchor_free(gpointer data)
{
	Anchor *anchor = data;

	g_free(anchor->id);
	g_ptr_array_unref(anchor->tags);
	g_free(anchor);
}

static const char *
followup_tag(const Settings *settings)
{
	g_autofree char *tag = g_strconcat(settings->tag_prefix, "followup", NULL);

	return g_intern_string(tag);
}

static const char *
reason_tag(const Settings *settings, Reason reason)
{
	g_autofree char *tag =
		g_strconcat(settings->tag_prefix, "followup/", reason_name(reason), NULL);

	return g_intern_string(tag);
}

static const char *
stale_tag(const Settings *settings)
{
	g_autofree char *tag = g_strconcat(settings->tag_prefix, "stale", NULL);

	return g_intern_string(tag);
}

/* The anchor with `id`, made if it is not there: one message may ask two people. */
static Anchor *
anchor_of(GHashTable *anchors, const char *id)
{
	int64_t hash = store_hash(id);
	Anchor *anchor = g_hash_table_lookup(anchors, &hash);

	if (anchor != NULL)
		return anchor;
	anchor = g_new0(Anchor, 1);
	anchor->hash = hash;
	anchor->id = g_strdup(id);
	anchor->tags = g_ptr_array_new();
	g_hash_table_insert(anchors, &anchor->hash, anchor);
	return anchor;
}

static bool
add_anchor(
	GHashTable *anchors, Session *session, const Suggestion *suggestion, GError **error)
{
	g_autoptr(StoredMessage) message = NULL;
	Anchor *anchor;

	if (suggestion->message == 0)
		return true;
	if (!store_message(session->store, suggestion->message, &message, error))
		return false;
	if (message == NULL || message->message_id == NULL)
		return true;
	anchor = anchor_of(anchors, message->message_id);
	wanted_add(anchor->tags, followup_tag(session->settings));
	wanted_add(anchor->tags, reason_tag(session->settings, suggestion->reason));
	return true;
}

static bool
is_draft(Mailbox *mailbox, const char *id, bool *ret_is, GError **error)
{
	g_autoptr(MailboxFound) found = NULL;

	if (!mailbox_find(mailbox, id, &found, error))
		return false;
	*ret_is =
		found != NULL && g_strv_contains((const char *const *)found->tags, "draft");
	return true;
}

bool
followup_forget_drafts(Session *session, GError **error)
{
	g_autoptr(GPtrArray) drafts = store_drafts(session->store, error);

	for (guint i = 0; drafts != NULL && i < drafts->len; i++) {
		const char *id = ((const SavedDraft *)drafts->pdata[i])->message_id;
		bool is = false;

		if (!is_draft(session->mailbox, id, &is, error) ||
			(!is && !store_remove_draft(session->store, id, error)))
			return false;
	}
	return drafts != NULL;
}

static bool
add_stale_drafts(GHashTable *anchors, Session *session, GError **error)
{
	g_autoptr(GPtrArray) drafts = store_drafts(session->store, error);

	for (guint i = 0; drafts != NULL && i < drafts->len; i++) {
		const SavedDraft *draft = drafts->pdata[i];
		Anchor *anchor;

		if (!draft->stale)
			continue;
		anchor = anchor_of(anchors, draft->message_id);
		anchor->is_draft = true;
		wanted_add(anchor->tags, stale_tag(session->settings));
	}
	return drafts != NULL;
}

GHashTable *
followup_anchors(Session *session, Instant now, GError **error)
{
	const SuggestOptions options = { .limit = session->settings->daily };
	g_autoptr(GHashTable) anchors =
		g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, anchor_free);
	g_auto(Suggested) suggested = { 0 };

	if (!store_suggest(session->store, &options, now, &suggested, error))
		return NULL;
	for (guint i = 0; i < suggested.list->len; i++)
		if (!add_anchor(anchors, session, suggested.list->pdata[i], error))
			return NULL;
	if (!add_stale_drafts(anchors, session, error))
		return NULL;
	return g_steal_pointer(&anchors);
}

bool
followup_query(Session *session, GHashTable *anchors, char **ret_query, GError **error)
{
	const char *family = followup_tag(session->settings);
	const char *stale = stale_tag(session->settings);
	g_autoptr(GString) query = g_string_new(NULL);
	g_auto(GStrv) names = store_tag_names(session->store, error);
	GHashTableIter iter;
	Anchor *anchor;

	if (names == NULL)
		return false;
	for (char **name = names; *name != NULL; name++)
		if (g_str_has_prefix(*name, family) || strcmp(*name, stale) == 0)
			query_add_term(query, "tag", *name);
	g_hash_table_iter_init(&iter, anchors);
	while (g_hash_table_iter_next(&iter, NULL, (gpointer *)&anchor))
		query_add_term(query, "id", anchor->id);
	*ret_query = query->len > 0 ? g_strdup(query->str) : NULL;
	return true;
}
