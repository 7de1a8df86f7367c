/*
 * Arguments of the session tests
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

#include "samba_test.h"

static WCHAR *to_wide( const char *str )
{
    int len = MultiByteToWideChar( CP_ACP, 0, str, -1, NULL, 0 );
    WCHAR *ret = malloc( len * sizeof(*ret) );

    MultiByteToWideChar( CP_ACP, 0, str, -1, ret, len );
    return ret;
}

static DWORD to_number( const char *str )
{
    return strtoul( str, NULL, 10 );
}

NET_API_STATUS get_info( const struct known_session *session, DWORD level, BYTE **buffer )
{
    return NetSessionGetInfo( session->server, session->client, session->user, level, buffer );
}

WCHAR *concat( const WCHAR *a, const WCHAR *b )
{
    WCHAR *ret = malloc( (wcslen( a ) + wcslen( b ) + 1) * sizeof(*ret) );

    return wcscat( wcscpy( ret, a ), b );
}

const WCHAR *skip_backslashes( const WCHAR *name )
{
    while (*name == '\\') name++;
    return name;
}

void get_known_session( struct known_session *session )
{
    const struct known_session unknown =
    {
        .opens = MAXDWORD, .age = MAXDWORD, .level = 1, .seconds = 10, .threads = 64,
        .calls = 100000
    };
    char **argv;
    int i, argc = winetest_get_mainargs( &argv );

    *session = unknown;
    for (i = 2; i + 1 < argc; i += 2)
    {
        if (!strcmp( argv[i], "--server" )) session->server = to_wide( argv[i + 1] );
        else if (!strcmp( argv[i], "--other" )) session->other = to_wide( argv[i + 1] );
        else if (!strcmp( argv[i], "--client" )) session->client = to_wide( argv[i + 1] );
        else if (!strcmp( argv[i], "--user" )) session->user = to_wide( argv[i + 1] );
        else if (!strcmp( argv[i], "--opens" )) session->opens = to_number( argv[i + 1] );
        else if (!strcmp( argv[i], "--age" )) session->age = to_number( argv[i + 1] );
        else if (!strcmp( argv[i], "--expect" )) session->status = to_number( argv[i + 1] );
        else if (!strcmp( argv[i], "--level" )) session->level = to_number( argv[i + 1] );
        else if (!strcmp( argv[i], "--seconds" )) session->seconds = to_number( argv[i + 1] );
        else if (!strcmp( argv[i], "--threads" )) session->threads = to_number( argv[i + 1] );
        else if (!strcmp( argv[i], "--calls" )) session->calls = to_number( argv[i + 1] );
        else if (!strcmp( argv[i], "--servers" )) session->servers = to_number( argv[i + 1] );
        else if (!strcmp( argv[i], "--dead" )) session->dead = to_number( argv[i + 1] );
        else break;
    }
    ok( i == argc, "unknown or incomplete argument %s\n", i < argc ? argv[i] : "" );
}

/* For a unit that needs the session's names */
BOOL require_known_session( struct known_session *session )
{
    get_known_session( session );
    if (session->client && session->user) return TRUE;
    skip( "no session is known: --server, --client and --user name one\n" );
    return FALSE;
}
