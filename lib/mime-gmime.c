#include <gmime/gmime.h>

#include "lib/mime-private.h"

/* What of this module needs GMime. */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(InternetAddressList, g_object_unref)

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
			mime_add_address(addresses, email_of(entry),
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
		*ret_name = mime_clean_name(internet_address_get_name(only), email);
	return email;
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

static char *
text(const char *value)
{
	return g_mime_utils_header_decode_text(NULL, value);
}

static char *
phrase(const char *value)
{
	return g_mime_utils_header_decode_phrase(NULL, value);
}

__attribute__((visibility("default"))) const MimeReader mime_reader = {
	.init = g_mime_init,
	.addresses = add_parsed,
	.address = parsed_address,
	.date = parse_date,
	.text = text,
	.phrase = phrase,
};
