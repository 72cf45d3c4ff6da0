#include "lib/config.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is remembered: the path of the file, the state it was in, keys and values. */
#define REMEMBERED "(sxxxxa{ss})"

/* The clock of files may tick no finer. */
enum { TICK = G_USEC_PER_SEC / 50 };

/* All that libnotmuch goes by when it looks for the file, and for what is not in it. */
static char *
environment(const char *file)
{
	static const char *const names[] = { "NOTMUCH_CONFIG", "NOTMUCH_PROFILE",
		"NOTMUCH_DATABASE", "HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "MAILDIR",
		"EMAIL", "NAME" };
	const char *named = file != NULL ? file : g_getenv("NOTMUCH_CONFIG");
	bool relative = named != NULL && !g_path_is_absolute(named);
	g_autofree char *folder = relative ? g_get_current_dir() : NULL;
	g_autoptr(GString) text = g_string_new(CADENCE_VERSION);

	g_string_append_printf(text, "\n%u\n%s\n%d%s", (unsigned)geteuid(),
		folder != NULL ? folder : "", file != NULL, file != NULL ? file : "");
	for (gsize i = 0; i < G_N_ELEMENTS(names); i++) {
		const char *value = g_getenv(names[i]);

		g_string_append_printf(
			text, "\n%d%s", value != NULL, value != NULL ? value : "");
	}
	return g_string_free(g_steal_pointer(&text), false);
}

/* Where the answer for this environment is kept; new. */
static char *
place(const char *file)
{
	g_autofree char *text = environment(file);
	g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1);
	g_autofree char *name = g_strconcat("config-", sum, NULL);

	return g_build_filename(g_get_user_cache_dir(), "notmuch-cadence", name, NULL);
}

static int64_t
usec(struct timespec time)
{
	return time.tv_sec * G_USEC_PER_SEC + time.tv_nsec / 1000;
}

/* The file that libnotmuch would take before any other, if nobody named one. New. */
static char *
preferred(void)
{
	const char *profile = mailbox_profile(NULL);

	return g_build_filename(g_get_user_config_dir(), "notmuch",
		profile != NULL ? profile : "", "config", NULL);
}

/* Whether libnotmuch would still read the file `path`, found without being named. */
static bool
is_first(const char *path)
{
	g_autofree char *first = preferred();

	return strcmp(first, path) == 0 || !g_file_test(first, G_FILE_TEST_EXISTS);
}

static GVariant *
load(const char *place)
{
	char *bytes = NULL;
	gsize size = 0;
	GVariant *variant = NULL;

	if (!g_file_get_contents(place, &bytes, &size, NULL))
		return NULL;
	variant = g_variant_new_from_data(
		G_VARIANT_TYPE(REMEMBERED), bytes, size, false, g_free, bytes);
	return g_variant_ref_sink(variant);
}

static GHashTable *
new_values(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

/* NULL if nothing is remembered, or it need not be so any more. New. */
static Config *
recall(const char *file)
{
	bool named = file != NULL || g_getenv("NOTMUCH_CONFIG") != NULL;
	g_autofree char *kept = place(file);
	g_autoptr(GVariant) variant = load(kept);
	g_autoptr(GVariantIter) pairs = NULL;
	g_autoptr(Config) config = NULL;
	int64_t inode = 0, size = 0, modified = 0, changed = 0;
	char *key = NULL, *value = NULL;
	struct stat now;

	if (variant == NULL || !g_variant_is_normal_form(variant))
		return NULL;
	config = g_new0(Config, 1);
	config->values = new_values();
	g_variant_get(variant, REMEMBERED, &config->path, &inode, &size, &modified,
		&changed, &pairs);
	if (stat(config->path, &now) != 0 || (int64_t)now.st_ino != inode ||
		now.st_size != size || usec(now.st_mtim) != modified ||
		usec(now.st_ctim) != changed || (!named && !is_first(config->path)))
		return NULL;
	while (g_variant_iter_next(pairs, "{ss}", &key, &value))
		g_hash_table_insert(config->values, key, value);
	return g_steal_pointer(&config);
}

static GVariant *
pack(const Config *config, const struct stat *info)
{
	GVariantBuilder pairs;
	GHashTableIter iter;
	gpointer key = NULL, value = NULL;

	g_variant_builder_init(&pairs, G_VARIANT_TYPE("a{ss}"));
	g_hash_table_iter_init(&iter, config->values);
	while (g_hash_table_iter_next(&iter, &key, &value))
		g_variant_builder_add(&pairs, "{ss}", key, value);
	return g_variant_ref_sink(g_variant_new(REMEMBERED, config->path,
		(int64_t)info->st_ino, (int64_t)info->st_size, usec(info->st_mtim),
		usec(info->st_ctim), &pairs));
}

static bool
is_text(const Config *config)
{
	GHashTableIter iter;
	gpointer key, value;

	g_hash_table_iter_init(&iter, config->values);
	while (g_hash_table_iter_next(&iter, &key, &value))
		if (!g_utf8_validate(key, -1, NULL) || !g_utf8_validate(value, -1, NULL))
			return false;
	return g_utf8_validate(config->path, -1, NULL);
}

/* Keeps what was read from `begin` on. Whatever is in the way: it is asked for again next
 * time. */
static void
remember(const Config *config, const char *file, int64_t begin)
{
	g_autofree char *kept = place(file);
	g_autofree char *folder = g_path_get_dirname(kept);
	g_autoptr(GVariant) variant = NULL;
	g_autoptr(GVariant) old = NULL;
	struct stat info;

	if (config->path == NULL || stat(config->path, &info) != 0 ||
		usec(info.st_ctim) > begin - TICK || !is_text(config))
		return;
	variant = pack(config, &info);
	old = load(kept);
	if ((old != NULL && g_variant_equal(old, variant)) ||
		g_mkdir_with_parents(folder, 0700) != 0)
		return;
	g_file_set_contents_full(kept, g_variant_get_data(variant),
		(gssize)g_variant_get_size(variant), G_FILE_SET_CONTENTS_CONSISTENT, 0600,
		NULL);
}

Config *
config_of(Mailbox *mailbox, const char *file, int64_t begin)
{
	Config *config = g_new0(Config, 1);

	config->values = g_hash_table_ref(mailbox_config(mailbox));
	config->path = g_strdup(mailbox_config_path(mailbox));
	remember(config, file, begin);
	return config;
}

Config *
config_read(const char *file, GError **error)
{
	int64_t begin = g_get_real_time();
	Config *config = NULL;
	g_autoptr(Mailbox) mailbox = NULL;

	if (mailbox_profile(error) == NULL)
		return NULL;
	config = recall(file);
	if (config != NULL)
		return config;
	mailbox = mailbox_open(file, MAILBOX_CONFIG_ONLY, NULL, error);
	return mailbox != NULL ? config_of(mailbox, file, begin) : NULL;
}

void
config_free(Config *config)
{
	if (config == NULL)
		return;
	g_clear_pointer(&config->values, g_hash_table_unref);
	g_free(config->path);
	g_free(config);
}
