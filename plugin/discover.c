#include "plugin/discover.h"

#include <math.h>
#include <string.h>

#include "lib/relay.h"
#include "plugin/role.h"
#include "plugin/wording.h"

/* Strength of those without a cadence of their own halves in this time. */
#define HALF_LIFE_DAYS 90

static bool
is_bulk(const Correspondent *who)
{
	return who->counts[COUNT_IN] == 0 && (who->list || who->bulk > 0);
}

bool
discover_is_person(const Correspondent *who)
{
	return relay_is_mailbox(who->email) && who->slug == NULL && !who->ignored &&
	       !is_bulk(who) && !role_is(who->email) &&
	       who->counts[COUNT_IN] + who->counts[COUNT_OUT] > 0;
}

/* How far the cadence of `klass` is from `rhythm_days`, as a ratio: from 10 days to 3 weeks
 * it is as far as from 3 weeks to 6. Without a rhythm, less is better asked of both. */
static double
class_distance(const Class *klass, double rhythm_days)
{
	double days = MAX(1, when_interval_days(klass->cadence));

	return rhythm_days > 0 ? fabs(log(days / rhythm_days)) : 1 / days;
}

/* Of several as near, the first, which weighs most; without a rhythm, the last. */
static const Class *
nearest_class(const GPtrArray *classes, double rhythm_days)
{
	const Class *best = classes->pdata[0];

	for (guint i = 1; i < classes->len; i++) {
		const Class *klass = g_ptr_array_index(classes, i);
		double distance = class_distance(klass, rhythm_days);
		double best_distance = class_distance(best, rhythm_days);

		if (distance < best_distance ||
			(rhythm_days <= 0 && distance <= best_distance))
			best = klass;
	}
	return best;
}

static bool
asks_nothing(int64_t message, gpointer user_data)
{
	(void)message, (void)user_data;
	return false;
}

Prospect *
prospect_new(const Correspondent *who, Instant now)
{
	Prospect *prospect = g_new0(Prospect, 1);

	prospect->who = who;
	prospect->two_way = who->counts[COUNT_IN] > 0 && who->counts[COUNT_OUT] > 0;
	prospect->bulk = is_bulk(who);
	if (who->last != WHEN_NEVER)
		prospect->strength = clock_strength_at(
			clock_strength_bound(who->counts), who->last, HALF_LIFE_DAYS, now);
	return prospect;
}

void
prospect_learn(
	Prospect *prospect, const GArray *events, const GPtrArray *classes, Instant now)
{
	g_autoptr(Clock) clock = clock_new((const Event *)(const void *)events->data,
		events->len, HALF_LIFE_DAYS, asks_nothing, NULL);

	prospect->strength = 0;
	if (clock->last != WHEN_NEVER)
		prospect->strength = clock_strength_at(
			clock->strength, clock->last, HALF_LIFE_DAYS, now);
	prospect->rhythm_days = clock->rhythm_days;
	prospect->klass = nearest_class(classes, clock->rhythm_days);
}

void
prospect_free(Prospect *prospect)
{
	g_clear_pointer(&prospect->same_person, g_ptr_array_unref);
	g_free(prospect);
}

gint
prospect_compare(gconstpointer a, gconstpointer b)
{
	const Prospect *left = *(const Prospect *const *)a;
	const Prospect *right = *(const Prospect *const *)b;

	if (left->two_way != right->two_way)
		return left->two_way ? -1 : 1;
	if (left->strength != right->strength)
		return left->strength > right->strength ? -1 : 1;
	if (left->who->last != right->who->last)
		return left->who->last > right->who->last ? -1 : 1;
	return strcmp(left->who->email, right->who->email);
}

char *
prospect_evidence(const Prospect *prospect, Instant now)
{
	const Correspondent *who = prospect->who;
	g_autofree char *last = wording_ago(who->last, now);
	g_autofree char *since = when_format_date(who->first);
	GString *text = g_string_new(NULL);

	if (who->first == WHEN_NEVER)
		g_string_append_printf(text, "%d bulk or automatic", who->bulk);
	else
		g_string_append_printf(text,
			"%d from them and %d from you since %.4s, the last %s",
			who->counts[COUNT_IN], who->counts[COUNT_OUT], since, last);
	if (prospect->rhythm_days > 0) {
		g_autofree char *every = wording_every(prospect->rhythm_days);

		g_string_append_printf(text, ", usually %s", every);
	}
	if (prospect->namesake != NULL)
		g_string_append_printf(text, "; uses the name of %s", prospect->namesake);
	return g_string_free(text, FALSE);
}
