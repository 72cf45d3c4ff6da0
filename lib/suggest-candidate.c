#include "lib/suggest.h"

Candidate *
candidate_new(Contact *contact, const Standing *standing)
{
	Candidate *candidate = g_rc_box_new0(Candidate);

	candidate->contact = contact;
	candidate->standing = *standing;
	candidate->reminders =
		g_ptr_array_new_with_free_func((GDestroyNotify)reminder_free);
	candidate->occasions =
		g_ptr_array_new_with_free_func((GDestroyNotify)occasion_free);
	for (Reason i = 0; i < N_REASONS; i++)
		candidate->dismissed[i] = WHEN_NEVER;
	return candidate;
}

Candidate *
candidate_ref(const Candidate *candidate)
{
	return g_rc_box_acquire((Candidate *)candidate);
}

static void
clear(gpointer candidate)
{
	Candidate *cleared = candidate;

	contact_free(cleared->contact);
	g_ptr_array_unref(cleared->reminders);
	g_ptr_array_unref(cleared->occasions);
}

void
candidate_unref(const Candidate *candidate)
{
	if (candidate != NULL)
		g_rc_box_release_full((Candidate *)candidate, clear);
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
