#include <string.h>

#include "lib/record-private.h"

/* Headers by which an answering program names itself. Anything but a "no" counts. */
static const char *const answering[] = { "auto-submitted", "x-autoreply",
	"x-autoreply-from", "x-autorespond", "x-autoresponder", "x-auto-response-suppress",
	"x-mail-autoreply", "x-vacation", "x-fc-machinegenerated" };

/* Where "auto_reply" may stand; one of them by a slip of a well-known program. */
static const char *const precedences[] = { "precedence", "x-precedence", "preference" };

/* What Exchange and others put before the subject that they answer, ended by a colon. Words
 * that people write themselves ("on holiday", "out of office") are no proof. */
static const char *const subjects[] = { "automatic reply", "autoreply", "auto-reply",
	"out of office autoreply", "automatische antwort", "abwesenheitsnotiz",
	"réponse automatique", "respuesta automática", "resposta automática",
	"resposta automàtica", "risposta automatica", "automatisch antwoord",
	"automatiskt svar", "autosvar", "automatisk svar", "automaattinen vastaus",
	"automaatvastus", "odpowiedź automatyczna", "automatická odpověď",
	"automatická odpoveď", "automatikus válasz", "răspuns automat", "samodejni odgovor",
	"automatski odgovor", "automatinis atsakymas", "automātiska atbilde",
	"автоматический ответ", "автоответ", "автоматична відповідь", "автоматичен отговор",
	"αυτόματη απάντηση", "otomatik yanıt", "自动答复", "自动回复", "自動回覆",
	"自動応答", "자동 회신" };

/* Whether a header says more than no: its first word, comments aside. */
static bool
says_yes(const char *value)
{
	static const char *const noes[] = { "", "no", "none", "false", "0" };
	g_autofree char *word = NULL;

	if (value == NULL)
		return false;
	word = g_ascii_strdown(value, (gssize)strcspn(value, " \t;("));
	for (gsize i = 0; i < G_N_ELEMENTS(noes); i++)
		if (strcmp(word, noes[i]) == 0)
			return false;
	return true;
}

static bool
has_precedence(const HeaderBlock *block)
{
	for (gsize i = 0; i < G_N_ELEMENTS(precedences); i++) {
		const char *value = header_get(block, precedences[i]);

		if (value != NULL && (g_ascii_strcasecmp(value, "auto_reply") == 0 ||
					     g_ascii_strcasecmp(value, "auto-reply") == 0))
			return true;
	}
	return false;
}

/* Whether there is no colon in the raw `subject`, not even an encoded one. */
static bool
has_no_colon(const char *subject)
{
	return strchr(subject, ':') == NULL && strstr(subject, "=?") == NULL &&
	       g_str_is_ascii(subject);
}

/* What stands before the first colon of `subject`, in lower case, new; NULL if it has none.
 * French puts a blank before the colon, Chinese has a wide one. */
static char *
first_part(const char *subject)
{
	const char *wide = strstr(subject, "：");
	gsize length = strcspn(subject, ":");
	g_autofree char *part = NULL;

	if (wide != NULL)
		length = MIN(length, (gsize)(wide - subject));
	if (subject[length] == '\0')
		return NULL;
	part = g_utf8_strdown(subject, (gssize)length);
	return g_strdup(g_strchomp(part));
}

static bool
has_subject(const HeaderBlock *block)
{
	const char *raw = header_get(block, "subject");
	g_autofree char *subject = NULL;
	g_autofree char *part = NULL;

	if (raw == NULL || has_no_colon(raw))
		return false;
	subject = mime_text(raw);
	part = first_part(subject);
	for (gsize i = 0; part != NULL && i < G_N_ELEMENTS(subjects); i++)
		if (strcmp(part, subjects[i]) == 0)
			return true;
	return false;
}

bool
record_is_answering(const HeaderBlock *block)
{
	for (gsize i = 0; i < G_N_ELEMENTS(answering); i++)
		if (says_yes(header_get(block, answering[i])))
			return true;
	return has_precedence(block) || record_is_report(block) || has_subject(block);
}
