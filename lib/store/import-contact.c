#include "lib/store/import.h"

/* A contact of an export. */

enum { MAX_OFFSET_MINUTES = 24 * 60 };

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
		return import_refuse(error, "\"direction\" must be in, out or both");
	if (!channel_from_name(channel, &by))
		return import_refuse(error, "\"channel\" is none that is known");
	return store_log(
		import->store, import->contact, date, (int)offset, to, by, text, error);
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
		g_autofree char *email = text != NULL ? import_email(text, error) : NULL;

		if (email == NULL)
			return NULL;
		g_strv_builder_add(builder, email);
	}
	return g_strv_builder_end(builder);
}

static bool
read_occasion(Import *import, const JsonValue *value, GError **error)
{
	g_autoptr(GHashTable) members = json_members(import->store, value, error);
	const char *name = NULL;
	int64_t year = 0, month = 0, day = 0;
	OccasionKind kind;

	if (members == NULL || (name = json_text(members, "kind", error)) == NULL ||
		!json_integer(members, "month", 1, 12, &month, error) ||
		!json_integer(members, "day", 1, 31, &day, error) ||
		(json_has(members, "year") &&
			!json_integer(members, "year", 1, 9999, &year, error)))
		return false;
	if (!occasion_from_name(name, &kind) || kind == OCCASION_HOLIDAY)
		return import_refuse(error, "\"kind\" must be birthday or anniversary");
	return store_put_occasion(import->store, import->contact, kind, (int)year,
		(int)month, (int)day, error);
}

static bool
read_reminder(Import *import, const JsonValue *value, GError **error)
{
	g_autoptr(GHashTable) members = json_members(import->store, value, error);
	Instant created = WHEN_NEVER, date = WHEN_NEVER;
	const char *text = NULL;
	bool until_answer = false;

	return members != NULL && json_instant(members, "created", &created, error) &&
	       json_instant(members, "date", &date, error) &&
	       json_bool(members, "until_answer", &until_answer, error) &&
	       (text = json_text(members, "text", error)) != NULL &&
	       store_add_reminder(import->store, import->contact, created, date,
		       until_answer, text, NULL, error);
}

static bool
read_dismissed(Import *import, const JsonValue *value, GError **error)
{
	g_autoptr(GHashTable) members = json_members(import->store, value, error);
	const char *name = NULL;
	int64_t days = 0;
	Instant since = WHEN_NEVER;
	Reason reason;

	if (members == NULL || (name = json_text(members, "reason", error)) == NULL)
		return false;
	if (g_str_equal(name, STORE_CADENCE_REASON))
		return json_integer(members, "since", 1, G_MAXINT, &days, error) &&
		       store_dismiss_cadence(
			       import->store, import->contact, (int)days, error);
	if (!reason_from_name(name, &reason))
		return import_refuse(error, "\"reason\" is none that is known");
	return json_instant(members, "since", &since, error) &&
	       store_dismiss(import->store, import->contact, reason, since, error);
}

static bool
read_states(GHashTable *members, Contact *contact, GError **error)
{
	const struct {
		const char *name;
		Instant *instant;
	} states[] = {
		{ "paused", &contact->paused },
		{ "snoozed_until", &contact->snoozed_until },
		{ "do_not_contact", &contact->do_not_contact },
		{ "deceased", &contact->deceased },
		{ "fresh", &contact->fresh },
	};

	for (guint i = 0; i < G_N_ELEMENTS(states); i++)
		if (!json_instant_or_never(
			    members, states[i].name, states[i].instant, error))
			return false;
	return true;
}

static bool
read_places(GHashTable *members, Contact *contact, GError **error)
{
	const char *country = NULL, *language = NULL;

	if (!json_text_or_null(members, "country", &country, error) ||
		!json_text_or_null(members, "language", &language, error))
		return false;
	contact->country = g_strdup(country);
	contact->language = g_strdup(language);
	return true;
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
		!read_states(members, contact, error) ||
		!read_places(members, contact, error))
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

/* What an older program did not write stays as it is. */
static bool
keep_unsaid(Store *store, GHashTable *members, Contact *contact, GError **error)
{
	g_autoptr(GPtrArray) found = NULL;
	const Contact *old = NULL;

	if (g_hash_table_contains(members, "deceased"))
		return true;
	found = store_who(store, contact->slug, error);
	if (found == NULL)
		return false;
	old = found->pdata[0];
	contact->deceased = old->deceased;
	contact->fresh = old->fresh;
	contact->country = g_strdup(old->country);
	contact->language = g_strdup(old->language);
	return true;
}

static bool
put_contact(Store *store, GHashTable *members, Contact *contact, GError **error)
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
	if (!keep_unsaid(store, members, contact, error) ||
		!store_update_contact(store, contact, error))
		return false;
	for (char **email = contact->addresses; *email != NULL; email++)
		if (!store_add_address(store, id, *email, error))
			return false;
	return true;
}

bool
import_contact(Import *import, const JsonValue *value, GError **error)
{
	static const struct {
		const char *name;
		ReadValue read;
	} lists[] = { { "notes", read_note }, { "topics", read_topic },
		{ "logged", read_logged }, { "occasions", read_occasion },
		{ "reminders", read_reminder }, { "dismissed", read_dismissed } };
	g_autoptr(GHashTable) members = json_members(import->store, value, error);
	g_autoptr(Contact) contact = NULL;

	if (members == NULL)
		return false;
	contact = read_values(import->store, members, error);
	if (contact == NULL || !put_contact(import->store, members, contact, error))
		return false;
	import->contact = contact->id;
	import->contacts++;
	for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
		if (!import_each(import, members, lists[i].name, lists[i].read, error))
			return false;
	return true;
}
