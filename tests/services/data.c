/*
 * What the reference server has in its file
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

#include "services_test.h"

#define MAX_ROWS    200
#define MAX_COLUMNS 12

struct row
{
    const WCHAR *section;
    WCHAR       *columns[MAX_COLUMNS];
};

WCHAR *server;

static struct row rows[MAX_ROWS];
static DWORD row_count;

static WCHAR *trim( WCHAR *text )
{
    WCHAR *end;

    while (iswspace( *text )) text++;
    end = text + wcslen( text );
    while (end > text && iswspace( end[-1] )) end--;
    *end = 0;
    return text;
}

/* The last column has what is left, as a descriptor can have a ; of its own. */
static void add_row( const WCHAR *section, WCHAR *line )
{
    const WCHAR *separators = wcschr( line, ';' ) ? L";" : L"=";
    struct row *row = &rows[row_count++];
    DWORD i;

    row->section = section;
    for (i = 0; i < MAX_COLUMNS && line; i++)
    {
        WCHAR *end = i + 1 < MAX_COLUMNS ? wcspbrk( line, separators ) : NULL;

        if (end) *end++ = 0;
        row->columns[i] = trim( line );
        line = end;
    }
}

static void add_line( const WCHAR **section, const char *utf8 )
{
    static WCHAR none[] = L"";
    WCHAR *line = malloc( (strlen( utf8 ) + 1) * sizeof(*line) );

    if (!line) abort();
    MultiByteToWideChar( CP_UTF8, 0, utf8, -1, line, strlen( utf8 ) + 1 );
    line = trim( line );
    if (!*line || *line == '#') return;
    if (*line == '[' && line[wcslen( line ) - 1] == ']')
    {
        line[wcslen( line ) - 1] = 0;
        *section = line + 1;
    }
    else if (ok( row_count < MAX_ROWS, "more than %u lines\n", MAX_ROWS ))
        add_row( *section ? *section : none, line );
}

static WCHAR *to_wide( const char *ansi )
{
    int size = MultiByteToWideChar( CP_ACP, 0, ansi, -1, NULL, 0 );
    WCHAR *str = malloc( size * sizeof(*str) );

    if (!str) abort();
    MultiByteToWideChar( CP_ACP, 0, ansi, -1, str, size );
    return str;
}

/* Arguments: UNIT DATA-FILE [SERVER] */
void load_data(void)
{
    const WCHAR *section = NULL;
    char line[4096], **argv;
    int argc = winetest_get_mainargs( &argv );
    FILE *file;

    if (argc > 3) server = to_wide( argv[3] );
    if (!(file = fopen( argc > 2 ? argv[2] : "", "rb" )))
    {
        ok( 0, "can't open the server's file; name it behind the unit\n" );
        exit( 1 );
    }
    while (fgets( line, sizeof(line), file )) add_line( &section, line );
    fclose( file );
}

static const struct row *find_row( const WCHAR *section, DWORD row )
{
    DWORD i;

    for (i = 0; i < row_count; i++)
        if (!wcscmp( rows[i].section, section ) && !row--) return &rows[i];
    return NULL;
}

DWORD count_rows( const WCHAR *section )
{
    DWORD count = 0;

    while (find_row( section, count )) count++;
    return count;
}

/* NULL for (null), which the server sends as no string */
static const WCHAR *to_value( const WCHAR *text )
{
    return text && wcscmp( text, L"(null)" ) ? text : NULL;
}

const WCHAR *get_value( const WCHAR *section, DWORD row, DWORD column )
{
    return to_value( find_row( section, row )->columns[column] );
}

const WCHAR *get_setting( const WCHAR *section, const WCHAR *name )
{
    DWORD i, count = count_rows( section );

    for (i = 0; i < count; i++)
        if (!wcscmp( get_value( section, i, 0 ), name )) return get_value( section, i, 1 );
    return NULL;
}

DWORD to_number( const WCHAR *text )
{
    if (!text) return 0;
    return *text == '-' ? 0 - wcstoul( text + 1, NULL, 0 ) : wcstoul( text, NULL, 0 );
}
