#include "filter/wanted.h"

#include <string.h>

#include "lib/mime.h"
#include "lib/record.h"

static bool
is_recent(HeaderBlock *const *blocks, guint n_blocks, const Settings *settings, Instant now)
{
	g_autoptr(Record) record = NULL;

	if (settings->tag_since == WHEN_NEVER)
		return true;
	record = record_from_headers(blocks, n_blocks, settings, now);
	return record->date >= settings->tag_since;
}

static void
add_email(GPtrArray *emails, const char *email)
{
	if (!g_ptr_array_find_with_equal_func(emails, email, g_str_equal, NULL))
		g_ptr_array_add(emails, g_strdup(email));
}

/* Adds the mailboxes of one field to `emails` and tells whether the user is among them. */
static bool
add_field(GPtrArray *emails, const char *value, const Settings *settings)
{
	g_autoptr(GPtrArray) addresses = mime_addresses(value, NULL);
	bool own = false;

	for (guint i = 0; i < addresses->len; i++) {
		const Address *address = addresses->pdata[i];

		if (settings_is_own(settings, address->email)) {
			own = true;
			continue;
		}
		add_email(emails, address->email);
		if (settings->plus_detail) {
			g_autofree char *plain = mime_without_detail(address->email);

			add_email(emails, plain);
		}
	}
	return own;
}

GPtrArray *
wanted_addresses(
	HeaderBlock *const *blocks, guint n_blocks, const Settings *settings, Instant now)
{
	static const char *const recipients[] = { "to", "cc", "bcc" };
	g_autoptr(GPtrArray) emails = g_ptr_array_new_with_free_func(g_free);

	if (!is_recent(blocks, n_blocks, settings, now))
		return g_steal_pointer(&emails);
	for (guint i = 0; i < n_blocks; i++) {
		bool own = add_field(emails, header_get(blocks[i], "from"), settings);

		for (guint j = 0; own && settings->tag_sent && j < G_N_ELEMENTS(recipients);
			j++)
			add_field(emails, header_get(blocks[i], recipients[j]), settings);
	}
	return g_steal_pointer(&emails);
}

const char *
wanted_contact_tag(const char *prefix)
{
	g_autofree char *tag = g_strconcat(prefix, "contact", NULL);

	return g_intern_string(tag);
}

const char *
wanted_class_tag(const char *prefix, const char *class_name)
{
	g_autofree char *tag = g_strconcat(prefix, "contact/", class_name, NULL);

	return g_intern_string(tag);
}

void
wanted_add(GPtrArray *tags, const char *tag)
{
	if (!g_ptr_array_find(tags, tag, NULL))
		g_ptr_array_add(tags, (char *)tag);
}

void
wanted_change_clear(WantedChange *change)
{
	g_clear_pointer(&change->add, g_free);
	g_clear_pointer(&change->remove, g_free);
}

static bool
were_delivered(
	const GPtrArray *delivered, const char *const *ours, const char *const *actual)
{
	for (guint i = 0; i < delivered->len; i++)
		if (g_strv_contains(ours, delivered->pdata[i]) ||
			!g_strv_contains(actual, delivered->pdata[i]))
			return false;
	return delivered->len > 0;
}

static bool
is_wanted(const GPtrArray *wanted, const char *tag)
{
	return g_ptr_array_find((GPtrArray *)wanted, g_intern_string(tag), NULL);
}

/* There may be many changes at once: exactly as long as needed. New. */
static const char **
compact(const GPtrArray *tags)
{
	const char **names = g_new0(const char *, tags->len + 1);

	for (guint i = 0; i < tags->len; i++)
		names[i] = tags->pdata[i];
	return names;
}

bool
wanted_compare(const GPtrArray *wanted, const GPtrArray *delivered, const char *const *ours,
	const char *const *actual, WantedChange *ret_change)
{
	g_autoptr(GPtrArray) add = g_ptr_array_new();
	g_autoptr(GPtrArray) remove = g_ptr_array_new();
	bool touches = false;

	for (guint i = 0; i < wanted->len; i++)
		if (!g_strv_contains(actual, wanted->pdata[i])) {
			g_ptr_array_add(add, wanted->pdata[i]);
			touches = true;
		}
	if (were_delivered(delivered, ours, actual))
		g_ptr_array_extend(add, (GPtrArray *)delivered, NULL, NULL);
	for (; *ours != NULL; ours++)
		if (!is_wanted(wanted, *ours)) {
			g_ptr_array_add(remove, (char *)g_intern_string(*ours));
			touches = touches || g_strv_contains(actual, *ours);
		}
	if (add->len == 0 && remove->len == 0)
		return false;
	*ret_change = (WantedChange){ compact(add), compact(remove), touches };
	return true;
}
