#include "lib/progress.h"

#include <stdio.h>
#include <unistd.h>

enum {
	INTERVAL = 75 * 1000, /* µs between two drawings: some 13 a second */
	MANY = 5000,          /* that nobody does in less: drawn at once */
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
	progress->next = progress->start + (total < MANY ? INTERVAL : 0);
	if (!wanted)
		progress->next = G_MAXINT64;
	return progress;
}

/* "1:05 left". */
static void
append_time_left(GString *line, double seconds)
{
	int left = (int)(seconds + 0.5);

	if (left < 3600)
		g_string_append_printf(line, "  %d:%02d left", left / 60, left % 60);
	else
		g_string_append_printf(
			line, "  %d h %02d min left", left / 3600, left / 60 % 60);
}

/* One write, so that it does not flicker. */
static void
draw(Progress *progress, guint64 done, gint64 now)
{
	g_autoptr(GString) line = g_string_new(NULL);
	double rate = done / ((now - progress->start) / 1e6);
	int cells = (int)(done * CELLS / progress->total);

	g_string_append_printf(line, "\r%s [", progress->what);
	for (int i = 0; i < CELLS; i++)
		g_string_append_c(line, i < cells ? '#' : '.');
	g_string_append_printf(
		line, "] %3d %%  %.0f/s", (int)(done * 100 / progress->total), rate);
	if (done > 0)
		append_time_left(line, (progress->total - done) / rate);
	g_string_append(line, "\033[K");
	fputs(line->str, stderr);
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
