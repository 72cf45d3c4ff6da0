#include "indexer/summary.h"

#include <string.h>

void
summary_init(Summary *summary)
{
	*summary = (Summary){ .people = g_hash_table_new(NULL, NULL),
		.start = g_get_monotonic_time() };
}

void
summary_clear(Summary *summary)
{
	g_clear_pointer(&summary->people, g_hash_table_unref);
}

/* Not the addresses themselves: there may be a hundred thousand of them. */
static gpointer
hash(const char *email)
{
	guint64 sum = G_GUINT64_CONSTANT(14695981039346656037);

	for (; *email != '\0'; email++)
		sum = (sum ^ (guint8)*email) * G_GUINT64_CONSTANT(1099511628211);
	return GSIZE_TO_POINTER(sum);
}

/* List mail to the user is left out: whether it counts is seen when all is read. */
void
summary_add(Summary *summary, const Record *record)
{
	summary->messages++;
	for (guint i = 0; i < record->interactions->len; i++) {
		const Interaction *interaction = record->interactions->pdata[i];

		if (interaction->rule == RULE_IN_THREAD)
			continue;
		summary->interactions++;
		g_hash_table_add(summary->people, hash(interaction->email));
	}
}

char *
summary_number(guint64 number)
{
	g_autofree char *digits = g_strdup_printf("%" G_GUINT64_FORMAT, number);
	gsize n = strlen(digits);
	GString *grouped = g_string_sized_new(n + n / 3);

	for (gsize i = 0; i < n; i++) {
		if (i > 0 && (n - i) % 3 == 0)
			g_string_append_c(grouped, ',');
		g_string_append_c(grouped, digits[i]);
	}
	return g_string_free(grouped, FALSE);
}

/* Adds "1 message read" or "20,000 messages read" to the line. */
static void
append(GString *line, const char *separator, guint64 count, const char *one,
	const char *many)
{
	g_autofree char *number = summary_number(count);

	g_string_append_printf(line, "%s%s %s", separator, number, count == 1 ? one : many);
}

static void
append_if_any(GString *line, guint64 count, const char *words)
{
	if (count > 0)
		append(line, ", ", count, words, words);
}

static bool
is_empty(const Summary *summary)
{
	return summary->messages == 0 && summary->withdrawn == 0 && summary->gone == 0 &&
	       summary->pruned == 0 && summary->vanished == 0 && summary->unreadable == 0;
}

char *
summary_line(const Summary *summary)
{
	GString *line = NULL;

	if (is_empty(summary))
		return g_strdup("nothing new");
	line = g_string_new(NULL);
	append(line, "", summary->messages, "message read", "messages read");
	append(line, ", ", summary->interactions, "interaction", "interactions");
	append(line, " with ", g_hash_table_size(summary->people), "person found",
		"people found");
	append_if_any(line, summary->withdrawn, "withdrawn");
	append_if_any(line, summary->gone, "gone from the mail store");
	append_if_any(line, summary->pruned, "pruned");
	append_if_any(line, summary->vanished, "vanished");
	append_if_any(line, summary->unreadable, "unreadable");
	g_string_append_printf(
		line, " in %.1f s", (g_get_monotonic_time() - summary->start) / 1e6);
	return g_string_free(line, FALSE);
}
