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

/* Takes in "method [/version] = result property…". */
static void
take_result(Verdicts *verdicts, const char *part)
{
	const char *method = part + strspn(part, " \t");
	Verdict *verdict = verdict_of(verdicts, method, strcspn(method, " \t/="));
	const char *result = strchr(method, '=');
	gsize length = 0;

	if (verdict == NULL || result == NULL)
		return;
	result += 1 + strspn(result + 1, " \t");
	length = strcspn(result, " \t");
	verdict->passed |= length == 4 && strncmp(result, "pass", length) == 0;
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

bool
record_is_unverified(const HeaderBlock *block, const char *authserv_id)
{
	Verdicts all = { 0 };

	if (authserv_id == NULL)
		return false;
	/* What stands below the first Received came with the mail: anyone may have written
	 * it. */
	for (guint i = 0; i < block->n_fields; i++) {
		const HeaderField *field = &block->fields[i];

		if (strcmp(field->name, "received") == 0)
			break;
		if (strcmp(field->name, "authentication-results") == 0)
			take_field(&all, field->value, authserv_id);
	}
	return all.dmarc.failed ||
	       (!all.dmarc.passed && all.spf.failed && !all.spf.passed && all.dkim.failed &&
		       !all.dkim.passed);
}
