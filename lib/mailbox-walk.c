#include <string.h>

#include "lib/error.h"
#include "lib/mailbox-private.h"

/* What one walk needs while it goes; the lists are used again for each message. */
typedef struct {
	const MailboxWalk *walk;
	MailboxVisit visit;
	gpointer user_data;
	GPtrArray *files, *tags;
	guint unread; /* messages that could not be read just now */
} Tour;

static int
compare_strings(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

const char *const *
mailbox_list_files(notmuch_message_t *message, GPtrArray *list)
{
	notmuch_filenames_t *files = notmuch_message_get_filenames(message);

	g_ptr_array_set_size(list, 0);
	for (; notmuch_filenames_valid(files); notmuch_filenames_move_to_next(files))
		g_ptr_array_add(list, (char *)notmuch_filenames_get(files));
	g_ptr_array_sort(list, compare_strings);
	g_ptr_array_add(list, NULL);
	return (const char *const *)list->pdata;
}

const char *const *
mailbox_list_tags(notmuch_message_t *message, GPtrArray *list)
{
	notmuch_tags_t *tags = notmuch_message_get_tags(message);

	g_ptr_array_set_size(list, 0);
	for (; notmuch_tags_valid(tags); notmuch_tags_move_to_next(tags))
		g_ptr_array_add(list, (char *)notmuch_tags_get(tags));
	g_ptr_array_add(list, NULL);
	return (const char *const *)list->pdata;
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

static bool
has_any(const char *const *tags, const char *const *wanted)
{
	for (; *tags != NULL; tags++)
		if (g_strv_contains(wanted, *tags))
			return true;
	return false;
}

static bool
give_place(Tour *tour, notmuch_message_t *message, MailboxMessage *seen)
{
	const char *thread = notmuch_message_get_thread_id(message);

	if (thread == NULL)
		return false;
	seen->thread = g_ascii_strtoull(thread, NULL, 16);
	seen->files = mailbox_list_files(message, tour->files);
	return true;
}

/* Returns false to stop. Tags come with the rest of a message's data: asking for them costs
 * less than a query of their own. */
static bool
visit_message(Tour *tour, notmuch_message_t *message, GError **error)
{
	const char *id = message ? notmuch_message_get_message_id(message) : NULL;
	const MailboxWalk *walk = tour->walk;
	MailboxMessage seen = { .id = id };

	if (id == NULL || (!walk->only_ids && !give_place(tour, message, &seen))) {
		tour->unread++;
		return true;
	}
	if (walk->tags || walk->exclude != NULL) {
		const char *const *tags = mailbox_list_tags(message, tour->tags);

		seen.tags = walk->tags ? tags : NULL;
		seen.excluded = walk->exclude != NULL && has_any(tags, walk->exclude);
	}
	return tour->visit(&seen, tour->user_data, error);
}

/* Whether the iteration came to its end because there was no more. */
static bool
is_complete(notmuch_messages_t *messages)
{
#if LIBNOTMUCH_CHECK_VERSION(5, 7, 0)
	return notmuch_messages_status(messages) != NOTMUCH_STATUS_OPERATION_INVALIDATED;
#else
	(void)messages;
	return true;
#endif
}

static bool
visit_all(Tour *tour, notmuch_messages_t *messages, GError **error)
{
	g_autoptr(GError) failure = NULL;
	bool more = true;

	mailbox_guard_begin();
	for (; more && notmuch_messages_valid(messages);
		notmuch_messages_move_to_next(messages)) {
		notmuch_message_t *message = notmuch_messages_get(messages);

		more = visit_message(tour, message, &failure);
		if (message != NULL)
			notmuch_message_destroy(message);
	}
	mailbox_guard_end();
	if (failure != NULL) {
		g_propagate_error(error, g_steal_pointer(&failure));
		return false;
	}
	if (!more || (tour->unread == 0 && is_complete(messages)))
		return true;
	g_set_error_literal(error, CADENCE_ERROR, CADENCE_ERROR_BUSY,
		"the notmuch database changed while it was read: run again");
	return false;
}

static bool
fail_query(notmuch_status_t status, const char *query, GError **error)
{
	if (query == NULL)
		return mailbox_fail(status, "cannot search the notmuch database", error);
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"notmuch does not understand the query \"%s\": try it with notmuch search",
		query);
	return false;
}

static notmuch_query_t *
new_query(Mailbox *mailbox, const char *text)
{
	notmuch_query_t *query = notmuch_query_create(mailbox->db, text);

	notmuch_query_set_sort(query, NOTMUCH_SORT_UNSORTED);
	notmuch_query_set_omit_excluded(query, NOTMUCH_EXCLUDE_FALSE);
	return query;
}

static char *
query_text(const MailboxWalk *walk)
{
	const char *query = walk->query ? walk->query : "*";

	if (walk->since == 0)
		return g_strdup(query);
	if (walk->query == NULL)
		return g_strdup_printf("lastmod:%" G_GUINT64_FORMAT "..", walk->since);
	return g_strdup_printf(
		"(%s) and lastmod:%" G_GUINT64_FORMAT "..", query, walk->since);
}

bool
mailbox_walk(Mailbox *mailbox, const MailboxWalk *walk, unsigned *ret_total,
	MailboxVisit visit, gpointer user_data, GError **error)
{
	g_autofree char *text = query_text(walk);
	g_autoptr(notmuch_query_t) query = new_query(mailbox, text);
	g_autoptr(GPtrArray) files = g_ptr_array_new();
	g_autoptr(GPtrArray) tags = g_ptr_array_new();
	Tour tour = { walk, visit, user_data, files, tags, 0 };
	notmuch_messages_t *messages = NULL; /* the query's */
	notmuch_status_t status = NOTMUCH_STATUS_SUCCESS;

	if (ret_total != NULL)
		status = notmuch_query_count_messages(query, ret_total);
	if (status == NOTMUCH_STATUS_SUCCESS)
		status = notmuch_query_search_messages(query, &messages);
	if (status != NOTMUCH_STATUS_SUCCESS)
		return fail_query(status, walk->query, error);
	return visit_all(&tour, messages, error);
}

bool
mailbox_count(Mailbox *mailbox, unsigned *ret_count, GError **error)
{
	g_autoptr(notmuch_query_t) query = new_query(mailbox, "*");
	notmuch_status_t status = notmuch_query_count_messages(query, ret_count);

	return status == NOTMUCH_STATUS_SUCCESS || fail_query(status, NULL, error);
}
