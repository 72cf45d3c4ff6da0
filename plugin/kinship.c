#include "plugin/kinship.h"

#include <string.h>

#include "lib/text.h"
#include "plugin/role.h"

enum {
	SHORTEST_LOCAL = 5, /* "anna" and "info" are many people */
	LONGEST_DOMAIN = 255
};

/* From the key of a name, and from a local part, to those who have it. */
struct Kinship {
	GHashTable *by_name;
	GHashTable *by_local;
	GHashTable *contacts; /* by the key of their name, one each */
};

/* Of letters of ASCII alone: "xn--" begins a label that stands for others. */
static bool
is_plain_domain(const char *domain)
{
	return g_str_is_ascii(domain) && strlen(domain) <= LONGEST_DOMAIN &&
	       strstr(domain, "--") == NULL;
}

/* A letter of another script among those of the domain: it was chosen to be mistaken. */
static bool
has_mixed_label(const char *email)
{
	const char *at = strrchr(email, '@');
	g_autofree char *domain = NULL;
	GUnicodeScript script = G_UNICODE_SCRIPT_COMMON;

	if (at == NULL || is_plain_domain(at + 1))
		return false;
	domain = g_hostname_to_unicode(at + 1);
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

static bool
is_bulk(const Correspondent *who)
{
	return who->counts[COUNT_IN] == 0 && (who->list || who->bulk > 0);
}

/* "" for a name that is many people's: one word of letters. Other scripts than those of
 * Europe write a whole name in one. */
static char *
name_key(const char *name)
{
	char *sound = text_name_sound(name);

	if (strchr(sound, ' ') == NULL && g_str_is_ascii(sound))
		sound[0] = '\0';
	return sound;
}

/* Of two contacts with one name the first will do to warn of it. */
static void
add_contacts(Kinship *kinship, const GPtrArray *contacts)
{
	for (guint i = 0; i < contacts->len; i++) {
		const Contact *contact = contacts->pdata[i];
		char *key = name_key(contact->name);

		if (key[0] == '\0' || g_hash_table_contains(kinship->contacts, key))
			g_free(key);
		else
			g_hash_table_insert(kinship->contacts, key, (gpointer)contact);
	}
}

Kinship *
kinship_new(const GPtrArray *correspondents, const GPtrArray *contacts)
{
	Kinship *kinship = g_new0(Kinship, 1);

	kinship->by_name = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	kinship->by_local = g_hash_table_new_full(
		g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
	kinship->contacts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	add_contacts(kinship, contacts);
	for (guint i = 0; i < correspondents->len; i++) {
		const Correspondent *who = g_ptr_array_index(correspondents, i);

		if (who->ignored || is_bulk(who) || role_is(who->email) ||
			has_mixed_label(who->email))
			continue;
		insert(kinship->by_name, name_key(who->name), who);
		insert(kinship->by_local, local_key(who->email), who);
	}
	return kinship;
}

void
kinship_free(Kinship *kinship)
{
	g_hash_table_unref(kinship->by_name);
	g_hash_table_unref(kinship->by_local);
	g_hash_table_unref(kinship->contacts);
	g_free(kinship);
}

void
kin_free(Kin *kin)
{
	g_free(kin->email);
	g_free(kin);
}

const char *
kin_reason(KinReason reason)
{
	static const char *const reasons[] = { [KIN_NAME] = "same name",
		[KIN_LOCAL_PART] = "same name before the @",
		[KIN_ANSWERS] = "answers in the same thread" };

	return reasons[reason];
}

static gboolean
has_email(gconstpointer kin, gconstpointer email)
{
	return strcmp(((const Kin *)kin)->email, email) == 0;
}

/* Each address once, for the reason that is found first. */
static void
add(GPtrArray *found, const char *email, KinReason reason, const char *const *apart)
{
	Kin *kin = NULL;

	if (g_strv_contains(apart, email) ||
		g_ptr_array_find_with_equal_func(found, email, has_email, NULL))
		return;
	kin = g_new(Kin, 1);
	*kin = (Kin){ g_strdup(email), reason };
	g_ptr_array_add(found, kin);
}

static void
add_others(GPtrArray *found, GHashTable *table, const char *key, const Correspondent *who,
	KinReason reason, const char *const *apart)
{
	const GPtrArray *members = g_hash_table_lookup(table, key);

	for (guint i = 0; members != NULL && i < members->len; i++) {
		const Correspondent *other = g_ptr_array_index(members, i);

		if (other != who)
			add(found, other->email, reason, apart);
	}
}

static gint
compare_emails(gconstpointer a, gconstpointer b)
{
	return strcmp((*(const Kin *const *)a)->email, (*(const Kin *const *)b)->email);
}

GPtrArray *
kinship_find(const Kinship *kinship, const Correspondent *who, const char *const *answers,
	const char *const *apart)
{
	GPtrArray *found = g_ptr_array_new_with_free_func((GDestroyNotify)kin_free);
	g_autofree char *name = name_key(who->name);
	g_autofree char *local = local_key(who->email);

	if (has_mixed_label(who->email))
		return found;
	add_others(found, kinship->by_name, name, who, KIN_NAME, apart);
	add_others(found, kinship->by_local, local, who, KIN_LOCAL_PART, apart);
	for (; *answers != NULL; answers++)
		if (!has_mixed_label(*answers) && !role_is(*answers))
			add(found, *answers, KIN_ANSWERS, apart);
	g_ptr_array_sort(found, compare_emails);
	return found;
}

const char *
kinship_namesake(const Kinship *kinship, const Correspondent *who, const char *const *apart)
{
	g_autofree char *name = name_key(who->name);
	const Contact *contact = g_hash_table_lookup(kinship->contacts, name);

	if (contact == NULL || who->slug != NULL)
		return NULL;
	for (char **email = contact->addresses; *email != NULL; email++)
		if (g_strv_contains(apart, *email))
			return NULL;
	return contact->slug;
}
