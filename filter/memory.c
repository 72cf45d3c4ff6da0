#include "filter/memory.h"

#include "lib/store-scan.h"

void
memory_clear(Memory *memory)
{
	tag_state_clear(&memory->state);
	g_clear_pointer(&memory->fingerprint, g_free);
	g_clear_pointer(&memory->changed, g_strfreev);
}

static char *
fingerprint_of(const Settings *settings)
{
	g_autofree char *record = settings_fingerprint(settings);

	return g_strdup_printf("tag_prefix=%s\ttag_sent=%d\ttag_since=%" G_GINT64_FORMAT
			       "\t%s",
		settings->tag_prefix, settings->tag_sent, settings->tag_since, record);
}

bool
memory_load(Memory *ret_memory, Session *session, GError **error)
{
	const char *uuid;

	ret_memory->revision = mailbox_revision(session->mailbox, &uuid);
	ret_memory->fingerprint = fingerprint_of(session->settings);
	if (!store_load_tags(session->store, &ret_memory->state, error))
		return false;
	ret_memory->changed = store_tag_changes(session->store, &ret_memory->last, error);
	ret_memory->is_stale =
		g_strcmp0(ret_memory->state.uuid, uuid) != 0 ||
		g_strcmp0(ret_memory->state.fingerprint, ret_memory->fingerprint) != 0;
	return ret_memory->changed != NULL;
}

static bool
is_known(const Memory *memory)
{
	return !memory->is_stale && memory->changed[0] == NULL &&
	       memory->state.revision == memory->revision;
}

/* What was looked at in vain may be looked at again. */
bool
memory_keep(const Memory *memory, Session *session, GError **error)
{
	TagState state = { .revision = memory->revision,
		.fingerprint = memory->fingerprint };
	const char *uuid;

	if (is_known(memory))
		return true;
	mailbox_revision(session->mailbox, &uuid);
	state.uuid = (char *)uuid;
	return store_relax(session->store, error) &&
	       store_tags_remember(session->store, &state, memory->last, error);
}
