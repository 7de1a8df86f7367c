/*
 * Ten thousand calls leave nothing behind
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

#define WARM_UP 10000  /* Wine 10 gets its heap ready for blocks of these sizes meanwhile */
#define CALLS   10000

static struct known_session known;

static void call_all( unsigned int i )
{
    static const DWORD levels[] = { 0, 1, 2, 10, 502 };
    DWORD entries, total, level = levels[i % ARRAYSIZE(levels)];
    NET_API_STATUS status, expected = NERR_Success;
    struct known_session session = known;
    BYTE *buffer;

    if (i % 4 == 3)
        status = NetSessionEnum( known.server, NULL, NULL, level, &buffer, MAX_PREFERRED_LENGTH,
                                 &entries, &total, NULL );
    else
    {
        if (i % 4 == 2)
        {
            session.user = (WCHAR *)L"nobody-of-this-name";
            expected = NERR_UserNotFound;
        }
        status = get_info( &session, level, &buffer );
    }
    if (status != expected) ok( 0, "call %u: got status %lu\n", i, status );
    NetApiBufferFree( buffer );
}

/* Handles are given out from the lowest on; Wine 8.0 has no other figure of their number. */
static ULONG_PTR free_handle(void)
{
    HANDLE event = CreateEventW( NULL, TRUE, FALSE, NULL );

    CloseHandle( event );
    return (ULONG_PTR)event;
}

/* Bytes in use in the process heap. Under Wine no other figure of memory is exact. */
static SIZE_T heap_bytes(void)
{
    PROCESS_HEAP_ENTRY entry = { .lpData = NULL };
    SIZE_T bytes = 0;

    HeapLock( GetProcessHeap() );
    while (HeapWalk( GetProcessHeap(), &entry ))
        if (entry.wFlags & PROCESS_HEAP_ENTRY_BUSY) bytes += entry.cbData;
    HeapUnlock( GetProcessHeap() );
    return bytes;
}

START_TEST(growth)
{
    PROCESS_MEMORY_COUNTERS_EX before = { .cb = 0 }, after = { .cb = 0 };
    ULONG_PTR handle_before, handle_after;
    SIZE_T heap_before, heap_after;
    DWORD start;
    unsigned int i;

    if (!require_known_session( &known )) return;
    for (i = 0; i < WARM_UP; i++) call_all( i );
    handle_before = free_handle();
    GetProcessMemoryInfo( GetCurrentProcess(), (PROCESS_MEMORY_COUNTERS *)&before, sizeof(before) );
    heap_before = heap_bytes();

    start = GetTickCount();
    for (i = 0; i < CALLS; i++) call_all( i );
    trace( "%u calls in %lu ms\n", CALLS, GetTickCount() - start );

    handle_after = free_handle();
    GetProcessMemoryInfo( GetCurrentProcess(), (PROCESS_MEMORY_COUNTERS *)&after, sizeof(after) );
    heap_after = heap_bytes();
    trace( "heap %Iu to %Iu, working set %Iu to %Iu, free handle %#Ix to %#Ix\n", heap_before,
           heap_after, before.WorkingSetSize, after.WorkingSetSize, handle_before, handle_after );
    ok( heap_before > 0, "the heap can't be walked\n" );
    ok( heap_after < heap_before + 4096, "heap grew from %Iu to %Iu\n", heap_before, heap_after );
    ok( after.WorkingSetSize < before.WorkingSetSize + 512 * 1024, "grew from %Iu to %Iu bytes\n",
        before.WorkingSetSize, after.WorkingSetSize );
    ok( handle_after <= handle_before + 16, "free handle %#Ix became %#Ix\n", handle_before,
        handle_after );
}
