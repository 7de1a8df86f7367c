/*
 * Ends one session
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
 * Ends the known session by the given names, and no other session. The script that called checks
 * the server afterwards.
 */

static DWORD count_sessions( const struct known_session *session )
{
    DWORD entries = 0, total = 0;
    BYTE *buffer = NULL;

    ok_status( NetSessionEnum( session->server, NULL, NULL, 1, &buffer, MAX_PREFERRED_LENGTH,
                               &entries, &total, NULL ), NERR_Success );
    NetApiBufferFree( buffer );
    return entries;
}

static void test_no_match( const struct known_session *session )
{
    static WCHAR nobody[] = L"nobody-of-this-name", nowhere[] = L"\\\\no-client-of-this-name";

    ok_status( NetSessionDel( session->server, nowhere, NULL ), NERR_ClientNameNotFound );
    ok_status( NetSessionDel( session->server, NULL, nobody ), NERR_ClientNameNotFound );
    ok_status( NetSessionDel( session->server, session->client, nobody ), NERR_ClientNameNotFound );
    ok_status( NetSessionDel( session->server, nowhere, session->user ), NERR_ClientNameNotFound );
}

START_TEST(del)
{
    static WCHAR empty[] = L"";
    struct known_session session;
    NET_API_STATUS status;
    DWORD before, i;
    BYTE *buffer;

    get_known_session( &session );
    if (!session.client && !session.user)
    {
        skip( "no session is known: --server, and --client or --user, name one\n" );
        return;
    }
    before = count_sessions( &session );
    if (session.client && session.user) test_no_match( &session );
    ok( count_sessions( &session ) == before, "a session is gone\n" );

    ok_status( NetSessionDel( session.server, session.client, session.user ), NERR_Success );
    for (i = 0; i < 200; i++)  /* Samba ends the process of the session, which takes time */
    {
        status = NetSessionGetInfo( session.server, session.client ? session.client : empty,
                                    session.user ? session.user : empty, 10, &buffer );
        NetApiBufferFree( buffer );
        if (status) break;
        Sleep( 100 );
    }
    ok( status == NERR_ClientNameNotFound || status == NERR_UserNotFound, "got %lu\n", status );
    ok( count_sessions( &session ) == before - 1, "not one session less\n" );
    ok_status( NetSessionDel( session.server, session.client, session.user ),
               NERR_ClientNameNotFound );
}
