#include <string.h>

#include "lib/record-private.h"

bool
record_is_marked(const HeaderBlock *block)
{
	static const char *const headers[] = { "list-id", "list-post", "list-unsubscribe" };
	static const char *const precedences[] = { "bulk", "list", "junk" };
	const char *precedence = header_get(block, "precedence");

	for (gsize i = 0; i < G_N_ELEMENTS(headers); i++)
		if (header_get(block, headers[i]) != NULL)
			return true;
	for (gsize i = 0; precedence != NULL && i < G_N_ELEMENTS(precedences); i++)
		if (g_ascii_strcasecmp(precedence, precedences[i]) == 0)
			return true;
	return false;
}

/* The address of "<https://…>, <mailto:name@host?subject=x>". New, or NULL. */
static char *
address_of_post(const char *value)
{
	static const char scheme[] = "<mailto:";
	const gsize length = sizeof scheme - 1;
	g_autofree char *quoted = NULL;
	g_autofree char *plain = NULL;

	while (value != NULL && g_ascii_strncasecmp(value, scheme, length) != 0)
		value = strchr(value + (*value == '<'), '<');
	if (value == NULL)
		return NULL;
	quoted = g_strndup(value + length, strcspn(value + length, "?>"));
	plain = g_uri_unescape_string(quoted, NULL);
	return plain == NULL ? NULL : mime_address(plain, NULL);
}

/* "Name <name.host>" is by custom the list name@host. New, or NULL. */
static char *
address_of_id(const char *value)
{
	const char *open = strrchr(value, '<');
	const char *id = open == NULL ? value : open + 1;
	g_autofree char *address = g_strndup(id, strcspn(id, "> "));
	char *dot = strchr(address, '.');

	if (dot == NULL)
		return NULL;
	*dot = '@';
	return mime_address(address, NULL);
}

char *
record_list_address(const HeaderBlock *block)
{
	const char *post = header_get(block, "list-post");
	const char *id = header_get(block, "list-id");
	char *address = address_of_post(post);

	if (address == NULL && id != NULL)
		address = address_of_id(id);
	return address;
}
