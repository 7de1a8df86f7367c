/*
 * 64 threads make many thousand calls, and must leave nothing behind
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

#include <psapi.h>
#include <tlhelp32.h>

#define MAX_THREADS MAXIMUM_WAIT_OBJECTS
#define WARM_UP     10000   /* calls; Wine's heap and RPC set themselves up for the threads */
#define MAX_ROUNDS  5
#define MAX_GROWTH  4096    /* bytes of the heap in a round */

static struct known_session known;
static LONG calls, goal, mistakes;
static DWORD begin, least_ms;

struct figures
{
    DWORD heap, working_set, handle, threads;
};

static BOOL is_known( const BYTE *buffer )
{
    const SESSION_INFO_1 *info = (const SESSION_INFO_1 *)buffer;

    return buffer && !_wcsicmp( info->sesi1_username, known.user );
}

/* Calls at all levels: for the session, for one that does not exist, and for all. */
static BOOL call_all( unsigned int i )
{
    static const DWORD levels[] = { 1, 2, 10, 502, 0 };
    DWORD entries, total, level = levels[i % ARRAYSIZE(levels)];
    struct known_session session = known;
    NET_API_STATUS status;
    BYTE *buffer;
    BOOL good;

    if (i % 4 == 3)
    {
        status = NetSessionEnum( known.server, NULL, NULL, level, &buffer, MAX_PREFERRED_LENGTH,
                                 &entries, &total, NULL );
        good = !status && entries;
    }
    else if (i % 4 == 2)
    {
        session.user = (WCHAR *)L"nobody-of-this-name";
        status = get_info( &session, level, &buffer );
        good = status == NERR_UserNotFound && !buffer;
    }
    else
    {
        status = get_info( &session, level, &buffer );
        good = !status && (!level || is_known( buffer ));
    }
    NetApiBufferFree( buffer );
    return good;
}

static DWORD WINAPI thread( void *arg )
{
    unsigned int i;

    for (i = (ULONG_PTR)arg; calls < goal || GetTickCount() - begin < least_ms; i++)
    {
        if (!call_all( i )) InterlockedIncrement( &mistakes );
        InterlockedIncrement( &calls );
    }
    return 0;
}

/* Makes so many calls, and for at least so long. */
static void call_in_threads( LONG count, DWORD ms )
{
    HANDLE threads[MAX_THREADS];
    unsigned int i;

    calls = 0;
    goal = count;
    least_ms = ms;
    begin = GetTickCount();
    for (i = 0; i < known.threads; i++)
        threads[i] = CreateThread( NULL, 0, thread, (void *)(ULONG_PTR)i, 0, NULL );
    WaitForMultipleObjects( known.threads, threads, TRUE, INFINITE );
    for (i = 0; i < known.threads; i++) CloseHandle( threads[i] );
    printf( "growth: %ld calls of %lu threads in %lu ms\n", calls, known.threads,
            GetTickCount() - begin );
}

/* Wine gives out the lowest free handle. Wine 8.0 has no other figure of their number. */
DWORD free_handle(void)
{
    HANDLE event = CreateEventW( NULL, TRUE, FALSE, NULL );

    CloseHandle( event );
    return (ULONG_PTR)event;
}

/* Bytes in use in the process heap. Under Wine no other figure of memory is exact. */
DWORD heap_bytes(void)
{
    PROCESS_HEAP_ENTRY entry = { .lpData = NULL };
    DWORD bytes = 0;

    HeapLock( GetProcessHeap() );
    while (HeapWalk( GetProcessHeap(), &entry ))
        if (entry.wFlags & PROCESS_HEAP_ENTRY_BUSY) bytes += entry.cbData;
    HeapUnlock( GetProcessHeap() );
    return bytes;
}

static DWORD count_threads(void)
{
    HANDLE snapshot = CreateToolhelp32Snapshot( TH32CS_SNAPTHREAD, 0 );
    THREADENTRY32 entry = { .dwSize = sizeof(entry) };
    DWORD count = 0;
    BOOL more;

    for (more = Thread32First( snapshot, &entry ); more; more = Thread32Next( snapshot, &entry ))
        if (entry.th32OwnerProcessID == GetCurrentProcessId()) count++;
    CloseHandle( snapshot );
    return count;
}

static struct figures measure(void)
{
    PROCESS_MEMORY_COUNTERS memory = { .cb = sizeof(memory) };
    struct figures figures;

    Sleep( 5000 );
    GetProcessMemoryInfo( GetCurrentProcess(), &memory, sizeof(memory) );
    figures.heap = heap_bytes();
    figures.working_set = memory.WorkingSetSize;
    figures.handle = free_handle();
    figures.threads = count_threads();
    printf( "growth: heap %lu, working set %lu, free handle %#lx, %lu threads\n", figures.heap,
            figures.working_set, figures.handle, figures.threads );
    return figures;
}

/* The script that runs the test checks the other processes meanwhile. */
static struct figures take_figures( const char *when )
{
    printf( "growth: %s\n", when );
    fflush( stdout );
    return measure();
}

/*
 * Sets *before to the figures before the last round. Wine 10's heap takes blocks in groups, as many
 * as its threads ever need at a time. After some rounds it has enough of them. With a leak each
 * round needs more.
 */
static void call_until_settled( struct figures *before )
{
    struct figures after;
    unsigned int i;

    for (i = 1; ; i++)
    {
        call_in_threads( known.calls, known.seconds * 1000 );
        if (i == MAX_ROUNDS) return;
        after = measure();
        if (after.heap < before->heap + MAX_GROWTH) return;
        *before = after;
    }
}

START_TEST(growth)
{
    struct figures before, after;

    if (!require_known_session( &known )) return;
    if (!ok( known.threads && known.threads <= MAX_THREADS, "%lu threads\n", known.threads ))
        return;
    call_in_threads( WARM_UP, 0 );
    before = take_figures( "before" );
    call_until_settled( &before );
    after = take_figures( "after" );

    ok( !mistakes, "%ld calls had another result than they should\n", mistakes );
    ok( before.heap > 0, "the heap can't be walked\n" );
    ok( after.heap < before.heap + MAX_GROWTH, "heap grew from %lu to %lu\n", before.heap,
        after.heap );
    ok( after.working_set < before.working_set + 1024 * 1024, "grew from %lu to %lu bytes\n",
        before.working_set, after.working_set );
    ok( after.handle <= before.handle + 16, "free handle %#lx became %#lx\n", before.handle,
        after.handle );
    ok( after.threads <= before.threads, "%lu threads became %lu\n", before.threads,
        after.threads );
}
