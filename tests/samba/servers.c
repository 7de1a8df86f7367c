/*
 * Asks more servers than netapi32 keeps connections to
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

/*
 * Asks a server by many of its addresses. Each is a server of its own for netapi32. Then waits for
 * --seconds, for the script that counts the connections.
 */

#define SERVERS 140

static void ask( const WCHAR *server )
{
    DWORD entries = 0, total = 0;
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    status = NetSessionEnum( (WCHAR *)server, NULL, NULL, 1, &buffer, MAX_PREFERRED_LENGTH,
                             &entries, &total, NULL );
    ok( !status && entries, "%s: got status %lu, %lu entries\n", wine_dbgstr_w(server), status,
        entries );
    NetApiBufferFree( buffer );
}

START_TEST(servers)
{
    struct known_session session;
    WCHAR server[32];
    unsigned int i;

    get_known_session( &session );
    if (!session.server)
    {
        skip( "no server is known: --server is the first three numbers of its addresses\n" );
        return;
    }
    for (i = 1; i <= SERVERS; i++)
    {
        swprintf( server, ARRAYSIZE(server), L"%ls.%u", session.server, i );
        ask( server );
    }
    ask( server );
    swprintf( server, ARRAYSIZE(server), L"%ls.1", session.server );
    ask( server );
    printf( "servers: asked\n" );
    fflush( stdout );
    Sleep( session.seconds * 1000 );
}
