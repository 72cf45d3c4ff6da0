#include "plugin/kinship.h"

#include <string.h>

#include "lib/text.h"

enum { SHORTEST_LOCAL = 5 /* "anna" and "info" are many people */ };

/* From the key of a name, and from a local part, to those who have it. */
struct Kinship {
	GHashTable *by_name;
	GHashTable *by_local;
};

/* A letter of another script among those of the domain: it was chosen to be mistaken. */
static bool
has_mixed_label(const char *email)
{
	const char *at = strrchr(email, '@');
	g_autofree char *domain = at != NULL ? g_hostname_to_unicode(at + 1) : NULL;
	GUnicodeScript script = G_UNICODE_SCRIPT_COMMON;

	for (const char *p = domain; p != NULL && *p != '\0'; p = g_utf8_next_char(p)) {
		GUnicodeScript other = g_unichar_get_script(g_utf8_get_char(p));

		if (*p == '.')
			script = G_UNICODE_SCRIPT_COMMON;
		if (other == G_UNICODE_SCRIPT_COMMON || other == G_UNICODE_SCRIPT_INHERITED)
			continue;
		if (script != G_UNICODE_SCRIPT_COMMON && script != other)
			return true;
		script = other;
	}
	return domain == NULL;
}

static void
insert(GHashTable *table, char *key, const Correspondent *who)
{
	GPtrArray *members = g_hash_table_lookup(table, key);

	if (key[0] == '\0') {
		g_free(key);
		return;
	}
	if (members == NULL) {
		members = g_ptr_array_new();
		g_hash_table_insert(table, key, members);
	} else {
		g_free(key);
	}
	g_ptr_array_add(members, (gpointer)who);
}

/* "" for one that is too short to tell. */
static char *
local_key(const char *email)
{
	gsize length = strcspn(email, "@");

	return g_strndup(email, length >= SHORTEST_LOCAL ? length : 0);
}

Kinship *
kinship_new(const GPtrArray *correspondents)
{
	Kinship *kinship = g_new0(Kinship, 1);

	kinship->by_name = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	kinship->by_local = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	for (guint i = 0; i < correspondents->len; i++) {
		const Correspondent *who = g_ptr_array_index(correspondents, i);

		if (who->ignored ||
			(who->counts[COUNT_IN] == 0 && (who->list || who->bulk)))
			continue;
		if (has_mixed_label(who->email))
			continue;
		insert(kinship->by_name, text_name_key(who->name), who);
		insert(kinship->by_local, local_key(who->email), who);
	}
	return kinship;
}

void
kinship_free(Kinship *kinship)
{
	g_hash_table_unref(kinship->by_name);
	g_hash_table_unref(kinship->by_local);
	g_free(kinship);
}

static void
add_others(GHashTable *table, const char *key, const Correspondent *who, GPtrArray *emails)
{
	const GPtrArray *members = g_hash_table_lookup(table, key);

	for (guint i = 0; members != NULL && i < members->len; i++) {
		const Correspondent *other = g_ptr_array_index(members, i);

		if (other != who && !g_ptr_array_find(emails, other->email, NULL))
			g_ptr_array_add(emails, other->email);
	}
}

static gint
compare_emails(gconstpointer a, gconstpointer b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

void
kinship_find(const Kinship *kinship, const Correspondent *who, GPtrArray *emails)
{
	g_autofree char *name = text_name_key(who->name);
	g_autofree char *local = local_key(who->email);

	if (has_mixed_label(who->email))
		return;
	add_others(kinship->by_name, name, who, emails);
	add_others(kinship->by_local, local, who, emails);
	g_ptr_array_sort(emails, compare_emails);
}
