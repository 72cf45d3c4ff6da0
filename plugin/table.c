#include "plugin/table.h"

#include <stdio.h>

#include "lib/text.h"
#include "plugin/terminal.h"

enum { GAP = 2, NARROWEST = 8 };

struct Table {
	guint n_columns;
	guint elastic;
	int *widths;
	GPtrArray *cells; /* of visible strings, row after row */
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

/* The width left for the elastic column. */
static int
elastic_width(const Table *table)
{
	int full = table->widths[table->elastic], total = 0;
	int columns = terminal_columns();

	for (guint i = 0; i < table->n_columns; i++)
		total += table->widths[i] + (i > 0 ? GAP : 0);
	if (columns == 0 || total <= columns)
		return full;
	return MAX(full - (total - columns), MIN(full, NARROWEST));
}

static guint
last_filled(char *const *row, guint n)
{
	while (n > 1 && row[n - 1][0] == '\0')
		n--;
	return n;
}

void
table_print(const Table *table)
{
	int elastic = elastic_width(table);

	for (guint start = 0; start < table->cells->len; start += table->n_columns) {
		char *const *row = (char *const *)table->cells->pdata + start;
		guint n = last_filled(row, table->n_columns);

		for (guint i = 0; i < n; i++) {
			int width = i == table->elastic ? elastic : table->widths[i];
			bool cut = text_width(row[i]) > width;
			g_autofree char *cell = i < n - 1 || cut
							? text_fit(row[i], width, i < n - 1)
							: g_strdup(row[i]);

			printf("%*s%s", i > 0 ? GAP : 0, "", cell);
		}
		putchar('\n');
	}
}
