/*
 * A session stays while others come and go
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
 * Asks for the session again and again, for --seconds, while the sessions of others come and go.
 * Both functions must find it each time.
 */

START_TEST(standing)
{
    DWORD start = GetTickCount(), calls = 0, lost = 0, listed, total, missing = 0;
    struct known_session session;
    NET_API_STATUS status;
    BYTE *buffer;

    if (!require_known_session( &session )) return;
    while (GetTickCount() - start < session.seconds * 1000)
    {
        buffer = NULL;
        status = get_info( &session, 1, &buffer );
        calls++;
        if (status == NERR_ClientNameNotFound || status == NERR_UserNotFound) lost++;
        else ok_status( status, NERR_Success );
        NetApiBufferFree( buffer );

        buffer = NULL;
        status = NetSessionEnum( session.server, session.client, session.user, 1, &buffer,
                                 MAX_PREFERRED_LENGTH, &listed, &total, NULL );
        if (status == NERR_ClientNameNotFound || status == NERR_UserNotFound) missing++;
        else ok_status( status, NERR_Success );
        NetApiBufferFree( buffer );
        Sleep( 10 );
    }
    ok( calls > 20, "only %lu calls\n", calls );
    printf( "standing: %lu calls, %lu and %lu without the session\n", calls, lost, missing );
    ok( !lost && !missing, "lost %lu times, left out %lu times, in %lu calls\n", lost, missing,
        calls );
}
