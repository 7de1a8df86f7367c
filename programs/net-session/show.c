/*
 * Shows sessions, as a table or one after the other
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

#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>

#include "net-session.h"

enum column
{
    COLUMN_CLIENT,
    COLUMN_USER,
    COLUMN_TYPE,
    COLUMN_OPENS,
    COLUMN_IDLE,
    COLUMN_COUNT
};

/* Columns are at least as wide as in Windows' table. */
static const struct
{
    const WCHAR *title;
    unsigned int width;
}
columns[COLUMN_COUNT] =
{
    { L"Computer",    22 },
    { L"User name",   20 },
    { L"Client Type", 17 },
    { L"Opens",        5 },
    { L"Idle time",    9 },
};

/* Hours can have more than two digits. */
static WCHAR *format_time( DWORD seconds )
{
    WCHAR *ret = alloc( 32 * sizeof(*ret) );

    if (seconds == UNKNOWN) wcscpy( ret, L"-" );
    else swprintf( ret, 32, L"%02lu:%02lu:%02lu", seconds / 3600, seconds / 60 % 60, seconds % 60 );
    return ret;
}

static WCHAR *format_number( DWORD number )
{
    WCHAR *ret = alloc( 16 * sizeof(*ret) );

    if (number == UNKNOWN) wcscpy( ret, L"-" );
    else swprintf( ret, 16, L"%lu", number );
    return ret;
}

static WCHAR *format_client( const WCHAR *client )
{
    size_t len = wcslen( client ) + 3;
    WCHAR *name = printable( client ), *ret = alloc( len * sizeof(*ret) );

    swprintf( ret, len, L"\\\\%ls", name );
    free( name );
    return ret;
}

/* The caller frees the text. */
static WCHAR *format_column( const struct session *session, enum column column )
{
    switch (column)
    {
    case COLUMN_CLIENT: return format_client( session->client );
    case COLUMN_USER:   return printable( session->user ? session->user : L"-" );
    case COLUMN_TYPE:   return printable( session->type ? session->type : L"-" );
    case COLUMN_OPENS:  return format_number( session->opens );
    default:            return format_time( session->idle );
    }
}

static void find_widths( const struct sessions *sessions, unsigned int widths[COLUMN_COUNT] )
{
    enum column column;
    DWORD i;

    for (column = 0; column < COLUMN_COUNT; column++)
    {
        widths[column] = columns[column].width;
        for (i = 0; i < sessions->count; i++)
        {
            WCHAR *text = format_column( &sessions->entries[i], column );

            widths[column] = max( widths[column], text_width( text ) );
            free( text );
        }
    }
}

static void show_row( WCHAR * const texts[COLUMN_COUNT], const unsigned int widths[COLUMN_COUNT] )
{
    enum column column;

    for (column = 0; column < COLUMN_COUNT; column++)
    {
        if (column == COLUMN_OPENS)
            print( L"%*ls ", (int)widths[column], texts[column] );
        else if (column == COLUMN_IDLE)
            print( L"%ls\n", texts[column] );
        else
        {
            print_padded( texts[column], widths[column] );
            print( L" " );
        }
    }
}

static void show_session_row( const struct session *session,
                              const unsigned int widths[COLUMN_COUNT] )
{
    WCHAR *texts[COLUMN_COUNT];
    enum column column;

    for (column = 0; column < COLUMN_COUNT; column++)
        texts[column] = format_column( session, column );
    show_row( texts, widths );
    for (column = 0; column < COLUMN_COUNT; column++) free( texts[column] );
}

static void show_line( const unsigned int widths[COLUMN_COUNT] )
{
    unsigned int width = COLUMN_COUNT - 1;
    enum column column;
    WCHAR *line;

    for (column = 0; column < COLUMN_COUNT; column++) width += widths[column];
    line = alloc( (width + 1) * sizeof(*line) );
    wmemset( line, '-', width );
    line[width] = 0;
    print( L"%ls\n", line );
    free( line );
}

/* Explains why a value is "-" */
static void show_level( const struct sessions *sessions )
{
    if (sessions->count && (sessions->level == 10 || sessions->level == 0))
        print( L"\nThe server shows what stands as \"-\" to its administrators only.\n" );
}

void show_table( const struct sessions *sessions )
{
    unsigned int widths[COLUMN_COUNT];
    WCHAR *titles[COLUMN_COUNT];
    enum column column;
    DWORD i;

    find_widths( sessions, widths );
    for (column = 0; column < COLUMN_COUNT; column++)
        titles[column] = (WCHAR *)columns[column].title;
    print( L"\n" );
    show_row( titles, widths );
    print( L"\n" );
    show_line( widths );
    for (i = 0; i < sessions->count; i++) show_session_row( &sessions->entries[i], widths );
    show_level( sessions );
}

/* Frees the text. */
static void show_field( const WCHAR *label, WCHAR *text )
{
    print( L"%-16ls%ls\n", label, text );
    free( text );
}

static void show_session( const struct session *session )
{
    const WCHAR *guest = session->flags & SESS_GUEST ? L"Yes" : L"No";

    show_field( L"User name", format_column( session, COLUMN_USER ) );
    show_field( L"Computer", printable( session->client ) );
    show_field( L"Guest logon", printable( session->flags == UNKNOWN ? L"-" : guest ) );
    show_field( L"Client type", format_column( session, COLUMN_TYPE ) );
    show_field( L"Opens", format_column( session, COLUMN_OPENS ) );
    show_field( L"Sess time", format_time( session->time ) );
    show_field( L"Idle time", format_time( session->idle ) );
}

void show_list( const struct sessions *sessions )
{
    DWORD i;

    for (i = 0; i < sessions->count; i++)
    {
        print( L"\n" );
        show_session( &sessions->entries[i] );
    }
    show_level( sessions );
}
