#include "filter/deliver.h"

#include <stdio.h>

#include "filter/head.h"
#include "filter/judge.h"
#include "filter/mark.h"
#include "lib/error.h"

/* Turns trouble of our own into a line for whoever reads the delivery agent's log, or with
 * `strict` into a request to try again. */
static bool
tolerate(bool strict, const GError *trouble, GError **error)
{
	if (strict) {
		g_set_error_literal(
			error, CADENCE_ERROR, CADENCE_ERROR_BUSY, trouble->message);
		return false;
	}
	g_printerr("%s: %s\n", g_get_prgname(), trouble->message);
	return true;
}

/* *ret_verdict NULL: there was trouble, and it is to be tolerated. */
static bool
judge(const Head *head, bool strict, Verdict **ret_verdict, GError **error)
{
	g_autoptr(GError) trouble = NULL;

	*ret_verdict = judge_message(head->raw->data, head->raw->len, &trouble);
	return *ret_verdict != NULL || tolerate(strict, trouble, error);
}

bool
deliver_pipe(bool strict, GError **error)
{
	g_auto(Head) head = { 0 };
	g_autoptr(Verdict) verdict = NULL;

	if (!head_read(&head, error) || !judge(&head, strict, &verdict, error))
		return false;
	if (verdict != NULL)
		mark_head(head.clean, verdict->classes);
	return head_copy(&head, verdict != NULL, error);
}

bool
deliver_match(bool strict, bool *ret_tracked, GError **error)
{
	g_auto(Head) head = { 0 };
	g_autoptr(Verdict) verdict = NULL;

	if (!head_read(&head, error) || !head_drain(&head, error) ||
		!judge(&head, strict, &verdict, error))
		return false;
	*ret_tracked = verdict != NULL && verdict->classes->len > 0;
	return true;
}

bool
deliver_print_tags(bool strict, GError **error)
{
	g_auto(Head) head = { 0 };
	g_autoptr(Verdict) verdict = NULL;
	g_autofree char *tags = NULL;

	if (!head_read(&head, error) || !head_drain(&head, error) ||
		!judge(&head, strict, &verdict, error))
		return false;
	if (verdict == NULL)
		return true;
	tags = mark_tags(verdict->tag_prefix, verdict->classes);
	printf("%s\n", tags);
	return true;
}
