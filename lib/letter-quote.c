#include <string.h>

#include "lib/letter-private.h"

/* Where somebody else's letter begins that is not marked as a quotation: mail clients show
 * its header, in the language of their user. */

enum { MAX_FIELDS = 20, MAX_SENDER = 120 }; /* lines; bytes */

typedef enum {
	FIELD_SENDER,
	FIELD_TO,
	FIELD_COPY,
	FIELD_DATE,
	FIELD_SUBJECT,
	N_FIELDS
} Field;

static const char *const labels[N_FIELDS][20] = {
	[FIELD_SENDER] = { "from", "von", "de", "от", "от кого", "da", "van", "od", "från",
		"fra", NULL },
	[FIELD_TO] = { "to", "an", "à", "кому", "a", "para", "aan", "do", "till", "til",
		NULL },
	[FIELD_COPY] = { "cc", "копия", "kopie", "kopia", "kopi", NULL },
	[FIELD_DATE] = { "sent", "date", "gesendet", "datum", "envoyé", "отправлено",
		"дата", "inviato", "data", "enviado", "fecha", "verzonden", "wysłano",
		"skickat", "sendt", NULL },
	[FIELD_SUBJECT] = { "subject", "betreff", "objet", "тема", "oggetto", "asunto",
		"assunto", "onderwerp", "temat", "ämne", "emne", NULL },
};

/* Between dashes: "-----Original Message-----" */
static const char *const markers[] = { "original message", "forwarded message",
	"forwarded by", "ursprüngliche nachricht", "weitergeleitete nachricht",
	"weitergeleitet von", "original-nachricht", "message d'origine",
	"message d’origine", "message transféré", "исходное сообщение",
	"пересылаемое сообщение", "пересланное сообщение", "переадресованное сообщение",
	"переслано", "mensaje original", "messaggio originale", "oorspronkelijk bericht",
	"pgp signature", NULL };

/* Lines of their own, as Apple Mail has them. */
static const char *const forwards[] = { "begin forwarded message:",
	"anfang der weitergeleiteten nachricht:", "начало переадресованного сообщения:",
	"начало пересылаемого сообщения:", "début du message réexpédié :",
	"début du message transféré :", NULL };

/* The field that `line` is: "LABEL: …" or "*LABEL:* …"; N_FIELDS if it is none. */
static Field
field_of(const char *line)
{
	g_autofree char *folded = letter_fold(line);
	char *colon = strchr(folded, ':');
	char *label = folded + strspn(folded, "*");

	if (colon == NULL || colon < label)
		return N_FIELDS;
	*colon = '\0';
	g_strchomp(label);
	for (Field field = 0; field < N_FIELDS; field++)
		if (g_strv_contains(labels[field], label))
			return field;
	return N_FIELDS;
}

/* Whether `lines` show a header: the sender first and two more fields, or, as Notes has it,
 * "To:", with copies or a date, and the subject. "From: 10:00, To: 12:00" is none. */
static bool
is_shown_header(char **lines)
{
	Field first = field_of(lines[0]);
	bool has[N_FIELDS + 1] = { false };
	int max = first == FIELD_TO ? MAX_FIELDS : 5, n = 0;

	if (first != FIELD_SENDER && first != FIELD_TO)
		return false;
	for (int i = 1; i <= max && lines[i] != NULL; i++) {
		Field field = field_of(lines[i]);

		n += field != N_FIELDS && !has[field];
		has[field] = true;
	}
	if (first == FIELD_TO)
		return has[FIELD_SUBJECT] && (has[FIELD_COPY] || has[FIELD_DATE]);
	return n >= 2 && (has[FIELD_SUBJECT] || has[FIELD_DATE]);
}

/* Whether a time of the day ends the line, in front of which a date may stand. */
static bool
ends_with_time(const char *folded)
{
	static const char *const suffixes[] = { " am", " pm", NULL };
	g_autofree char *text = g_strdup(folded);
	const char *last = NULL;

	for (const char *const *suffix = suffixes; *suffix != NULL; suffix++)
		if (g_str_has_suffix(text, *suffix))
			text[strlen(text) - strlen(*suffix)] = '\0';
	last = strrchr(g_strchomp(text), ' ');
	last = last == NULL ? text : last + 1;
	return g_ascii_isdigit(*last) && strchr(last, ':') != NULL &&
	       strspn(last, "0123456789:") == strlen(last);
}

/* "Ada Winterbourne <ada@harbour.example> on 03/10/2026 12:00:00 PM", or a line with the
 * time alone, and the fields of a header below. */
static bool
is_notes_header(char **lines)
{
	g_autofree char *folded = letter_fold(lines[0]);
	guint below = 1;

	if (strlen(folded) > MAX_SENDER || !ends_with_time(folded))
		return false;
	if (strchr(folded, '@') != NULL && strstr(folded, " on ") != NULL)
		return true;
	while (below < 4 && lines[below] != NULL && field_of(lines[below]) == N_FIELDS)
		below++;
	return lines[below] != NULL && is_shown_header(lines + below);
}

bool
letter_is_other_letter(char **lines)
{
	g_autofree char *folded = letter_fold(lines[0]);

	if (*folded == '\0')
		return false;
	if (g_str_has_prefix(folded, "--") && letter_contains_any(folded, markers))
		return true;
	return g_strv_contains(forwards, folded) || is_shown_header(lines) ||
	       is_notes_header(lines);
}
