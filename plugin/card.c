#include "plugin/card.h"

#include "lib/clock.h"
#include "plugin/who.h"

void
card_print_clocks(Printer *printer, const Suggestion *suggestion)
{
	const Standing *standing = &suggestion->candidate->standing;

	print_key(printer, "ratio");
	print_real(printer, suggestion->ratio);
	print_key(printer, "cadence_days");
	print_int(printer, when_interval_days(suggestion->candidate->contact->cadence));
	print_key(printer, "rhythm_days");
	if (standing->rhythm_days > 0)
		print_real(printer, standing->rhythm_days);
	else
		print_null(printer);
	print_key(printer, "last_in");
	print_instant(printer, standing->last_in);
	print_key(printer, "last_out");
	print_instant(printer, standing->last_out);
	print_key(printer, "last_contact");
	print_instant(printer, suggestion->last_contact);
	print_key(printer, "due");
	print_instant(printer, suggestion->due);
}

void
card_print_utc_offset(Printer *printer, const Standing *standing)
{
	print_key(printer, "utc_offset");
	if (standing->has_utc_offset)
		print_int(printer, standing->utc_offset * 60);
	else
		print_null(printer);
}

void
card_print_usual_hour(Printer *printer, const Standing *standing)
{
	print_key(printer, "usual_hour");
	if (standing->usual_hour >= 0)
		print_int(printer, standing->usual_hour);
	else
		print_null(printer);
}

void
card_print_proposal(Printer *printer, const Candidate *candidate)
{
	int days = when_interval_days(suggest_cadence(candidate));

	print_key(printer, "proposal");
	if (days == 0) {
		print_null(printer);
		return;
	}
	print_begin_map(printer);
	print_key(printer, "cadence_days");
	print_int(printer, days);
	print_key(printer, "pace_days");
	print_real(printer, candidate->standing.pace_days);
	print_end_map(printer);
}

static void
print_counts(Printer *printer, const int *counts)
{
	print_begin_map(printer);
	for (Count i = 0; i < N_COUNTS; i++) {
		print_key(printer, count_name(i));
		print_int(printer, counts[i]);
	}
	print_end_map(printer);
}

static bool
print_reply_hours(
	Printer *printer, Store *store, const Candidate *candidate, GError **error)
{
	int64_t id = candidate->contact->id;
	double theirs = 0, mine = 0;

	if (!store_reply_median(store, id, true, &theirs, error) ||
		!store_reply_median(store, id, false, &mine, error))
		return false;
	print_begin_map(printer);
	print_key(printer, "theirs");
	candidate->standing.n_theirs > 0 ? print_real(printer, theirs)
					 : print_null(printer);
	print_key(printer, "mine");
	candidate->standing.n_mine > 0 ? print_real(printer, mine) : print_null(printer);
	print_end_map(printer);
	return true;
}

static bool
print_remarks(
	Printer *printer, Store *store, RemarkKind kind, int64_t contact, GError **error)
{
	g_autoptr(GPtrArray) remarks = store_remarks(store, kind, contact, error);

	if (remarks == NULL)
		return false;
	print_begin_list(printer);
	for (guint i = 0; i < remarks->len; i++) {
		const Remark *remark = g_ptr_array_index(remarks, i);

		print_begin_map(printer);
		print_key(printer, "id");
		print_int(printer, remark->id);
		print_key(printer, "date");
		print_instant(printer, remark->date);
		print_key(printer, "text");
		print_string(printer, remark->text);
		print_end_map(printer);
	}
	print_end_list(printer);
	return true;
}

static bool
print_balance(Printer *printer, Store *store, int64_t contact, Instant now, GError **error)
{
	int in = 0, out = 0;
	double even;

	if (!card_balance(store, contact, now, &in, &out, error))
		return false;
	even = clock_reciprocity(in, out);
	print_key(printer, "reciprocity");
	print_begin_map(printer);
	print_key(printer, "in");
	print_int(printer, in);
	print_key(printer, "out");
	print_int(printer, out);
	print_key(printer, "ratio");
	even >= 0 ? print_real(printer, even) : print_null(printer);
	print_end_map(printer);
	return true;
}

static bool
print_rest(Printer *printer, Store *store, const Candidate *candidate, Instant now,
	GError **error)
{
	const Standing *standing = &candidate->standing;
	int64_t id = candidate->contact->id;

	print_key(printer, "counts");
	print_counts(printer, standing->counts);
	print_key(printer, "reply_hours");
	if (!print_reply_hours(printer, store, candidate, error))
		return false;
	card_print_utc_offset(printer, standing);
	print_key(printer, "topics");
	if (!print_remarks(printer, store, REMARK_TOPIC, id, error))
		return false;
	print_key(printer, "notes");
	if (!print_remarks(printer, store, REMARK_NOTE, id, error))
		return false;
	card_print_usual_hour(printer, standing);
	card_print_proposal(printer, candidate);
	return print_balance(printer, store, id, now, error) &&
	       card_print_entered(printer, store, candidate, now, error);
}

bool
card_print(Printer *printer, Store *store, const Suggestion *suggestion, Instant now,
	GError **error)
{
	const Candidate *candidate = suggestion->candidate;

	print_begin_map(printer);
	print_key(printer, "contact");
	who_print(printer, candidate->contact);
	print_key(printer, "state");
	print_string(printer, contact_state(candidate->contact, now));
	print_key(printer, "clocks");
	print_begin_map(printer);
	card_print_clocks(printer, suggestion);
	print_end_map(printer);
	if (!print_rest(printer, store, candidate, now, error))
		return false;
	print_end_map(printer);
	return true;
}
