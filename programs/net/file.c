/*
 * net file: shows and closes the open files of a server
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

/* The width of labels */
#define LABEL 16

static const struct column columns[] =
{
    { L"ID",        10, FALSE },
    { L"Path",      39, FALSE },
    { L"User name", 20, FALSE },
    { L"# Locks",    7, FALSE },
};

static enum exit_status show_files( const struct arguments *args )
{
    struct table table = make_table( columns, ARRAYSIZE(columns), 1 );
    NET_API_STATUS status;
    struct list list;
    DWORD i;

    if ((status = read_list( enum_files, args->server, NULL, 3, &list )))
        return fail( args->server, status );
    if (!list.count) return empty_list();
    for (i = 0; i < list.count; i++)
    {
        const FILE_INFO_3 *info = list_entry( &list, i, sizeof(*info) );

        add_cell( &table, format_number( info->fi3_id ) );
        add_cell( &table, format_string( info->fi3_pathname ) );
        add_cell( &table, format_string( info->fi3_username ) );
        add_cell( &table, format_number( info->fi3_num_locks ) );
    }
    show_table( &table );
    free_list( &list );
    return completed();
}

/* A letter for each of the bits of ACCESS_READ and so on */
static WCHAR *format_permissions( DWORD permissions )
{
    static const WCHAR letters[] = L"RWCXDAP";
    WCHAR *ret = alloc( sizeof(letters) ), *end = ret;
    DWORD i;

    for (i = 0; letters[i]; i++) if (permissions & (1 << i)) *end++ = letters[i];
    *end = 0;
    return ret;
}

static enum exit_status fail_file( const struct arguments *args, NET_API_STATUS status )
{
    if (status == ERROR_FILE_NOT_FOUND && is_reached( args->server )) status = NERR_FileIdNotFound;
    return fail( args->server, status );
}

static enum exit_status show_file( const struct arguments *args, DWORD id )
{
    NET_API_STATUS status;
    BYTE *buffer = NULL;
    FILE_INFO_3 *info;

    if ((status = NetFileGetInfo( args->server, id, 3, &buffer )))
        return fail_file( args, status );
    info = (FILE_INFO_3 *)buffer;
    print( L"\n" );
    show_field( L"File ID", LABEL, format_number( info->fi3_id ) );
    show_field( L"User name", LABEL, format_string( info->fi3_username ) );
    show_field( L"Locks", LABEL, format_number( info->fi3_num_locks ) );
    show_field( L"Path", LABEL, format_string( info->fi3_pathname ) );
    show_field( L"Permissions", LABEL, format_permissions( info->fi3_permissions ) );
    NetApiBufferFree( buffer );
    return completed();
}

enum exit_status file( struct arguments *args )
{
    NET_API_STATUS status;
    WCHAR *end;
    DWORD id;

    if (!args->name)
    {
        if (args->values[OPTION_CLOSE]) return refuse( L"/CLOSE needs the ID of a file.\n" );
        return show_files( args );
    }
    id = wcstoul( args->name, &end, 10 );
    if (*args->name < '0' || *args->name > '9' || *end || (id == ULONG_MAX &&
        wcscmp( args->name, L"4294967295" )))
        return refuse( L"%ls is not the ID of a file.\n", args->name );
    if (!args->values[OPTION_CLOSE]) return show_file( args, id );
    if ((status = NetFileClose( args->server, id ))) return fail_file( args, status );
    return completed();
}
