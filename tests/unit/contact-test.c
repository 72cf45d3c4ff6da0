#include "lib/contact.h"

#include "tests/unit/cases.h"

static void
test_strongest_state_wins(void)
{
	g_autoptr(Contact) contact = contact_new();

	g_assert_cmpstr(contact_state(contact, 9), ==, "active");
	contact->snoozed_until = 9;
	g_assert_cmpstr(contact_state(contact, 9), ==, "active");
	contact->snoozed_until = 10;
	g_assert_cmpstr(contact_state(contact, 9), ==, "snoozed");
	contact->paused = 20;
	g_assert_cmpstr(contact_state(contact, 9), ==, "paused");
	contact->do_not_contact = 20;
	g_assert_cmpstr(contact_state(contact, 9), ==, "do-not-contact");
	contact->deceased = 20;
	g_assert_cmpstr(contact_state(contact, 9), ==, "deceased");
}

/* Whoever is in any other state is not active. */
static void
test_only_the_active_are_active(void)
{
	for (guint bits = 0; bits < 16; bits++) {
		g_autoptr(Contact) contact = contact_new();

		contact->snoozed_until = bits & 1 ? 10 : WHEN_NEVER;
		contact->paused = bits & 2 ? 5 : WHEN_NEVER;
		contact->do_not_contact = bits & 4 ? 5 : WHEN_NEVER;
		contact->deceased = bits & 8 ? 5 : WHEN_NEVER;
		g_assert_true(contact_is_active(contact, 9) == (bits == 0));
		g_assert_true(contact_is_active(contact, 9) ==
			      g_str_equal(contact_state(contact, 9), "active"));
	}
}

static void
test_country(void)
{
	static const struct {
		const char *said, *addresses, *country;
	} cases[] = {
		{ NULL, "", NULL },
		{ "fr", "ada@x.de", "fr" },
		{ NULL, "ada@x.de", "de" },
		{ NULL, "ada@x.DE", "de" },
		{ NULL, "ada@x.co.uk", "gb" },
		{ NULL, "ada@x.de bob@y.de", "de" },
		{ NULL, "ada@x.de bob@y.fr", NULL },
		{ NULL, "ada@x.fr bob@y.de ada@z.de", NULL },
		/* what tells nothing does not count */
		{ NULL, "ada@x.example ada@y.com", NULL },
		{ NULL, "ada@x.com ada@y.at ada@z.io", "at" },
		{ NULL, "ada@x.me", NULL },
		{ NULL, "ada@localhost ada.de b.de@localhost", NULL },
		{ NULL, "ada@[10.0.0.7] ada@10.0.0.42", NULL },
		{ NULL, "ada@xn--bcher-kva.ch", "ch" },
	};

	for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Contact) contact = contact_new();
		g_autofree char *country = NULL;

		contact->country = g_strdup(cases[i].said);
		contact->addresses = g_strsplit(cases[i].addresses, " ", -1);
		country = contact_country(contact);
		case_assert(cases[i].addresses, country != NULL ? country : "none",
			cases[i].country != NULL ? cases[i].country : "none");
	}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/contact/strongest-state-wins", test_strongest_state_wins);
	g_test_add_func(
		"/contact/only-the-active-are-active", test_only_the_active_are_active);
	g_test_add_func("/contact/country", test_country);
	return g_test_run();
}
