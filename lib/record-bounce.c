#include <string.h>

#include "lib/record-private.h"

/* How mail systems sign, anywhere in From:, which is often no address at all. */
static const char *const systems[] = { "mailer-daemon", "postmaster", "post_master",
	"mail delivery s", "mail.delivery.system" };

/* What they write about: parts of the subjects of reports, whatever program wrote them, in
 * the languages that have been met. */
static const char *const matters[] = { "deliver", "return", "fail", "error", "zustell",
	"zugestellt", "remis", "distribu", "entreg", "consegn", "bezorg", "доставлен",
	"доставк" };

/* Whether one of `n` `words` is in `text`. */
static bool
has_any(const char *text, const char *const *words, gsize n)
{
	for (gsize i = 0; i < n; i++)
		if (strstr(text, words[i]) != NULL)
			return true;
	return false;
}

/* The value is raw, and may be in any charset. */
static bool
is_by_mail_system(const HeaderBlock *block)
{
	const char *from = header_get(block, "from");
	g_autofree char *ascii = from == NULL ? NULL : g_ascii_strdown(from, -1);

	return ascii != NULL && has_any(ascii, systems, G_N_ELEMENTS(systems));
}

static bool
is_about_delivery(const HeaderBlock *block)
{
	g_autofree char *subject = mime_text(header_get(block, "subject"));
	g_autofree char *lower = g_utf8_strdown(subject, -1);

	return header_get(block, "x-failed-recipients") != NULL ||
	       has_any(lower, matters, G_N_ELEMENTS(matters));
}

static bool
is_delivery_status(const HeaderBlock *block)
{
	g_autofree char *type = g_ascii_strdown(header_get(block, "content-type"), -1);

	return strstr(type, "delivery-status") != NULL;
}

bool
record_is_report(const HeaderBlock *block)
{
	static const char type[] = "multipart/report";
	const char *value = header_get(block, "content-type");

	return value != NULL && g_ascii_strncasecmp(value, type, sizeof type - 1) == 0;
}

bool
record_is_bounce(const HeaderBlock *block)
{
	if (record_is_report(block) && is_delivery_status(block))
		return true;
	return is_by_mail_system(block) && is_about_delivery(block);
}
