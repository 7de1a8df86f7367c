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


#include "netapi32_test.h"

#define THREADS 16
#define ROUNDS  25

/* Calls that always have the same outcome. A thread counts other outcomes. */
static NET_API_STATUS get_info( const WCHAR *client, const WCHAR *user, DWORD level )
{
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    status = NetSessionGetInfo( (WCHAR *)known.server, (WCHAR *)client, (WCHAR *)user, level,
                                &buffer );
    if (!status && !is_known_entry( level, buffer )) status = ERROR_INVALID_DATA;
    NetApiBufferFree( buffer );
    return status;
}

static NET_API_STATUS get_level_1(void)
{
    return get_info( known.client, known.user, 1 );
}

static NET_API_STATUS get_level_10(void)
{
    return get_info( known.client, known.user, 10 );
}

static NET_API_STATUS get_unknown_level(void)
{
    return get_info( known.client, known.user, 3 );
}

static NET_API_STATUS get_nobody(void)
{
    return get_info( known.client, NOBODY, 10 );
}

static NET_API_STATUS list_all(void)
{
    DWORD entries = 0, total = 0, i;
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    status = NetSessionEnum( (WCHAR *)known.server, NULL, NULL, 10, &buffer, MAX_PREFERRED_LENGTH,
                             &entries, &total, NULL );
    for (i = 0; i < entries; i++)
        if (is_known_entry( 10, buffer + i * entry_size( 10 ) )) break;
    if (!status && i == entries) status = ERROR_INVALID_DATA;
    NetApiBufferFree( buffer );
    return status;
}

static NET_API_STATUS use_buffer(void)
{
    NET_API_STATUS status;
    BYTE *buffer = NULL;
    DWORD size = 0;

    if ((status = NetApiBufferAllocate( 100, (void **)&buffer ))) return status;
    memset( buffer, 0x55, 100 );
    if ((status = NetApiBufferReallocate( buffer, 5000, (void **)&buffer ))) return status;
    if ((status = NetApiBufferSize( buffer, &size ))) return status;
    if (buffer[99] != 0x55 || size < 5000) return ERROR_INVALID_DATA;
    return NetApiBufferFree( buffer );
}

static const struct
{
    const char      *what;
    NET_API_STATUS (*call)(void);
}
calls[] =
{
    { "NetSessionGetInfo level 1", get_level_1 },
    { "NetSessionGetInfo level 10", get_level_10 },
    { "NetSessionGetInfo level 3", get_unknown_level },
    { "NetSessionGetInfo of nobody", get_nobody },
    { "NetSessionEnum", list_all },
    { "buffer functions", use_buffer },
};

static NET_API_STATUS outcomes[ARRAYSIZE(calls)];   /* of a single thread */
static LONG others[ARRAYSIZE(calls)];
static HANDLE start;

static DWORD WINAPI thread( void *arg )
{
    unsigned int i, j, number = (ULONG_PTR)arg;

    WaitForSingleObject( start, INFINITE );
    for (i = 0; i < ROUNDS; i++)
    {
        for (j = 0; j < ARRAYSIZE(calls); j++)
        {
            unsigned int k = (j + number) % ARRAYSIZE(calls);

            if (calls[k].call() != outcomes[k]) InterlockedIncrement( &others[k] );
        }
    }
    return 0;
}

static BOOL run_threads(void)
{
    HANDLE threads[THREADS];
    unsigned int i;
    BOOL ended;

    start = CreateEventW( NULL, TRUE, FALSE, NULL );
    for (i = 0; i < THREADS; i++)
        threads[i] = CreateThread( NULL, 0, thread, (void *)(ULONG_PTR)i, 0, NULL );
    SetEvent( start );
    ended = WaitForMultipleObjects( THREADS, threads, TRUE, 240000 ) == WAIT_OBJECT_0;
    ok( ended, "threads still run after 240 s\n" );
    for (i = 0; i < THREADS; i++) CloseHandle( threads[i] );
    if (ended) CloseHandle( start );
    return ended;
}

START_TEST(threads)
{
    unsigned int i;

    begin_unit( "threads" );
    if (!find_session()) ;
    else if (!is_implemented( "NetSessionGetInfo" ))
        skip_case( "", "NetSessionGetInfo is not implemented" );
    else
    {
        for (i = 0; i < ARRAYSIZE(calls); i++) outcomes[i] = calls[i].call();
        if (!run_threads()) return;
        for (i = 0; i < ARRAYSIZE(calls); i++)
        {
            observe( "all of them", calls[i].what );
            observe_status( outcomes[i] );
            observe_number_field( "in 16 threads", others[i] ? "another outcome" : "the same",
                                  others[i] );
            observed();
        }
    }
    end_unit();
}
