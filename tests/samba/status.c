/*
 * Every function must return a given status
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
 * netapi32_test status --server S --expect N: NetSessionGetInfo and NetSessionEnum must return N,
 * and also NetSessionDel if the error does not depend on the session.
 */

static BOOL is_about_server( DWORD status )
{
    return status == ERROR_ACCESS_DENIED || status == ERROR_BAD_NETPATH ||
           status == ERROR_LOGON_FAILURE || status == NERR_ServerNotStarted;
}

START_TEST(status)
{
    DWORD entries = 1, total = 1, before;
    struct known_session session;
    BYTE *buffer = (BYTE *)&total;

    get_known_session( &session );
    if (!session.client) session.client = concat( L"\\\\", L"no-client-of-this-name" );
    if (!session.user) session.user = concat( L"", L"nobody-of-this-name" );

    before = GetTickCount();
    ok_status( get_info( &session, session.level, &buffer ), session.status );
    ok( GetTickCount() - before < 20000, "took %lu ms\n", GetTickCount() - before );
    if (session.status) ok( !buffer, "buffer is %p\n", buffer );
    else NetApiBufferFree( buffer );

    buffer = (BYTE *)&total;
    ok_status( NetSessionEnum( session.server, session.client, session.user, session.level, &buffer,
                               MAX_PREFERRED_LENGTH, &entries, &total, NULL ), session.status );
    if (is_about_server( session.status ))
        ok_status( NetSessionDel( session.server, session.client, session.user ), session.status );

    if (session.status)
        ok( !buffer && !entries && !total, "got %p, %lu of %lu\n", buffer, entries, total );
    else
        NetApiBufferFree( buffer );
}
