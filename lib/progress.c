#include "lib/progress.h"

#include <stdio.h>
#include <unistd.h>

enum {
	INTERVAL = 75 * 1000, /* µs between two drawings: some 13 a second */
	CELLS = 24,           /* of the bar; the line stays below 80 columns */
};

struct Progress {
	char *what;
	guint64 total;
	gint64 start; /* monotonic, µs */
	gint64 next;  /* not drawn again before */
	bool drawn;
};

Progress *
progress_new(const char *what, guint64 total, bool quiet)
{
	Progress *progress = g_new0(Progress, 1);
	bool wanted = !quiet && total > 0 && isatty(STDERR_FILENO) &&
		      g_strcmp0(g_getenv("TERM"), "dumb") != 0;

	progress->what = g_strdup(what);
	progress->total = total;
	progress->start = g_get_monotonic_time();
	progress->next = wanted ? progress->start + INTERVAL : G_MAXINT64;
	return progress;
}

/* "1:05 left". */
static void
print_time_left(double seconds)
{
	int left = (int)(seconds + 0.5);

	if (left < 3600)
		fprintf(stderr, "  %d:%02d left", left / 60, left % 60);
	else
		fprintf(stderr, "  %d h %02d min left", left / 3600, left / 60 % 60);
}

static void
draw(Progress *progress, guint64 done, gint64 now)
{
	double seconds = (now - progress->start) / 1e6;
	double rate = done / seconds;
	int cells = (int)(done * CELLS / progress->total);

	fprintf(stderr, "\r%s [", progress->what);
	for (int i = 0; i < CELLS; i++)
		putc(i < cells ? '#' : '.', stderr);
	fprintf(stderr, "] %3d %%  %.0f/s", (int)(done * 100 / progress->total), rate);
	if (done > 0)
		print_time_left((progress->total - done) / rate);
	fputs("\033[K", stderr);
	fflush(stderr);
	progress->drawn = true;
}

void
progress_update(Progress *progress, guint64 done)
{
	gint64 now = g_get_monotonic_time();

	if (now < progress->next)
		return;
	progress->next = now + INTERVAL;
	draw(progress, MIN(done, progress->total), now);
}

void
progress_free(Progress *progress)
{
	if (progress == NULL)
		return;
	if (progress->drawn)
		fputs("\r\033[K", stderr);
	g_free(progress->what);
	g_free(progress);
}
