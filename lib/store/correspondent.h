#pragma once

#include "lib/store/private.h"

/* The columns that make a Correspondent; a name follows them. */
#define CORRESPONDENT_COLUMNS                                                              \
	"address.email, n_in, n_out, n_cc, n_group, n_meeting, n_other, n_bulk, list,"     \
	" first, last, ignored.email IS NOT NULL, contact.slug"
#define CORRESPONDENT_TABLES                                                               \
	"address LEFT JOIN ignored ON ignored.email = address.email"                       \
	" LEFT JOIN contact_address ON contact_address.email = address.email"              \
	" LEFT JOIN contact ON contact.id = contact_address.contact"

/* The one in the current row of `stmt`. New. */
Correspondent *store_row_correspondent(sqlite3_stmt *stmt);
