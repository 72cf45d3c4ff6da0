#include "plugin/template.h"

#include <stdbool.h>
#include <string.h>

#include "lib/error.h"
#include "lib/nearest.h"
#include "plugin/wrap.h"

/* What stands between braces, and the text between them. */
typedef enum {
	PART_TEXT,
	PART_VALUE,  /* {name}: its value; without one the line is left out */
	PART_WITH,   /* {?name}: nothing; without a value the line is left out */
	PART_WITHOUT /* {!name}: nothing; with a value the line is left out */
} PartKind;

typedef struct {
	PartKind kind;
	Variable variable;
	char *text; /* of PART_TEXT */
} Part;

typedef struct {
	bool goes_on; /* it continues the line before */
	GPtrArray *parts;
} Line;

struct Template {
	GPtrArray *subjects; /* of Line */
	GPtrArray *lines;
};

static const char *const names[] = { [VARIABLE_NAME] = "name",
	[VARIABLE_GIVEN_NAME] = "given_name",
	[VARIABLE_MY_NAME] = "my_name",
	[VARIABLE_MY_GIVEN_NAME] = "my_given_name",
	[VARIABLE_INFORMAL] = "informal",
	[VARIABLE_SUBJECT] = "subject",
	[VARIABLE_QUESTION] = "question",
	[VARIABLE_MY_QUESTION] = "my_question",
	[VARIABLE_SILENCE] = "silence",
	[VARIABLE_LONG_SILENCE] = "long_silence",
	[VARIABLE_LATE] = "late",
	[VARIABLE_INVITATION] = "invitation",
	[VARIABLE_OCCASION] = "occasion",
	[VARIABLE_BIRTHDAY] = "birthday",
	[VARIABLE_ANNIVERSARY] = "anniversary",
	[VARIABLE_BOOKING] = "booking",
	[VARIABLE_TOPICS] = "topics",
	[VARIABLE_REMINDER] = "reminder",
	[VARIABLE_NOTES] = "notes",
	[N_VARIABLES] = NULL };

static const char subject_field[] = "Subject:";

const char *
variable_name(Variable variable)
{
	return names[variable];
}

static void
part_free(gpointer data)
{
	Part *part = data;

	g_free(part->text);
	g_free(part);
}

static void
line_free(gpointer data)
{
	Line *line = data;

	g_ptr_array_unref(line->parts);
	g_free(line);
}

void
template_free(Template *template)
{
	if (template == NULL)
		return;
	g_ptr_array_unref(template->subjects);
	g_ptr_array_unref(template->lines);
	g_free(template);
}

static void
add_part(Line *line, PartKind kind, Variable variable, const char *text, gsize length)
{
	Part *part = g_new0(Part, 1);

	part->kind = kind;
	part->variable = variable;
	part->text = g_strndup(text, length);
	g_ptr_array_add(line->parts, part);
}

static bool
find_variable(const char *name, Variable *ret_variable, GError **error)
{
	const char *meant;

	for (Variable i = 0; i < N_VARIABLES; i++)
		if (strcmp(name, names[i]) == 0) {
			*ret_variable = i;
			return true;
		}
	meant = nearest_word(name, names);
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
		"there is no variable {%s}%s%s%s: notmuch-cadence-templates(5) lists them, "
		"and \"{{\" stands for a brace",
		name, meant == NULL ? "" : ", perhaps {", meant == NULL ? "" : meant,
		meant == NULL ? "" : "} is meant");
	return false;
}

/* Adds what the brace at `*p` opens, and moves `*p` behind it. */
static bool
parse_brace(Line *line, const char **p, GError **error)
{
	const char *start = *p + 1;
	const char *end = strchr(start, '}');
	g_autofree char *name = NULL;
	PartKind kind = *start == '?'   ? PART_WITH
			: *start == '!' ? PART_WITHOUT
					: PART_VALUE;
	Variable variable;

	if (end == NULL) {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
			"the brace before \"%s\" is not closed: \"{{\" stands for a brace",
			start);
		return false;
	}
	if (kind != PART_VALUE)
		start++;
	name = g_strndup(start, (gsize)(end - start));
	if (!find_variable(name, &variable, error))
		return false;
	add_part(line, kind, variable, NULL, 0);
	*p = end + 1;
	return true;
}

