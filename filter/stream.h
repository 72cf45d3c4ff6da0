#pragma once

#include <glib.h>
#include <stdbool.h>

/* A message on its way from standard input to standard output. Failures are
 * CADENCE_ERROR_STORE: a delivery agent keeps the mail then. */

/* The next bytes, at most `size`, into `piece`; `*ret_length` is 0 at the end. */
bool stream_read(guint8 *piece, gsize size, gsize *ret_length, GError **error);

bool stream_write(const guint8 *bytes, gsize length, GError **error);

/* Passes on what the kernel can without a copy in here; it may stop anywhere, at a failure
 * too, before which nothing is lost: the rest is for stream_read(), which meets the end or
 * the failure. */
void stream_pour(void);
