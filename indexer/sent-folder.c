#include "indexer/sent-folder.h"

#include <glib.h>
#include <string.h>

/* Beginnings of names, in lower case: what follows is no letter, as in "sent items",
 * "gesendete objekte" or "enviados 2024". */
static const char *const beginnings[] = { "sent", "sentmail", "sentbox", "gesendet",
	"gesendete", "envoyé", "envoyés", "envoyes", "enviado", "enviados", "enviadas",
	"elementos enviados", "itens enviados", "mensajes enviados", "mensagens enviadas",
	"correo enviado", "éléments envoyés", "messages envoyés", "courrier envoyé",
	"inviata", "inviati", "posta inviata", "verzonden", "skickat", "skickade", "sendt",
	"sendte", "lähetetyt", "wysłane", "elementy wysłane", "odeslané", "odeslaná",
	"odoslané", "elküldött", "trimise", "poslano", "poslane", "отправленные",
	"надіслані", "изпратени", "απεσταλμένα", "gönderilmiş", "gönderilen", "送信済み",
	"送信済みアイテム", "送信済みメール", "已发送", "已发送邮件", "已傳送",
	"已傳送的郵件", "寄件備份", "보낸", "נשלח", "المرسلة" };

static bool
begins(const char *name, const char *beginning)
{
	if (!g_str_has_prefix(name, beginning))
		return false;
	return !g_unichar_isalpha(g_utf8_get_char(name + strlen(beginning)));
}

static bool
is_sent(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(beginnings); i++)
		if (begins(name, beginnings[i]))
			return true;
	return false;
}

/* `name` in lower case as UTF-8; what is no IMAP name stands for itself. New. */
static char *
readable(const char *name)
{
	g_autofree char *decoded =
		strchr(name, '&') == NULL
			? NULL
			: g_convert(name, -1, "UTF-8", "UTF-7-IMAP", NULL, NULL, NULL);
	g_autofree char *valid = g_utf8_make_valid(decoded != NULL ? decoded : name, -1);
	g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_NFC);

	return g_utf8_strdown(composed, -1);
}

bool
sent_folder(const char *path)
{
	g_autofree char *folders = g_path_get_dirname(path);
	g_auto(GStrv) names = g_strsplit_set(folders, "/.", -1);

	for (char **name = names; *name != NULL; name++) {
		g_autofree char *lower = readable(*name);

		if (is_sent(lower))
			return true;
	}
	return false;
}
