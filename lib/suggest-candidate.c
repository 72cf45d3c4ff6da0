#include "lib/suggest.h"

void
candidate_reset(Candidate *candidate, Contact *contact, const Standing *standing)
{
	contact_free(candidate->contact);
	candidate->contact = contact;
	candidate->standing = *standing;
	g_ptr_array_set_size(candidate->reminders, 0);
	g_ptr_array_set_size(candidate->occasions, 0);
	for (Reason i = 0; i < N_REASONS; i++)
		candidate->dismissed[i] = WHEN_NEVER;
	candidate->dismissed_pace = 0;
}

Candidate *
candidate_new(Contact *contact, const Standing *standing)
{
	Candidate *candidate = g_new0(Candidate, 1);

	g_ref_count_init(&candidate->refs);
	candidate->reminders =
		g_ptr_array_new_with_free_func((GDestroyNotify)reminder_free);
	candidate->occasions =
		g_ptr_array_new_with_free_func((GDestroyNotify)occasion_free);
	candidate_reset(candidate, contact, standing);
	return candidate;
}

Candidate *
candidate_ref(const Candidate *candidate)
{
	Candidate *held = (Candidate *)candidate;

	g_ref_count_inc(&held->refs);
	return held;
}

void
candidate_unref(const Candidate *candidate)
{
	Candidate *held = (Candidate *)candidate;

	if (held == NULL || !g_ref_count_dec(&held->refs))
		return;
	contact_free(held->contact);
	g_ptr_array_unref(held->reminders);
	g_ptr_array_unref(held->occasions);
	g_free(held);
}

Reminder *
reminder_new(int64_t id, Instant created, Instant date, bool until_answer, const char *text)
{
	Reminder *reminder = g_new(Reminder, 1);

	*reminder = (Reminder){ .id = id,
		.created = created,
		.date = date,
		.until_answer = until_answer,
		.text = g_strdup(text) };
	return reminder;
}

void
reminder_free(Reminder *reminder)
{
	if (reminder == NULL)
		return;
	g_free(reminder->text);
	g_free(reminder);
}

bool
reminder_is_open(const Reminder *reminder, const Standing *standing)
{
	if (standing->last_out != WHEN_NEVER && standing->last_out >= reminder->date)
		return false;
	return !reminder->until_answer || standing->last_in <= reminder->created;
}
