/*
 * net session: shows the sessions of a server
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
#include <string.h>
#include <wchar.h>

#include "net.h"

/* The width of labels */
#define LABEL 16

static const struct column session_columns[] =
{
    { L"Computer",    22, FALSE },
    { L"User name",   20, FALSE },
    { L"Client Type", 17, FALSE },
    { L"Opens",        5, TRUE },
    { L"Idle time",   11, FALSE },
};

static const struct column connection_columns[] =
{
    { L"Share name", 14, FALSE },
    { L"Type",        8, FALSE },
    { L"# Opens",     7, FALSE },
};

/* Says why something is "-" */
static void show_level( const struct sessions *sessions )
{
    if (sessions->count && (sessions->level == 10 || sessions->level == 0))
        print( L"\nThe server shows what stands as \"-\" to its administrators only.\n" );
}

static void show_sessions( const struct sessions *sessions )
{
    struct table table = make_table( session_columns, ARRAYSIZE(session_columns), 1 );
    DWORD i;

    for (i = 0; i < sessions->count; i++)
    {
        const struct session *session = &sessions->entries[i];
        WCHAR *name = unc_name( session->client );

        add_cell( &table, printable( name ) );
        add_cell( &table, format_string( session->user ) );
        add_cell( &table, format_string( session->type ) );
        add_cell( &table, format_number( session->opens ) );
        add_cell( &table, format_duration( session->idle ) );
        free( name );
    }
    show_table( &table );
}

static void show_session( const struct session *session )
{
    const WCHAR *guest = session->flags & SESS_GUEST ? L"Yes" : L"No";

    print( L"\n" );
    show_field( L"User name", LABEL, format_string( session->user ) );
    show_field( L"Computer", LABEL, printable( session->client ) );
    show_field( L"Guest logon", LABEL, format_string( session->flags == UNKNOWN ? NULL : guest ) );
    show_field( L"Client type", LABEL, format_string( session->type ) );
    show_field( L"Opens", LABEL, format_number( session->opens ) );
    show_field( L"Sess time", LABEL, format_duration( session->time ) );
    show_field( L"Idle time", LABEL, format_duration( session->idle ) );
}

static const WCHAR *type_name( DWORD type )
{
    switch (type & 0xff)
    {
    case STYPE_DISKTREE: return L"Disk";
    case STYPE_PRINTQ:   return L"Print";
    case STYPE_DEVICE:   return L"Comm";
    default:             return L"IPC";
    }
}

/* Those of a session's user, as a client can have sessions of several */
static void show_connections( const struct session *session, const struct list *connections )
{
    struct table table = make_table( connection_columns, ARRAYSIZE(connection_columns), 1 );
    DWORD i;

    for (i = 0; i < connections->count; i++)
    {
        const CONNECTION_INFO_1 *info = list_entry( connections, i, sizeof(*info) );

        if (session->user && info->coni1_username && *info->coni1_username &&
            _wcsicmp( session->user, info->coni1_username )) continue;
        add_cell( &table, format_string( info->coni1_netname ) );
        add_cell( &table, format( L"%ls", type_name( info->coni1_type ) ) );
        add_cell( &table, format_number( info->coni1_num_opens ) );
    }
    if (table.cell_count) show_table( &table );
}

/* Who gets no more than names of users gets no connections, either. */
static enum exit_status show_client( const struct arguments *args, const struct sessions *sessions )
{
    NET_API_STATUS status = NERR_Success;
    struct list connections;
    DWORD i;

    memset( &connections, 0, sizeof(connections) );
    if (sessions->level != 0 && sessions->level != 10)
        status = read_list( enum_connections, args->server, args->name, 1, &connections );
    for (i = 0; i < sessions->count; i++)
    {
        show_session( &sessions->entries[i] );
        show_connections( &sessions->entries[i], &connections );
    }
    show_level( sessions );
    free_list( &connections );
    return status ? fail( args->server, status ) : completed();
}

static enum exit_status show( const struct arguments *args, const struct sessions *sessions )
{
    DWORD i;

    if (!sessions->count) return empty_list();
    if (args->name) return show_client( args, sessions );
    if (args->values[OPTION_LIST])
        for (i = 0; i < sessions->count; i++) show_session( &sessions->entries[i] );
    else
        show_sessions( sessions );
    show_level( sessions );
    return completed();
}

enum exit_status session( struct arguments *args )
{
    struct sessions sessions;
    enum exit_status ret;
    NET_API_STATUS status;

    if (args->values[OPTION_DELETE]) return end_sessions( args );
    if ((status = read_sessions( args->server, args->name, &sessions )))
        return fail( args->server, status );
    ret = show( args, &sessions );
    free_sessions( &sessions );
    return ret;
}
