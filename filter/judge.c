#include "filter/judge.h"

#include <string.h>

#include "filter/wanted.h"
#include "lib/cli.h"
#include "lib/config.h"
#include "lib/store-tags.h"

void
verdict_free(Verdict *verdict)
{
	if (verdict == NULL)
		return;
	g_free(verdict->tag_prefix);
	g_clear_pointer(&verdict->classes, g_ptr_array_unref);
	g_free(verdict);
}

static HeaderBlock *
split_copy(const guint8 *bytes, gsize length)
{
	gsize bounded = MIN(length, HEADER_MAX_BLOCK + 1);
	char *copy = g_malloc(bounded + 1);

	if (bounded > 0)
		memcpy(copy, bytes, bounded);
	return header_split(copy, bounded);
}

static Store *
open_store(const Settings *settings, GError **error)
{
	const char *profile = mailbox_profile(error);
	g_autofree char *path = NULL;

	if (profile == NULL)
		return NULL;
	path = store_path(settings->database, profile);
	return store_open(path, NULL, STORE_READ, error);
}

static int
compare_strings(gconstpointer a, gconstpointer b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* The classes of those of `emails` that somebody tracks. */
static GPtrArray *
classes_of(const Settings *settings, const GPtrArray *emails, GError **error)
{
	g_autoptr(GPtrArray) classes = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(Store) store = open_store(settings, error);

	if (store == NULL)
		return NULL;
	for (guint i = 0; i < emails->len; i++) {
		g_autofree char *name = NULL;

		if (!store_class_of(store, emails->pdata[i], &name, error))
			return NULL;
		if (name != NULL &&
			!g_ptr_array_find_with_equal_func(classes, name, g_str_equal, NULL))
			g_ptr_array_add(classes, g_steal_pointer(&name));
	}
	g_ptr_array_sort(classes, compare_strings);
	return g_steal_pointer(&classes);
}

Verdict *
judge_message(const guint8 *bytes, gsize length, GError **error)
{
	const CliCommon *common = cli_common();
	g_autoptr(HeaderBlock) block = split_copy(bytes, length);
	g_autoptr(Config) config = config_read(common->config, error);
	g_autoptr(Settings) settings = NULL;
	g_autoptr(GPtrArray) emails = NULL;
	g_autoptr(Verdict) verdict = g_new0(Verdict, 1);

	if (config == NULL)
		return NULL;
	settings = settings_new(config->values, error);
	if (settings == NULL)
		return NULL;
	emails = wanted_addresses(&block, 1, settings, common->now);
	verdict->tag_prefix = g_strdup(settings->tag_prefix);
	verdict->classes = classes_of(settings, emails, error);
	return verdict->classes != NULL ? g_steal_pointer(&verdict) : NULL;
}
