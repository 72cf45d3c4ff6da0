#include "plugin/piped.h"

#include <stdio.h>

#include "lib/error.h"
#include "lib/mime.h"

HeaderBlock *
piped_header(void)
{
	g_autofree char *bytes = g_malloc(HEADER_MAX_BLOCK + 1);
	gsize length = fread(bytes, 1, HEADER_MAX_BLOCK, stdin);
	char rest[64 << 10];

	/* A client may take a pipe that is closed on it for a failure. */
	while (fread(rest, 1, sizeof rest, stdin) > 0)
		continue;
	return header_split(g_steal_pointer(&bytes), length);
}

GPtrArray *
piped_people(GPtrArray **ret_recipients, GError **error)
{
	g_autoptr(HeaderBlock) block = piped_header();
	g_autoptr(GPtrArray) author = mime_addresses(header_get(block, "from"), NULL);

	if (author->len > 0) {
		*ret_recipients = mime_addresses(header_get(block, "to"), NULL);
		return g_steal_pointer(&author);
	}
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_DATA,
		"there is no message with an author on standard input: pipe one, or name "
		"an address");
	return NULL;
}

GPtrArray *
piped_author(GError **error)
{
	g_autoptr(GPtrArray) recipients = NULL;

	return piped_people(&recipients, error);
}
