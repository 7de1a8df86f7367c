/*
 * Tables as Windows shows them
 *
 * Copyright 2026 the netapi32 session project
 *
 * This library is free software; you can redistribute it and/or
 * modify it under the terms of the GNU Lesser General Public
 * License as published by the Free Software Foundation; either
 * version 2.1 of the License, or (at your option) any later version.
 *
 * This library is distributed in the hope that it will be useful,
 * but WITHOUT ANY WARRANTY; without even the implied warranty of
 * MERCHANTABILITY or FITNESS FOR A PARTICULAR PURPOSE.  See the GNU
 * Lesser General Public License for more details.
 *
 * You should have received a copy of the GNU Lesser General Public
 * License along with this library; if not, write to the Free Software
 * Foundation, Inc., 51 Franklin St, Fifth Floor, Boston, MA 02110-1301, USA
 */

#include <stdlib.h>
#include <wchar.h>

#include "net.h"

#define LINE_WIDTH 79

static void show_dashes( unsigned int width )
{
    WCHAR *line = alloc( (width + 1) * sizeof(*line) );

    wmemset( line, '-', width );
    line[width] = 0;
    print( L"%ls\n", line );
    free( line );
}

void show_line(void)
{
    show_dashes( LINE_WIDTH );
}

struct table make_table( const struct column *columns, unsigned int column_count, unsigned int gap )
{
    struct table table = { columns, column_count, gap, NULL, 0 };

    return table;
}

/* The table takes over the text. */
void add_cell( struct table *table, WCHAR *text )
{
    if (!(table->cell_count & (table->cell_count - 1)))
        table->cells = resize( table->cells, (2 * table->cell_count + 1) * sizeof(text) );
    table->cells[table->cell_count++] = text;
}

/* Wider than Windows' where a name would be cut there */
static void find_widths( const struct table *table, unsigned int widths[MAX_COLUMNS] )
{
    unsigned int i;

    for (i = 0; i < table->column_count; i++)
        widths[i] = max( table->columns[i].width, wcslen( table->columns[i].title ) );
    for (i = 0; i < table->cell_count; i++)
        widths[i % table->column_count] = max( widths[i % table->column_count],
                                               text_width( table->cells[i] ) );
}

static void show_row( const struct table *table, WCHAR * const *texts,
                      const unsigned int widths[MAX_COLUMNS] )
{
    unsigned int i, pending = 0, width;

    for (i = 0; i < table->column_count; i++)
    {
        width = text_width( texts[i] );
        /* Blanks go before what follows, so that none end a line. */
        if (width && table->columns[i].is_number) pending += widths[i] - width;
        if (width) print( L"%*ls%ls", (int)pending, L"", texts[i] );
        if (width) pending = 0;
        if (!width || !table->columns[i].is_number) pending += widths[i] - width;
        pending += table->gap;
    }
    print( L"\n" );
}

/* Frees what is in it */
void show_table( struct table *table )
{
    unsigned int widths[MAX_COLUMNS], width = 0, i;
    WCHAR *titles[MAX_COLUMNS];

    find_widths( table, widths );
    for (i = 0; i < table->column_count; i++)
    {
        titles[i] = (WCHAR *)table->columns[i].title;
        width += widths[i] + (i ? table->gap : 0);
    }
    print( L"\n" );
    show_row( table, titles, widths );
    print( L"\n" );
    show_dashes( max( width, LINE_WIDTH ) );
    for (i = 0; i < table->cell_count; i += table->column_count)
        show_row( table, table->cells + i, widths );
    for (i = 0; i < table->cell_count; i++) free( table->cells[i] );
    free( table->cells );
    table->cells = NULL;
    table->cell_count = 0;
}
