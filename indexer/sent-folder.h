#pragma once

#include <stdbool.h>

/* Whether a folder in `path`, the path of a mail file below the mail store, is one of sent
 * mail by its name: as clients and providers call it in the usual languages, also in the
 * modified UTF-7 of IMAP, also as a part of a Maildir++ name (".INBOX.Sent"). */
bool sent_folder(const char *path);
