#include "filter/waiting.h"

#include "lib/cli.h"

enum { PATIENCE = G_USEC_PER_SEC };

typedef struct {
	GMutex mutex;
	GCond cond;
	bool over;
	bool said;
} Wait;

/* libnotmuch waits without a word, and cannot be asked. */
static gpointer
watch(gpointer data)
{
	Wait *wait = data;
	gint64 end = g_get_monotonic_time() + PATIENCE;

	g_mutex_lock(&wait->mutex);
	while (!wait->over && g_cond_wait_until(&wait->cond, &wait->mutex, end))
		continue;
	wait->said = !wait->over;
	if (wait->said)
		g_printerr("%s: waiting for another program to finish writing the notmuch "
			   "database\n",
			g_get_prgname());
	g_mutex_unlock(&wait->mutex);
	return NULL;
}

static void
end(Wait *wait, GThread *watcher)
{
	g_mutex_lock(&wait->mutex);
	wait->over = true;
	g_cond_signal(&wait->cond);
	g_mutex_unlock(&wait->mutex);
	g_thread_join(watcher);
}

Mailbox *
waiting_open(bool *quiet, GError **error)
{
	const CliCommon *common = cli_common();
	Wait wait = { .over = false };
	GThread *watcher = *quiet ? NULL : g_thread_new("watcher", watch, &wait);
	Mailbox *mailbox = mailbox_open(common->config, MAILBOX_WRITE, common->uuid, error);

	if (watcher == NULL)
		return mailbox;
	end(&wait, watcher);
	*quiet = wait.said;
	g_mutex_clear(&wait.mutex);
	g_cond_clear(&wait.cond);
	return mailbox;
}
