/*
 * net view: shows the shares that a server offers
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

static const struct column columns[] =
{
    { L"Share name", 10, FALSE },
    { L"Type",        4, FALSE },
    { L"Used as",     7, FALSE },
    { L"Comment",     7, FALSE },
};

/* The drive that this computer has for the share */
static WCHAR *find_drive( const WCHAR *server, const WCHAR *share )
{
    WCHAR drive[] = L"A:", remote[MAX_PATH], *name = format( L"\\\\%ls\\%ls", server, share );
    DWORD len;

    for (; *drive <= 'Z'; ++*drive)
    {
        len = ARRAYSIZE(remote);
        if (!WNetGetConnectionW( drive, remote, &len ) && !_wcsicmp( remote, name )) break;
    }
    free( name );
    return format( L"%ls", *drive <= 'Z' ? drive : L"" );
}

/* NULL for what is not listed. A name that ends in $ is hidden. */
static const WCHAR *type_name( const SHARE_INFO_1 *info, BOOL all )
{
    DWORD type = info->shi1_type & 0xff;
    size_t len = wcslen( info->shi1_netname );

    if (!all && (info->shi1_type & STYPE_SPECIAL || (len && info->shi1_netname[len - 1] == '$')))
        return NULL;
    if (type == STYPE_DISKTREE) return L"Disk";
    if (type == STYPE_PRINTQ) return L"Print";
    if (!all) return NULL;
    return type == STYPE_DEVICE ? L"Comm" : L"IPC";
}

static void show_head( WCHAR *server, const WCHAR *name )
{
    SERVER_INFO_101 *info = NULL;
    WCHAR *comment = NULL;

    if (!NetServerGetInfo( server, 101, (BYTE **)&info ) && info->sv101_comment)
        comment = printable( info->sv101_comment );
    print( L"Shared resources at %ls\n\n%ls\n", name, comment ? comment : L"" );
    free( comment );
    if (info) NetApiBufferFree( info );
}

static void add_share_rows( struct table *table, const struct list *list,
                            const struct arguments *args )
{
    const WCHAR *server = skip_backslashes( args->server ), *type;
    DWORD i;

    for (i = 0; i < list->count; i++)
    {
        const SHARE_INFO_1 *info = list_entry( list, i, sizeof(*info) );

        if (!info->shi1_netname || !(type = type_name( info, args->values[OPTION_ALL] != NULL )))
            continue;
        add_cell( table, printable( info->shi1_netname ) );
        add_cell( table, format( L"%ls", type ) );
        add_cell( table, find_drive( server, info->shi1_netname ) );
        add_cell( table, printable( info->shi1_remark ? info->shi1_remark : L"" ) );
    }
}

enum exit_status view( struct arguments *args )
{
    struct table table = make_table( columns, ARRAYSIZE(columns), 2 );
    NET_API_STATUS status;
    struct list list;
    WCHAR *name;

    if (!args->server || args->name)
    {
        print_error( L"Name a server: NET VIEW \\\\server. The computers of a network can't be "
                     L"listed here.\n" );
        return args->name ? EXIT_USAGE : EXIT_ERROR;
    }
    if ((status = read_list( enum_shares, args->server, NULL, 1, &list )))
        return fail( args->server, status );
    add_share_rows( &table, &list, args );
    free_list( &list );
    if (!table.cell_count) return empty_list();
    name = unc_name( args->server );
    show_head( args->server, name );
    free( name );
    show_table( &table );
    return completed();
}
