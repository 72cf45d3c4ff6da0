#include "lib/clock.h"

#include <math.h>

/* Rhythm: enough gaps to have a middle, and enough time for a habit to show. */
#define MIN_GAPS 3
#define MAX_GAPS 30
#define MIN_SPAN_DAYS 21

/* Pace: what a habit is, over a long time. */
#define MIN_PACE_GAPS 5
#define MIN_PACE_DAYS 180
#define FITTING_FACTOR 1.75

/* Their usual hours. */
#define MIN_HOURS 8
#define HOURS_PERCENT 60

/* Replies: how many pairs make a person's own figure, and what holds without any. */
#define UNKNOWN_HOURS (7 * 24.0)
#define LEAST_HOURS (2 * 24.0)

Instant
clock_last_contact(Instant last_in, Instant last_out, Policy policy)
{
	switch (policy) {
	case POLICY_SENT:
		return last_out;
	case POLICY_RECEIVED:
		return last_in;
	case POLICY_EXCHANGE: /* WHEN_NEVER is the least of all */
		return MIN(last_in, last_out);
	default:
		return MAX(last_in, last_out);
	}
}

/* Puts `value` in its place among the `n` ascending `values`. */
static void
insert_sorted(int *values, int n, int value)
{
	for (; n > 0 && values[n - 1] > value; n--)
		values[n] = values[n - 1];
	values[n] = value;
}

/* The rhythm rule: the median, because one long holiday must not change a habit; grown from
 * the newest, because habits change. The silence that is still open is no gap: it is what
 * the rhythm will be compared with. */
double
clock_rhythm(const int *days, guint n_days, int *ret_gaps)
{
	int gaps[MAX_GAPS];
	int limit = MIN(MAX_GAPS, (int)n_days - 1);

	if (ret_gaps != NULL)
		*ret_gaps = 0;
	for (int n = 1; n <= limit; n++) {
		double median = 0;

		insert_sorted(gaps, n - 1, days[n_days - n] - days[n_days - n - 1]);
		median = (gaps[(n - 1) / 2] + gaps[n / 2]) / 2.0;
		if (n >= MIN_GAPS && median * n >= MIN_SPAN_DAYS) {
			if (ret_gaps != NULL)
				*ret_gaps = n;
			return median;
		}
	}
	return 0;
}

/* Letters come in bursts: where most gaps are days and the rest months, the median says
 * nothing about how often. Even gaps that come by chance have a median of 0.7 of the mean.
 */
double
clock_pace(const int *days, guint n_days, int *ret_span)
{
	int gaps[MAX_GAPS];
	int n = MIN(MAX_GAPS, (int)n_days - 1);
	double median;

	*ret_span = 0;
	if (n < MIN_PACE_GAPS)
		return 0;
	for (int i = 0; i < n; i++)
		insert_sorted(
			gaps, i, days[(int)n_days - 1 - i] - days[(int)n_days - 2 - i]);
	*ret_span = days[n_days - 1] - days[(int)n_days - 1 - n];
	median = (gaps[(n - 1) / 2] + gaps[n / 2]) / 2.0;
	return median * n * 2 >= *ret_span ? median : 0;
}

/* A span begins with an hour in which they do write: one of others would promise mail at
 * hours that none has come in. */
int
clock_usual_hour(const int *hours, guint n)
{
	int counts[24] = { 0 }, best = -1, most = 0;

	for (guint i = 0; i < n; i++)
		counts[hours[i]]++;
	for (int hour = 0; hour < 24; hour++) {
		int inside = 0;

		for (int i = 0; i < CLOCK_USUAL_HOURS; i++)
			inside += counts[(hour + i) % 24];
		if (counts[hour] > 0 && inside > most) {
			most = inside;
			best = hour;
		}
	}
	return n >= MIN_HOURS && 100 * most >= HOURS_PERCENT * (int)n ? best : -1;
}

/* The intervals in which people think of keeping in touch, nearest by ratio. */
static Interval
nearest_interval(double days)
{
	static const Interval said[] = { { 0, 7 }, { 0, 14 }, { 0, 21 }, { 1, 0 },
		{ 0, 35 }, { 0, 42 }, { 2, 0 }, { 0, 70 }, { 3, 0 }, { 4, 0 }, { 5, 0 },
		{ 6, 0 }, { 9, 0 }, { 12, 0 }, { 18, 0 }, { 24, 0 } };
	gsize best = 0;
	double least = HUGE_VAL;

	for (gsize i = 0; i < G_N_ELEMENTS(said); i++) {
		double planned = when_interval_days(said[i]);
		double factor = MAX(days / planned, planned / days);

		if (factor < least) {
			least = factor;
			best = i;
		}
	}
	return said[best];
}

