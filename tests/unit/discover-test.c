#include "plugin/best-first.h"

#include "plugin/kinship.h"
#include "plugin/role.h"
#include "plugin/shared.h"

#define NOW INT64_C(1773144000) /* 2026-03-10 12:00 UTC */

typedef struct {
	const char *email, *name;
	int in, out, bulk;
	bool list, ignored, tracked;
} Sketch;

static Correspondent *
draw(const Sketch *sketch)
{
	Correspondent *who = g_new0(Correspondent, 1);

	who->email = g_strdup(sketch->email);
	who->name = g_strdup(sketch->name != NULL ? sketch->name : "");
	who->counts[COUNT_IN] = sketch->in;
	who->counts[COUNT_OUT] = sketch->out;
	who->bulk = sketch->bulk;
	who->list = sketch->list;
	who->ignored = sketch->ignored;
	who->slug = g_strdup(sketch->tracked ? "tracked" : NULL);
	who->first = NOW - 400 * WHEN_DAY;
	who->last = NOW - 21 * WHEN_DAY;
	return who;
}

static void
test_persons(void)
{
	static const struct {
		Sketch who;
		bool is_person;
	} cases[] = {
		{ { .email = "ada@x.example", .in = 1, .out = 1 }, true },
		{ { .email = "ada@x.example", .in = 1 }, true },
		{ { .email = "ada@x.example", .out = 1 }, true },
		{ { .email = "ada@x.example" }, false },
		{ { .email = "ada@x.example", .in = 1, .bulk = 9 }, true },
		{ { .email = "robot@x.example", .out = 1, .bulk = 9 }, false },
		{ { .email = "list@x.example", .out = 5, .list = true }, false },
		{ { .email = "ada@x.example", .in = 1, .list = true }, true },
		{ { .email = "ada@x.example", .in = 1, .ignored = true }, false },
		{ { .email = "ada@x.example", .in = 1, .tracked = true }, false },
		{ { .email = "info@x.example", .in = 3, .out = 3 }, false },
		{ { .email = "infos@x.example", .in = 3, .out = 3 }, true },
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Correspondent) who = draw(&cases[i].who);

		g_assert_cmpint(discover_is_person(who), ==, cases[i].is_person);
	}
}

static GPtrArray *
make_classes(void)
{
	static Class classes[] = { { (char *)"key", { 0, 14 }, POLICY_ANY, 1.5, NULL,
					   NULL },
		{ (char *)"potential", { 0, 21 }, POLICY_ANY, 1.2, NULL, NULL },
		{ (char *)"partner", { 3, 0 }, POLICY_ANY, 1, NULL, NULL },
		{ (char *)"acquaintance", { 3, 0 }, POLICY_ANY, 0.8, NULL, NULL } };
	GPtrArray *array = g_ptr_array_new();

	for (guint i = 0; i < G_N_ELEMENTS(classes); i++)
		g_ptr_array_add(array, &classes[i]);
	return array;
}

/* One letter of theirs every `gap` days, the last three weeks ago. */
static GArray *
make_events(guint n, int gap)
{
	GArray *events = g_array_new(FALSE, TRUE, sizeof(Event));

	for (guint i = 0; i < n; i++) {
		Event event = { .date = NOW - (21 + (gint64)(n - 1 - i) * gap) * WHEN_DAY,
			.direction = DIRECTION_IN,
			.counts = true,
			.message = i + 1,
			.thread = i + 1,
			.recipients = 1 };

		g_array_append_val(events, event);
	}
	return events;
}

static void
test_classes(void)
{
	static const struct {
		guint letters;
		int gap;
		const char *class_name;
	} cases[] = {
		{ 9, 3, "key" },
		{ 9, 14, "key" },
		{ 9, 20, "potential" },
		{ 9, 40, "potential" },
		{ 9, 50, "partner" },
		{ 9, 400, "partner" },
		{ 2, 14, "acquaintance" }, /* no rhythm yet */
		{ 0, 1, "acquaintance" },
	};
	static const Sketch sketch = { .email = "ada@x.example", .in = 1 };

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Correspondent) who = draw(&sketch);
		g_autoptr(GPtrArray) classes = make_classes();
		g_autoptr(GArray) events = make_events(cases[i].letters, cases[i].gap);
		g_autoptr(Prospect) prospect = prospect_new(who, NOW);

		prospect_learn(prospect, events, classes, NOW);
		g_assert_cmpstr(prospect->klass->name, ==, cases[i].class_name);
	}
}

