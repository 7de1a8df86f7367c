/*
 * A server that goes away and comes back
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
 * Calls until the server has been away and is there again, for --seconds at most. Prints each
 * change of the status, for the script that stops and starts the server meanwhile.
 */

START_TEST(outage)
{
    DWORD start = GetTickCount(), failed = 0, calls = 0, last = MAXDWORD, before;
    struct known_session session;
    NET_API_STATUS status;
    BYTE *buffer;

    if (!require_known_session( &session )) return;
    do
    {
        buffer = NULL;
        before = GetTickCount();
        status = get_info( &session, 1, &buffer );
        calls++;
        ok( GetTickCount() - before < 40000, "took %lu ms\n", GetTickCount() - before );
        if (status) ok( !buffer, "buffer is %p after status %lu\n", buffer, status );
        else NetApiBufferFree( buffer );
        /* Sessions end with the server, so a new server does not have this client and user. */
        if (status == NERR_ClientNameNotFound || status == NERR_UserNotFound) status = NERR_Success;
        if (calls == 1) ok_status( status, NERR_Success );
        if (status) failed++;
        if (status != last) printf( "outage: status %lu after %lu ms, a call of %lu ms\n", status,
                                    GetTickCount() - start, GetTickCount() - before );
        fflush( stdout );
        last = status;
        Sleep( 20 );
    } while (GetTickCount() - start < session.seconds * 1000 && (status || !failed));

    ok( failed > 0, "the server was never away in %lu calls\n", calls );
    ok_status( status, NERR_Success );
}
