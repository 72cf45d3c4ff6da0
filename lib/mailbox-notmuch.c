#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "lib/error.h"
#include "lib/mailbox-private.h"

/* The first version of notmuch's database that counts revisions of all it holds. */
#define VERSION_NEEDED 3

bool
mailbox_fail(notmuch_status_t status, const char *doing, GError **error)
{
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_MAIL, "%s: %s", doing,
		notmuch_status_to_string(status));
	return false;
}

/* libnotmuch's sentence on one line, without its "Error: " and full stop. New. */
static char *
plain_message(const char *message, notmuch_status_t status)
{
	const char *text = message ? message : notmuch_status_to_string(status);
	g_auto(GStrv) lines = NULL;
	char *plain;

	if (g_str_has_prefix(text, "Error: "))
		text += strlen("Error: ");
	lines = g_strsplit(text, "\n", -1);
	for (char **line = lines; *line != NULL; line++)
		g_strstrip(*line);
	plain = g_strchomp(g_strjoinv(" ", lines));
	if (g_str_has_suffix(plain, "."))
		plain[strlen(plain) - 1] = '\0';
	return plain;
}

/* Says what an opening that failed with `status` asks the user to do. Always false. */
static bool
fail_open(notmuch_status_t status, const char *config, const char *message, GError **error)
{
	g_autofree char *why = plain_message(message, status);
	const char *named = config != NULL ? config : g_getenv("NOTMUCH_CONFIG");

	if (status == NOTMUCH_STATUS_NO_CONFIG && named != NULL)
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
			"cannot read the notmuch configuration %s: name one that is there",
			named);
	else if (status == NOTMUCH_STATUS_NO_CONFIG)
		g_set_error_literal(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
			"there is no notmuch configuration: run \"notmuch setup\"");
	else if (status == NOTMUCH_STATUS_NO_DATABASE)
		g_set_error_literal(error, CADENCE_ERROR, CADENCE_ERROR_MAIL,
			"there is no notmuch database yet: run \"notmuch new\"");
	else
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_MAIL,
			"cannot open the notmuch database: %s: see that \"notmuch new\" "
			"works",
			why);
	return false;
}

/* An older database has no revisions to read by: nothing new would ever be seen. libnotmuch
 * itself says so only to those who write. */
static bool
is_current(notmuch_database_t *db)
{
	g_autoptr(notmuch_query_t) all = notmuch_query_create(db, "*");
	const char *uuid;
	unsigned count = 0;

	if (notmuch_database_get_version(db) < VERSION_NEEDED ||
		notmuch_database_needs_upgrade(db))
		return false;
	if (notmuch_database_get_revision(db, &uuid) > 0)
		return true;
	return notmuch_query_count_messages(all, &count) == NOTMUCH_STATUS_SUCCESS &&
	       count == 0;
}

static bool
has_uuid(notmuch_database_t *db, const char *uuid, GError **error)
{
	const char *actual;

	notmuch_database_get_revision(db, &actual);
	if (uuid == NULL || strcmp(uuid, actual) == 0)
		return true;
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_MAIL,
		"the notmuch database is %s, not %s: it was rebuilt or is another one",
		actual, uuid);
	return false;
}

static bool
check_open(notmuch_database_t *db, const char *uuid, GError **error)
{
	if (!is_current(db)) {
		g_set_error_literal(error, CADENCE_ERROR, CADENCE_ERROR_MAIL,
			"the notmuch database is of an older version: "
			"run \"notmuch new\" to upgrade it");
		return false;
	}
	return has_uuid(db, uuid, error);
}

/* Only a configuration is needed: that there is no database is no failure. */
static notmuch_status_t
load_config(const char *config, notmuch_database_t **ret_db, char **ret_message)
{
	notmuch_status_t status =
		notmuch_database_load_config(NULL, config, NULL, ret_db, ret_message);

	return status == NOTMUCH_STATUS_NO_DATABASE ? NOTMUCH_STATUS_SUCCESS : status;
}

