#include "plugin/terminal.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lib/text.h"

enum { USUAL_COLUMNS = 80, MAX_COLUMNS = 100 /* longer lines are hard to read */ };

enum { LABEL_COLUMNS = 14 };

bool
terminal_is(void)
{
	return isatty(STDOUT_FILENO);
}

bool
terminal_has_reader(void)
{
	return isatty(STDERR_FILENO);
}

int
terminal_columns(void)
{
	struct winsize size = { .ws_col = 0 };

	if (!terminal_is())
		return 0;
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return USUAL_COLUMNS;
	return MIN(size.ws_col, MAX_COLUMNS);
}

static bool
has_colours(void)
{
	const char *no_color = g_getenv("NO_COLOR");
	const char *term = g_getenv("TERM");

	return terminal_is() && (no_color == NULL || no_color[0] == '\0') && term != NULL &&
	       strcmp(term, "dumb") != 0;
}

const char *
terminal_style(Style style)
{
	static const char *const sequences[] = {
		[STYLE_NONE] = "\033[0m",
		[STYLE_NAME] = "\033[1m",
		[STYLE_CALL] = "\033[33m",
		[STYLE_FAINT] = "\033[2m",
	};

	return has_colours() ? sequences[style] : "";
}

/* Breaks at spaces only: a longer word stands over, it is not cut. */
static void
put_wrapped(int indent, int columns, const char *visible)
{
	g_auto(GStrv) words = g_strsplit(visible, " ", -1);
	int column = 0;

	for (guint i = 0; words[i] != NULL; i++) {
		int width = text_width(words[i]);

		if (column > 0 && indent + column + 1 + width > columns) {
			putchar('\n');
			column = 0;
		}
		if (column == 0)
			printf("%*s%s", indent, "", words[i]);
		else
			printf(" %s", words[i]);
		column += width + (column > 0);
	}
	putchar('\n');
}

void
terminal_put(int indent, const char *text)
{
	g_autofree char *visible = text_visible(text);
	int columns = terminal_columns();

	if (columns > indent)
		put_wrapped(indent, columns, visible);
	else
		printf("%*s%s\n", indent, "", visible);
}

void
terminal_field(const char *label, const char *format, ...)
{
	g_autofree char *text = NULL, *visible = NULL;
	va_list arguments;

	va_start(arguments, format);
	text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	visible = text_visible(text);
	printf("  %-*s%s\n", LABEL_COLUMNS, label, visible);
}