static bool
parse_parts(Line *line, const char *text, GError **error)
{
	for (const char *p = text; *p != '\0';) {
		gsize length = strcspn(p, "{");

		if (length > 0) {
			add_part(line, PART_TEXT, 0, p, length);
			p += length;
		} else if (p[1] == '{') {
			add_part(line, PART_TEXT, 0, p, 1);
			p += 2;
		} else if (!parse_brace(line, &p, error)) {
			return false;
		}
	}
	return true;
}

/* Subjects stand before the first other line. */
static bool
parse_line(Template *template, char *text, GError **error)
{
	Line *line = g_new0(Line, 1);
	bool is_subject =
		template->lines->len == 0 && g_str_has_prefix(text, subject_field);

	line->parts = g_ptr_array_new_with_free_func(part_free);
	line->goes_on = *text == ' ' || *text == '\t';
	g_ptr_array_add(is_subject ? template->subjects : template->lines, line);
	if (is_subject)
		text += strlen(subject_field);
	return parse_parts(line, g_strstrip(text), error);
}

Template *
template_parse(const char *path, const char *text, GError **error)
{
	g_autoptr(Template) template = g_new0(Template, 1);
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

	template->subjects = g_ptr_array_new_with_free_func(line_free);
	template->lines = g_ptr_array_new_with_free_func(line_free);
	for (int i = 0; lines[i] != NULL; i++)
		if (!parse_line(template, lines[i], error)) {
			g_prefix_error(error, "%s:%d: ", path, i + 1);
			return NULL;
		}
	return g_steal_pointer(&template);
}

static bool
holds(const Line *line, TemplateValues values)
{
	for (guint i = 0; i < line->parts->len; i++) {
		const Part *part = line->parts->pdata[i];
		bool has_value = values[part->variable] != NULL;

		if (part->kind != PART_TEXT && has_value == (part->kind == PART_WITHOUT))
			return false;
	}
	return true;
}

static char *
expand(const Line *line, TemplateValues values)
{
	g_autoptr(GString) text = g_string_new(NULL);

	for (guint i = 0; i < line->parts->len; i++) {
		const Part *part = line->parts->pdata[i];

		if (part->kind == PART_TEXT)
			g_string_append(text, part->text);
		else if (part->kind == PART_VALUE)
			g_string_append(text, values[part->variable]);
	}
	return g_strstrip(g_strdup(text->str));
}

char *
template_subject(const Template *template, TemplateValues values)
{
	for (guint i = 0; i < template->subjects->len; i++) {
		const Line *line = template->subjects->pdata[i];

		if (holds(line, values))
			return g_strdelimit(expand(line, values), "\n", ' ');
	}
	return NULL;
}

/* Moves the line that was gathered to the end of `body`. */
static void
flush(GString *body, GString *gathered)
{
	g_auto(GStrv) lines = g_strsplit(gathered->str, "\n", -1);

	for (char **line = lines; *line != NULL; line++)
		wrap_line(body, *line);
	g_string_truncate(gathered, 0);
}

/* An empty line, unless there is one, or nothing above. */
static void
add_gap(GString *body)
{
	if (body->len > 0 && !g_str_has_suffix(body->str, "\n\n"))
		g_string_append_c(body, '\n');
}

char *
template_body(const Template *template, TemplateValues values)
{
	GString *body = g_string_new(NULL);
	g_autoptr(GString) gathered = g_string_new(NULL);

	for (guint i = 0; i < template->lines->len; i++) {
		const Line *line = template->lines->pdata[i];
		g_autofree char *text = NULL;

		if (!holds(line, values))
			continue;
		text = expand(line, values);
		if (gathered->len > 0 && line->goes_on)
			g_string_append_c(gathered, ' ');
		else
			flush(body, gathered);
		if (*text == '\0')
			add_gap(body);
		g_string_append(gathered, text);
	}
	flush(body, gathered);
	if (g_str_has_suffix(body->str, "\n\n"))
		g_string_truncate(body, body->len - 1);
	return g_string_free(body, FALSE);
}
