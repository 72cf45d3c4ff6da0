#include "lib/relay.h"

#include <glib/gstdio.h>

#include "lib/error.h"
#include "tests/unit/cases.h"

/* The shipped rules, then what is in `text` as the user's own file. */
static Relays *
load(const char *text, GError **error)
{
	g_autofree char *path = NULL;
	const char *paths[] = { NULL, "/nonexistent/channels", NULL };
	Relays *relays = NULL;
	int fd = g_file_open_tmp("channels-XXXXXX", &path, error);

	g_assert_cmpint(fd, >=, 0);
	g_close(fd, NULL);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
	paths[0] = path;
	relays = relays_load(paths, error);
	g_unlink(path);
	return relays;
}

static void
check_error(const char *input, const char *expected)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(Relays) relays = load(input, &error);
	const char *group = NULL;

	g_assert_null(relays);
	g_assert_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG);
	group = strstr(error->message, ": ");
	case_assert(input, group + 2, expected);
}

static void
test_errors(void)
{
	cases_run("channel-error.txt", TRUE, check_error);
}

static void
test_missing(void)
{
	const char *const none[] = { NULL };
	g_autofree char *dir = g_strdup(g_getenv("CADENCE_DATA_DIR"));
	g_autoptr(GError) error = NULL;

	g_setenv("CADENCE_DATA_DIR", "/nonexistent", TRUE);
	g_assert_null(relays_load(none, &error));
	g_assert_error(error, CADENCE_ERROR, CADENCE_ERROR_CONFIG);
	g_assert_nonnull(strstr(error->message, "/nonexistent/channels"));
	g_setenv("CADENCE_DATA_DIR", dir, TRUE);
}

static void
test_fingerprint(void)
{
	g_autoptr(Relays) plain = load("", NULL);
	g_autoptr(Relays) comment = load("# nothing\n", NULL);
	g_autoptr(Relays) changed = load("[linkedin-message]\ncounts=false\n", NULL);

	g_assert_cmpstr(relays_fingerprint(plain), ==, relays_fingerprint(comment));
	g_assert_cmpstr(relays_fingerprint(plain), !=, relays_fingerprint(changed));
}

static void
test_alias(void)
{
	g_autoptr(Relays) relays =
		load("[alias]\nJohn-Doe@Alumni.example=John <john@doe.example>\n", NULL);

	g_assert_cmpstr(
		relays_alias(relays, "john-doe@alumni.example"), ==, "john@doe.example");
	g_assert_null(relays_alias(relays, "john@doe.example"));
	g_assert_true(relay_is_mailbox("john@doe.example"));
	g_assert_false(relay_is_mailbox("linkedin:john doe"));
}

static void
test_disabled(void)
{
	g_autoptr(Relays) relays = load("[calendly-rest]\nenabled=false\n", NULL);
	g_autoptr(HeaderBlock) block = header_split(g_strdup(""), 0);
	const Address from = { .email = (char *)"ada@calendly.com",
		.name = (char *)"Calendly" };
	RelayHit hit;

	g_assert_false(relays_match(relays, block, &from, &hit));
}

/* A pattern that takes ages on a hostile name gives up. */
static void
test_patience(void)
{
	g_autoptr(Relays) relays = load("[slow]\nfrom=*@slow.example\nname=Subject\n"
					"name-pattern=^((a+)+)+b$\nchannel=chat\n",
		NULL);
	g_autofree char *name = g_strnfill(100000, 'a');
	g_autofree char *text = g_strconcat("Subject: ", name, "\n\n", NULL);
	gsize length = strlen(text);
	g_autoptr(HeaderBlock) block = header_split(g_steal_pointer(&text), length);
	const Address from = { .email = (char *)"x@slow.example", .name = (char *)"" };
	gint64 start = g_get_monotonic_time();
	RelayHit hit;

	g_assert_nonnull(relays);
	g_assert_false(relays_match(relays, block, &from, &hit));
	g_assert_cmpint(hit.kind, ==, RELAY_NONE);
	g_assert_cmpint(g_get_monotonic_time() - start, <, G_USEC_PER_SEC);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	mime_init(NULL);
	g_setenv("CADENCE_DATA_DIR", "contrib/data", TRUE);
	g_test_add_func("/relay/errors", test_errors);
	g_test_add_func("/relay/missing", test_missing);
	g_test_add_func("/relay/fingerprint", test_fingerprint);
	g_test_add_func("/relay/alias", test_alias);
	g_test_add_func("/relay/disabled", test_disabled);
	g_test_add_func("/relay/patience", test_patience);
	return g_test_run();
}
