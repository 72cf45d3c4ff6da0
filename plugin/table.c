#include "plugin/table.h"

#include <stdio.h>

#include "lib/text.h"
#include "plugin/terminal.h"

enum { GAP = 2, NARROWEST = 8 };

struct Table {
	guint n_columns;
	guint elastic;
	int *widths;
	GPtrArray *cells;            /* of visible strings, row after row */
	const char *const *headings; /* or NULL */
};

Table *
table_new(guint n_columns, guint elastic)
{
	Table *table = g_new0(Table, 1);

	table->n_columns = n_columns;
	table->elastic = elastic;
	table->widths = g_new0(int, n_columns);
	table->cells = g_ptr_array_new_with_free_func(g_free);
	return table;
}

void
table_free(Table *table)
{
	g_ptr_array_unref(table->cells);
	g_free(table->widths);
	g_free(table);
}

void
table_add(Table *table, const char *const *cells)
{
	for (guint i = 0; i < table->n_columns; i++) {
		char *visible = text_visible(cells[i] != NULL ? cells[i] : "");

		table->widths[i] = MAX(table->widths[i], text_width(visible));
		g_ptr_array_add(table->cells, visible);
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
print_row(const Table *table, const char *const *row, int elastic)
{
	guint n = filled_columns(table, row);

	for (guint i = 0; i < n; i++) {
		int width = i == table->elastic ? elastic : table->widths[i];
		bool last = i == n - 1;
		g_autofree char *cell = text_fit(
			row[i], last ? MIN(width, text_width(row[i])) : width, !last);

		if (width > 0)
			fputs(cell, stdout);
		for (int k = 0; width > 0 && !last && k < GAP; k++)
			putchar(' ');
	}
	putchar('\n');
}

void
table_print(Table *table)
{
	int elastic;

	make_room(table);
	elastic = elastic_width(table);
	if (table->headings != NULL && table->cells->len > 0)
		print_row(table, table->headings, elastic);
	for (guint i = 0; i < table->cells->len; i += table->n_columns)
		print_row(table, (const char *const *)table->cells->pdata + i, elastic);
}
