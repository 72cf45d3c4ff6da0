#include "lib/clock.h"

#include <math.h>

/* Rhythm: enough gaps to have a middle, and enough time for a habit to show. */
#define MIN_GAPS 3
#define MAX_GAPS 30
#define MIN_SPAN_DAYS 21

/* Replies: how many pairs make a person's own figure, and what holds without any. */
#define MIN_PAIRS 5
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
	double hours = n_global >= MIN_PAIRS ? global : UNKNOWN_HOURS;

	if (n >= MIN_PAIRS)
		hours = exp((n * log(own) + MIN_PAIRS * log(hours)) / (n + MIN_PAIRS));
	return MAX(hours, LEAST_HOURS);
}

/* The rhythm rule: silence well beyond the habit, in share and in days; when it is beyond
 * the second bound the habit has ended, which is no drift any more. */
bool
clock_is_drifting(double rhythm_days, double silence_days)
{
	double m = rhythm_days;

	return m > 0 && silence_days > MAX(2 * m, m + 14) &&
	       silence_days <= MAX(12 * m, m + 90);
}

/* What resets nothing although it was direct (failed authentication, a doubled header)
 * proves no tie either. */
static double
weight(const Event *event)
{
	if (event->channel == CHANNEL_MEETING)
		return 2;
	if (event->role == ROLE_TO)
		return event->counts ? 1.0 / event->recipients : 0;
	return 0.25 / event->recipients;
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
	if (now <= last)
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
