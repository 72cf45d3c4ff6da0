#pragma once

#include <glib.h>
#include <stdbool.h>

#include "lib/when.h"

/* Meaning of single header values, through GMime's own parsers. Values come from header.h:
 * raw, unfolded, bounded. Every function is safe to call from any thread. GMime is loaded
 * when the first value needs it. */

enum { MIME_MAX_ADDRESSES = 1000 }; /* of one field; the rest is counted, not kept */

typedef struct {
	char *email; /* normalized: lower case, domain as IDNA ASCII; never NULL or empty */
	char *name;  /* decoded and text_clean()ed; "" if there is none */
} Address;

/* The shared object of what needs GMime; see object.h. */
#define MIME_OBJECT "notmuch-cadence-mime.so"

/* Loads GMime now. CADENCE_ERROR_CONFIG if it cannot be: where nobody asked, values that
 * need it are taken for broken ones. */
bool mime_init(GError **error);

/* For those who read much: keeps the converters of common charsets loaded until it is
 * released. glibc else loads and unloads a shared object for each word that is encoded in
 * one, which took a fifth of the time of a first index. Costs a few milliseconds. New. */
typedef struct MimeCharsets MimeCharsets;
MimeCharsets *mime_hold_charsets(void);
void mime_release_charsets(MimeCharsets *held);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(MimeCharsets, mime_release_charsets)

/* The mailboxes of an address field, groups flattened, in order, without duplicates of the
 * same email. A new array of Address, g_ptr_array_unref() it; empty for NULL, for broken
 * and for empty values: a broken field gives fewer addresses, never a failure. `*ret_more`,
 * if not NULL, is set to how many were left out by MIME_MAX_ADDRESSES. A field with more
 * than 100 colons outside quotes and comments gives none (GMime recurses on groups). */
GPtrArray *mime_addresses(const char *value, guint *ret_more);

/* `typed` as the one normalized address it is ("ada@example.org", "Ada <ada@example.org>"),
 * new; or NULL if it is not exactly one address. `ret_name`, if not NULL: its name, new. */
char *mime_address(const char *typed, char **ret_name);

/* A copy of `email` without "+detail" in its local part, if it has one. */
char *mime_without_detail(const char *email);

/* RFC 5322 date, RFC 2822 leniently. False if there is none to be understood (NULL too);
 * else seconds, and the offset in minutes east of UTC (0 if it was absurd). Not yet
 * clamped. */
bool mime_date(const char *value, Instant *ret_date, int *ret_utc_offset);

/* Unstructured text (a subject), decoded and text_clean()ed but not cut. New. */
char *mime_text(const char *value);

/* The Message-IDs of a References, In-Reply-To or Message-ID value, without the brackets:
 * only those of printable ASCII without space, '<' and '>'. New, NULL-terminated. */
char **mime_ids(const char *value);
