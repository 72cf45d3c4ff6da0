#include "filter/tracked.h"

#include "filter/wanted.h"
#include "lib/error.h"
#include "lib/store-tags.h"

void
tracked_init(Tracked *ret_tracked, Session *session)
{
	ret_tracked->session = session;
	ret_tracked->classes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

void
tracked_clear(Tracked *tracked)
{
	g_clear_pointer(&tracked->classes, g_hash_table_unref);
}

static bool
check_class(const Settings *settings, const char *class_name, GError **error)
{
	const char *tag = wanted_class_tag(settings->tag_prefix, class_name);

	if (settings_tag_is_valid(tag))
		return true;
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
		"\"%s\" is no tag that notmuch takes: give class \"%s\" another name, or "
		"set cadence.tag_prefix",
		tag, class_name);
	return false;
}

bool
tracked_class(Tracked *tracked, const char *email, const char **ret_class, GError **error)
{
	g_autofree char *name = NULL;
	gpointer known = NULL;

	if (!g_hash_table_lookup_extended(tracked->classes, email, NULL, &known)) {
		if (!store_class_of(tracked->session->store, email, &name, error) ||
			(name != NULL &&
				!check_class(tracked->session->settings, name, error)))
			return false;
		known = (gpointer)g_intern_string(name);
		g_hash_table_insert(tracked->classes, g_strdup(email), known);
	}
	*ret_class = known;
	return true;
}
