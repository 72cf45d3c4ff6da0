#include "filter/sender.h"

#include "filter/wanted.h"
#include "lib/store-scan.h"
#include "lib/store-tags.h"

/* Under cadence.plus_detail the record has addresses without what the mail says. */
bool
senders_init(Senders *ret_senders, Session *session, Tracked *tracked, Instant now,
	GError **error)
{
	g_autofree char *print = settings_fingerprint(session->settings);
	g_auto(ScanState) state = { 0 };

	if (!store_load_scan(session->store, &state, error))
		return false;
	ret_senders->session = session;
	ret_senders->tracked = tracked;
	ret_senders->now = now;
	ret_senders->recorded =
		state.fingerprint != NULL && g_str_has_prefix(state.fingerprint, print) &&
		!store_is_fresh(session->store) && !session->settings->plus_detail;
	return true;
}

/* *ret_emails stays NULL if the record cannot tell. Mail of somebody whom nobody tracks
 * needs no date. */
static bool
ask_record(const Senders *senders, const MailboxMessage *message, int64_t hash,
	GPtrArray **ret_emails, GError **error)
{
	const Settings *settings = senders->session->settings;
	g_autofree char *author = NULL;
	const char *class_name = NULL;
	bool known, dated = settings->tag_since == WHEN_NEVER;
	Instant date = WHEN_NEVER;

	if (!store_sole_author(senders->session->store, hash,
		    mailbox_fingerprint(message->files), &known, &author, &date, error))
		return false;
	if (author != NULL && !tracked_class(senders->tracked, author, &class_name, error))
		return false;
	if (!known || (author == NULL && settings->tag_sent) ||
		(class_name != NULL && !dated && date == WHEN_NEVER))
		return true;
	*ret_emails = g_ptr_array_new_with_free_func(g_free);
	if (class_name != NULL && (dated || date >= settings->tag_since))
		g_ptr_array_add(*ret_emails, g_steal_pointer(&author));
	return true;
}

/* A file that cannot be read leaves it to the others to say who wrote the message. */
static GPtrArray *
read_blocks(const char *const *files)
{
	GPtrArray *blocks =
		g_ptr_array_new_with_free_func((GDestroyNotify)header_block_free);

	for (; *files != NULL; files++) {
		HeaderBlock *block = header_read(*files, NULL);

		if (block != NULL)
			g_ptr_array_add(blocks, block);
	}
	return blocks;
}

bool
senders_of(const Senders *senders, const MailboxMessage *message, int64_t hash,
	GPtrArray **ret_emails, GError **error)
{
	g_autoptr(GPtrArray) blocks = NULL;

	*ret_emails = NULL;
	if (senders->recorded && !ask_record(senders, message, hash, ret_emails, error))
		return false;
	if (*ret_emails != NULL)
		return true;
	blocks = read_blocks(message->files);
	if (blocks->len > 0)
		*ret_emails = wanted_addresses((HeaderBlock **)blocks->pdata, blocks->len,
			senders->session->settings, senders->now);
	return true;
}
