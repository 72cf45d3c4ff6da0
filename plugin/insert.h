#pragma once

#include <glib.h>
#include <stdbool.h>

/* Puts the message `text` into `folder` of the mail store, made if it is missing, through
 * "notmuch insert", with tag:draft and without hooks. `config` as of --config, or NULL.
 * CADENCE_ERROR_MAIL if it could not be stored. */
bool insert_draft(const char *config, const char *folder, const char *text, GError **error);
