#pragma once

#include "lib/mailbox.h"

/* The notmuch configuration, and how it is remembered. Asking libnotmuch takes longer than
 * most commands; so its answers are kept in $XDG_CACHE_HOME/notmuch-cadence, readable for
 * the user alone, each for one environment. An answer holds as long as the configuration
 * file is as it was. What is set in the database itself (notmuch config set --database) is
 * seen again when something opens the database: an index run at the latest. */

typedef struct {
	GHashTable *values; /* as mailbox_config() */
	char *path;         /* of the file that was read, or NULL */
} Config;

/* The configuration of the file `file`, as for mailbox_open(): what is remembered of it,
 * else what libnotmuch says. New, config_free(); fails as mailbox_open(). */
Config *config_read(const char *file, GError **error);

/* The same of `mailbox`, which was opened with `file`, after the time `begin` (µs, as
 * g_get_real_time()); remembered from now on. New. */
Config *config_of(Mailbox *mailbox, const char *file, int64_t begin);

void config_free(Config *config);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Config, config_free)
