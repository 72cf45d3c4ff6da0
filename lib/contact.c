#include "lib/contact.h"

#include <string.h>

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
	g_free(klass->booking);
	g_free(klass->bcc);
	g_free(klass);
}

Contact *
contact_new(void)
{
	Contact *contact = g_new0(Contact, 1);

	contact->weight = 1;
	contact->created = contact->paused = contact->snoozed_until = WHEN_NEVER;
	contact->do_not_contact = contact->deceased = contact->fresh = WHEN_NEVER;
	return contact;
}

void
contact_free(Contact *contact)
{
	if (contact == NULL)
		return;
	g_free(contact->slug);
	g_free(contact->name);
	g_free(contact->class_name);
	g_free(contact->country);
	g_free(contact->language);
	g_strfreev(contact->addresses);
	g_free(contact);
}

/* What the user said once holds whatever `now` says; only a snooze is about time. */
const char *
contact_state(const Contact *contact, Instant now)
{
	if (contact->deceased != WHEN_NEVER)
		return "deceased";
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
	return contact->deceased == WHEN_NEVER && contact->do_not_contact == WHEN_NEVER &&
	       contact->paused == WHEN_NEVER && contact->snoozed_until <= now;
}

/* The country of the top-level domain of `email`, two letters; NULL if it says none: a
 * domain of three letters and more, one by name only, or one that is sold as a word. */
static const char *
domain_country(const char *email)
{
	static const char *const words[] = { "ai", "cc", "co", "fm", "io", "me", "tv", "ws",
		"to", "ly", "gg", "im", "is", "sh", "eu", NULL };
	const char *dot = strrchr(email, '.');
	g_autofree char *country = NULL;

	if (strchr(email, '@') == NULL || dot == NULL || strlen(dot + 1) != 2 ||
		!g_ascii_isalpha(dot[1]) || !g_ascii_isalpha(dot[2]))
		return NULL;
	country = g_ascii_strdown(dot + 1, -1);
	if (g_strv_contains(words, country))
		return NULL;
	return g_intern_string(strcmp(country, "uk") == 0 ? "gb" : country);
}

const char *
contact_agree_on_country(const char *country, const char *email)
{
	const char *other = domain_country(email);

	if (country == NULL || other == NULL)
		return country != NULL ? country : other;
	return strcmp(country, other) == 0 ? country : "";
}

char *
contact_country(const Contact *contact)
{
	const char *country = contact->country;
	char **email = country == NULL ? contact->addresses : NULL;

	for (; email != NULL && *email != NULL; email++)
		country = contact_agree_on_country(country, *email);
	return country != NULL && *country != '\0' ? g_strdup(country) : NULL;
}
