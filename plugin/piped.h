#pragma once

#include <glib.h>

#include "lib/header.h"

/* The header of what is on standard input, all of which is read. New. */
HeaderBlock *piped_header(void);

/* The author of the message on standard input, where a mail client piped it: "From:" as
 * an array of Address with one element at least; NULL and CADENCE_ERROR_DATA for what is no
 * mail, or has no author. Reads all there is, keeps only the header. */
GPtrArray *piped_author(GError **error);

/* The same with whom the message is to: `*ret_recipients` of "To:", which may be empty. */
GPtrArray *piped_people(GPtrArray **ret_recipients, GError **error);
