#include "lib/meeting.h"

#include "tests/unit/cases.h"

static const char *const people[] = { "me", "ada", "bo", "cy", "eve" };
static const char *const methods[] = { "PUBLISH", "REQUEST", "REPLY", "CANCEL", "COUNTER" };
static const char *const effects[] = { "none", "planned", "cancelled", "answered", "forged",
	"jumped" };

static int64_t
person(const char *name)
{
	for (gsize i = 0; i < G_N_ELEMENTS(people); i++)
		if (strcmp(name, people[i]) == 0)
			return (int64_t)i;
	g_assert_true(strcmp(name, "?") == 0 || strcmp(name, "-") == 0);
	return MEETING_NOBODY;
}

static Method
method(const char *name)
{
	gsize i = 0;

	while (strcmp(name, methods[i]) != 0)
		g_assert_cmpuint(++i, <, G_N_ELEMENTS(methods));
	return (Method)i;
}

/* "9.10": day 9, 10 o'clock; "-" for none. */
static Instant
moment(const char *text)
{
	char *hours = NULL;
	Instant days = g_ascii_strtoll(text, &hours, 10);

	if (strcmp(text, "-") == 0)
		return WHEN_NEVER;
	return days * WHEN_DAY + (*hours == '.' ? atoi(hours + 1) : 0) * 3600;
}

static void
add_guests(Invitation *invitation, const char *text)
{
	g_auto(GStrv) each = g_strsplit(text, ",", -1);

	for (char **name = each; *name != NULL; name++) {
		gsize length = strcspn(*name, "+-~");
		char mark = (*name)[length];
		Guest guest = { .answer = mark == '+'   ? ANSWER_ACCEPTED
					  : mark == '-' ? ANSWER_DECLINED
					  : mark == '~' ? ANSWER_TENTATIVE
							: ANSWER_OPEN };

		(*name)[length] = '\0';
		guest.who = person(*name);
		g_array_append_val(invitation->guests, guest);
	}
}

static Invitation *
read_invitation(const char *line, int64_t number)
{
	g_auto(GStrv) words = g_strsplit(line, " ", -1);
	Invitation *invitation = NULL;
	g_auto(GStrv) starts = NULL;
	GArray *series = NULL;

	g_assert_cmpuint(g_strv_length(words), ==, 8);
	starts = g_strsplit(words[6], ",", -1);
	if (starts[1] != NULL)
		series = g_array_new(false, false, sizeof(Instant));
	for (guint i = 0; series != NULL && starts[i] != NULL; i++) {
		Instant start = moment(starts[i]);

		g_array_append_val(series, start);
	}
	invitation = invitation_new(series);
	invitation->message = invitation->tie = number;
	invitation->method = method(words[0]);
	invitation->sender = person(words[1]);
	invitation->organizer = person(words[2]);
	invitation->sequence = atoi(words[3]);
	invitation->stamp = moment(words[4]);
	invitation->instance = moment(words[5]);
	invitation->start = moment(starts[0]);
	invitation->length = 3600;
	add_guests(invitation, words[7]);
	return invitation;
}

static void
append_moment(GString *out, Instant date)
{
	if (date == WHEN_NEVER)
		g_string_append_c(out, '-');
	else
		g_string_append_printf(out, "%d.%d", (int)(date / WHEN_DAY),
			(int)(date % WHEN_DAY / 3600));
}

static void
append_asked(GString *out, GPtrArray *invitations)
{
	Asked asked;

	if (!meeting_asked(invitations, moment("10.12"), &asked))
		return;
	g_string_append_printf(out, " asks:%s@", people[asked.who]);
	append_moment(out, asked.start);
	g_string_append_printf(out, ":%d", (int)asked.message);
}

static char *
describe(GPtrArray *invitations)
{
	GString *out = g_string_new(NULL);
	Instant due = WHEN_NEVER;
	g_autoptr(GArray) met = meeting_settle(invitations, moment("10.12"), &due);
	g_autoptr(GArray) done = meeting_effects(invitations);

	for (guint i = 0; i < met->len; i++) {
		const Met *one = &g_array_index(met, Met, i);

		g_string_append_printf(out, "%s@", people[one->who]);
		append_moment(out, one->date);
		g_string_append_printf(out, ":%d ", (int)one->message);
	}
	g_string_append_printf(out, "%sdue:", met->len == 0 ? "nobody " : "");
	append_moment(out, due);
	append_asked(out, invitations);
	for (guint i = 0; i < done->len; i++)
		g_string_append_printf(out, " %s", effects[g_array_index(done, Effect, i)]);
	return g_string_free(out, FALSE);
}

static void
swap(GPtrArray *array, guint i, guint j)
{
	gpointer kept = array->pdata[i];

	array->pdata[i] = array->pdata[j];
	array->pdata[j] = kept;
}

/* All orders of arrival (Heap's algorithm). */
static void
check_orders(GPtrArray *invitations, guint n, const char *input, const char *expected)
{
	if (n <= 1) {
		g_autoptr(GPtrArray) copy = g_ptr_array_copy(invitations, NULL, NULL);
		g_autofree char *actual = NULL;

		g_ptr_array_set_free_func(copy, NULL);
		actual = describe(copy);
		case_assert(input, actual, expected);
		return;
	}
	for (guint i = 0; i < n; i++) {
		check_orders(invitations, n - 1, input, expected);
		swap(invitations, n % 2 == 0 ? i : 0, n - 1);
	}
}

static void
check(const char *input, const char *expected)
{
	g_auto(GStrv) lines = g_strsplit(input, "\n", -1);
	g_autoptr(GPtrArray) invitations =
		g_ptr_array_new_with_free_func((GDestroyNotify)invitation_free);

	for (guint i = 0; lines[i] != NULL; i++)
		g_ptr_array_add(invitations, read_invitation(lines[i], i + 1));
	check_orders(invitations, invitations->len, input, expected);
}

static void
test_cases(void)
{
	cases_run("meeting.txt", TRUE, check);
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/meeting/cases", test_cases);
	return g_test_run();
}
