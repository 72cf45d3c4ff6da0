#include "plugin/reply-warn.h"

#include <stdio.h>

#include "lib/text.h"

static void
warn(const char *message, const char *value)
{
	g_autofree char *shown = text_visible(value);

	fprintf(stderr, "notmuch-cadence: %s: %s\n", message, shown);
}

static void
warn_of_reply_to(const Anchor *anchor, const Contact *contact)
{
	GPtrArray *reply_to =
		anchor->letter == NULL || anchor->is_own ? NULL : anchor->letter->reply_to;
	const Address *first =
		reply_to == NULL || reply_to->len == 0 ? NULL : reply_to->pdata[0];

	if (first != NULL &&
		!g_strv_contains((const char *const *)contact->addresses, first->email))
		warn("their letter asks for answers at another address (Reply-To), which "
		     "this draft does not use",
			first->email);
}

static void
warn_of_letter(const Anchor *anchor, const Contact *contact)
{
	g_autofree char *what = NULL;

	if (!anchor->is_another)
		return;
	what = g_strdup_printf("%s, this draft %s",
		anchor->is_gone ? "the letter to answer has left the mail store"
				: "the message to answer is no mail of theirs",
		anchor->letter != NULL ? "answers another" : "begins a new conversation");
	warn(what, contact->name);
}

void
reply_warn(const Anchor *anchor, const Contact *contact, bool is_reply)
{
	if (anchor->bounces)
		warn("mail to this address came back, and no other of theirs is known",
			anchor->to);
	if (anchor->letter == NULL || is_reply)
		warn_of_letter(anchor, contact);
	if (is_reply)
		warn_of_reply_to(anchor, contact);
}
