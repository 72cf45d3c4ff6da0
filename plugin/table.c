#include "plugin/table.h"

#include <stdio.h>
#include <string.h>

#include "lib/text.h"
#include "plugin/terminal.h"

enum { GAP = 2, NARROWEST = 8 };

struct Table {
	guint n_columns;
	guint elastic;
	int *widths;
	GString *cells;              /* visible, row after row, each ended by its NUL */
	const char *const *headings; /* or NULL */
};

Table *
table_new(guint n_columns, guint elastic)
{
	Table *table = g_new0(Table, 1);

	table->n_columns = n_columns;
	table->elastic = elastic;
	table->widths = g_new0(int, n_columns);
	table->cells = g_string_new(NULL);
	return table;
}

void
table_free(Table *table)
{
	g_string_free(table->cells, TRUE);
	g_free(table->widths);
	g_free(table);
}

void
table_add(Table *table, const char *const *cells)
{
	for (guint i = 0; i < table->n_columns; i++) {
		const char *cell = cells[i] != NULL ? cells[i] : "";
		g_autofree char *visible = text_is_plain(cell) ? NULL : text_visible(cell);
		const char *shown = visible != NULL ? visible : cell;
		gsize length = strlen(shown);
		int width = visible != NULL ? text_width(visible) : (int)length;

		table->widths[i] = MAX(table->widths[i], width);
		g_string_append_len(table->cells, shown, (gssize)length + 1);
	}
}

void
table_head(Table *table, const char *const *headings)
{
	table->headings = headings;
}

/* A heading makes room for itself only above a column that has something in it. */
static void
make_room(Table *table)
{
	for (guint i = 0; table->headings != NULL && i < table->n_columns; i++)
		if (table->widths[i] > 0)
			table->widths[i] =
				MAX(table->widths[i], text_width(table->headings[i]));
}

/* The width left for the elastic column. */
static int
elastic_width(const Table *table)
{
	int columns = terminal_columns(), total = 0, full;

	if (table->elastic == TABLE_RIGID)
		return 0;
	full = table->widths[table->elastic];
	for (guint i = 0; i < table->n_columns; i++)
		total += table->widths[i] > 0 ? table->widths[i] + GAP : 0;
	total -= GAP;
	if (columns == 0 || total <= columns)
		return full;
	return MAX(full - (total - columns), MIN(full, NARROWEST));
}

/* Columns from here on are empty in `row`, or everywhere: nothing is padded for them. */
static guint
filled_columns(const Table *table, const char *const *row)
{
	guint n = table->n_columns;

	while (n > 1 && (row[n - 1][0] == '\0' || table->widths[n - 1] == 0))
		n--;
	return n;
}

static void
put_blanks(int n)
{
	static const char blanks[] = "                                ";

	for (; n > (int)strlen(blanks); n -= (int)strlen(blanks))
		fputs(blanks, stdout);
	fwrite(blanks, 1, (gsize)n, stdout);
}

/* A cell as wide as its column, and what keeps the next one apart. */
static void
print_cell(const char *cell, int width, bool last)
{
	int full = text_width(cell);
	g_autofree char *fitted = full > width ? text_fit(cell, width, !last) : NULL;

	if (width == 0)
		return;
	fputs(fitted != NULL ? fitted : cell, stdout);
	if (!last)
		put_blanks(width - MIN(full, width) + GAP);
}

static void
print_row(const Table *table, const char *const *row, int elastic)
{
	guint n = filled_columns(table, row);

	for (guint i = 0; i < n; i++)
		print_cell(row[i], i == table->elastic ? elastic : table->widths[i],
			i == n - 1);
	putchar('\n');
}

static void
print_rows(const Table *table, int elastic)
{
	g_autofree const char **row = g_new(const char *, table->n_columns);
	const char *cell = table->cells->str, *end = cell + table->cells->len;

	while (cell < end) {
		for (guint i = 0; i < table->n_columns; i++) {
			row[i] = cell;
			cell += strlen(cell) + 1;
		}
		print_row(table, row, elastic);
	}
}

void
table_print(Table *table)
{
	int elastic;

	make_room(table);
	elastic = elastic_width(table);
	if (table->headings != NULL && table->cells->len > 0)
		print_row(table, table->headings, elastic);
	print_rows(table, elastic);
}
