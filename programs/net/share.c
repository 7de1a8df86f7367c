/*
 * net share: shows the shares of a server
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
#define LABEL 18

/* Where the columns begin, on the next line if what is before is too long */
#define RESOURCE 13
#define REMARK   45

static const WCHAR * const caching[] =
{
    L"Manual caching of documents",
    L"Automatic caching of documents",
    L"Automatic caching of programs and documents",
    L"Caching disabled",
};

static unsigned int show_column( const WCHAR *text, unsigned int position, unsigned int start )
{
    if (!*text) return position;
    if (position && position >= start)
    {
        print( L"\n" );
        position = 0;
    }
    print( L"%*ls%ls", (int)(start - position), L"", text );
    return start + text_width( text );
}

/* Level 1 is the beginning of level 2, without a path. */
static void show_row( const SHARE_INFO_1 *info, const WCHAR *resource )
{
    WCHAR *name = format_string( info->shi1_netname ), *path = format_string( resource );
    WCHAR *remark = printable( info->shi1_remark ? info->shi1_remark : L"" );
    unsigned int position = show_column( name, 0, 0 );

    position = show_column( path, position, RESOURCE );
    if ((info->shi1_type & 0xff) == STYPE_PRINTQ)
        position = show_column( L"Spooled", position, REMARK - 9 );
    show_column( remark, position, REMARK );
    print( L"\n" );
    free( name );
    free( path );
    free( remark );
}

/* Level 2 is for administrators. The path of those at level 1 is not known. */
static NET_API_STATUS read_shares( WCHAR *server, struct list *list, DWORD *level )
{
    NET_API_STATUS status = read_list( enum_shares, server, NULL, *level = 2, list );

    if (status != ERROR_ACCESS_DENIED) return status;
    return read_list( enum_shares, server, NULL, *level = 1, list );
}

static enum exit_status show_shares( const struct arguments *args )
{
    NET_API_STATUS status;
    struct list list;
    DWORD level, i;

    if ((status = read_shares( args->server, &list, &level ))) return fail( args->server, status );
    if (!list.count) return empty_list();
    print( L"\nShare name   Resource                        Remark\n\n" );
    show_line();
    for (i = 0; i < list.count; i++)
    {
        const SHARE_INFO_2 *info = list_entry( &list, i, level == 2 ? sizeof(SHARE_INFO_2)
                                                         : sizeof(SHARE_INFO_1) );

        show_row( (const SHARE_INFO_1 *)info, level == 2 ? info->shi2_path : NULL );
    }
    free_list( &list );
    if (level == 1)
        print( L"\nThe server shows what stands as \"-\" to its administrators only.\n" );
    return completed();
}

/* One under the other, each once */
static void show_users( WCHAR *server, WCHAR *name )
{
    NET_API_STATUS status;
    struct list list;
    BOOL is_first = TRUE;
    DWORD i, j;

    status = read_list( enum_connections, server, name, 1, &list );
    for (i = 0; !status && i < list.count; i++)
    {
        const CONNECTION_INFO_1 *info = list_entry( &list, i, sizeof(*info) ), *other;

        for (j = 0; j < i; j++)
        {
            other = list_entry( &list, j, sizeof(*other) );
            if (other->coni1_username && info->coni1_username &&
                !_wcsicmp( other->coni1_username, info->coni1_username )) break;
        }
        if (j < i) continue;
        show_field( is_first ? L"Users" : L"", LABEL, format_string( info->coni1_username ) );
        is_first = FALSE;
    }
    if (is_first) show_field( L"Users", LABEL, format( L"%ls", status ? L"-" : L"" ) );
    if (!status) free_list( &list );
}

static WCHAR *format_caching( WCHAR *server, WCHAR *name )
{
    SHARE_INFO_1005 *info = NULL;
    WCHAR *ret;

    if (NetShareGetInfo( server, name, 1005, (BYTE **)&info )) return format( L"-" );
    ret = format( L"%ls", caching[(info->shi1005_flags & CSC_MASK) / CSC_CACHE_AUTO_REINT] );
    NetApiBufferFree( info );
    return ret;
}

static void show_share_fields( const struct arguments *args, const SHARE_INFO_502 *info,
                               BOOL has_security )
{
    show_field( L"Share name", LABEL, format_string( info->shi502_netname ) );
    show_field( L"Path", LABEL, format_string( info->shi502_path ) );
    show_field( L"Remark", LABEL, printable( info->shi502_remark ? info->shi502_remark : L"" ) );
    show_field( L"Maximum users", LABEL,
                info->shi502_max_uses == SHI_USES_UNLIMITED ? format( L"No limit" )
                : format( L"%lu", info->shi502_max_uses ) );
    show_users( args->server, args->name );
    show_field( L"Caching", LABEL, format_caching( args->server, args->name ) );
    if (has_security) show_permissions( L"Permission", LABEL, info->shi502_security_descriptor );
    else show_field( L"Permission", LABEL, format( L"-" ) );
    print( L"\n" );
}

/* Level 502 begins as level 2 does; it is for administrators. */
static enum exit_status show_share( const struct arguments *args )
{
    SHARE_INFO_502 *info = NULL;
    NET_API_STATUS status;

    status = NetShareGetInfo( args->server, args->name, 502, (BYTE **)&info );
    if (status == ERROR_ACCESS_DENIED || status == ERROR_INVALID_LEVEL)
    {
        status = NetShareGetInfo( args->server, args->name, 2, (BYTE **)&info );
        if (!status) show_share_fields( args, info, FALSE );
    }
    else if (!status) show_share_fields( args, info, TRUE );
    if (info) NetApiBufferFree( info );
    return status ? fail( args->server, status ) : completed();
}

enum exit_status share( struct arguments *args )
{
    BOOL is_change = args->values[OPTION_USERS] || args->values[OPTION_UNLIMITED] ||
                     args->values[OPTION_REMARK] || args->values[OPTION_CACHE];
    WCHAR *path = args->name ? wcschr( args->name, '=' ) : NULL;

    if (args->values[OPTION_USERS] && args->values[OPTION_UNLIMITED])
        return refuse( L"/USERS and /UNLIMITED contradict each other.\n" );
    if (args->values[OPTION_DELETE])
    {
        if (!args->name || path || is_change || args->grant_count)
            return refuse( L"NET SHARE sharename /DELETE takes nothing else.\n" );
        return delete_share( args );
    }
    if (path)
    {
        *path++ = 0;
        if (!*args->name || !*path)
            return refuse( L"As in NET SHARE sharename=drive:path.\n" );
        return add_share( args, args->name, path );
    }
    if (args->grant_count) return refuse( L"/GRANT is for a new share.\n" );
    if (is_change && !args->name) return refuse( L"Which share is to be changed?\n" );
    if (is_change) return set_share( args );
    return args->name ? show_share( args ) : show_shares( args );
}
