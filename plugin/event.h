#pragma once

#include "lib/store.h"
#include "plugin/print.h"

/* One interaction of the record, as `history` and `why` show it. */

/* JSON's object of `history`. */
void event_print(Printer *printer, const HistoryRow *row);

/* A notmuch thread id as its 16 hexadecimal digits, new; NULL for 0. */
char *event_thread(uint64_t thread);
