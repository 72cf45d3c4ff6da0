#include <string.h>

#include "lib/error.h"
#include "lib/relay.h"
#include "lib/store/json.h"
#include "lib/store/private.h"

/* What an export says goes through the same functions as what a command says. */

enum { MAX_DOCUMENT_BYTES = 32 * 1024 * 1024, MAX_OFFSET_MINUTES = 24 * 60 };

typedef struct {
	Store *store;
	int64_t contact; /* whose members are being read */
	guint contacts;
} Import;

typedef bool (*ReadValue)(Import *import, const JsonValue *value, GError **error);

static bool
refuse(GError **error, const char *why)
{
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_DATA, "%s", why);
	return false;
}

/* Reads each element of an array; a failure tells which: "contacts[3]: notes[0]: …". */
static bool
each(Import *import, GHashTable *members, const char *name, ReadValue read, GError **error)
{
	g_autoptr(GPtrArray) elements = json_elements(import->store, members, name, error);

	if (elements == NULL)
		return false;
	for (guint i = 0; i < elements->len; i++) {
		if (!read(import, elements->pdata[i], error)) {
			g_prefix_error(error, "%s[%u]: ", name, i);
			return false;
		}
	}
	return true;
}

static bool
read_class(Import *import, const JsonValue *value, GError **error)
{
	g_autoptr(GHashTable) members = json_members(import->store, value, error);
	const char *name = NULL, *cadence = NULL, *policy = NULL;
	Class klass = { 0 };

	if (members == NULL || (name = json_text(members, "name", error)) == NULL ||
		(cadence = json_text(members, "cadence", error)) == NULL ||
		(policy = json_text(members, "policy", error)) == NULL ||
		!json_real(members, "weight", &klass.weight, error) ||
		!when_parse_interval(cadence, &klass.cadence, error))
		return false;
	if (!policy_from_name(policy, &klass.policy))
		return refuse(error, "\"policy\" must be any, sent, received or exchange");
	klass.name = (char *)name;
	return store_put_class(import->store, &klass, error);
}

static bool
read_forgotten(Import *import, const JsonValue *value, GError **error)
{
	guint8 hash[EMAIL_HASH_BYTES];
	const char *p = json_string(value, error);

	if (p == NULL)
		return false;
	if (strlen(p) != 2 * EMAIL_HASH_BYTES ||
		strspn(p, "0123456789abcdef") != 2 * EMAIL_HASH_BYTES)
		return refuse(error, "it must be 64 hexadecimal digits");
	for (int i = 0; i < EMAIL_HASH_BYTES; i++, p += 2)
		hash[i] = (guint8)(g_ascii_xdigit_value(p[0]) << 4 |
				   g_ascii_xdigit_value(p[1]));
	return store_put_forgotten(import->store, hash, error);
}

static bool
read_remark(Import *import, RemarkKind kind, const JsonValue *value, GError **error)
{
	g_autoptr(GHashTable) members = json_members(import->store, value, error);
	const char *text = NULL;
	Instant date = WHEN_NEVER;

	return members != NULL && json_instant(members, "date", &date, error) &&
	       (text = json_text(members, "text", error)) != NULL &&
	       store_add_remark(import->store, kind, import->contact, date, text, error);
}

static bool
read_note(Import *import, const JsonValue *value, GError **error)
{
	return read_remark(import, REMARK_NOTE, value, error);
}

static bool
read_topic(Import *import, const JsonValue *value, GError **error)
{
	return read_remark(import, REMARK_TOPIC, value, error);
}

