#include "lib/mime.h"

#include <gmime/gmime.h>
#include <string.h>

#include "lib/mime-private.h"
#include "lib/text.h"

G_DEFINE_AUTOPTR_CLEANUP_FUNC(InternetAddressList, g_object_unref)

void
mime_init(void)
{
	g_mime_init();
}

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

/* What `name`, or NULL, shows; nothing if it only repeats `email`. New. */
static char *
clean_name(const char *name, const char *email)
{
	char *clean = text_clean(name == NULL ? "" : name, -1);

	if (g_ascii_strcasecmp(clean, email) == 0)
		*clean = '\0';
	return clean;
}

/* Normalized, new, or NULL. GMime shows an "xn--" domain decoded, so an address that is all
 * ASCII needs no encoding, which costs more than all the parsing. */
static char *
email_of(InternetAddress *entry)
{
	InternetAddressMailbox *mailbox = INTERNET_ADDRESS_MAILBOX(entry);
	const char *address = internet_address_mailbox_get_addr(mailbox);

	if (!g_str_is_ascii(address))
		address = internet_address_mailbox_get_idn_addr(mailbox);
	return mime_normalize(address);
}

/* Takes `email` over. */
static void
add_address(GPtrArray *addresses, char *email, const char *name)
{
	Address *address = NULL;

	if (email == NULL || has_email(addresses, email)) {
		g_free(email);
		return;
	}
	address = g_new(Address, 1);
	address->email = email;
	address->name = clean_name(name, email);
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
			add_address(addresses, email, name);
		} else {
			g_free(email);
			(*more)++;
		}
	} while (*p != '\0');
	return true;
}

static void
add_list(GPtrArray *addresses, InternetAddressList *list, guint *more)
{
	int length = internet_address_list_length(list);

	for (int i = 0; i < length; i++) {
		InternetAddress *entry = internet_address_list_get_address(list, i);

		if (INTERNET_ADDRESS_IS_GROUP(entry))
			add_list(addresses,
				internet_address_group_get_members(
					INTERNET_ADDRESS_GROUP(entry)),
				more);
		else if (addresses->len < MIME_MAX_ADDRESSES)
			add_address(addresses, email_of(entry),
				internet_address_get_name(entry));
		else
			(*more)++;
	}
}

/* The parsed list, new; NULL if there is none, or one that GMime must not see. */
static InternetAddressList *
parse_list(const char *value)
{
	g_autofree char *quoted = NULL;

	if (value == NULL || mime_is_too_nested(value))
		return NULL;
	quoted = mime_quote_odd_dots(value);
	return internet_address_list_parse(NULL, quoted == NULL ? value : quoted);
}

static void
add_parsed(GPtrArray *addresses, const char *value, guint *more)
{
	g_autoptr(InternetAddressList) list = parse_list(value);

	if (list != NULL)
		add_list(addresses, list, more);
}

GPtrArray *
mime_addresses(const char *value, guint *ret_more)
{
	GPtrArray *addresses = g_ptr_array_new_with_free_func(address_free);
	guint more = 0;

	if (value != NULL && !add_plain(addresses, value, &more))
		add_parsed(addresses, value, &more);
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
		*ret_name = clean_name(name, email);
	return g_steal_pointer(&email);
}

static char *
parsed_address(const char *typed, char **ret_name)
{
	g_autoptr(InternetAddressList) list = parse_list(typed);
	InternetAddress *only = NULL;
	char *email = NULL;

	if (list == NULL || internet_address_list_length(list) != 1)
		return NULL;
	only = internet_address_list_get_address(list, 0);
	if (!INTERNET_ADDRESS_IS_MAILBOX(only))
		return NULL;
	email = email_of(only);
	if (email != NULL && ret_name != NULL)
		*ret_name = clean_name(internet_address_get_name(only), email);
	return email;
}

char *
mime_address(const char *typed, char **ret_name)
{
	char *email = plain_address(typed, ret_name);

	return email != NULL ? email : parsed_address(typed, ret_name);
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

static bool
parse_date(const char *value, Instant *ret_date, int *ret_utc_offset)
{
	g_autoptr(GDateTime) date = g_mime_utils_header_decode_date(value);
	int offset = 0;

	if (date == NULL)
		return false;
	offset = (int)(g_date_time_get_utc_offset(date) / G_TIME_SPAN_MINUTE);
	*ret_date = g_date_time_to_unix(date);
	/* From Baker Island to the Line Islands; nobody lives further out. */
	*ret_utc_offset = offset < -12 * 60 || offset > 14 * 60 ? 0 : offset;
	return true;
}

bool
mime_date(const char *value, Instant *ret_date, int *ret_utc_offset)
{
	return value != NULL && (mime_plain_date(value, ret_date, ret_utc_offset) ||
					parse_date(value, ret_date, ret_utc_offset));
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
	decoded = g_mime_utils_header_decode_text(NULL, value);
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
