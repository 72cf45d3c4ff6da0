#include "lib/contact.h"

static const char *const policies[N_POLICIES] = { "any", "sent", "received", "exchange" };

const char *
policy_name(Policy policy)
{
	return policies[policy];
}

bool
policy_from_name(const char *name, Policy *ret_policy)
{
	for (Policy i = 0; i < N_POLICIES; i++) {
		if (g_ascii_strcasecmp(name, policies[i]) == 0) {
			*ret_policy = i;
			return true;
		}
	}
	return false;
}

void
class_free(Class *klass)
{
	if (klass == NULL)
		return;
	g_free(klass->name);
	g_free(klass);
}

void
contact_free(Contact *contact)
{
	if (contact == NULL)
		return;
	g_free(contact->slug);
	g_free(contact->name);
	g_free(contact->class_name);
	g_strfreev(contact->addresses);
	g_free(contact);
}

/* What the user said once holds whatever `now` says; only a snooze is about time. */
const char *
contact_state(const Contact *contact, Instant now)
{
	if (contact->do_not_contact != WHEN_NEVER)
		return "do-not-contact";
	if (contact->paused != WHEN_NEVER)
		return "paused";
	if (contact->snoozed_until > now)
		return "snoozed";
	return "active";
}

bool
contact_is_active(const Contact *contact, Instant now)
{
	return contact->do_not_contact == WHEN_NEVER && contact->paused == WHEN_NEVER &&
	       contact->snoozed_until <= now;
}