static bool
read_logged(Import *import, const JsonValue *value, GError **error)
{
	g_autoptr(GHashTable) members = json_members(import->store, value, error);
	const char *direction = NULL, *channel = NULL, *text = NULL;
	Direction to = DIRECTION_BOTH;
	Channel by = CHANNEL_OTHER;
	Instant date = WHEN_NEVER;
	int64_t offset = 0;

	if (members == NULL || !json_instant(members, "date", &date, error) ||
		!json_integer(members, "utc_offset", -MAX_OFFSET_MINUTES,
			MAX_OFFSET_MINUTES, &offset, error) ||
		(direction = json_text(members, "direction", error)) == NULL ||
		(channel = json_text(members, "channel", error)) == NULL ||
		(text = json_text(members, "text", error)) == NULL)
		return false;
	if (!direction_from_name(direction, &to))
		return refuse(error, "\"direction\" must be in, out or both");
	if (!channel_from_name(channel, &by))
		return refuse(error, "\"channel\" is none that is known");
	return store_log(
		import->store, import->contact, date, (int)offset, to, by, text, error);
}

/* Normalized, whoever wrote the document. New; NULL if it is no address. */
static char *
read_email(const char *text, GError **error)
{
	char *email = relay_address(text);

	if (email == NULL)
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_DATA,
			"\"%s\" is no address", text);
	return email;
}

static char **
read_addresses(Store *store, GHashTable *members, GError **error)
{
	g_autoptr(GPtrArray) elements = json_elements(store, members, "addresses", error);
	g_autoptr(GStrvBuilder) builder = g_strv_builder_new();

	if (elements == NULL)
		return NULL;
	for (guint i = 0; i < elements->len; i++) {
		const char *text = json_string(elements->pdata[i], error);
		g_autofree char *email = text != NULL ? read_email(text, error) : NULL;

		if (email == NULL)
			return NULL;
		g_strv_builder_add(builder, email);
	}
	return g_strv_builder_end(builder);
}

static Contact *
read_values(Store *store, GHashTable *members, GError **error)
{
	g_autoptr(Contact) contact = contact_new();
	const char *cadence = NULL;

	contact->slug = g_strdup(json_text(members, "slug", error));
	if (contact->slug == NULL)
		return NULL;
	contact->name = g_strdup(json_text(members, "name", error));
	if (contact->name == NULL)
		return NULL;
	contact->class_name = g_strdup(json_text(members, "class", error));
	if (contact->class_name == NULL ||
		!json_text_or_null(members, "cadence", &cadence, error) ||
		!json_instant(members, "created", &contact->created, error) ||
		!json_instant_or_never(members, "paused", &contact->paused, error) ||
		!json_instant_or_never(
			members, "snoozed_until", &contact->snoozed_until, error) ||
		!json_instant_or_never(
			members, "do_not_contact", &contact->do_not_contact, error))
		return NULL;
	if (cadence != NULL && !when_parse_interval(cadence, &contact->own_cadence, error))
		return NULL;
	contact->addresses = read_addresses(store, members, error);
	return contact->addresses != NULL ? g_steal_pointer(&contact) : NULL;
}

/* Who shares an address is the same person; failing that, who has the same identifier.
 * *ret_id is 0 and *ret_slug NULL if the store has no such contact. */
static bool
find(Store *store, const Contact *contact, int64_t *ret_id, char **ret_slug, GError **error)
{
	*ret_id = 0;
	for (char **email = contact->addresses; *email != NULL; email++) {
		if (!store_owner(store, *email, ret_id, ret_slug, error))
			return false;
		if (*ret_id != 0)
			return true;
	}
	if (!store_slug_owner(store, contact->slug, ret_id, error))
		return false;
	*ret_slug = *ret_id != 0 ? g_strdup(contact->slug) : NULL;
	return true;
}

static bool
put_contact(Store *store, Contact *contact, GError **error)
{
	g_autofree char *slug = NULL;
	int64_t id = 0;

	if (!find(store, contact, &id, &slug, error))
		return false;
	if (id == 0)
		return store_add_contact(store, contact, error);
	contact->id = id;
	g_free(contact->slug);
	contact->slug = g_steal_pointer(&slug);
	if (!store_update_contact(store, contact, error))
		return false;
	for (char **email = contact->addresses; *email != NULL; email++)
		if (!store_add_address(store, id, *email, error))
			return false;
	return true;
}