static void
test_order(void)
{
	static const Sketch sketches[] = {
		{ .email = "d@x.example", .in = 9 },
		{ .email = "c@x.example", .in = 1, .out = 1 },
		{ .email = "b@x.example", .in = 1, .out = 1 },
		{ .email = "a@x.example", .in = 1 },
	};
	static const guint letters[] = { 9, 2, 2, 1 };
	static const char *const order[] = { "b@x.example", "c@x.example", "d@x.example",
		"a@x.example" };
	g_autoptr(GPtrArray) people =
		g_ptr_array_new_with_free_func((GDestroyNotify)correspondent_free);
	g_autoptr(GPtrArray) classes = make_classes();
	g_autoptr(GPtrArray) prospects =
		g_ptr_array_new_with_free_func((GDestroyNotify)prospect_free);

	for (guint i = 0; i < G_N_ELEMENTS(sketches); i++) {
		g_autoptr(GArray) events = make_events(letters[i], 7);

		g_ptr_array_add(people, draw(&sketches[i]));
		g_ptr_array_add(prospects, prospect_new(people->pdata[i], NOW));
		prospect_learn(prospects->pdata[i], events, classes, NOW);
	}
	g_ptr_array_sort(prospects, prospect_compare);
	for (guint i = 0; i < G_N_ELEMENTS(order); i++)
		g_assert_cmpstr(
			((Prospect *)prospects->pdata[i])->who->email, ==, order[i]);
}

enum { N_CROWD = 300, N_WANTED = 20 };

/* People with some letters each, whose newest is some weeks old; half of them were
 * answered. `who->bulk` is their number. */
typedef struct {
	GPtrArray *people, *classes, *events; /* the last of GArray of Event */
	guint n_learned;
} Crowd;

static void
gather(Crowd *crowd)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(7);

	crowd->people = g_ptr_array_new_with_free_func((GDestroyNotify)correspondent_free);
	crowd->events = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	crowd->classes = make_classes();
	for (int i = 0; i < N_CROWD; i++) {
		int letters = g_rand_int_range(rand, 1, 12);
		g_autofree char *email = g_strdup_printf("p%03d@x.example", i);
		Sketch sketch = { .email = email, .in = letters, .bulk = i };
		Instant later = g_rand_int_range(rand, -3, 90) * 7 * WHEN_DAY;
		GArray *events = make_events((guint)letters, g_rand_int_range(rand, 1, 40));
		Correspondent *who = NULL;

		for (guint k = 0; k < events->len; k++)
			g_array_index(events, Event, k).date -= later;
		sketch.out = g_rand_boolean(rand);
		who = draw(&sketch);
		who->last -= later;
		g_ptr_array_add(crowd->people, who);
		g_ptr_array_add(crowd->events, events);
	}
}

static bool
learn(Prospect *prospect, gpointer data, G_GNUC_UNUSED GError **error)
{
	Crowd *crowd = data;

	crowd->n_learned++;
	prospect_learn(
		prospect, crowd->events->pdata[prospect->who->bulk], crowd->classes, NOW);
	return true;
}

static GPtrArray *
prospects_of(const Crowd *crowd)
{
	GPtrArray *prospects =
		g_ptr_array_new_with_free_func((GDestroyNotify)prospect_free);

	for (guint i = 0; i < N_CROWD; i++)
		g_ptr_array_add(prospects, prospect_new(crowd->people->pdata[i], NOW));
	return prospects;
}

/* Those at the top are the same as when all were looked at. */
static void
test_best_first(void)
{
	Crowd crowd = { 0 };
	g_autoptr(GPtrArray) all = NULL;
	g_autoptr(BestFirst) best_first = NULL;

	gather(&crowd);
	all = prospects_of(&crowd);
	for (guint i = 0; i < all->len; i++) {
		double bound = ((Prospect *)all->pdata[i])->strength;

		learn(all->pdata[i], &crowd, NULL);
		g_assert_cmpfloat(((Prospect *)all->pdata[i])->strength, <=, bound);
	}
	g_ptr_array_sort(all, prospect_compare);
	crowd.n_learned = 0;
	best_first = best_first_new(prospects_of(&crowd), learn, &crowd);
	for (guint i = 0; i <= all->len; i++) {
		Prospect *next = NULL;

		g_assert_true(best_first_next(best_first, &next, NULL));
		if (i < all->len)
			g_assert_true(next->who == ((Prospect *)all->pdata[i])->who);
		else
			g_assert_null(next);
		if (i + 1 == N_WANTED)
			g_assert_cmpuint(crowd.n_learned, <, N_CROWD / 3);
	}
	g_ptr_array_unref(crowd.people);
	g_ptr_array_unref(crowd.events);
	g_ptr_array_unref(crowd.classes);
}

