#pragma once

#include <glib.h>

/* Aligned text: rows of cells, each column as wide as its widest cell. */
typedef struct Table Table;

#define TABLE_RIGID G_MAXUINT /* no column may be cut */

/* A table whose column `elastic` is cut where a terminal is too narrow for it. New,
 * table_free(). */
Table *table_new(guint n_columns, guint elastic);
void table_free(Table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Table, table_free)

/* Adds a row of copies of the `n_columns` strings `cells`; NULL is empty. */
void table_add(Table *table, const char *const *cells);

/* Names the columns; borrowed until the table is freed. A column without anything in it has
 * no heading, and a table without rows prints none. */
void table_head(Table *table, const char *const *headings);

/* Prints all rows to standard output, made visible. */
void table_print(Table *table);
