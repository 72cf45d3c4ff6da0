#include <string.h>

#include "lib/record-private.h"

/* Local parts of robots, or whole words of them. '-' stands for any separator or none. Only
 * what no person writes from: info@ or support@ of a small firm is somebody. */
static const char robots[][20] = {
	/* do not reply */
	"no-reply",
	"no-replies",
	"dont-reply",
	"do-not-reply",
	"do-not-respond",
	"no-response",
	"never-reply",
	/* French */
	"ne-pas-repondre",
	"ne-repondez-pas",
	"pas-de-reponse",
	"sans-reponse",
	/* German */
	"keine-antwort",
	"nicht-antworten",
	"nicht-beantworten",
	/* Spanish, Catalan */
	"no-responder",
	"no-responda",
	"no-respondas",
	"no-contestar",
	"no-conteste",
	"sin-respuesta",
	"no-respondre",
	/* Portuguese */
	"nao-responda",
	"nao-responder",
	"não-responda",
	"não-responder",
	"sem-resposta",
	/* Italian */
	"non-rispondere",
	"non-rispondete",
	"nessuna-risposta",
	/* Dutch */
	"geen-antwoord",
	"niet-beantwoorden",
	"niet-antwoorden",
	"niet-reageren",
	/* Swedish */
	"svara-inte",
	"svara-ej",
	"inget-svar",
	/* Danish, Norwegian, Icelandic */
	"svar-ikke",
	"besvar-ikke",
	"ikke-svar",
	"intet-svar",
	"ekki-svara",
	/* Finnish, Estonian */
	"ala-vastaa",
	"älä-vastaa",
	"ei-vastausta",
	"mitte-vastata",
	/* Polish */
	"nie-odpowiadac",
	"nie-odpowiadać",
	"nie-odpowiadaj",
	"bez-odpowiedzi",
	/* Czech, Slovak */
	"neodpovidat",
	"neodpovidejte",
	"neodpovedat",
	"neodpovedajte",
	/* South Slavic, Baltic */
	"ne-odgovaraj",
	"ne-odgovarjaj",
	"neatsakyti",
	"neatbildet",
	/* Russian, Ukrainian */
	"ne-otvechat",
	"ne-otvechay",
	"ne-otvechayte",
	"ne-vidpovidaty",
	/* Hungarian, Romanian */
	"ne-valaszolj",
	"ne-valaszoljon",
	"nu-raspunde",
	"nu-raspundeti",
	/* Turkish, Indonesian, Vietnamese */
	"yanitlamayin",
	"cevaplamayin",
	"cevap-vermeyin",
	"jangan-balas",
	"khong-tra-loi",
	/* nobody reads */
	"mailer-daemon",
	"bounce",
	"bounces",
	"auto-reply",
	"auto-responder",
	"auto-response",
	"auto-confirm",
	"auto-mailer",
	"robot",
	"mail-robot",
	"notification",
	"notifications",
	"newsletter",
	"newsletters",
};

/* Those that are robots only if nothing else stands there: a person may be called so. */
static const char *const daemons[] = { "root", "cron", "daemon", "postmaster",
	"post_master", "nobody", "www-data", "apache", "logwatch", "bot", "listserv",
	"listproc", "majordomo", "mailman" };

static bool
is_separator(char c)
{
	return c == '-' || c == '.' || c == '_' || c == '+' || c == '=';
}

/* Whether whole words at the beginning of `p` are those of `robot`; digits may follow. */
static bool
begins_with(const char *p, const char *robot)
{
	for (; *robot != '\0'; robot++) {
		if (*robot == '-')
			p += is_separator(*p);
		else if (*p++ != *robot)
			return false;
	}
	p += strspn(p, "0123456789");
	return is_separator(*p) || *p == '@';
}

static bool
begins_with_robot(const char *p)
{
	for (gsize i = 0; i < G_N_ELEMENTS(robots); i++)
		if (robots[i][0] == *p && begins_with(p, robots[i]))
			return true;
	return false;
}

/* "list-request@", where commands for a list go and its answers come from. */
static bool
is_list_manager(const char *email, gsize length)
{
	static const char request[] = "-request";
	const gsize size = sizeof request - 1;

	return length > size && strncmp(email + length - size, request, size) == 0;
}

bool
record_is_robot(const char *email)
{
	gsize length = strcspn(email, "@");

	for (gsize i = 0; i < G_N_ELEMENTS(daemons); i++)
		if (strlen(daemons[i]) == length && strncmp(email, daemons[i], length) == 0)
			return true;
	if (is_list_manager(email, length))
		return true;
	for (gsize i = 0; i < length; i++)
		if ((i == 0 || is_separator(email[i - 1])) && begins_with_robot(email + i))
			return true;
	return false;
}

/* Fastmail puts a Feedback-ID on the letters of its users. */
static bool
is_of_a_person(const char *feedback_id)
{
	return g_str_has_suffix(feedback_id, ":Fastmail");
}

static bool
is_sent_by_service(const HeaderBlock *block)
{
	const char *return_path = header_get(block, "return-path");
	const char *feedback_id = header_get(block, "feedback-id");

	if (return_path != NULL && strcmp(return_path, "<>") == 0)
		return true;
	if (feedback_id != NULL && !is_of_a_person(feedback_id))
		return true;
	if (header_get(block, "x-sg-eid") != NULL)
		return true;
	for (guint i = 0; i < block->n_fields; i++)
		if (block->fields[i].name[0] == 'x' &&
			g_str_has_prefix(block->fields[i].name, "x-mailgun-"))
			return true;
	return false;
}

bool
record_is_automatic(const HeaderBlock *block, const char *from, bool own)
{
	if (record_is_answering(block))
		return true;
	if (own)
		return false;
	return is_sent_by_service(block) || (from != NULL && record_is_robot(from));
}