static void
test_evidence(void)
{
	static const Sketch sketch = { .email = "ada@x.example", .in = 14, .out = 9 };
	static const Sketch robot = { .email = "news@x.example", .bulk = 3 };
	g_autoptr(Correspondent) who = draw(&sketch);
	g_autoptr(Correspondent) bulk = draw(&robot);
	g_autoptr(GPtrArray) classes = make_classes();
	g_autoptr(GArray) events = make_events(9, 35);
	g_autoptr(GArray) nothing = make_events(0, 1);
	g_autoptr(Prospect) prospect = prospect_new(who, NOW);
	g_autoptr(Prospect) other = NULL;
	g_autofree char *evidence = NULL;
	g_autofree char *of_robot = NULL;

	prospect_learn(prospect, events, classes, NOW);
	evidence = prospect_evidence(prospect, NOW);
	g_assert_cmpstr(evidence, ==,
		"14 from them and 9 from you since 2025, the last 3 weeks ago, usually "
		"every 5 weeks");
	bulk->first = bulk->last = WHEN_NEVER;
	other = prospect_new(bulk, NOW);
	prospect_learn(other, nothing, classes, NOW);
	of_robot = prospect_evidence(other, NOW);
	g_assert_true(other->bulk);
	g_assert_cmpstr(of_robot, ==, "3 bulk or automatic");
}

static void
test_kinship(void)
{
	static const Sketch sketches[] = {
		{ .email = "ada@work.example", .name = "Ada Lovelace", .in = 1 },
		{ .email = "countess@home.example", .name = "Lovelace, Ada", .in = 1 },
		{ .email = "ada@club.example", .in = 1 }, /* three letters tell nothing */
		{ .email = "countess@club.example", .name = "The Countess", .in = 1 },
		{ .email = "lists@club.example", .name = "Ada Lovelace", .list = true },
		{ .email = "ada@xn--wrk-sed.example", .name = "Ada Lovelace", .in = 1 },
		{ .email = "ada@off.example",
			.name = "Ada Lovelace",
			.in = 1,
			.ignored = true },
		{ .email = "s@a.example", .name = "Сергей Лаптев", .in = 1 },
		{ .email = "s@b.example", .name = "Sergey Laptev", .in = 1 },
		{ .email = "s@c.example", .name = "Sergey", .in = 1 },
		{ .email = "s@d.example", .name = "Sergey", .in = 1 },
		{ .email = "office@e.example", .name = "Sergei Laptev", .in = 1 },
	};
	static const char *const answers[] = { "office@e.example", "zoe@e.example",
		"s@b.example", "z@xn--wrk-sed.example", NULL };
	static const char *const apart[] = { "countess@club.example", "zoe@f.example",
		NULL };
	static const char *const nobody[] = { NULL };
	static const struct {
		guint who;
		const char *const *answers;
		const char *kin;
	} cases[] = {
		{ 0, nobody, "countess@home.example (same name)" },
		{ 1, nobody, "ada@work.example (same name)" }, /* and not countess@club */
		{ 2, nobody, "" },
		{ 3, nobody, "countess@home.example (same name before the @)" },
		{ 5, nobody, "" },
		{ 7, nobody, "s@b.example (same name)" },
		{ 7, answers,
			"s@b.example (same name),"
			"zoe@e.example (answers in the same thread)" },
		{ 9, nobody, "" },
	};
	g_autoptr(GPtrArray) people =
		g_ptr_array_new_with_free_func((GDestroyNotify)correspondent_free);
	g_autoptr(GPtrArray) contacts = g_ptr_array_new();
	g_autoptr(Kinship) kinship = NULL;

	for (guint i = 0; i < G_N_ELEMENTS(sketches); i++)
		g_ptr_array_add(people, draw(&sketches[i]));
	kinship = kinship_new(people, contacts);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(GPtrArray) found = kinship_find(
			kinship, people->pdata[cases[i].who], cases[i].answers, apart);
		g_autoptr(GString) text = g_string_new(NULL);

		for (guint k = 0; k < found->len; k++) {
			const Kin *kin = found->pdata[k];

			g_string_append_printf(text, "%s%s (%s)", k > 0 ? "," : "",
				kin->email, kin_reason(kin->reason));
		}
		g_assert_cmpstr(text->str, ==, cases[i].kin);
	}
}

