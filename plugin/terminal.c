#include "plugin/terminal.h"

#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "lib/text.h"
#include "plugin/wrap.h"

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

/* The first line goes on where something of `indent` columns stands already. A word that is
 * longer than a line stands over: it may be there to be copied. */
static void
put_wrapped(int indent, int columns, const char *visible)
{
	const char *line = visible;

	for (;;) {
		const char *end = wrap_end(line, columns - indent);

		printf("%.*s\n", (int)(end - line), line);
		line = end + strspn(end, " ");
		if (*line == '\0')
			return;
		printf("%*s", indent, "");
	}
}

static void
put_fitted(int indent, const char *visible)
{
	int columns = terminal_columns();

	if (columns > indent)
		put_wrapped(indent, columns, visible);
	else
		printf("%s\n", visible);
}

void
terminal_put(int indent, const char *text)
{
	g_autofree char *visible = text_visible(text);

	printf("%*s", indent, "");
	put_fitted(indent, visible);
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
	printf("  %-*s", LABEL_COLUMNS, label);
	put_fitted(2 + LABEL_COLUMNS, visible);
}

/* Whether a piece of `width` columns goes on the line on which `column` are full. */
static bool
has_room(int column, int width)
{
	int columns = terminal_columns();

	return columns == 0 || column == 0 || column + 1 + width <= columns;
}

int
terminal_piece(int column, Style style, const char *text)
{
	g_autofree char *visible = text_visible(text);
	int width = text_width(visible);
	const char *gap = column == 0 ? "" : " ";

	if (!has_room(column, width)) {
		gap = "\n  ";
		column = 1;
	}
	printf("%s%s%s%s", gap, terminal_style(style), visible,
		style == STYLE_NONE ? "" : terminal_style(STYLE_NONE));
	return column + (column > 0) + width;
}
