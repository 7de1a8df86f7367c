/*
 * What calls leave in the heaps when all that they returned is freed
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

#define CALLS 30    /* a server in Python takes its time for each */

#define NO_LEVEL MAXDWORD

/* The blocks of all heaps of the process: nobody documents which one the functions use. */
static DWORD count_blocks(void)
{
    PROCESS_HEAP_ENTRY entry;
    DWORD i, heaps, count = 0;
    HANDLE heap[64];

    heaps = GetProcessHeaps( ARRAYSIZE(heap), heap );
    if (heaps > ARRAYSIZE(heap)) heaps = ARRAYSIZE(heap);
    for (i = 0; i < heaps; i++)
    {
        entry.lpData = NULL;
        HeapLock( heap[i] );
        while (HeapWalk( heap[i], &entry ))
            if (entry.wFlags & PROCESS_HEAP_ENTRY_BUSY) count++;
        HeapUnlock( heap[i] );
    }
    return count;
}

static void get_info( DWORD level )
{
    BYTE *buffer = NULL;

    if (!NetSessionGetInfo( (WCHAR *)known.server, (WCHAR *)known.client, (WCHAR *)known.user,
                            level, &buffer )) NetApiBufferFree( buffer );
}

static void get_nothing( DWORD level )
{
    BYTE *buffer = NULL;

    if (!NetSessionGetInfo( (WCHAR *)known.server, (WCHAR *)known.client, (WCHAR *)NOBODY, level,
                            &buffer )) NetApiBufferFree( buffer );
}

static void list( DWORD level )
{
    DWORD entries = 0, total = 0;
    BYTE *buffer = NULL;

    if (!NetSessionEnum( (WCHAR *)known.server, NULL, NULL, level, &buffer, MAX_PREFERRED_LENGTH,
                         &entries, &total, NULL )) NetApiBufferFree( buffer );
}

static void list_in_parts( DWORD level )
{
    DWORD entries = 0, total = 0, resume = 0, status, parts = 0;
    BYTE *buffer;

    do
    {
        buffer = NULL;
        status = NetSessionEnum( (WCHAR *)known.server, NULL, NULL, level, &buffer, 200, &entries,
                                 &total, &resume );
        if (!status || status == ERROR_MORE_DATA) NetApiBufferFree( buffer );
    } while (status == ERROR_MORE_DATA && entries && ++parts < 3);
}

static void del_nothing( DWORD level )
{
    NetSessionDel( (WCHAR *)known.server, (WCHAR *)NOWHERE, (WCHAR *)NOBODY );
}

/* Not all headers declare these functions. */
static void call_with_results( const char *function, const ULONG_PTR *names, unsigned int count,
                               DWORD level, BOOL lists )
{
    DWORD entries = 0, total = 0;
    ULONG_PTR args[MAX_SERVICE_ARGS];
    BYTE *buffer = NULL;
    const char *what;

    memcpy( args, names, count * sizeof(*args) );
    if (level != NO_LEVEL) args[count++] = level;
    args[count++] = (ULONG_PTR)&buffer;
    if (lists)
    {
        args[count++] = MAX_PREFERRED_LENGTH;
        args[count++] = (ULONG_PTR)&entries;
        args[count++] = (ULONG_PTR)&total;
        args[count++] = 0;
    }
    if (!call_service( function, args, count, &what )) NetApiBufferFree( buffer );
}

static void list_shares( DWORD level )
{
    const ULONG_PTR names[] = { (ULONG_PTR)known.server };

    call_with_results( "NetShareEnum", names, 1, level, TRUE );
}

static void get_share( DWORD level )
{
    const ULONG_PTR names[] = { (ULONG_PTR)known.server, (ULONG_PTR)L"IPC$" };

    call_with_results( "NetShareGetInfo", names, 2, level, FALSE );
}

static void list_files( DWORD level )
{
    const ULONG_PTR names[] = { (ULONG_PTR)known.server, 0, 0 };

    call_with_results( "NetFileEnum", names, 3, level, TRUE );
}

static void get_server( DWORD level )
{
    const ULONG_PTR names[] = { (ULONG_PTR)known.server };

    call_with_results( "NetServerGetInfo", names, 1, level, FALSE );
}

static void get_time( DWORD level )
{
    const ULONG_PTR names[] = { (ULONG_PTR)known.server };

    call_with_results( "NetRemoteTOD", names, 1, NO_LEVEL, FALSE );
}

static void use_buffers( DWORD size )
{
    void *buffer = NULL;

    if (NetApiBufferAllocate( size, &buffer )) return;
    if (!NetApiBufferReallocate( buffer, 2 * size, &buffer )) NetApiBufferFree( buffer );
}

static void test_calls( const char *function, const char *what, void (*call)( DWORD ),
                        DWORD level )
{
    DWORD before, after, i;
    char name[100];

    snprintf( name, sizeof(name), "%s", what );
    if (!is_implemented( function ))
    {
        omit_case( name, "not implemented" );
        return;
    }
    /* The first calls make what stays: a connection, a heap's own lists. */
    for (i = 0; i < CALLS / 3; i++) call( level );
    before = count_blocks();
    for (i = 0; i < CALLS; i++) call( level );
    after = count_blocks();
    observe( function, name );
    observe_number_arg( "level", level );
    observe_status( NERR_Success );
    observe_number_field( "blocks left", after > before + CALLS / 2 ? "by each call" : "none",
                          after - before );
    observed();
}

START_TEST(leaks)
{
    unsigned int i;

    begin_unit( "leaks" );
    test_calls( "NetApiBufferAllocate", "buffer functions", use_buffers, 100 );
    if (find_session())
    {
        for (i = 0; i < ARRAYSIZE(session_levels); i++)
        {
            DWORD level = session_levels[i];

            test_calls( "NetSessionGetInfo", case_name( "NetSessionGetInfo level %lu", level ),
                        get_info, level );
            test_calls( "NetSessionEnum", case_name( "NetSessionEnum level %lu", level ), list,
                        level );
        }
        test_calls( "NetSessionGetInfo", "NetSessionGetInfo of nobody", get_nothing, 10 );
        test_calls( "NetSessionEnum", "NetSessionEnum in parts", list_in_parts, 10 );
        test_calls( "NetSessionDel", "NetSessionDel of nobody", del_nothing, 0 );
        test_calls( "NetShareEnum", "NetShareEnum level 2", list_shares, 2 );
        test_calls( "NetShareGetInfo", "NetShareGetInfo level 502", get_share, 502 );
        test_calls( "NetFileEnum", "NetFileEnum level 3", list_files, 3 );
        test_calls( "NetServerGetInfo", "NetServerGetInfo level 101", get_server, 101 );
        test_calls( "NetRemoteTOD", "NetRemoteTOD", get_time, 0 );
    }
    end_unit();
}
