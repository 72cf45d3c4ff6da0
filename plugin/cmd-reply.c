#include <stdio.h>
#include <string.h>

#include "lib/error.h"
#include "lib/session.h"
#include "lib/text.h"
#include "plugin/anchor.h"
#include "plugin/commands.h"
#include "plugin/draft.h"
#include "plugin/insert.h"
#include "plugin/usage.h"
#include "plugin/who.h"

static void
warn(const char *message, const char *value)
{
	g_autofree char *shown = text_visible(value);

	fprintf(stderr, "notmuch-cadence: %s: %s\n", message, shown);
}

/* The first of the user's own addresses in `addresses`, or NULL. Borrowed. */
static const char *
own_among(GPtrArray *addresses, const Settings *settings)
{
	for (guint i = 0; i < addresses->len; i++) {
		const Address *address = addresses->pdata[i];

		if (settings_is_own(settings, address->email))
			return address->email;
	}
	return NULL;
}

/* The identity they last wrote to; else the one the user wrote the anchor with; else the
 * primary one. New; NULL if nothing says who the user is. */
static char *
own_identity(const Anchor *anchor, const Settings *settings)
{
	const Letter *latest = anchor->latest;
	const char *own = latest == NULL ? NULL : own_among(latest->to, settings);

	if (own == NULL && latest != NULL)
		own = own_among(latest->cc, settings);
	if (own == NULL && anchor->is_own)
		own = own_among(anchor->letter->from, settings);
	return own != NULL ? g_strdup(own) : mime_address(settings->primary_email, NULL);
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
warn_of_anchor(const Anchor *anchor, const Contact *contact)
{
	if (anchor->is_another) {
		g_autofree char *what = g_strdup_printf("%s, this draft %s",
			anchor->is_gone ? "the letter to answer has left the mail store"
					: "the message to answer is no mail of theirs",
			anchor->letter != NULL ? "answers another"
					       : "begins a new conversation");

		warn(what, contact->name);
	}
	if (anchor->bounces)
		warn("mail to this address came back, and no other of theirs is known",
			anchor->to);
	warn_of_reply_to(anchor, contact);
}

static char *
compose(Session *session, const Suggestion *suggestion, const Anchor *anchor,
	const char *from, GPtrArray *topics, Instant now, GError **error)
{
	const Contact *contact = suggestion->candidate->contact;
	const Letter *letter = anchor->letter;
	const DraftSource source = { .contact = contact,
		.suggestion = suggestion,
		.anchor = letter,
		.anchor_is_own = anchor->is_own,
		.user_name = session->settings->user_name,
		.topics = topics,
		.now = now };
	g_autoptr(GDateTime) local = g_date_time_new_from_unix_local(now);
	g_auto(GStrv) references = letter == NULL ? NULL : draft_references(letter);
	g_autofree char *subject =
		letter == NULL ? g_strdup("") : draft_subject(letter->subject);
	g_autofree char *body = draft_body(&source);
	const Draft draft = {
		.from_name = session->settings->user_name,
		.from_email = from,
		.to_name = strcmp(contact->name, anchor->to) == 0 ? NULL : contact->name,
		.to_email = anchor->to,
		.subject = subject,
		.in_reply_to = letter == NULL ? NULL : letter->message_id,
		.references = (const char *const *)references,
		.date = now,
		.utc_offset = (int)(g_date_time_get_utc_offset(local) / G_TIME_SPAN_MINUTE),
		.body = body,
	};

	return letter_write(&draft, error);
}

static char *
draft(Session *session, const Contact *contact, GError **error)
{
	Instant now = cli_common()->now;
	g_autoptr(Candidate) candidate =
		store_candidate(session->store, contact->id, now, error);
	g_autoptr(GPtrArray) topics =
		store_remarks(session->store, REMARK_TOPIC, contact->id, error);
	g_autoptr(Anchor) anchor = NULL;
	g_autofree char *from = NULL;
	ReplyTimes global;
	Suggestion suggestion;

	if (candidate == NULL || topics == NULL ||
		!store_reply_times(session->store, &global, error))
		return NULL;
	suggestion = suggest_evaluate(candidate, &global, now);
	anchor = anchor_find(session, &suggestion, error);
	if (anchor == NULL)
		return NULL;
	from = own_identity(anchor, session->settings);
	if (from == NULL) {
		g_set_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG,
			"nothing says who you are: run \"notmuch config set "
			"user.primary_email YOUR-ADDRESS\"");
		return NULL;
	}
	warn_of_anchor(anchor, contact);
	return compose(session, &suggestion, anchor, from, topics, now, error);
}

/* The contact to write to, unless the user asked never to be led to do so. */
static Contact *
find_recipient(Store *store, const char *who, GError **error)
{
	g_autoptr(Contact) contact = who_find(store, who, error);

	if (contact == NULL || contact->do_not_contact == WHEN_NEVER)
		return g_steal_pointer(&contact);
	usage_fail(error,
		"%s is marked do-not-contact: \"notmuch cadence resume %s\" takes that "
		"back",
		contact->slug, contact->slug);
	return NULL;
}

static bool
save(const Settings *settings, const Contact *contact, const char *text, GError **error)
{
	if (!insert_draft(cli_common()->config, settings->draft_folder, text, error))
		return false;
	fprintf(stderr, "notmuch-cadence: draft to %s saved in %s\n", contact->slug,
		settings->draft_folder);
	return true;
}

static bool
run(int argc, char *argv[], GError **error)
{
	gboolean into_folder = false;
	const GOptionEntry options[] = {
		{ "save", 0, 0, G_OPTION_ARG_NONE, &into_folder,
			"put the draft into the drafts folder", NULL },
		{ NULL, 0, 0, 0, NULL, NULL, NULL },
	};
	g_autoptr(Session) session = NULL;
	g_autoptr(Contact) contact = NULL;
	g_autofree char *text = NULL;

	if (!cli_options(options, &argc, &argv, error) ||
		!usage_arguments(argc, argv, 1, "one contact", error))
		return false;
	session = session_open(SESSION_MAIL, STORE_READ, error);
	if (session == NULL)
		return false;
	contact = find_recipient(session->store, argv[1], error);
	if (contact == NULL)
		return false;
	text = draft(session, contact, error);
	if (text == NULL)
		return false;
	if (into_folder)
		return save(session->settings, contact, text, error);
	fputs(text, stdout);
	return true;
}

const Command cmd_reply = {
	.name = "reply",
	.synopsis = "WHO",
	.summary = "write the draft of a letter, in the right thread",
	.run = run,
};