/* Who bears the name of a contact is not that contact for it. */
static void
test_namesakes(void)
{
	static const struct {
		Sketch who;
		bool is;
	} cases[] = {
		{ { .email = "ada@evil.example", .name = "Lovelace, Ada", .in = 1 }, true },
		{ { .email = "ada@xn--wrk-sed.example", .name = "Ada LOVELACE", .in = 1 },
			true },
		{ { .email = "ada@work.example",
			  .name = "Ada Lovelace",
			  .in = 1,
			  .tracked = true },
			false },
		{ { .email = "ada@evil.example", .name = "Ada", .in = 1 }, false },
		{ { .email = "x@evil.example", .name = "", .in = 1 }, false },
	};
	static const char *const nobody[] = { NULL };
	static const char *const apart[] = { "ada@work.example", NULL };
	Contact ada = { .slug = (char *)"ada",
		.name = (char *)"Ada Lovelace",
		.addresses = (char *[]){ (char *)"ada@work.example", NULL } };
	Contact zoe = { .slug = (char *)"zoe",
		.name = (char *)"Zoe",
		.addresses = (char *[]){ NULL } };
	g_autoptr(GPtrArray) people = g_ptr_array_new();
	g_autoptr(GPtrArray) contacts = g_ptr_array_new();
	g_autoptr(Kinship) kinship = NULL;

	g_ptr_array_add(contacts, &ada);
	g_ptr_array_add(contacts, &zoe);
	kinship = kinship_new(people, contacts);
	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Correspondent) who = draw(&cases[i].who);

		g_assert_cmpstr(kinship_namesake(kinship, who, nobody), ==,
			cases[i].is ? "ada" : NULL);
		g_assert_null(kinship_namesake(kinship, who, apart));
	}
}

static void
test_roles(void)
{
	static const char *const roles[] = { "info", "support", "no-reply", "noreply",
		"do.not.reply", "sales-de", "info2", "hr", "kundenservice", "sekretariat",
		"service-client", "atencion.cliente", "ventas", "suporte", "segreteria",
		"klantenservice", "kundservice", "asiakaspalvelu", "biuro", "podpora",
		"buhgalteria", "ugyfelszolgalat", "destek", "mailer-daemon", "INFO",
		"team_marketing", "it", "press.office" };
	static const char *const people[] = { "ada", "infos", "ada.info", "mb", "m.b",
		"office.smith", "supporter", "hans-post", "de", "42", "dean", "press.john",
		"" };

	for (guint i = 0; i < G_N_ELEMENTS(roles); i++) {
		g_autofree char *email = g_strconcat(roles[i], "@x.example", NULL);

		if (!role_is(email))
			g_error("%s is a role", email);
	}
	for (guint i = 0; i < G_N_ELEMENTS(people); i++) {
		g_autofree char *email = g_strconcat(people[i], "@info.example", NULL);

		if (role_is(email))
			g_error("%s is no role", email);
	}
}

static void
test_shared(void)
{
	static const struct {
		const char *names;
		bool is;
	} cases[] = {
		{ "Ada Lovelace", false },
		{ "Ada Lovelace|Ada King|Lovelace, A.", false },
		{ "Сергей Лаптев|Sergei Laptev", false },
		{ "Ada Lovelace|Ada|Countess", false },
		{ "Ada Lovelace|Mary Somerville", true },
		{ "The Analysts|Ada Lovelace", true },
		{ "Ada Lovelace||ada@x.example", false },
		{ "", false },
	};

	for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_auto(GStrv) names = g_strsplit(cases[i].names, "|", -1);

		if (shared_has_two_people((const char *const *)names) != cases[i].is)
			g_error("%s", cases[i].names);
	}
}

int
main(int argc, char *argv[])
{
	g_test_init(&argc, &argv, NULL);
	g_test_add_func("/discover/persons", test_persons);
	g_test_add_func("/discover/classes", test_classes);
	g_test_add_func("/discover/order", test_order);
	g_test_add_func("/discover/best-first", test_best_first);
	g_test_add_func("/discover/evidence", test_evidence);
	g_test_add_func("/discover/kinship", test_kinship);
	g_test_add_func("/discover/namesakes", test_namesakes);
	g_test_add_func("/discover/roles", test_roles);
	g_test_add_func("/discover/shared", test_shared);
	return g_test_run();
}
