/*
 * Many servers at once, of which some hang
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

#include <stdlib.h>

#include "../samba/samba_test.h"

/*
 * --server gives the first three numbers of the addresses of HEALTHY servers. --other gives those
 * of SICK other servers, which the program asks all the while. Each server has a thread.
 */

#define HEALTHY   40
#define SICK      10
#define MAX_CALLS 20000

struct caller
{
    WCHAR server[32];
    BOOL  sick;
    DWORD count, *times;    /* of its calls, in microseconds */
};

static struct known_session known;
static LARGE_INTEGER frequency;
static DWORD began;

static NET_API_STATUS ask( const WCHAR *server )
{
    DWORD entries = 0, total = 0;
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    status = NetSessionEnum( (WCHAR *)server, NULL, NULL, 1, &buffer, MAX_PREFERRED_LENGTH,
                             &entries, &total, NULL );
    NetApiBufferFree( buffer );
    return status;
}

static DWORD WINAPI thread( void *arg )
{
    struct caller *caller = arg;
    LARGE_INTEGER before, after;
    NET_API_STATUS status;

    do
    {
        QueryPerformanceCounter( &before );
        status = ask( caller->server );
        QueryPerformanceCounter( &after );
        caller->times[caller->count++] = (after.QuadPart - before.QuadPart) * 1000000 /
                                         frequency.QuadPart;
        ok( status == (caller->sick ? known.status : NERR_Success), "%s: got status %lu\n",
            wine_dbgstr_w(caller->server), status );
        Sleep( 10 );
    } while (GetTickCount() - began < known.seconds * 1000 && caller->count < MAX_CALLS);
    return 0;
}

static int compare( const void *a, const void *b )
{
    const DWORD *x = a, *y = b;

    return (*x > *y) - (*x < *y);
}

/* Reports all calls of some callers. The first call of each makes the connection. */
static void report( const char *name, const struct caller *callers, unsigned int count, DWORD first,
                    DWORD end )
{
    DWORD i, j, total = 0, *times;

    for (i = 0; i < count; i++) total += callers[i].count;
    if (!(times = malloc( total * sizeof(*times) ))) return;
    for (total = i = 0; i < count; i++)
        for (j = first; j < callers[i].count && j < end; j++) times[total++] = callers[i].times[j];
    qsort( times, total, sizeof(*times), compare );
    if (total)
        printf( "many: %s: %lu calls, median %lu us, 99 %% %lu us, longest %lu us\n", name, total,
                times[total / 2], times[total * 99 / 100], times[total - 1] );
    free( times );
}

START_TEST(many)
{
    struct caller callers[HEALTHY + SICK];
    HANDLE threads[HEALTHY + SICK];
    unsigned int i, count;

    get_known_session( &known );
    if (!known.server)
    {
        skip( "no servers are known: --server is the first three numbers of their addresses\n" );
        return;
    }
    QueryPerformanceFrequency( &frequency );
    count = known.other ? HEALTHY + SICK : HEALTHY;
    began = GetTickCount();
    for (i = 0; i < count; i++)
    {
        callers[i].sick = i >= HEALTHY;
        callers[i].count = 0;
        callers[i].times = calloc( MAX_CALLS, sizeof(DWORD) );
        swprintf( callers[i].server, ARRAYSIZE(callers[i].server), L"%ls.%u",
                  callers[i].sick ? known.other : known.server, i % HEALTHY + 1 );
        threads[i] = CreateThread( NULL, 0, thread, &callers[i], 0, NULL );
    }
    for (i = 0; i < count; i++)
    {
        ok( WaitForSingleObject( threads[i], (known.seconds + 120) * 1000 ) == WAIT_OBJECT_0,
            "the thread for %s still runs\n", wine_dbgstr_w(callers[i].server) );
        CloseHandle( threads[i] );
    }
    report( "first calls", callers, HEALTHY, 0, 1 );
    report( "other calls", callers, HEALTHY, 1, MAX_CALLS );
    report( "calls to sick servers", callers + HEALTHY, count - HEALTHY, 0, MAX_CALLS );
}
