#include "lib/mime.h"

#include <string.h>

#include "lib/mime-private.h"
#include "lib/text.h"

static void
address_free(gpointer data)
{
	Address *address = data;

	g_free(address->email);
	g_free(address->name);
	g_free(address);
}

static bool
has_email(const GPtrArray *addresses, const char *email)
{
	for (guint i = 0; i < addresses->len; i++)
		if (strcmp(((Address *)addresses->pdata[i])->email, email) == 0)
			return true;
	return false;
}

char *
mime_clean_name(const char *name, const char *email)
{
	char *clean = text_clean(name == NULL ? "" : name, -1);

	if (g_ascii_strcasecmp(clean, email) == 0)
		*clean = '\0';
	return clean;
}

void
mime_add_address(GPtrArray *addresses, char *email, const char *name)
{
	Address *address = NULL;

	if (email == NULL || has_email(addresses, email)) {
		g_free(email);
		return;
	}
	address = g_new(Address, 1);
	address->email = email;
	address->name = mime_clean_name(name, email);
	g_ptr_array_add(addresses, address);
}

/* False, and all is as it was, unless the whole list is plain. */
static bool
add_plain(GPtrArray *addresses, const char *value, guint *more)
{
	const char *p = value;

	do {
		g_autofree char *name = NULL;
		char *email = NULL;

		p += p != value; /* the comma */
		if (!mime_plain_mailbox(&p, &email, &name)) {
			g_ptr_array_set_size(addresses, 0);
			*more = 0;
			return false;
		}
		if (addresses->len < MIME_MAX_ADDRESSES) {
			mime_add_address(addresses, email, name);
		} else {
			g_free(email);
			(*more)++;
		}
	} while (*p != '\0');
	return true;
}

GPtrArray *
mime_addresses(const char *value, guint *ret_more)
{
	GPtrArray *addresses = g_ptr_array_new_with_free_func(address_free);
	guint more = 0;

	if (value != NULL && !add_plain(addresses, value, &more) && mime_load(NULL) != NULL)
		mime_load(NULL)->addresses(addresses, value, &more);
	if (ret_more != NULL)
		*ret_more = more;
	return addresses;
}

static char *
plain_address(const char *typed, char **ret_name)
{
	const char *p = typed;
	g_autofree char *email = NULL;
	g_autofree char *name = NULL;

	if (typed == NULL || !mime_plain_mailbox(&p, &email, &name) || *p != '\0')
		return NULL;
	if (ret_name != NULL)
		*ret_name = mime_clean_name(name, email);
	return g_steal_pointer(&email);
}

char *
mime_address(const char *typed, char **ret_name)
{
	char *email = plain_address(typed, ret_name);

	if (email != NULL || typed == NULL || mime_load(NULL) == NULL)
		return email;
	return mime_load(NULL)->address(typed, ret_name);
}

char *
mime_without_detail(const char *email)
{
	gsize local = strcspn(email, "+@");
	const char *at = strrchr(email, '@');

	if (local == 0 || email[local] != '+' || at == NULL)
		return g_strdup(email);
	return g_strdup_printf("%.*s%s", (int)local, email, at);
}

bool
mime_date(const char *value, Instant *ret_date, int *ret_utc_offset)
{
	if (value == NULL)
		return false;
	if (mime_plain_date(value, ret_date, ret_utc_offset))
		return true;
	return mime_load(NULL) != NULL &&
	       mime_load(NULL)->date(value, ret_date, ret_utc_offset);
}

/* Whether there is nothing to decode in `value`: printable ASCII without encoded words. */
static bool
is_decoded(const char *value)
{
	for (const char *p = value; *p != '\0'; p++)
		if (*p < ' ' || *p > '~' || (*p == '=' && p[1] == '?'))
			return false;
	return true;
}

char *
mime_text(const char *value)
{
	g_autofree char *decoded = NULL;

	if (value == NULL)
		return g_strdup("");
	if (is_decoded(value))
		return text_clean_line(value, -1);
	decoded = mime_load(NULL) != NULL ? mime_load(NULL)->text(value) : NULL;
	return text_clean_line(decoded == NULL ? value : decoded, -1);
}

static bool
is_id(const char *id, gsize length)
{
	for (gsize i = 0; i < length; i++)
		if (id[i] <= ' ' || id[i] > '~' || id[i] == '<' || id[i] == '>')
			return false;
	return length > 0;
}

char **
mime_ids(const char *value)
{
	g_autoptr(GStrvBuilder) ids = g_strv_builder_new();
	gsize length = 0;

	/* An id that lacks its brackets, as a few programs write it. */
	if (value != NULL && strchr(value, '@') != NULL && is_id(value, strlen(value)))
		g_strv_builder_add(ids, value);
	for (const char *p = value == NULL ? NULL : strchr(value, '<'); p != NULL;
		p = strchr(p + length, '<')) {
		length = strcspn(++p, "<>");
		if (p[length] == '>' && is_id(p, length)) {
			g_autofree char *id = g_strndup(p, length);

			g_strv_builder_add(ids, id);
		}
	}
	return g_strv_builder_end(ids);
}
