#include "indexer/sent-folder.h"

#include <glib.h>

/* Which folders are of sent mail. */

static const char *const sent[] = { "/Sent/cur/1:2,S", "/.Sent/cur/1", "/sent-mail/cur/1",
	"/[Gmail]/Sent Mail/cur/1", "/.INBOX.Sent Items/new/1", "/work/Sent.2019/cur/1",
	"/Gesendet/cur/1", "/.Gesendete Objekte/cur/1", "/Éléments envoyés/cur/1",
	"/.INBOX.&AMk-l&AOk-ments envoy&AOk-s/cur/1",
	"/E\xcc\x81le\xcc\x81ments envoye\xcc\x81s/cur/1", "/Enviados/cur/1",
	"/Posta inviata/cur/1", "/Verzonden items/cur/1", "/ОТПРАВЛЕННЫЕ/cur/1",
	"/&BB4EQgQ,BEAEMAQyBDsENQQ9BD0ESwQ1-/cur/1", "/送信済みアイテム/cur/1",
	"/work/sent/cur/1", "/sent/1" };

static const char *const other[] = { "/cur/1", "/INBOX/cur/sent", "/Sentry/cur/1",
	"/presents/cur/1", "/Absent/cur/1", "/Drafts/cur/1", "/&bad/cur/1", "/\xff/cur/1",
	"/Enviadosa/cur/1", "" };

static void
test_names(void)
{
	for (gsize i = 0; i < G_N_ELEMENTS(sent); i++)
		if (!sent_folder(sent[i]))
			g_error("%s is a folder of sent mail", sent[i]);
	for (gsize i = 0; i < G_N_ELEMENTS(other); i++)
		if (sent_folder(other[i]))
			g_error("%s is no folder of sent mail", other[i]);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/sent-folder/names", test_names);
	return g_test_run();
}
