#include <string.h>

#include "lib/error.h"
#include "lib/relay.h"
#include "lib/store/import.h"

/* What an export says goes through the same functions as what a command says. */

enum { MAX_DOCUMENT_BYTES = 32 * 1024 * 1024 };

bool
import_refuse(GError **error, const char *why)
{
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_DATA, "%s", why);
	return false;
}

bool
import_each(Import *import, GHashTable *members, const char *name, ReadValue read,
	GError **error)
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

/* What an older program did not write stays as it is. */
static bool
read_class_for_drafts(
	Store *store, GHashTable *members, const char *name, Class *klass, GError **error)
{
	g_autoptr(Class) old = NULL;
	const char *booking = NULL, *bcc = NULL;

	if (!g_hash_table_contains(members, "booking")) {
		if (!store_find_class(store, name, &old, error))
			return false;
		klass->booking = g_strdup(old != NULL ? old->booking : NULL);
		klass->bcc = g_strdup(old != NULL ? old->bcc : NULL);
		return true;
	}
	if (!json_text_or_null(members, "booking", &booking, error) ||
		!json_text_or_null(members, "bcc", &bcc, error))
		return false;
	klass->booking = g_strdup(booking);
	klass->bcc = g_strdup(bcc);
	return true;
}

static bool
read_class(Import *import, const JsonValue *value, GError **error)
{
	g_autoptr(GHashTable) members = json_members(import->store, value, error);
	g_autoptr(Class) klass = g_new0(Class, 1);
	const char *name = NULL, *cadence = NULL, *policy = NULL;

	if (members == NULL || (name = json_text(members, "name", error)) == NULL ||
		(cadence = json_text(members, "cadence", error)) == NULL ||
		(policy = json_text(members, "policy", error)) == NULL ||
		!json_real(members, "weight", &klass->weight, error) ||
		!when_parse_interval(cadence, &klass->cadence, error) ||
		!read_class_for_drafts(import->store, members, name, klass, error))
		return false;
	if (!policy_from_name(policy, &klass->policy))
		return import_refuse(
			error, "\"policy\" must be any, sent, received or exchange");
	klass->name = g_strdup(name);
	return store_put_class(import->store, klass, error);
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
		return import_refuse(error, "it must be 64 hexadecimal digits");
	for (int i = 0; i < EMAIL_HASH_BYTES; i++, p += 2)
		hash[i] = (guint8)(g_ascii_xdigit_value(p[0]) << 4 |
				   g_ascii_xdigit_value(p[1]));
	return store_put_forgotten(import->store, hash, error);
}

char *
import_email(const char *text, GError **error)
{
	char *email = relay_address(text);

	if (email == NULL)
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_DATA,
			"\"%s\" is no address", text);
	return email;
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
	email = import_email(text, error);
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
	email = import_email(text, error);
	if (email == NULL || (text = json_text(members, "other", error)) == NULL)
		return false;
	other = import_email(text, error);
	return other != NULL && store_put_apart(import->store, email, other, error);
}

static bool
check_kind(GHashTable *document, GError **error)
{
	const char *kind = json_text(document, "notmuch-cadence", NULL);
	int64_t version = 0;

	if (kind == NULL || !g_str_equal(kind, "export") ||
		!json_integer(document, "version", 1, G_MAXINT, &version, NULL))
		return import_refuse(error, "it is no export of notmuch-cadence");
	if (version > STORE_EXPORT_VERSION)
		return import_refuse(error,
			"it was written by a newer notmuch-cadence: update this one");
	return true;
}

static bool
read_document(Import *import, const char *json, GError **error)
{
	g_autoptr(GHashTable) document = json_document(import->store, json, error);

	return document != NULL && check_kind(document, error) &&
	       import_each(import, document, "classes", read_class, error) &&
	       import_each(import, document, "forgotten", read_forgotten, error) &&
	       import_each(import, document, "contacts", import_contact, error) &&
	       import_each(import, document, "ignored", read_ignored, error) &&
	       import_each(import, document, "apart", read_apart, error);
}

static bool
run(Import *import, const char *json, gsize length, GError **error)
{
	g_autofree char *text = NULL;
	bool mine = false;

	if (length > MAX_DOCUMENT_BYTES)
		return import_refuse(error, "it is larger than any export");
	if (!g_utf8_validate(json, (gssize)length, NULL))
		return import_refuse(error, "it is no UTF-8 text");
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
