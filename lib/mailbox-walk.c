#include <string.h>

#include "lib/error.h"
#include "lib/mailbox-private.h"

/* What one walk needs while it goes; the lists are used again for each message. */
typedef struct {
	const MailboxWalk *walk;
	MailboxVisit visit;
	gpointer user_data;
	GPtrArray *files, *tags;
	bool stopped;    /* by `visit` */
	bool incomplete; /* something could not be read just now */
} Tour;

enum { DEFAULT_PART = 1 << 17 /* messages of one query */ };

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
		tour->incomplete = true;
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

	mailbox_guard_begin();
	for (; !tour->stopped && notmuch_messages_valid(messages);
		notmuch_messages_move_to_next(messages)) {
		notmuch_message_t *message = notmuch_messages_get(messages);

		tour->stopped = !visit_message(tour, message, &failure);
		if (message != NULL)
			notmuch_message_destroy(message);
	}
	mailbox_guard_end();
	tour->incomplete |= !tour->stopped && !is_complete(messages);
	if (failure == NULL)
		return true;
	g_propagate_error(error, g_steal_pointer(&failure));
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

/* notmuch knows "*" only where it stands alone. */
static bool
is_for_all(const char *query)
{
	return query == NULL || query[0] == '\0' || strcmp(query, "*") == 0;
}

/* The query of `walk` for messages of revisions `from` to `to`; 0: without that bound. New.
 * A range of revisions is looked for among all messages; where it is what is not wanted,
 * only among those that the rest of the query finds. */
static char *
query_text(const MailboxWalk *walk, uint64_t from, uint64_t to)
{
	g_autoptr(GString) text = g_string_new("");

	if (from == 0 && to == 0)
		return g_strdup(walk->query != NULL ? walk->query : "*");
	if (!is_for_all(walk->query) && from > 0 && to == 0)
		return g_strdup_printf("(%s) and not lastmod:0..%" G_GUINT64_FORMAT,
			walk->query, from - 1);
	if (!is_for_all(walk->query))
		g_string_append_printf(text, "(%s) and ", walk->query);
	g_string_append_printf(text, "lastmod:%" G_GUINT64_FORMAT "..", from);
	if (to > 0)
		g_string_append_printf(text, "%" G_GUINT64_FORMAT, to);
	return g_string_free(g_steal_pointer(&text), false);
}

static unsigned
part_of(const MailboxWalk *walk)
{
	return walk->part > 0 ? walk->part : DEFAULT_PART;
}

static bool
count_range(Mailbox *mailbox, const MailboxWalk *walk, uint64_t from, uint64_t to,
	unsigned *ret_count, GError **error)
{
	g_autofree char *text = query_text(walk, from, to);
	g_autoptr(notmuch_query_t) query = new_query(mailbox, text);
	notmuch_status_t status = notmuch_query_count_messages(query, ret_count);

	return status == NOTMUCH_STATUS_SUCCESS || fail_query(status, walk->query, error);
}

static bool
visit_range(Mailbox *mailbox, Tour *tour, uint64_t from, uint64_t to, GError **error)
{
	g_autofree char *text = query_text(tour->walk, from, to);
	g_autoptr(notmuch_query_t) query = new_query(mailbox, text);
	notmuch_messages_t *messages = NULL; /* the query's */
	notmuch_status_t status = notmuch_query_search_messages(query, &messages);

	if (status != NOTMUCH_STATUS_SUCCESS)
		return fail_query(status, tour->walk->query, error);
	return visit_all(tour, messages, error);
}

/* libnotmuch keeps some 80 bytes for each message that a query finds, so that one that
 * finds many is cut into halves until each part is small. `to` 0: to the end. */
static bool
visit_parts(Mailbox *mailbox, Tour *tour, uint64_t from, uint64_t to, unsigned count,
	GError **error)
{
	const char *uuid = NULL;
	uint64_t last = to > 0 ? to : mailbox_notmuch_revision(mailbox, &uuid), middle = 0;
	unsigned half = 0;

	if (count <= part_of(tour->walk) || last <= from)
		return visit_range(mailbox, tour, from, to, error);
	middle = from + (last - from) / 2;
	if (!count_range(mailbox, tour->walk, from, middle, &half, error) ||
		!visit_parts(mailbox, tour, from, middle, half, error))
		return false;
	return tour->stopped ||
	       visit_parts(mailbox, tour, middle + 1, to, count - MIN(half, count), error);
}

/* Counting what is new takes as long as finding it. Where there are few revisions there are
 * few messages: what several of one revision would cost is memory. */
static bool
estimate(Mailbox *mailbox, const MailboxWalk *walk, unsigned *ret_count, GError **error)
{
	const char *uuid = NULL;
	uint64_t last = mailbox_notmuch_revision(mailbox, &uuid);
	bool few = walk->since > 0 &&
		   (last < walk->since || last - walk->since < part_of(walk));

	if (!few)
		return count_range(mailbox, walk, walk->since, 0, ret_count, error);
	*ret_count = last < walk->since ? 0 : (unsigned)(last - walk->since) + 1;
	return true;
}

bool
mailbox_notmuch_walk(Mailbox *mailbox, const MailboxWalk *walk, unsigned *ret_total,
	MailboxVisit visit, gpointer user_data, GError **error)
{
	g_autoptr(GPtrArray) files = g_ptr_array_new();
	g_autoptr(GPtrArray) tags = g_ptr_array_new();
	Tour tour = { walk, visit, user_data, files, tags, false, false };
	unsigned total = 0;

	if (!estimate(mailbox, walk, &total, error))
		return false;
	if (ret_total != NULL)
		*ret_total = total;
	if (!visit_parts(mailbox, &tour, walk->since, 0, total, error))
		return false;
	if (tour.stopped || !tour.incomplete)
		return true;
	g_set_error_literal(error, CADENCE_ERROR, CADENCE_ERROR_BUSY,
		"the notmuch database changed while it was read: run again");
	return false;
}

bool
mailbox_notmuch_count(Mailbox *mailbox, unsigned *ret_count, GError **error)
{
	const MailboxWalk all = { 0 };

	return count_range(mailbox, &all, 0, 0, ret_count, error);
}
