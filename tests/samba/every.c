/*
 * Every function at all its levels, again and again
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

#include "../functions.h"

#define THREADS       8
#define MAX_GROWTH    16384     /* bytes of the heap; it takes its blocks in groups */

static struct known_session known;
static LONG calls, goal, mistakes;

void *function_address( const char *name )
{
    void *proc = (void *)GetProcAddress( GetModuleHandleW( L"netapi32" ), name );

    if (!proc) ok( FALSE, "netapi32 has no %s\n", name );
    return proc;
}

/* netapi32 waits up to a tenth of a second for a session that Samba does not have. */
static BOOL is_slow( const struct function *function )
{
    return !strcmp( function->name, "NetSessionDel" );
}

static void call_once( const struct function *function, unsigned int turn )
{
    const char *position = NULL;
    struct outcome outcome = { 0 };
    DWORD level, count = 0;

    while (next_level( function, &position, &level )) count++;
    for (position = NULL, count = turn % count; next_level( function, &position, &level ); count--)
        if (!count) break;
    call_function( function, known.server, level, MAX_PREFERRED_LENGTH, &outcome );
    look_at( function, level, &outcome, NULL, NULL );
    if (outcome.error && InterlockedIncrement( &mistakes ) < 10)
        printf( "%s, level %lu, status %lu: %s\n", function->name, level, outcome.status,
                outcome.error );
    if (outcome.buffer != (BYTE *)&outcome) NetApiBufferFree( outcome.buffer );
}

static DWORD WINAPI thread( void *arg )
{
    unsigned int count = 0;
    LONG number;

    while (functions[count].name) count++;
    while ((number = InterlockedIncrement( &calls )) <= goal)
    {
        const struct function *function = &functions[number % count];

        if (!is_slow( function ) || number / count % 200 == 0)
            call_once( function, number / count );
    }
    return 0;
}

static void call_all( unsigned int times )
{
    DWORD i, begin = GetTickCount();
    HANDLE threads[THREADS];

    for (goal = i = 0; functions[i].name; i++) goal += times;
    calls = 0;
    for (i = 0; i < THREADS; i++) threads[i] = CreateThread( NULL, 0, thread, NULL, 0, NULL );
    WaitForMultipleObjects( THREADS, threads, TRUE, INFINITE );
    for (i = 0; i < THREADS; i++) CloseHandle( threads[i] );
    printf( "every: %ld calls in %lu ms\n", goal, GetTickCount() - begin );
}

START_TEST(every)
{
    DWORD heap, handle, later;

    get_known_session( &known );
    if (known.calls > 10000) known.calls = 10000;      /* unless --calls says less */
    call_all( 500 );
    handle = free_handle();
    heap = heap_bytes();
    call_all( known.calls );
    later = heap_bytes();
    ok( !mistakes, "%ld calls left something undefined\n", mistakes );
    ok( heap && later < heap + MAX_GROWTH, "heap grew from %lu to %lu\n", heap, later );
    ok( free_handle() <= handle + 16, "free handle %#lx became %#lx\n", handle, free_handle() );
}
