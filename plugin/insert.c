#include "plugin/insert.h"

#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "lib/error.h"

static bool
fail(const GError *cause, GError **error)
{
	g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_MAIL,
		"the draft was not saved: notmuch insert: %s", cause->message);
	return false;
}

/* A reader that ended early tells why by its exit status. */
static void
write_all(int fd, const char *text)
{
	gsize length = strlen(text);
	gssize n;

	for (; length > 0 && (n = write(fd, text, length)) > 0; text += n)
		length -= (gsize)n;
	close(fd);
}

static GStrv
arguments(const char *config, const char *folder)
{
	static const char *const rest[] = { "--create-folder", "--no-hooks", "+draft",
		"-inbox", "-unread", "-new" };
	g_autofree char *in_config =
		g_strdup_printf("--config=%s", config == NULL ? "" : config);
	g_autofree char *in_folder = g_strdup_printf("--folder=%s", folder);
	g_autoptr(GStrvBuilder) argv = g_strv_builder_new();

	g_strv_builder_add(argv, "notmuch");
	if (config != NULL)
		g_strv_builder_add(argv, in_config);
	g_strv_builder_add(argv, "insert");
	g_strv_builder_add(argv, in_folder);
	for (guint i = 0; i < G_N_ELEMENTS(rest); i++)
		g_strv_builder_add(argv, rest[i]);
	return g_strv_builder_end(argv);
}

bool
insert_draft(const char *config, const char *folder, const char *text, GError **error)
{
	g_auto(GStrv) argv = arguments(config, folder);
	g_autoptr(GError) cause = NULL;
	GPid child;
	int input, status;

	if (!g_spawn_async_with_pipes(NULL, argv, NULL,
		    G_SPAWN_SEARCH_PATH | G_SPAWN_DO_NOT_REAP_CHILD, NULL, NULL, &child,
		    &input, NULL, NULL, &cause))
		return fail(cause, error);
	write_all(input, text);
	waitpid(child, &status, 0);
	g_spawn_close_pid(child);
	return g_spawn_check_wait_status(status, &cause) || fail(cause, error);
}
