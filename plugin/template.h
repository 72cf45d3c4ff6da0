#pragma once

#include <glib.h>

/* The words of a letter with places to fill in, as notmuch-cadence-templates(5) describes
 * them. Pure. */

/* Named in template files, never numbered there. */
typedef enum {
	VARIABLE_NAME,
	VARIABLE_GIVEN_NAME,
	VARIABLE_MY_NAME,
	VARIABLE_MY_GIVEN_NAME,
	VARIABLE_INFORMAL,
	VARIABLE_SUBJECT,
	VARIABLE_QUESTION,
	VARIABLE_MY_QUESTION,
	VARIABLE_SILENCE,
	VARIABLE_LONG_SILENCE,
	VARIABLE_LATE,
	VARIABLE_INVITATION,
	VARIABLE_OCCASION,
	VARIABLE_BIRTHDAY,
	VARIABLE_ANNIVERSARY,
	VARIABLE_BOOKING,
	VARIABLE_TOPICS,
	VARIABLE_REMINDER,
	VARIABLE_NOTES,
	N_VARIABLES
} Variable;

/* "name", "given_name" … */
const char *variable_name(Variable variable);

typedef struct Template Template;

/* The template `text`, UTF-8, of the file at `path`. New, template_free().
 * CADENCE_ERROR_CONFIG "PATH:LINE: …" for a variable that there is not and for a brace that
 * is not closed. */
Template *template_parse(const char *path, const char *text, GError **error);
void template_free(Template *template);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Template, template_free)

/* `values`: a text for each variable, which may have several lines; NULL: it has none. */
typedef const char *const TemplateValues[N_VARIABLES];

/* The first of its subjects whose conditions hold: it begins a new conversation. New, one
 * line; NULL if there is none. */
char *template_subject(const Template *template, TemplateValues values);

/* The lines whose conditions hold, wrapped to 72 columns, with a line end each; one empty
 * line where several would be left, and none at the ends. New. */
char *template_body(const Template *template, TemplateValues values);
