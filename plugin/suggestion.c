#include "plugin/suggestion.h"

#include <stdio.h>

#include "lib/letter.h"
#include "lib/text.h"
#include "plugin/card.h"
#include "plugin/event.h"
#include "plugin/terminal.h"
#include "plugin/who.h"
#include "plugin/wording.h"

/* The sentence of `found` that asks, or NULL: the first of its files that can be read
 * speaks for it. */
static char *
read_question(const MailboxFound *found, const Languages *languages)
{
	for (guint i = 0; found->files[i] != NULL; i++) {
		g_autoptr(Letter) letter = letter_read(found->files[i], NULL);
		g_autofree char *text = NULL;

		if (letter == NULL)
			continue;
		text = letter_new_text(letter->text);
		return letter_question(text, languages);
	}
	return NULL;
}

/* The mail in row `row` of the store, or NULL if it is not at hand. */
static bool
find_mail(Session *session, int64_t row, StoredMessage **ret_message,
	MailboxFound **ret_found, GError **error)
{
	Mailbox *mailbox;

	if (row == 0)
		return true;
	if (!store_message(session->store, row, ret_message, error))
		return false;
	if (*ret_message == NULL || (*ret_message)->message_id == NULL)
		return true;
	mailbox = session_mailbox(session, NULL);
	if (mailbox != NULL)
		mailbox_find(mailbox, (*ret_message)->message_id, ret_found, NULL);
	return true;
}

bool
shown_question(Session *session, int64_t row, char **ret_question, GError **error)
{
	g_autoptr(StoredMessage) message = NULL;
	g_autoptr(MailboxFound) found = NULL;
	const Languages *languages = NULL;

	if (!find_mail(session, row, &message, &found, error))
		return false;
	if (found == NULL)
		return true;
	languages = session_languages(session, error);
	if (languages != NULL)
		*ret_question = read_question(found, languages);
	return languages != NULL;
}

static bool
load_anchor(Session *session, Shown *shown, GError **error)
{
	g_autoptr(StoredMessage) message = NULL;
	g_autoptr(MailboxFound) found = NULL;

	if (!find_mail(session, shown->suggestion->message, &message, &found, error))
		return false;
	if (message != NULL && message->message_id != NULL) {
		shown->message_id = g_steal_pointer(&message->message_id);
		shown->thread_id = event_thread(message->thread);
	}
	if (found != NULL) {
		g_free(shown->thread_id);
		shown->thread_id = g_steal_pointer(&found->thread);
		shown->subject = g_steal_pointer(&found->subject);
	}
	return true;
}

static bool
has_reason(const Suggestion *suggestion, Reason reason)
{
	return (suggestion->reasons & 1u << reason) != 0;
}

Shown *
shown_new(Session *session, const Suggestion *suggestion, GError **error)
{
	const Standing *standing = &suggestion->candidate->standing;
	g_autoptr(Shown) shown = g_new0(Shown, 1);

	shown->suggestion = suggestion;
	if (!load_anchor(session, shown, error))
		return NULL;
	if (has_reason(suggestion, REASON_OWED) &&
		!shown_question(session, standing->owed_message, &shown->owed, error))
		return NULL;
	if (has_reason(suggestion, REASON_AWAITING) &&
		!shown_question(
			session, standing->awaiting_message, &shown->awaiting, error))
		return NULL;
	return g_steal_pointer(&shown);
}

void
shown_free(Shown *shown)
{
	g_free(shown->message_id);
	g_free(shown->thread_id);
	g_free(shown->subject);
	g_free(shown->owed);
	g_free(shown->awaiting);
	g_free(shown);
}

char *
shown_evidence(const Shown *shown, Reason reason, Instant now)
{
	const Candidate *candidate = shown->suggestion->candidate;

	switch (reason) {
	case REASON_OWED:
		return wording_owed(candidate, shown->owed, now);
	case REASON_AWAITING:
		return wording_awaiting(candidate, shown->awaiting, now);
	default:
		return wording_silence(shown->suggestion, now);
	}
}

static void
print_reasons(const Shown *shown, Instant now, Printer *printer)
{
	const Suggestion *suggestion = shown->suggestion;

	print_begin_list(printer);
	for (Reason i = 0; i < N_REASONS; i++) {
		g_autofree char *evidence = NULL;

		if (!has_reason(suggestion, i))
			continue;
		evidence = shown_evidence(shown, i, now);
		print_begin_map(printer);
		print_key(printer, "reason");
		print_string(printer, reason_name(i));
		print_key(printer, "since");
		print_instant(printer, suggestion->since[i]);
		print_key(printer, "evidence");
		print_string(printer, evidence);
		print_end_map(printer);
	}
	print_end_list(printer);
}

void
shown_print(const Shown *shown, Instant now, Printer *printer)
{
	print_begin_map(printer);
	print_key(printer, "contact");
	who_print(printer, shown->suggestion->candidate->contact);
	print_key(printer, "reason");
	print_string(printer, reason_name(shown->suggestion->reason));
	print_key(printer, "reasons");
	print_reasons(shown, now, printer);
	card_print_clocks(printer, shown->suggestion);
	print_key(printer, "message_id");
	print_string(printer, shown->message_id);
	print_key(printer, "thread_id");
	print_string(printer, shown->thread_id);
	print_key(printer, "subject");
	print_string(printer, shown->subject);
	print_end_map(printer);
}

static char *
reason_words(const Suggestion *suggestion)
{
	GString *words = g_string_new(NULL);

	for (Reason i = 0; i < N_REASONS; i++)
		if (has_reason(suggestion, i))
			g_string_append_printf(
				words, "%s%s", words->len > 0 ? ", " : "", reason_name(i));
	return g_string_free(words, FALSE);
}

static void
write_evidence(const Shown *shown, Reason reason, Instant now)
{
	g_autofree char *evidence = shown_evidence(shown, reason, now);
	g_autofree char *sentence = wording_sentence(evidence);

	terminal_put(2, sentence);
}

void
shown_write(const Shown *shown, Instant now)
{
	const Suggestion *suggestion = shown->suggestion;
	const Contact *contact = suggestion->candidate->contact;
	g_autofree char *name = text_visible(contact->name);
	g_autofree char *class_name = text_visible(contact->class_name);
	g_autofree char *reasons = reason_words(suggestion);

	printf("%s%s%s (%s, %s): %s%s%s\n", terminal_style(STYLE_NAME), name,
		terminal_style(STYLE_NONE), contact->slug, class_name,
		terminal_style(STYLE_CALL), reasons, terminal_style(STYLE_NONE));
	if (has_reason(suggestion, REASON_OWED))
		write_evidence(shown, REASON_OWED, now);
	if (has_reason(suggestion, REASON_AWAITING))
		write_evidence(shown, REASON_AWAITING, now);
	write_evidence(shown, REASON_DUE, now);
	if (shown->subject != NULL && shown->subject[0] != '\0') {
		g_autofree char *subject = g_strconcat("Subject: ", shown->subject, NULL);

		fputs(terminal_style(STYLE_FAINT), stdout);
		terminal_put(2, subject);
		fputs(terminal_style(STYLE_NONE), stdout);
	}
}
