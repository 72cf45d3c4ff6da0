#include "plugin/template-file.h"

#include <string.h>

#include "lib/data.h"

static const char english[] = "en";

/* What to write to contacts of a class while nothing else asks for a letter, and after a
 * longer silence; the last row is for the user's own classes. */
static const struct {
	const char *class_name;
	const char *kind, *overdue;
} kinds[] = {
	{ "acquaintance", "news", "news" },
	{ "potential", "share", "help" },
	{ NULL, "check-in", "check-in" },
};

const Occasion *
template_occasion(const Suggestion *suggestion, Instant now)
{
	bool near = (suggestion->reasons & 1u << REASON_OCCASION) != 0 &&
		    when_day(suggestion->since[REASON_OCCASION]) <=
			    when_day(now) + OCCASION_DAYS;

	return near ? suggestion->occasion : NULL;
}

/* Also while it is too early to remind the user of it. */
static bool
owes_answer(const Suggestion *suggestion)
{
	const Candidate *candidate = suggestion->candidate;
	const Standing *standing = &candidate->standing;

	if ((suggestion->reasons & (1u << REASON_OWED | 1u << REASON_RSVP)) != 0)
		return true;
	return standing->owed_message != 0 &&
	       suggestion->message == standing->owed_message &&
	       standing->owed_since > candidate->dismissed[REASON_OWED];
}

static const char *
kind_of_class(const Suggestion *suggestion)
{
	const char *name = suggestion->candidate->contact->class_name;
	guint i = 0;

	while (kinds[i].class_name != NULL && strcmp(kinds[i].class_name, name) != 0)
		i++;
	return (suggestion->reasons & 1u << REASON_OVERDUE) != 0 ? kinds[i].overdue
								 : kinds[i].kind;
}

const char *
template_kind(const Suggestion *suggestion, Instant now)
{
	const Standing *standing = &suggestion->candidate->standing;
	const Occasion *occasion = template_occasion(suggestion, now);

	if (owes_answer(suggestion))
		return "owed";
	if (occasion != NULL)
		return occasion->kind == OCCASION_HOLIDAY ? "season" : "congratulation";
	if ((suggestion->reasons & 1u << REASON_AWAITING) != 0)
		return "reminder";
	if (standing->last_in == WHEN_NEVER && standing->last_out == WHEN_NEVER)
		return "introduction";
	return kind_of_class(suggestion);
}

static char *
find_one(const char *kind, const char *class_name, const char *language)
{
	g_autofree char *special =
		g_strdup_printf("templates/%s-%s.%s", kind, class_name, language);
	g_autofree char *general = g_strdup_printf("templates/%s.%s", kind, language);
	char *path = strchr(class_name, '/') == NULL ? data_find(special) : NULL;

	return path != NULL ? path : data_find(general);
}

bool
template_find(const char *kind, const char *class_name, const char *language,
	char **ret_path, char **ret_language)
{
	char *path = find_one(kind, class_name, language);

	if (path == NULL) {
		language = english;
		path = find_one(kind, class_name, language);
	}
	if (path == NULL)
		return false;
	*ret_path = path;
	*ret_language = g_strdup(language);
	return true;
}

char *
template_list(void)
{
	GString *list = g_string_new(NULL);
	g_auto(GStrv) paths = data_list("templates");

	for (char **path = paths; *path != NULL; path++) {
		g_autofree char *name = g_path_get_basename(*path);
		char *language = strrchr(name, '.');

		if (language == NULL)
			continue;
		*language++ = '\0';
		g_string_append_printf(list, "%s %s %s\n", name, language, *path);
	}
	return g_string_free(list, FALSE);
}
