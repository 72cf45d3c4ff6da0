#include "plugin/who.h"

#include "lib/error.h"
#include "lib/refresh.h"

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

Contact *
who_find(Store *store, const char *who, GError **error)
{
	g_autoptr(GPtrArray) found = store_who(store, who, error);

	if (found == NULL)
		return NULL;
	if (found->len == 0) {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_USAGE,
			"nobody you track is called \"%s\": \"notmuch cadence list\" names "
			"those you track, \"notmuch cadence track ADDRESS\" adds one",
			who);
		return NULL;
	}
	if (found->len > 1) {
		fail_ambiguous(who, found, error);
		return NULL;
	}
	return g_ptr_array_steal_index(found, 0);
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
