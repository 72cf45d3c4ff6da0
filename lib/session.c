#include "lib/session.h"

#include <stdlib.h>

#include "lib/cli.h"
#include "lib/store-scan.h"

/* Links in the path resolved, so that a database is the same by whatever way it is reached;
 * NULL if none is configured. New, free(). */
static char *
database_identity(const Config *config)
{
	const char *path = g_hash_table_lookup(config->values, "database.path");

	return path != NULL ? realpath(path, NULL) : NULL;
}

/* Binds the store to `identity` if it is to be adopted, or if nothing was recorded yet. */
static bool
bind(Store *store, const char *identity, bool adopt, GError **error)
{
	g_auto(ScanState) state = { 0 };

	if (!store_load_scan(store, &state, error))
		return false;
	return (!adopt && state.uuid != NULL) || store_adopt(store, identity, error);
}

static Store *
open_bound(
	const char *path, const char *identity, StoreMode mode, bool adopt, GError **error)
{
	g_autoptr(Store) store = store_open(path, adopt ? NULL : identity, mode, error);

	if (store == NULL)
		return NULL;
	if (mode == STORE_WRITE && identity != NULL && !bind(store, identity, adopt, error))
		return NULL;
	return g_steal_pointer(&store);
}

static Store *
open_store(Session *session, StoreMode mode, bool adopt, GError **error)
{
	const char *profile = mailbox_profile(error);
	g_autofree char *path = NULL;
	Store *store;
	char *identity;

	if (profile == NULL)
		return NULL;
	path = store_path(session->settings->database, profile);
	identity = database_identity(session->config);
	store = open_bound(path, identity, mode, adopt, error);
	free(identity);
	return store;
}

/* The configuration, and the notmuch database first if `read`. */
static bool
open_config(Session *session, bool read, GError **error)
{
	const CliCommon *common = cli_common();
	int64_t begin = g_get_real_time();

	if (read && session_mailbox(session, error) == NULL)
		return false;
	session->config = read ? config_of(session->mailbox, common->config, begin)
			       : config_read(common->config, error);
	return session->config != NULL;
}

Session *
session_open(SessionMode mode, StoreMode store_mode, GError **error)
{
	bool read = (mode != SESSION_STORE && mode != SESSION_CONFIG) ||
		    cli_common()->uuid != NULL;
	g_autoptr(Session) session = g_new0(Session, 1);

	if (!open_config(session, read, error))
		return NULL;
	session->settings = settings_new(session->config->values, error);
	if (session->settings == NULL)
		return NULL;
	if (mode == SESSION_CONFIG)
		return g_steal_pointer(&session);
	session->store = open_store(session, store_mode, mode == SESSION_ADOPT, error);
	return session->store != NULL ? g_steal_pointer(&session) : NULL;
}

void
session_close(Session *session)
{
	if (session == NULL)
		return;
	store_close(session->store);
	g_clear_pointer(&session->settings, settings_free);
	g_clear_pointer(&session->relays, relays_free);
	languages_free(session->languages);
	config_free(session->config);
	mailbox_close(session->mailbox);
	g_free(session);
}

bool
session_load_relays(Session *session, GError **error)
{
	const char *config = session->config->path;
	g_autofree char *folder = config != NULL ? g_path_get_dirname(config) : NULL;
	g_autofree char *xdg = g_build_filename(
		g_get_user_config_dir(), "notmuch-cadence", "channels", NULL);
	g_autofree char *beside =
		folder != NULL ? g_build_filename(folder, "cadence-channels", NULL) : NULL;
	const char *const files[] = { xdg, beside, NULL };

	session->relays = relays_load(files, error);
	session->settings->relays = session->relays;
	return session->relays != NULL;
}

Mailbox *
session_mailbox(Session *session, GError **error)
{
	const CliCommon *common = cli_common();

	if (session->mailbox == NULL)
		session->mailbox =
			mailbox_open(common->config, MAILBOX_READ, common->uuid, error);
	return session->mailbox;
}

const Languages *
session_languages(Session *session, GError **error)
{
	if (session->languages == NULL)
		session->languages = languages_load(error);
	return session->languages;
}
