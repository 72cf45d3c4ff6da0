#include "filter/followup.h"

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

GHashTable *
followup_anchors(Session *session, Instant now, GError **error)
{
	const SuggestOptions options = { .limit = session->settings->daily };
	g_autoptr(GHashTable) anchors =
		g_hash_table_new_full(g_int64_hash, g_int64_equal, NULL, anchor_free);
	g_autoptr(GPtrArray) candidates =
		store_candidates(session->store, NULL, now, error);
	g_autoptr(GPtrArray) suggestions = NULL;
	ReplyTimes global;

	if (candidates == NULL || !store_reply_times(session->store, &global, error))
		return NULL;
	suggestions = suggest(candidates, &global, &options, now);
	for (guint i = 0; i < suggestions->len; i++)
		if (!add_anchor(anchors, session, suggestions->pdata[i], error))
			return NULL;
	return g_steal_pointer(&anchors);
}

bool
followup_query(Session *session, GHashTable *anchors, char **ret_query, GError **error)
{
	const char *family = followup_tag(session->settings);
	g_autoptr(GString) query = g_string_new(NULL);
	g_auto(GStrv) names = store_tag_names(session->store, error);
	GHashTableIter iter;
	Anchor *anchor;

	if (names == NULL)
		return false;
	for (char **name = names; *name != NULL; name++)
		if (g_str_has_prefix(*name, family))
			query_add_term(query, "tag", *name);
	g_hash_table_iter_init(&iter, anchors);
	while (g_hash_table_iter_next(&iter, NULL, (gpointer *)&anchor))
		query_add_term(query, "id", anchor->id);
	*ret_query = query->len > 0 ? g_strdup(query->str) : NULL;
	return true;
}
