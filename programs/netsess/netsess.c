/*
 * Shows a session of a file server
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

/*
 * netsess [\\server] \\client user [level]
 *
 * This is a plain Windows program. It calls NetSessionGetInfo, and shows the result.
 */

#ifndef UNICODE
#define UNICODE
#endif

#include <stdlib.h>
#include <wchar.h>
#include <windows.h>
#include <lm.h>

#include "../common/output.h"
#include "../common/status.h"

struct arguments
{
    WCHAR *server;
    WCHAR *client;
    WCHAR *user;
    DWORD  level;
};

static const WCHAR usage_text[] =
    L"Usage: netsess [\\\\server] \\\\client user [level]\n"
    L"Shows the session that user has from client on server (this computer if none is named).\n"
    L"level is 0, 1, 2, 10 or 502; 10 if it is not given.\n"
    L"Exit status: 0 if there is one, 1 if not or after an error, 2 if the command is not right.\n";

static BOOL parse_level( const WCHAR *str, DWORD *level )
{
    WCHAR *end;

    *level = wcstoul( str, &end, 10 );
    return *str >= '0' && *str <= '9' && !*end;
}

static BOOL parse_arguments( int argc, WCHAR **argv, struct arguments *args )
{
    int i = 1;

    args->server = NULL;
    args->level = 10;
    /* Only the client must begin with backslashes. They tell whether the server was left out. */
    if (argc > 3 && !wcsncmp( argv[2], L"\\\\", 2 )) args->server = argv[i++];
    if (argc - i < 2 || argc - i > 3) return FALSE;
    args->client = argv[i++];
    args->user = argv[i++];
    return i == argc || parse_level( argv[i], &args->level );
}

static void show_string( const WCHAR *label, const WCHAR *str )
{
    WCHAR *text = printable( str );

    print( L"  %-12ls %ls\n", label, text[0] ? text : L"(empty)" );
    free( text );
}

static void show_number( const WCHAR *label, DWORD number )
{
    print( L"  %-12ls %lu\n", label, number );
}

static void show_seconds( const WCHAR *label, DWORD seconds )
{
    print( L"  %-12ls %lu s\n", label, seconds );
}

static void show_flags( DWORD flags )
{
    print( L"  %-12ls %#lx%ls%ls\n", L"flags", flags, flags & SESS_GUEST ? L" guest" : L"",
           flags & SESS_NOENCRYPTION ? L" no encryption" : L"" );
}

static void show_session( DWORD level, const BYTE *buffer )
{
    const SESSION_INFO_502 *info502 = (const SESSION_INFO_502 *)buffer;
    const SESSION_INFO_10 *info10 = (const SESSION_INFO_10 *)buffer;

    /* Level 1 begins with the members of level 0, level 2 with those of level 1, and 502 with those
     * of 2. */
    show_string( L"client", info502->sesi502_cname );
    if (level == 0) return;
    show_string( L"user", info502->sesi502_username );
    if (level == 10)
    {
        show_seconds( L"active", info10->sesi10_time );
        show_seconds( L"idle", info10->sesi10_idle_time );
        return;
    }
    show_number( L"open files", info502->sesi502_num_opens );
    show_seconds( L"active", info502->sesi502_time );
    show_seconds( L"idle", info502->sesi502_idle_time );
    show_flags( info502->sesi502_user_flags );
    if (level == 1) return;
    show_string( L"client type", info502->sesi502_cltype_name );
    if (level == 502) show_string( L"transport", info502->sesi502_transport );
}

static BOOL is_help( const WCHAR *arg )
{
    return !wcscmp( arg, L"/?" ) || !wcscmp( arg, L"-h" ) || !wcscmp( arg, L"--help" );
}

int wmain( int argc, WCHAR **argv )
{
    struct arguments args;
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    if (argc == 2 && is_help( argv[1] ))
    {
        print( L"%ls", usage_text );
        return 0;
    }
    if (!parse_arguments( argc, argv, &args ))
    {
        print_error( L"%ls", usage_text );
        return 2;
    }
    if ((status = NetSessionGetInfo( args.server, args.client, args.user, args.level, &buffer )))
        print_status( L"netsess", args.server, status );
    else
        show_session( args.level, buffer );
    if (buffer) NetApiBufferFree( buffer );
    return status ? 1 : 0;
}
