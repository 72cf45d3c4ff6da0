#include <string.h>

#include "lib/letter-private.h"

/* What programs, mailing lists and lawyers add to a letter. */

/* One line. */
static const char *const mobiles[] = { "sent from my ", "sent from mail for ",
	"sent from yahoo", "sent from outlook", "sent from proton", "sent via ",
	"get outlook for ", "von meinem iphone", "von meinem ipad", "von meinem mobil",
	"von meinem handy", "von meinem android", "von meinem samsung",
	"von meinem smartphone", "gesendet mit ", "gesendet von mail ",
	"gesendet von outlook", "gesendet von meinem ", "gesendet von yahoo",
	"diese nachricht wurde von meinem ", "holen sie sich outlook für", "envoyé de mon ",
	"envoyé depuis ", "inviato da ", "enviado desde mi ", "verstuurd vanaf mijn ",
	"verzonden vanaf mijn ", "skickat från min ", "отправлено с ", "отправлено со ",
	"отправлено из ", "отправлено через ", "скачать outlook для", "virus-free. ",
	"virenfrei.", "без вирусов.", NULL };

/* The lines up to an empty one. */
static const char *const lists[] = { "you received this message because",
	"you are receiving this e-mail because", "you are receiving this email because",
	"you are receiving this message because", "you are receiving this mail because",
	"you have received this message because", "to unsubscribe",
	"unsubscribe:", "unsubscribe from this", "click here to unsubscribe",
	"if you no longer wish", "if you do not wish to receive",
	"list archives:", "sie erhalten diese", "sie haben diese nachricht erhalten, weil",
	"um sich abzumelden", "zum abmelden", "um diese nachrichten nicht mehr",
	"newsletter abbestellen", "wenn sie keine weiteren", "вы получили это",
	"вы получаете это", "чтобы отписаться", "отписаться от",
	"если вы не хотите получать", "please consider the environment",
	"please think of the environment", "bitte denken sie an die umwelt",
	"bitte prüfen sie, ob diese mail", "bitte prüfen sie, ob diese e-mail",
	"пожалуйста, подумайте об окружающей среде", "##- please type your reply", NULL };

/* How a legal paragraph begins, and what is in it besides. */
static const char *const legal_openings[] = { "this e-mail", "this email", "this message",
	"this communication", "this transmission", "this electronic", "the information in",
	"the information contained", "the information transmitted", "the contents of this",
	"the content of this", "confidential", "disclaimer", "important notice",
	"privileged", "legal notice", "if you are not the intended",
	"if you have received this", "any unauthor", "diese e-mail", "diese email",
	"diese mail", "diese nachricht", "der inhalt dieser", "die information",
	"vertraulich", "wichtiger hinweis", "rechtlicher hinweis", "sollten sie nicht der",
	"falls sie nicht der", "wenn sie nicht der", "это сообщение", "данное сообщение",
	"данное письмо", "настоящее сообщение", "настоящее электронное", "это электронное",
	"данное электронное", "информация, содержащаяся", "содержание данного",
	"конфиденциальн", "если вы не являетесь", "если вы получили", NULL };
static const char *const legal_words[] = { "confidential", "privileged", "intended",
	"in error", "unauthorised", "unauthorized", "prohibited", "addressee", "disclos",
	"disseminat", "notify", "delete", "recipient", "legally", "vertraulich",
	"empfänger", "irrtümlich", "versehentlich", "unbefugt", "bestimmt", "vernichten",
	"löschen", "gestattet", "benachrichtigen", "absender", "конфиденциальн", "адресат",
	"предназначен", "ошибочно", "по ошибке", "получател", "отправител", "уничтож",
	"удалите", "разглаш", NULL };

static guint
paragraph_lines(char **lines)
{
	guint n = 0;

	while (lines[n] != NULL && lines[n][strspn(lines[n], " \t")] != '\0')
		n++;
	return n;
}

/* Whether the first `n` lines have two legal words: a person may write that something is
 * confidential. */
static bool
is_legal(char **lines, guint n)
{
	g_autoptr(GString) text = g_string_new(NULL);
	g_autofree char *folded = NULL;
	guint words = 0;

	for (guint i = 0; i < n; i++)
		g_string_append_printf(text, "%s ", lines[i]);
	folded = letter_fold(text->str);
	for (const char *const *word = legal_words; *word != NULL; word++)
		words += strstr(folded, *word) != NULL;
	return words >= 2;
}

guint
letter_footer_lines(char **lines)
{
	g_autofree char *folded = letter_fold(lines[0]);
	const char *start = folded + strspn(folded, "*_-=([# \t");

	if (letter_begins_with_any(folded, mobiles))
		return 1;
	if (letter_begins_with_any(folded, lists))
		return paragraph_lines(lines);
	if (letter_begins_with_any(start, legal_openings)) {
		guint n = paragraph_lines(lines);

		return is_legal(lines, n) ? n : 0;
	}
	return 0;
}
