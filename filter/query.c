#include "filter/query.h"

#include <string.h>

/* Xapian indexes no word of more than 64 bytes. */
enum { SELECTABLE_MAX = 64 };

void
query_add_term(GString *query, const char *prefix, const char *value)
{
	if (query->len > 0)
		g_string_append(query, " or ");
	g_string_append_printf(query, "%s:\"", prefix);
	for (; *value != '\0'; value++) {
		if (*value == '"')
			g_string_append_c(query, '"');
		g_string_append_c(query, *value);
	}
	g_string_append_c(query, '"');
}

/* A domain in IDNA form may stand in the mail, and so in the index, in its own script. */
static bool
is_selectable(const char *email)
{
	static const char allowed[] = "abcdefghijklmnopqrstuvwxyz0123456789._+@-";

	return g_ascii_isalnum(email[0]) && strlen(email) <= SELECTABLE_MAX &&
	       email[strspn(email, allowed)] == '\0' && strstr(email, "xn--") == NULL;
}

char *
query_of_addresses(const char *const *emails, bool to)
{
	g_autoptr(GString) query = g_string_new(NULL);

	for (; *emails != NULL; emails++) {
		if (!is_selectable(*emails))
			return NULL;
		query_add_term(query, "from", *emails);
		if (to)
			query_add_term(query, "to", *emails);
	}
	return g_string_free(g_steal_pointer(&query), FALSE);
}
