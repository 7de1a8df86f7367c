/*
 * Shows and ends the sessions of a file server
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

#include <wchar.h>

#include "../common/status.h"
#include "net-session.h"

struct arguments
{
    WCHAR *server;
    WCHAR *client;
    BOOL   list;
    BOOL   delete;
    BOOL   yes;
    BOOL   help;
};

static const WCHAR usage_text[] =
    L"Shows or ends the sessions of a file server.\n"
    L"\n"
    L"  net-session [/list] [/server:SERVER]             show all sessions\n"
    L"  net-session \\\\CLIENT [/server:SERVER]            show the sessions of a client\n"
    L"  net-session \\\\CLIENT /delete [/server:SERVER]    end the sessions of a client\n"
    L"  net-session /delete [/y] [/server:SERVER]        end all sessions\n"
    L"\n"
    L"SERVER is this computer if none is named. Windows' net session has no /server.\n"
    L"CLIENT is a computer as the server shows it: a name or an address.\n"
    L"/list    one session after the other, instead of a table\n"
    L"/delete  ends the sessions, and closes the files that are open in them\n"
    L"/y       answers yes to the question whether all sessions are to be ended\n"
    L"\n"
    L"Exit status: 0 done, 1 the command is not right or was answered with no, 2 an error.\n";

static BOOL refuse( const WCHAR *text )
{
    print_error( L"net session: %ls See \"net-session /?\".\n", text );
    return FALSE;
}

static BOOL parse_option( const WCHAR *name, WCHAR **server, struct arguments *args )
{
    if (!_wcsicmp( name, L"list" )) args->list = TRUE;
    else if (!_wcsicmp( name, L"delete" )) args->delete = TRUE;
    else if (!_wcsicmp( name, L"y" ) || !_wcsicmp( name, L"yes" )) args->yes = TRUE;
    else if (!_wcsicmp( name, L"?" ) || !_wcsicmp( name, L"help" )) args->help = TRUE;
    else if (!_wcsnicmp( name, L"server:", 7 ) && name[7]) *server = (WCHAR *)name + 7;
    else
    {
        print_error( L"net session: there is no option /%ls. See \"net-session /?\".\n", name );
        return FALSE;
    }
    return TRUE;
}

static BOOL parse_argument( WCHAR *arg, struct arguments *args )
{
    WCHAR *server = NULL;

    if (*arg == '/' || *arg == '-')
    {
        if (!parse_option( arg + 1, &server, args )) return FALSE;
        if (server && args->server) return refuse( L"two servers are named." );
        if (server) args->server = server;
        return TRUE;
    }
    if (wcsncmp( arg, L"\\\\", 2 ) || !arg[2])
        return refuse( L"a client's name begins with \\\\ (in a Unix shell put it in '')." );
    if (args->client) return refuse( L"two clients are named." );
    args->client = arg;
    return TRUE;
}

static enum exit_status show_sessions( const struct arguments *args )
{
    NET_API_STATUS status;
    struct sessions sessions;

    if ((status = read_sessions( args->server, args->client, &sessions )))
    {
        print_status( PROGRAM, args->server, status );
        return EXIT_ERROR;
    }
    if (!sessions.count) print( L"There are no sessions.\n" );
    else if (args->client || args->list) show_list( &sessions );
    else show_table( &sessions );
    free_sessions( &sessions );
    return EXIT_DONE;
}

int wmain( int argc, WCHAR **argv )
{
    struct arguments args = { 0 };
    int i;

    for (i = 1; i < argc; i++) if (!parse_argument( argv[i], &args )) return EXIT_USAGE;
    if (args.help)
    {
        print( L"%ls", usage_text );
        return EXIT_DONE;
    }
    if (args.delete) return end_sessions( args.server, args.client, args.yes || args.client );
    if (!args.yes) return show_sessions( &args );
    refuse( L"/y goes with /delete." );
    return EXIT_USAGE;
}
