#include "filter/query.h"

#include <string.h>

/* Xapian indexes no word of more than 64 bytes. */
enum { SELECTABLE_MAX = 64 };

/* 1983-01-01: dates of before 1982 are not believed (record-date.c). */
#define FIRST_BELIEVED INT64_C(410227200)

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

/* For us a message is no newer than its Date: says. Where that says nothing to be believed,
 * notmuch has it in 1970 or the year it says. */
char *
query_since(const char *query, Instant since)
{
	g_autofree char *recent = NULL;

	if (since < FIRST_BELIEVED)
		return g_strdup(query);
	recent = g_strdup_printf("not date:@%" G_GINT64_FORMAT "..@%" G_GINT64_FORMAT,
		FIRST_BELIEVED, since - 2 * WHEN_DAY);
	return query != NULL ? g_strdup_printf("(%s) and %s", query, recent)
			     : g_steal_pointer(&recent);
}