static bool
read_contact(Import *import, const JsonValue *value, GError **error)
{
	g_autoptr(GHashTable) members = json_members(import->store, value, error);
	g_autoptr(Contact) contact = NULL;

	if (members == NULL)
		return false;
	contact = read_values(import->store, members, error);
	if (contact == NULL || !put_contact(import->store, contact, error))
		return false;
	import->contact = contact->id;
	import->contacts++;
	return each(import, members, "notes", read_note, error) &&
	       each(import, members, "topics", read_topic, error) &&
	       each(import, members, "logged", read_logged, error);
}

/* Nobody who is tracked here becomes ignored: an import takes nothing away. */
static bool
read_ignored(Import *import, const JsonValue *value, GError **error)
{
	g_autoptr(GHashTable) members = json_members(import->store, value, error);
	g_autofree char *email = NULL;
	const char *text = NULL;
	Instant since = WHEN_NEVER;
	int64_t owner = 0;

	if (members == NULL || !json_instant(members, "since", &since, error) ||
		(text = json_text(members, "email", error)) == NULL)
		return false;
	email = read_email(text, error);
	if (email == NULL || !store_owner(import->store, email, &owner, NULL, error))
		return false;
	return owner != 0 || store_ignore(import->store, email, since, error);
}

static bool
read_apart(Import *import, const JsonValue *value, GError **error)
{
	g_autoptr(GHashTable) members = json_members(import->store, value, error);
	g_autofree char *email = NULL;
	g_autofree char *other = NULL;
	const char *text = NULL;

	if (members == NULL || (text = json_text(members, "email", error)) == NULL)
		return false;
	email = read_email(text, error);
	if (email == NULL || (text = json_text(members, "other", error)) == NULL)
		return false;
	other = read_email(text, error);
	return other != NULL && store_put_apart(import->store, email, other, error);
}

static bool
check_kind(GHashTable *document, GError **error)
{
	const char *kind = json_text(document, "notmuch-cadence", NULL);
	int64_t version = 0;

	if (kind == NULL || !g_str_equal(kind, "export") ||
		!json_integer(document, "version", 1, G_MAXINT, &version, NULL))
		return refuse(error, "it is no export of notmuch-cadence");
	if (version > STORE_EXPORT_VERSION)
		return refuse(error,
			"it was written by a newer notmuch-cadence: update this one");
	return true;
}

static bool
read_document(Import *import, const char *json, GError **error)
{
	g_autoptr(GHashTable) document = json_document(import->store, json, error);

	return document != NULL && check_kind(document, error) &&
	       each(import, document, "classes", read_class, error) &&
	       each(import, document, "forgotten", read_forgotten, error) &&
	       each(import, document, "contacts", read_contact, error) &&
	       each(import, document, "ignored", read_ignored, error) &&
	       each(import, document, "apart", read_apart, error);
}

static bool
run(Import *import, const char *json, gsize length, GError **error)
{
	g_autofree char *text = NULL;
	bool mine = false;

	if (length > MAX_DOCUMENT_BYTES)
		return refuse(error, "it is larger than any export");
	if (!g_utf8_validate(json, (gssize)length, NULL))
		return refuse(error, "it is no UTF-8 text");
	text = g_strndup(json, length);
	if (!store_enter(import->store, &mine, error))
		return false;
	return store_end(import->store, mine, read_document(import, text, error), error);
}

/* What would be a fault of the command line is one of the document here. */
bool
store_import(
	Store *store, const char *json, gsize length, guint *ret_contacts, GError **error)
{
	Import import = { .store = store };
	GError *local = NULL;
	int limit = sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, MAX_DOCUMENT_BYTES + 1);
	bool ok = run(&import, json, length, &local);

	sqlite3_limit(store->db, SQLITE_LIMIT_LENGTH, limit);
	if (ok) {
		*ret_contacts = import.contacts;
		return true;
	}
	if (g_error_matches(local, CADENCE_ERROR, CADENCE_ERROR_USAGE))
		local->code = CADENCE_ERROR_DATA;
	g_propagate_prefixed_error(error, local, "cannot import: ");
	return false;
}
