/*
 * net config: shows and changes the settings of a server
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
#define LABEL 38

#define SV_USERS_UNLIMITED (~0u)

static WCHAR *format_version( DWORD platform, DWORD major, DWORD minor )
{
    return format( L"%ls%lu.%lu", platform == SV_PLATFORM_ID_NT ? L"Windows " : L"",
                   major & MAJOR_VERSION_MASK, minor );
}

/* A transport's own name of the server is bytes, which end in blanks. */
static void show_transports( WCHAR *server )
{
    struct list list;
    DWORD i, j;

    print( L"Server is active on\n" );
    if (read_list( enum_transports, server, NULL, 0, &list )) return;
    for (i = 0; i < list.count; i++)
    {
        const SERVER_TRANSPORT_INFO_0 *info = list_entry( &list, i, sizeof(*info) );
        WCHAR *name = printable( info->svti0_transportname ? info->svti0_transportname : L"" );

        print( L"        %ls (", wcsncmp( name, L"\\Device\\", 8 ) ? name : name + 8 );
        for (j = 0; j < info->svti0_transportaddresslength && info->svti0_transportaddress; j++)
            if (info->svti0_transportaddress[j] > ' ' && info->svti0_transportaddress[j] < 0x7f)
                print( L"%lc", info->svti0_transportaddress[j] );
        print( L")\n" );
        free( name );
    }
    free_list( &list );
}

static DWORD max_opens( WCHAR *server )
{
    SERVER_INFO_502 *info = NULL;
    DWORD ret = UNKNOWN;

    if (!NetServerGetInfo( server, 502, (BYTE **)&info )) ret = info->sv502_sessopens;
    if (info) NetApiBufferFree( info );
    return ret;
}

/* Level 101 is the beginning of level 102. */
static void show_settings( WCHAR *server, const SERVER_INFO_102 *info, BOOL is_102 )
{
    const WCHAR *hidden = info->sv102_hidden ? L"Yes" : L"No";

    show_field( L"Server Name", LABEL, unc_name( info->sv102_name ? info->sv102_name : L"" ) );
    show_field( L"Server Comment", LABEL, format_string( info->sv102_comment ) );
    print( L"\n" );
    show_field( L"Software version", LABEL,
                format_version( info->sv102_platform_id, info->sv102_version_major,
                                info->sv102_version_minor ) );
    show_transports( server );
    print( L"\n" );
    show_field( L"Server hidden", LABEL, format_string( is_102 ? hidden : NULL ) );
    show_field( L"Maximum Logged On Users", LABEL,
                is_102 && info->sv102_users == SV_USERS_UNLIMITED ? format( L"No limit" )
                : format_number( is_102 ? info->sv102_users : UNKNOWN ) );
    show_field( L"Maximum open files per session", LABEL, format_number( max_opens( server ) ) );
    print( L"\n" );
    show_field( L"Idle session time (min)", LABEL,
                is_102 ? format( L"%ld", info->sv102_disc ) : format( L"-" ) );
}

static enum exit_status show_config( WCHAR *server )
{
    NET_API_STATUS status;
    BYTE *buffer = NULL;
    DWORD level = 102;

    status = NetServerGetInfo( server, level, &buffer );
    if (status == ERROR_ACCESS_DENIED || status == ERROR_INVALID_LEVEL)
        status = NetServerGetInfo( server, level = 101, &buffer );
    if (status) return fail( server, status );
    show_settings( server, (SERVER_INFO_102 *)buffer, level == 102 );
    NetApiBufferFree( buffer );
    return completed();
}

/* Whether the server has what was set. Samba reports success, and does nothing. */
static BOOL is_set( WCHAR *server, DWORD level, const WCHAR *comment, LONG number )
{
    SERVER_INFO_102 *info = NULL;
    BOOL ret = FALSE;

    if (!NetServerGetInfo( server, 102, (BYTE **)&info ))
    {
        if (level == 1005) ret = info->sv102_comment && !wcscmp( info->sv102_comment, comment );
        else if (level == 1010) ret = info->sv102_disc == number;
        else ret = !info->sv102_hidden == !number;
    }
    if (info) NetApiBufferFree( info );
    return ret;
}

static enum exit_status set( WCHAR *server, DWORD level, WCHAR *comment, LONG number )
{
    SERVER_INFO_1005 text = { comment };
    NET_API_STATUS status;

    /* The structures of the other levels have nothing but the number. */
    status = NetServerSetInfo( server, level, level == 1005 ? (BYTE *)&text : (BYTE *)&number,
                               NULL );
    if (status) return fail( server, status );
    if (is_set( server, level, comment, number )) return EXIT_DONE;
    print_error( L"The server reported success, but has not changed its setting.\n" );
    return EXIT_ERROR;
}

static enum exit_status change( const struct arguments *args )
{
    WCHAR *disconnect = args->values[OPTION_AUTODISCONNECT];
    WCHAR *comment = args->values[OPTION_SRVCOMMENT], *hidden = args->values[OPTION_HIDDEN];
    enum exit_status ret = EXIT_DONE;
    LONG minutes = 0;

    if (disconnect && !parse_number( disconnect, -1, 65535, &minutes ))
        return refuse( L"/AUTODISCONNECT takes -1 to 65535 minutes.\n" );
    if (hidden && _wcsicmp( hidden, L"yes" ) && _wcsicmp( hidden, L"no" ))
        return refuse( L"/HIDDEN takes YES or NO.\n" );
    if (comment) ret = set( args->server, 1005, comment, 0 );
    if (!ret && disconnect) ret = set( args->server, 1010, NULL, minutes );
    if (!ret && hidden) ret = set( args->server, 1016, NULL, !_wcsicmp( hidden, L"yes" ) );
    return ret ? ret : completed();
}

enum exit_status config( struct arguments *args )
{
    if (args->name && _wcsicmp( args->name, L"server" ) && _wcsicmp( args->name, L"srv" ) &&
        _wcsicmp( args->name, L"svr" ))
        return refuse( L"There are settings of the service SERVER only, not of %ls.\n",
                       args->name );
    if (args->values[OPTION_AUTODISCONNECT] || args->values[OPTION_SRVCOMMENT] ||
        args->values[OPTION_HIDDEN])
    {
        if (!args->name) return refuse( L"Whose setting? As in NET CONFIG SERVER /HIDDEN:YES.\n" );
        return change( args );
    }
    if (args->name || args->server) return show_config( args->server );
    print( L"The following running services can be controlled:\n\n   Server\n\n" );
    return completed();
}
