#include "indexer/sweep.h"

#include "lib/error.h"

/* Whom the record expects in the mail store, and who was met. */
typedef struct {
	GArray *expected; /* of int64_t, ascending */
	guint8 *met;      /* by index of `expected` */
	guint n_met;      /* those that nobody expected too */
} Roll;

static void
roll_clear(Roll *roll)
{
	g_clear_pointer(&roll->expected, g_array_unref);
	g_free(roll->met);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Roll, roll_clear)

static int
compare_hashes(gconstpointer a, gconstpointer b)
{
	int64_t x = *(const int64_t *)a, y = *(const int64_t *)b;

	return (x > y) - (x < y);
}

static bool
meet(const MailboxMessage *message, gpointer data, G_GNUC_UNUSED GError **error)
{
	int64_t hash = store_hash(message->id);
	Roll *roll = data;
	guint i = 0;

	roll->n_met++;
	if (g_array_binary_search(roll->expected, &hash, compare_hashes, &i))
		roll->met[i] = 1;
	return true;
}

/* A walk that met fewer messages than there are would have the rest taken for gone. */
static bool
call_roll(Mailbox *mailbox, Roll *roll, unsigned count, GError **error)
{
	const MailboxWalk walk = { .only_ids = true };

	roll->met = g_malloc0(roll->expected->len);
	if (!mailbox_walk(mailbox, &walk, NULL, meet, roll, error))
		return false;
	if (roll->n_met == count)
		return true;
	g_set_error_literal(error, CADENCE_ERROR, CADENCE_ERROR_BUSY,
		"the notmuch database changed while it was read: run again");
	return false;
}

static bool
mark_absent(Store *store, const Roll *roll, guint *ret_gone, GError **error)
{
	guint gone = 0;

	for (guint i = 0; i < roll->expected->len; i++) {
		if (roll->met[i] != 0)
			continue;
		if (!store_mark_gone(
			    store, g_array_index(roll->expected, int64_t, i), error))
			return false;
		gone++;
	}
	*ret_gone = gone;
	return true;
}

/* Counting a million messages takes a quarter of a second. */
bool
sweep_may_wait(int64_t done, int64_t now)
{
	return done != 0 && (now == 0 || now - done < WHEN_DAY * G_USEC_PER_SEC);
}

bool
sweep(Store *store, Mailbox *mailbox, guint *ret_gone, GError **error)
{
	g_auto(Roll) roll = { 0 };
	uint64_t expected = 0;
	unsigned count = 0;

	*ret_gone = 0;
	if (!mailbox_count(mailbox, &count, error) ||
		!store_count_present(store, &expected, error))
		return false;
	if (count == expected)
		return true;
	roll.expected = store_present(store, error);
	return roll.expected != NULL && call_roll(mailbox, &roll, count, error) &&
	       mark_absent(store, &roll, ret_gone, error);
}
