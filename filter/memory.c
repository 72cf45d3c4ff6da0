#include "filter/memory.h"

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
	ret_memory->changed = store_tag_changes(session->store, error);
	ret_memory->is_stale =
		g_strcmp0(ret_memory->state.uuid, uuid) != 0 ||
		g_strcmp0(ret_memory->state.fingerprint, ret_memory->fingerprint) != 0;
	return ret_memory->changed != NULL;
}

static bool
is_same_class(Store *store, GHashTable *classes, char *const *emails, bool *ret_same,
	GError **error)
{
	for (; *emails != NULL && *ret_same; emails++) {
		g_autofree char *class_name = NULL;

		if (!store_class_of(store, *emails, &class_name, error))
			return false;
		*ret_same =
			g_strcmp0(class_name, g_hash_table_lookup(classes, *emails)) == 0;
	}
	return true;
}

/* Whoever changed since `classes` was read either differs from what was remembered then, or
 * did so at the beginning. */
static bool
is_unchanged(const Memory *memory, Session *session, GHashTable *classes, bool *ret_same,
	GError **error)
{
	g_auto(GStrv) changed = store_tag_changes(session->store, error);

	*ret_same = true;
	return changed != NULL &&
	       is_same_class(session->store, classes, changed, ret_same, error) &&
	       is_same_class(session->store, classes, memory->changed, ret_same, error);
}

static bool
is_known(const Memory *memory)
{
	return !memory->is_stale && memory->changed[0] == NULL &&
	       memory->state.revision == memory->revision;
}

static bool
keep(const Memory *memory, Session *session, GHashTable *classes, GError **error)
{
	TagState state = { .revision = memory->revision,
		.fingerprint = memory->fingerprint };
	const char *uuid;
	bool same;

	mailbox_revision(session->mailbox, &uuid);
	state.uuid = (char *)uuid;
	if (!is_unchanged(memory, session, classes, &same, error))
		return false;
	return !same || store_tags_remember(session->store, &state, error);
}

bool
memory_keep(const Memory *memory, Session *session, GHashTable *classes, GError **error)
{
	if (is_known(memory))
		return true;
	if (!store_begin(session->store, error))
		return false;
	if (keep(memory, session, classes, error) && store_commit(session->store, error))
		return true;
	store_rollback(session->store);
	return false;
}
