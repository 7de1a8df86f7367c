/*
 * Asks many servers at a time
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

#include "samba_test.h"

/*
 * Asks --servers servers at a time, each in a thread of its own: those whose addresses begin with
 * the two numbers of --server. Asks as many as --dead others, too, whose addresses begin with those
 * of --other, and which do not answer. Their threads begin before the others.
 *
 * Every server has a session of --user. Its client is the server's own address, as each address
 * here connects to itself. So that session is there only if this server was asked.
 */

struct caller
{
    BOOL  dead;
    WCHAR server[24];
    DWORD status, ms;
};

static struct known_session known;
static HANDLE start;

static NET_API_STATUS ask( const WCHAR *server )
{
    DWORD entries = 0, total = 0;
    NET_API_STATUS status;
    BYTE *buffer = NULL;
    WCHAR client[26];

    swprintf( client, ARRAYSIZE(client), L"\\\\%ls", server );
    status = NetSessionEnum( (WCHAR *)server, client, known.user, 1, &buffer, MAX_PREFERRED_LENGTH,
                             &entries, &total, NULL );
    if (!status && !entries) status = NERR_ClientNameNotFound;
    NetApiBufferFree( buffer );
    return status;
}

static DWORD WINAPI thread( void *arg )
{
    struct caller *caller = arg;
    DWORD before;

    WaitForSingleObject( start, INFINITE );
    before = GetTickCount();
    caller->status = ask( caller->server );
    caller->ms = GetTickCount() - before;
    return 0;
}

static int compare( const void *a, const void *b )
{
    DWORD x = ((const struct caller *)a)->ms, y = ((const struct caller *)b)->ms;

    return (x > y) - (x < y);
}

/* The script looks at the times. */
static void report( const char *name, struct caller *callers, unsigned int count )
{
    unsigned int i, good = 0;

    for (i = 0; i < count; i++)
    {
        DWORD expected = callers[i].dead ? ERROR_BAD_NETPATH : NERR_Success;

        if (callers[i].status == expected) good++;
        else if (i - good < 5) printf( "thousand: %s: got status %lu after %lu ms\n",
                                       wine_dbgstr_w(callers[i].server), callers[i].status,
                                       callers[i].ms );
    }
    ok( good == count, "%s: %u of %u have the right status\n", name, good, count );
    qsort( callers, count, sizeof(*callers), compare );
    if (count) printf( "thousand: %s: shortest %lu ms, median %lu ms, longest %lu ms\n", name,
                       callers[0].ms, callers[count / 2].ms, callers[count - 1].ms );
}

static unsigned int start_threads( struct caller *callers, HANDLE *threads, BOOL dead )
{
    unsigned int i, count = dead ? known.dead : known.servers;

    start = CreateEventW( NULL, TRUE, FALSE, NULL );
    for (i = 0; i < count; i++)
    {
        callers[i].dead = dead;
        callers[i].status = ~0u;
        swprintf( callers[i].server, ARRAYSIZE(callers[i].server), L"%ls.%u.%u",
                  dead ? known.other : known.server, i / 200 + 1, i % 200 + 1 );
        threads[i] = CreateThread( NULL, 0x10000, thread, &callers[i],
                                   STACK_SIZE_PARAM_IS_A_RESERVATION, NULL );
        if (!ok( threads[i] != NULL, "no thread, error %lu\n", GetLastError() )) break;
    }
    SetEvent( start );
    return i;
}

static void wait_for( HANDLE *threads, unsigned int count )
{
    for (; count; count--, threads++)
    {
        ok( !WaitForSingleObject( *threads, 300000 ), "a thread still runs after 300 s\n" );
        CloseHandle( *threads );
    }
}

START_TEST(thousand)
{
    unsigned int servers, dead;
    struct caller *callers;
    HANDLE *threads;
    DWORD begin;

    get_known_session( &known );
    if (!known.server || !known.user || (known.dead && !known.other))
    {
        skip( "no servers are known\n" );
        return;
    }
    callers = calloc( known.servers + known.dead, sizeof(*callers) );
    threads = calloc( known.servers + known.dead, sizeof(*threads) );
    dead = start_threads( callers, threads, TRUE );
    if (dead) Sleep( 500 );
    begin = GetTickCount();
    servers = start_threads( callers + dead, threads + dead, FALSE );
    wait_for( threads + dead, servers );
    printf( "thousand: asked %u servers in %lu ms\n", servers, GetTickCount() - begin );
    fflush( stdout );
    wait_for( threads, dead );
    report( "servers", callers + dead, servers );
    report( "dead", callers, dead );
    fflush( stdout );
    Sleep( known.seconds * 1000 );
}
