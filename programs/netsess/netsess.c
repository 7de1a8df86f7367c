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
 * A Windows program like any other: nothing in it knows of Wine or of this project.
 */

#ifndef UNICODE
#define UNICODE
#endif

#include <stdio.h>
#include <stdlib.h>
#include <wchar.h>
#include <windows.h>
#include <lm.h>

struct arguments
{
    WCHAR *server;
    WCHAR *client;
    WCHAR *user;
    DWORD  level;
};

struct explanation
{
    NET_API_STATUS status;
    const WCHAR   *text;
};

static const struct explanation explanations[] =
{
    { ERROR_ACCESS_DENIED,       L"the server shows its sessions to its administrators only" },
    { ERROR_NOT_ENOUGH_MEMORY,   L"out of memory" },
    { ERROR_NOT_SUPPORTED,       L"no way to another machine; was setup-prefix run?" },
    { ERROR_BAD_NETPATH,         L"the server can't be reached; is that its name, does it run?" },
    { ERROR_INVALID_PARAMETER,   L"a name is too long" },
    { ERROR_INVALID_LEVEL,       L"no such level; there are 0, 1, 2, 10 and 502" },
    { ERROR_LOGON_FAILURE,       L"the server doesn't accept the user name and password" },
    { NERR_ServerNotStarted,     L"this computer runs no file server" },
    { NERR_ClientNameNotFound,   L"that client has no session" },
    { NERR_UserNotFound,         L"that client has a session, but not of that user" },
    { NERR_InvalidComputer,      L"a computer name is not valid; a client's begins with \\\\" },
};

static void usage(void)
{
    fwprintf( stderr, L"Usage: netsess [\\\\server] \\\\client user [level]\n"
                      L"Shows the session that user has from client on server (this computer if\n"
                      L"none is named).\n"
                      L"level is 0, 1, 2, 10 or 502; 10 if it is not given.\n" );
}

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
    /* Only the client must begin with backslashes, so they tell where it stands. */
    if (argc > 3 && !wcsncmp( argv[2], L"\\\\", 2 )) args->server = argv[i++];
    if (argc - i < 2 || argc - i > 3) return FALSE;
    args->client = argv[i++];
    args->user = argv[i++];
    return i == argc || parse_level( argv[i], &args->level );
}

static void show_string( const char *label, const WCHAR *str )
{
    char utf8[4096];

    if (!WideCharToMultiByte( CP_UTF8, 0, str, -1, utf8, sizeof(utf8), NULL, NULL ))
        strcpy( utf8, "?" );
    printf( "  %-12s %s\n", label, utf8[0] ? utf8 : "(empty)" );
}

static void show_number( const char *label, DWORD number )
{
    printf( "  %-12s %lu\n", label, number );
}

static void show_seconds( const char *label, DWORD seconds )
{
    printf( "  %-12s %lu s\n", label, seconds );
}

static void show_flags( DWORD flags )
{
    printf( "  %-12s %#lx%s%s\n", "flags", flags, flags & SESS_GUEST ? " guest" : "",
            flags & SESS_NOENCRYPTION ? " no encryption" : "" );
}

static void show_session( DWORD level, const BYTE *buffer )
{
    const SESSION_INFO_502 *info502 = (const SESSION_INFO_502 *)buffer;
    const SESSION_INFO_10 *info10 = (const SESSION_INFO_10 *)buffer;

    /* Levels 0, 1, 2 and 502 each begin with the one before. */
    show_string( "client", info502->sesi502_cname );
    if (level == 0) return;
    show_string( "user", info502->sesi502_username );
    if (level == 10)
    {
        show_seconds( "active", info10->sesi10_time );
        show_seconds( "idle", info10->sesi10_idle_time );
        return;
    }
    show_number( "open files", info502->sesi502_num_opens );
    show_seconds( "active", info502->sesi502_time );
    show_seconds( "idle", info502->sesi502_idle_time );
    show_flags( info502->sesi502_user_flags );
    if (level == 1) return;
    show_string( "client type", info502->sesi502_cltype_name );
    if (level == 502) show_string( "transport", info502->sesi502_transport );
}

static void show_error( NET_API_STATUS status )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(explanations); i++)
        if (explanations[i].status == status) break;
    fwprintf( stderr, L"netsess: error %lu: %ls\n", status,
              i < ARRAYSIZE(explanations) ? explanations[i].text : L"see \"net helpmsg\"" );
}

int wmain( int argc, WCHAR **argv )
{
    struct arguments args;
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    if (!parse_arguments( argc, argv, &args ))
    {
        usage();
        return 2;
    }
    if ((status = NetSessionGetInfo( args.server, args.client, args.user, args.level, &buffer )))
        show_error( status );
    else
        show_session( args.level, buffer );
    if (buffer) NetApiBufferFree( buffer );
    return status ? 1 : 0;
}
