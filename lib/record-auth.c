#include <string.h>

#include "lib/record-private.h"

/* Authentication-Results (RFC 8601), as far as the question goes whether to believe From:.
 */

typedef struct {
	bool passed;
	bool failed;
} Verdict;

typedef struct {
	Verdict dmarc, spf, dkim;
	const char *domain; /* whose signature is asked for, or NULL */
	bool signed_by_it;
} Verdicts;

/* `value` without comments and quotation marks, lower case. What stands within quotes is
 * kept from being read as syntax. New. */
static char *
strip(const char *value)
{
	GString *out = g_string_sized_new(strlen(value));
	int depth = 0;
	bool quoted = false;

	for (const char *p = value; *p != '\0'; p++) {
		bool escaped = *p == '\\' && p[1] != '\0' && (quoted || depth > 0);

		p += escaped;
		if (!escaped && *p == '"' && depth == 0)
			quoted = !quoted;
		else if (!escaped && *p == '(' && !quoted)
			depth++;
		else if (!escaped && *p == ')' && !quoted && depth > 0)
			depth--;
		else if (depth == 0)
			g_string_append_c(out, quoted && strchr("; =\t", *p) != NULL
						       ? '_'
						       : g_ascii_tolower(*p));
	}
	return g_string_free(out, FALSE);
}

/* Whether `part`, the first of a field, is `authserv_id`, with or without a version. */
static bool
is_from(const char *part, const char *authserv_id)
{
	gsize length = 0;

	part += strspn(part, " \t");
	length = strcspn(part, " \t");
	return length == strlen(authserv_id) &&
	       g_ascii_strncasecmp(part, authserv_id, length) == 0 &&
	       strspn(part + length, " \t0123456789") == strlen(part + length);
}

static Verdict *
verdict_of(Verdicts *verdicts, const char *method, gsize length)
{
	if (length == 5 && strncmp(method, "dmarc", length) == 0)
		return &verdicts->dmarc;
	if (length == 3 && strncmp(method, "spf", length) == 0)
		return &verdicts->spf;
	if (length == 4 && strncmp(method, "dkim", length) == 0)
		return &verdicts->dkim;
	return NULL;
}

/* Whether `domain` is `wanted` or within it. */
static bool
is_within(const char *domain, const char *wanted)
{
	gsize length = strlen(domain), size = strlen(wanted);

	return g_str_has_suffix(domain, wanted) &&
	       (length == size || domain[length - size - 1] == '.');
}

/* Whether the properties of a result say "header.d=" `wanted`. */
static bool
names_domain(const char *properties, const char *wanted)
{
	g_auto(GStrv) words = g_strsplit_set(properties, " \t", -1);

	for (char **word = words; *word != NULL; word++)
		if (g_str_has_prefix(*word, "header.d=") &&
			is_within(*word + strlen("header.d="), wanted))
			return true;
	return false;
}

/* Takes in "method [/version] = result property…". */
static void
take_result(Verdicts *verdicts, const char *part)
{
	const char *method = part + strspn(part, " \t");
	Verdict *verdict = verdict_of(verdicts, method, strcspn(method, " \t/="));
	const char *result = strchr(method, '=');
	gsize length = 0;
	bool passed = false;

	if (verdict == NULL || result == NULL)
		return;
	result += 1 + strspn(result + 1, " \t");
	length = strcspn(result, " \t");
	passed = length == 4 && strncmp(result, "pass", length) == 0;
	verdict->passed |= passed;
	if (verdict == &verdicts->dkim && passed && verdicts->domain != NULL)
		verdicts->signed_by_it |= names_domain(result + length, verdicts->domain);
	verdict->failed |= length == 4 && strncmp(result, "fail", length) == 0;
}

static void
take_field(Verdicts *verdicts, const char *value, const char *authserv_id)
{
	g_autofree char *plain = strip(value);
	g_auto(GStrv) parts = g_strsplit(plain, ";", -1);

	if (parts[0] == NULL || !is_from(parts[0], authserv_id))
		return;
	for (char **part = parts + 1; *part != NULL; part++)
		take_result(verdicts, *part);
}

/* What stands below the first Received came with the mail: anyone may have written it. */
static void
take_all(Verdicts *verdicts, const HeaderBlock *block, const char *authserv_id)
{
	for (guint i = 0; i < block->n_fields; i++) {
		const HeaderField *field = &block->fields[i];

		if (header_is(field, "received"))
			break;
		if (header_is(field, "authentication-results"))
			take_field(verdicts, field->value, authserv_id);
	}
}

bool
record_is_unverified(const HeaderBlock *block, const char *authserv_id)
{
	Verdicts all = { 0 };

	if (authserv_id == NULL)
		return false;
	take_all(&all, block, authserv_id);
	return all.dmarc.failed ||
	       (!all.dmarc.passed && all.spf.failed && !all.spf.passed && all.dkim.failed &&
		       !all.dkim.passed);
}

bool
record_is_signed_by(const HeaderBlock *block, const char *authserv_id, const char *domain)
{
	Verdicts all = { .domain = domain };

	take_all(&all, block, authserv_id);
	return all.signed_by_it;
}