static notmuch_status_t
open_database(const char *config, MailboxMode mode, notmuch_database_t **ret_db,
	char **ret_message)
{
	if (mode == MAILBOX_CONFIG_ONLY)
		return load_config(config, ret_db, ret_message);
	return notmuch_database_open_with_config(NULL,
		mode == MAILBOX_WRITE ? NOTMUCH_DATABASE_MODE_READ_WRITE
				      : NOTMUCH_DATABASE_MODE_READ_ONLY,
		config, NULL, ret_db, ret_message);
}

/* `notmuch --config= cadence` leaves NOTMUCH_CONFIG empty, which libnotmuch takes for unset
 * although it means: no file. */
static const char *
effective_config(const char *config)
{
	const char *env = g_getenv("NOTMUCH_CONFIG");

	return config == NULL && env != NULL && env[0] == '\0' ? "" : config;
}

void
mailbox_notmuch_close(Mailbox *mailbox)
{
	if (mailbox == NULL)
		return;
	if (mailbox->db != NULL)
		notmuch_database_destroy(mailbox->db);
	g_clear_pointer(&mailbox->config, g_hash_table_unref);
	g_free(mailbox);
}

Mailbox *
mailbox_notmuch_open(const char *config, MailboxMode mode, const char *uuid, GError **error)
{
	Mailbox *mailbox = NULL;
	char *message = NULL; /* malloc()ed, so not for g_free() */
	notmuch_status_t status;
	bool ok;

	if (mailbox_profile(error) == NULL)
		return NULL;
	mailbox = g_new0(Mailbox, 1);
	status = open_database(effective_config(config), mode, &mailbox->db, &message);
	ok = status == NOTMUCH_STATUS_SUCCESS
		     ? mode == MAILBOX_CONFIG_ONLY || check_open(mailbox->db, uuid, error)
		     : fail_open(status, config, message, error);
	free(message);
	if (!ok)
		g_clear_pointer(&mailbox, mailbox_notmuch_close);
	return mailbox;
}

bool
mailbox_notmuch_reopen(Mailbox *mailbox, GError **error)
{
	notmuch_status_t status =
		notmuch_database_reopen(mailbox->db, NOTMUCH_DATABASE_MODE_READ_ONLY);

	return status == NOTMUCH_STATUS_SUCCESS ||
	       mailbox_fail(status, "cannot open the notmuch database again", error);
}

uint64_t
mailbox_notmuch_revision(Mailbox *mailbox, const char **ret_uuid)
{
	return notmuch_database_get_revision(mailbox->db, ret_uuid);
}

/* The clock of files may tick no finer. */
enum { TICK = G_USEC_PER_SEC / 50 };

/* Each commit renames a file in this folder. Its place is as libnotmuch chooses it. */
int64_t
mailbox_notmuch_stamp(Mailbox *mailbox)
{
	static const char *const folders[] = { ".notmuch/xapian", "xapian" };
	const char *path = notmuch_database_get_path(mailbox->db);

	for (guint i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autofree char *folder = g_build_filename(path, folders[i], NULL);
		struct stat info;
		int64_t changed;

		if (stat(folder, &info) != 0)
			continue;
		changed =
			info.st_mtim.tv_sec * G_USEC_PER_SEC + info.st_mtim.tv_nsec / 1000;
		return g_get_real_time() - changed > TICK ? changed : 0;
	}
	return 0;
}

__attribute__((visibility("default"))) const MailboxDriver mailbox_driver = {
	.open = mailbox_notmuch_open,
	.close = mailbox_notmuch_close,
	.config = mailbox_notmuch_config,
	.config_path = mailbox_notmuch_config_path,
	.revision = mailbox_notmuch_revision,
	.reopen = mailbox_notmuch_reopen,
	.stamp = mailbox_notmuch_stamp,
	.count = mailbox_notmuch_count,
	.walk = mailbox_notmuch_walk,
	.find = mailbox_notmuch_find,
	.begin = mailbox_notmuch_begin,
	.tag = mailbox_notmuch_tag,
	.commit = mailbox_notmuch_commit,
};
