/*
 * Many threads at once
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

#define THREADS 16
#define CALLS   50

static struct known_session known;
static HANDLE start;

static void call_get_info( DWORD level )
{
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    status = get_info( &known, level, &buffer );
    ok( !status, "got status %lu\n", status );
    if (status) return;
    ok( !_wcsicmp( ((SESSION_INFO_1 *)buffer)->sesi1_username, known.user ), "wrong user %s\n",
        wine_dbgstr_w(((SESSION_INFO_1 *)buffer)->sesi1_username) );
    NetApiBufferFree( buffer );
}

/* A second host that does not answer must not delay the others. */
static void call_other_host(void)
{
    struct known_session session = known;
    BYTE *buffer = NULL;

    session.server = known.other;
    ok_status( get_info( &session, 10, &buffer ), ERROR_BAD_NETPATH );
}

static DWORD WINAPI thread( void *arg )
{
    static const DWORD levels[] = { 1, 2, 10, 502 };
    unsigned int i, number = (ULONG_PTR)arg;

    WaitForSingleObject( start, INFINITE );
    if (number == THREADS - 1 && known.other)
    {
        call_other_host();
        return 0;
    }
    for (i = 0; i < CALLS; i++) call_get_info( levels[(i + number) % ARRAYSIZE(levels)] );
    return 0;
}

START_TEST(threads)
{
    HANDLE threads[THREADS];
    unsigned int i;

    if (!require_known_session( &known )) return;
    /* No thread has made the connection when all start. */
    start = CreateEventW( NULL, TRUE, FALSE, NULL );
    for (i = 0; i < THREADS; i++)
        threads[i] = CreateThread( NULL, 0, thread, (void *)(ULONG_PTR)i, 0, NULL );
    SetEvent( start );
    ok( WaitForMultipleObjects( THREADS - 1, threads, TRUE, 25000 ) == WAIT_OBJECT_0,
        "threads still run after 25 s\n" );
    ok( WaitForSingleObject( threads[THREADS - 1], 60000 ) == WAIT_OBJECT_0,
        "the thread that calls the other host still runs\n" );
    for (i = 0; i < THREADS; i++) CloseHandle( threads[i] );
}