/* The adapting rule: what was done for half a year and three cadences is a habit, and the
 * plan is what does not fit. */
Interval
clock_fitting(double pace_days, int span_days, Interval cadence)
{
	const Interval none = { 0, 0 };
	int planned = when_interval_days(cadence);
	Interval fitting;

	if (pace_days <= 0 || span_days < MAX(MIN_PACE_DAYS, 3 * planned))
		return none;
	if (pace_days < planned * FITTING_FACTOR && pace_days > planned / FITTING_FACTOR)
		return none;
	fitting = nearest_interval(pace_days);
	return when_interval_days(fitting) == planned ? none : fitting;
}

double
clock_quantile(const double *values, guint n, double p)
{
	double rank = p * (n - 1), below = floor(rank);
	guint i = (guint)below;

	if (i + 1 >= n)
		return values[n - 1];
	return values[i] + (rank - below) * (values[i + 1] - values[i]);
}

/* The owed rule: a person's own habit counts the more, the better it is known. Waiting
 * times spread over orders of magnitude, so the mean is one of logarithms; an `own` of 0
 * (always answered on a weekend) ends at the floor. */
double
clock_reply_threshold(double own, int n, double global, int n_global)
{
	double hours = n_global >= CLOCK_FEW_ANSWERS ? global : UNKNOWN_HOURS;

	if (n >= CLOCK_FEW_ANSWERS)
		hours = exp((n * log(own) + CLOCK_FEW_ANSWERS * log(hours)) /
			    (n + CLOCK_FEW_ANSWERS));
	return MAX(hours, LEAST_HOURS);
}

/* The rhythm rule: silence well beyond the habit, in share and in days; when it is beyond
 * the second bound the habit has ended, which is no drift any more. */
void
clock_drift_bounds(double rhythm_days, double *ret_from, double *ret_until)
{
	*ret_from = MAX(2 * rhythm_days, rhythm_days + 14);
	*ret_until = MAX(12 * rhythm_days, rhythm_days + 90);
}

bool
clock_is_drifting(double rhythm_days, double silence_days)
{
	double from, until;

	clock_drift_bounds(rhythm_days, &from, &until);
	return rhythm_days > 0 && silence_days > from && silence_days <= until;
}

/* Strength: to have met is more than a letter, a letter to many or a copy less. */
#define WEIGHT_OF_MEETING 2.0
#define WEIGHT_BESIDE 0.25

/* What resets nothing although it was direct (failed authentication, a doubled header)
 * proves no tie either. */
static double
weight(const Event *event)
{
	if (event->channel == CHANNEL_MEETING)
		return WEIGHT_OF_MEETING;
	if (event->role == ROLE_TO)
		return event->counts ? 1.0 / event->recipients : 0;
	return WEIGHT_BESIDE / event->recipients;
}

double
clock_strength_bound(const int counts[N_COUNTS])
{
	return WEIGHT_OF_MEETING * counts[COUNT_MEETING] +
	       WEIGHT_BESIDE * (counts[COUNT_CC] + counts[COUNT_GROUP]) + counts[COUNT_IN] +
	       counts[COUNT_OUT] + counts[COUNT_OTHER];
}

/* The strength rule: exponential forgetting, so that the sum can be kept and decayed. */
double
clock_strength(const Event *events, guint n_events, double half_life_days, Instant now)
{
	double sum = 0;

	for (guint i = 0; i < n_events; i++)
		sum += clock_strength_at(
			weight(&events[i]), events[i].date, half_life_days, now);
	return sum;
}

double
clock_strength_at(double strength, Instant last, double half_life_days, Instant now)
{
	if (last == WHEN_NEVER || now <= last)
		return strength;
	return strength * exp2(-(double)(now - last) / (half_life_days * WHEN_DAY));
}

/* The reciprocity rule: who writes to whom, 1 for both alike. */
double
clock_reciprocity(int in, int out)
{
	if (in + out < 4)
		return -1;
	return (double)MIN(in, out) / MAX(in, out);
}
