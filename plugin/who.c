#include "plugin/who.h"

#include <string.h>

#include "lib/error.h"
#include "lib/refresh.h"
#include "lib/relay.h"
#include "plugin/piped.h"
#include "plugin/usage.h"

static void
fail_ambiguous(const char *who, const GPtrArray *found, GError **error)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < found->len; i++) {
		const Contact *contact = g_ptr_array_index(found, i);
		const char *email = contact->addresses[0];

		g_string_append_printf(text, "\n  %-20s %s%s%s%s", contact->slug,
			contact->name, email != NULL ? " <" : "",
			email != NULL ? email : "", email != NULL ? ">" : "");
	}
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"\"%s\" may mean several people: name one by the id in front%s", who,
		text->str);
}

static bool
has_contact(const GPtrArray *contacts, int64_t id)
{
	for (guint i = 0; i < contacts->len; i++) {
		const Contact *contact = g_ptr_array_index(contacts, i);

		if (contact->id == id)
			return true;
	}
	return false;
}

/* Adds to `found` the contacts whose addresses are among `addresses`, each once. */
static bool
add_bearers(Store *store, const GPtrArray *addresses, GPtrArray *found, GError **error)
{
	for (guint i = 0; i < addresses->len; i++) {
		const Address *address = g_ptr_array_index(addresses, i);
		g_autoptr(GPtrArray) bearers = store_who(store, address->email, error);
		const Contact *first = NULL;

		if (bearers == NULL)
			return false;
		first = bearers->len == 1 ? g_ptr_array_index(bearers, 0) : NULL;
		if (first != NULL && !has_contact(found, first->id))
			g_ptr_array_add(found, g_ptr_array_steal_index(bearers, 0));
	}
	return true;
}

/* The contacts who wrote the message on standard input; if there is none, it is the user's
 * own: those to whom it is. */
static GPtrArray *
find_piped(Store *store, GError **error)
{
	g_autoptr(GPtrArray) found =
		g_ptr_array_new_with_free_func((GDestroyNotify)contact_free);
	g_autoptr(GPtrArray) recipients = NULL;
	g_autoptr(GPtrArray) author = piped_people(&recipients, error);

	if (author == NULL || !add_bearers(store, author, found, error))
		return NULL;
	if (found->len == 0 && !add_bearers(store, recipients, found, error))
		return NULL;
	return g_steal_pointer(&found);
}

static void
fail_nobody(const char *who, GError **error)
{
	g_autofree char *called =
		strcmp(who, "-") == 0
			? g_strdup("wrote that message, nor did you write it to them")
			: g_strdup_printf("is called \"%s\"", who);

	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"nobody you track %s: \"notmuch cadence list\" names those you track, "
		"\"notmuch cadence track ADDRESS\" adds one",
		called);
}

Contact *
who_find(Store *store, const char *who, GError **error)
{
	g_autoptr(GPtrArray) found = strcmp(who, "-") == 0 ? find_piped(store, error)
							   : store_who(store, who, error);

	if (found == NULL)
		return NULL;
	if (found->len == 0) {
		fail_nobody(who, error);
		return NULL;
	}
	if (found->len > 1) {
		fail_ambiguous(who, found, error);
		return NULL;
	}
	return g_ptr_array_steal_index(found, 0);
}

Contact *
who_find_person(Session *session, const char *who, GError **error)
{
	g_autoptr(GPtrArray) found = store_who(session->store, who, error);
	g_autofree char *email = relay_address(who);
	Contact *nobody;

	if (found == NULL)
		return NULL;
	if (found->len > 0 || email == NULL)
		return who_find(session->store, who, error);
	if (settings_is_own(session->settings, email)) {
		usage_fail(error, "%s is your own address", email);
		return NULL;
	}
	nobody = contact_new();
	nobody->slug = g_strdup(email);
	nobody->name = g_strdup(email);
	nobody->addresses = g_strdupv((char *[]){ email, NULL });
	return nobody;
}

static void
fail_class(const char *name, const GPtrArray *classes, GError **error)
{
	g_autoptr(GString) names = g_string_new(NULL);

	for (guint i = 0; i < classes->len; i++) {
		const Class *klass = g_ptr_array_index(classes, i);

		g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", klass->name);
	}
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
		"there is no class \"%s\": there are %s", name, names->str);
}

bool
who_check_class(Store *store, const char *name, GError **error)
{
	g_autoptr(Class) klass = NULL;
	g_autoptr(GPtrArray) classes = NULL;

	if (name == NULL)
		return true;
	if (!store_find_class(store, name, &klass, error))
		return false;
	if (klass != NULL)
		return true;
	classes = store_classes(store, error);
	if (classes != NULL)
		fail_class(name, classes, error);
	return false;
}

void
who_print(Printer *printer, const Contact *contact)
{
	print_begin_map(printer);
	print_key(printer, "id");
	print_string(printer, contact->slug);
	print_key(printer, "name");
	print_string(printer, contact->name);
	print_key(printer, "class");
	print_string(printer, contact->class_name);
	print_key(printer, "addresses");
	print_strings(printer, contact->addresses);
	print_end_map(printer);
}

bool
who_refresh(Session *session, GError **error)
{
	Mailbox *mailbox = session_mailbox(session, NULL);

	return refresh_clocks(session->store, mailbox, NULL, error);
}
