#include <stdio.h>

#include "plugin/card.h"
#include "plugin/suggestion.h"
#include "plugin/terminal.h"
#include "plugin/who.h"
#include "plugin/wording.h"

static char *
undeliverable(const Shown *shown)
{
	const Candidate *candidate = shown->suggestion->candidate;
	const char *email = shown->bounced;

	return wording_undeliverable(email != NULL ? email : candidate->contact->name,
		candidate->standing.bounced_since, shown->other);
}

char *
shown_evidence(const Shown *shown, Reason reason, Instant now)
{
	const Suggestion *suggestion = shown->suggestion;
	const Candidate *candidate = suggestion->candidate;

	switch (reason) {
	case REASON_PLANNED:
		return wording_planned(suggestion->reminder, now);
	case REASON_RSVP:
		return wording_rsvp(candidate, now);
	case REASON_OWED:
		return wording_owed(candidate, shown->owed, now);
	case REASON_AWAITING:
		return wording_awaiting(candidate, shown->awaiting, now);
	case REASON_UNDELIVERABLE:
		return undeliverable(shown);
	case REASON_OCCASION:
		return wording_occasion(candidate, suggestion->occasion, now);
	case REASON_DRIFTING:
		return wording_drifting(suggestion, now);
	default:
		return wording_lapsed(suggestion, now);
	}
}

static void
print_reasons(const Shown *shown, Instant now, Printer *printer)
{
	print_begin_list(printer);
	for (Reason i = 0; i < N_REASONS; i++) {
		g_autofree char *evidence = NULL;

		if (!shown_has(shown, i))
			continue;
		evidence = shown_evidence(shown, i, now);
		print_begin_map(printer);
		print_key(printer, "reason");
		print_string(printer, reason_name(i));
		print_key(printer, "since");
		print_instant(printer, shown->suggestion->since[i]);
		print_key(printer, "evidence");
		print_string(printer, evidence);
		print_end_map(printer);
	}
	print_end_list(printer);
}

/* What a script may want to act on: the reminder to remove, the kind of wishes. */
static void
print_causes(const Shown *shown, Instant now, Printer *printer)
{
	const Suggestion *suggestion = shown->suggestion;

	print_key(printer, "reminder");
	if (shown_has(shown, REASON_PLANNED))
		card_print_reminder(
			printer, suggestion->reminder, &suggestion->candidate->standing);
	else
		print_null(printer);
	print_key(printer, "occasion");
	if (shown_has(shown, REASON_OCCASION))
		card_print_occasion(printer, suggestion->occasion, now);
	else
		print_null(printer);
}

void
shown_print(const Shown *shown, Instant now, Printer *printer)
{
	const Candidate *candidate = shown->suggestion->candidate;

	print_begin_map(printer);
	print_key(printer, "contact");
	who_print(printer, candidate->contact);
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
	card_print_utc_offset(printer, &candidate->standing);
	card_print_usual_hour(printer, &candidate->standing);
	print_causes(shown, now, printer);
	card_print_proposal(printer, candidate);
	print_end_map(printer);
}

static void
write_head(const Shown *shown)
{
	const Contact *contact = shown->suggestion->candidate->contact;
	g_autofree char *title =
		g_strdup_printf("(%s, %s):", contact->slug, contact->class_name);
	g_autoptr(GString) reasons = g_string_new(NULL);
	int column = 0;

	for (Reason i = 0; i < N_REASONS; i++)
		if (shown_has(shown, i))
			g_string_append_printf(reasons, "%s%s",
				reasons->len > 0 ? ", " : "", reason_name(i));
	column = terminal_piece(column, STYLE_NAME, contact->name);
	column = terminal_piece(column, STYLE_NONE, title);
	terminal_piece(column, STYLE_CALL, reasons->str);
	putchar('\n');
}

static void
write_sentence(const char *wording)
{
	g_autofree char *sentence = wording_sentence(wording);

	terminal_put(2, sentence);
}

/* The date of the letter that the sentences above the last have spoken of. */
static Instant
told(const Shown *shown)
{
	const Standing *standing = &shown->suggestion->candidate->standing;
	Instant last = shown->suggestion->last_contact;
	bool owed = shown_has(shown, REASON_OWED) && standing->owed_since == last;
	bool rsvp = shown_has(shown, REASON_RSVP) && standing->rsvp_since == last;
	bool awaiting =
		shown_has(shown, REASON_AWAITING) && standing->awaiting_since == last;

	return owed || rsvp || awaiting ? last : WHEN_NEVER;
}

static bool
is_of_clock(Reason reason)
{
	return reason == REASON_OVERDUE || reason == REASON_DRIFTING ||
	       reason == REASON_DUE || reason == REASON_DUE_SOON;
}

/* What the clocks say is one sentence, whichever of their reasons hold. */
static void
write_reasons(const Shown *shown, Instant now)
{
	g_autofree char *silence = wording_silence(shown->suggestion, told(shown), now);
	g_autofree char *clock = wording_their_clock(shown->suggestion->candidate, now);

	for (Reason i = 0; i < N_REASONS; i++) {
		g_autofree char *evidence = NULL;

		if (!shown_has(shown, i) || is_of_clock(i))
			continue;
		evidence = shown_evidence(shown, i, now);
		write_sentence(evidence);
	}
	if (silence != NULL)
		write_sentence(silence);
	if (clock != NULL)
		write_sentence(clock);
}

void
shown_write(const Shown *shown, Instant now)
{
	g_autofree char *subject = NULL;

	write_head(shown);
	write_reasons(shown, now);
	if (shown->subject == NULL || shown->subject[0] == '\0')
		return;
	subject = g_strconcat("Subject: ", shown->subject, NULL);
	fputs(terminal_style(STYLE_FAINT), stdout);
	terminal_put(2, subject);
	fputs(terminal_style(STYLE_NONE), stdout);
}
