/*
 * Times calls, for tools/bench
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

/*
 * Each line of the input is a number of calls to make. The answer is a line with the microseconds
 * of each call, or for 0 the size of the last result in bytes. tools/bench runs several such
 * programs in turns.
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <winsock2.h>
#include <windows.h>
#include <lm.h>

#include "bench.h"

static LARGE_INTEGER frequency;

double now_us(void)
{
    LARGE_INTEGER count;

    QueryPerformanceCounter( &count );
    return count.QuadPart * 1e6 / frequency.QuadPart;
}

void die( const char *what, unsigned long error )
{
    fprintf( stderr, "bench: %s: error %lu\n", what, error );
    exit( 1 );
}

/* "-" becomes NULL. */
static WCHAR *name_argument( WCHAR *arg )
{
    return wcscmp( arg, L"-" ) ? arg : NULL;
}

/*
 * A blocking exchange with a Unix program, by a socket, or by FIFOs, which are like the pipes to
 * smbpipe
 */

#define EXCHANGE_SIZE 120

static SOCKET connection;

static void connect_to_port( unsigned short port )
{
    struct sockaddr_in addr = { .sin_family = AF_INET };
    WSADATA data;
    BOOL one = TRUE;

    addr.sin_addr.s_addr = htonl( INADDR_LOOPBACK );
    addr.sin_port = htons( port );
    WSAStartup( MAKEWORD( 2, 2 ), &data );
    connection = socket( AF_INET, SOCK_STREAM, 0 );
    if (connect( connection, (struct sockaddr *)&addr, sizeof(addr) ))
        die( "connect", WSAGetLastError() );
    setsockopt( connection, IPPROTO_TCP, TCP_NODELAY, (char *)&one, sizeof(one) );
}

static void exchange( const struct bench *bench )
{
    char data[EXCHANGE_SIZE] = "";
    int got, size = 0;

    send( connection, data, sizeof(data), 0 );
    for (; size < EXCHANGE_SIZE; size += got)
        if ((got = recv( connection, data, sizeof(data), 0 )) <= 0)
            die( "recv", WSAGetLastError() );
}

static HANDLE requests, answers;

/* The folder is the host's; opening it by its Windows name opens the FIFO. */
static HANDLE open_fifo( const WCHAR *folder, const WCHAR *name, DWORD access )
{
    WCHAR path[MAX_PATH], *p;
    HANDLE fifo;

    swprintf( path, MAX_PATH, L"\\\\?\\unix%ls\\%ls", folder, name );
    for (p = path; *p; p++) if (*p == '/') *p = '\\';
    fifo = CreateFileW( path, access, FILE_SHARE_READ | FILE_SHARE_WRITE, NULL, OPEN_EXISTING, 0,
                        NULL );
    if (fifo == INVALID_HANDLE_VALUE) die( "FIFO", GetLastError() );
    return fifo;
}

static void open_fifos( const WCHAR *folder )
{
    requests = open_fifo( folder, L"requests", GENERIC_WRITE );
    answers = open_fifo( folder, L"answers", GENERIC_READ );
}

static void exchange_by_fifos( const struct bench *bench )
{
    char data[EXCHANGE_SIZE] = "";
    DWORD done, size;

    if (!WriteFile( requests, data, sizeof(data), &done, NULL )) die( "write", GetLastError() );
    for (size = 0; size < EXCHANGE_SIZE; size += done)
        if (!ReadFile( answers, data, sizeof(data), &done, NULL ) || !done)
            die( "read", GetLastError() );
}

/* The calls */

static void get_info( const struct bench *bench )
{
    BYTE *buffer = NULL;
    NET_API_STATUS status = NetSessionGetInfo( bench->server, bench->client, bench->user,
                                               bench->level, &buffer );

    if (status) die( "NetSessionGetInfo", status );
    NetApiBufferFree( buffer );
}

static DWORD result_size;   /* of the last call */

static void enumerate( const struct bench *bench )
{
    DWORD read, total, resume = 0;
    BYTE *buffer = NULL;
    NET_API_STATUS status = NetSessionEnum( bench->server, bench->client, bench->user,
                                            bench->level, &buffer, MAX_PREFERRED_LENGTH, &read,
                                            &total, &resume );

    if (status) die( "NetSessionEnum", status );
    if (bench->expected && read != bench->expected) die( "number of sessions", read );
    NetApiBufferSize( buffer, &result_size );
    NetApiBufferFree( buffer );
}

static void release( NET_API_STATUS status, const struct bench *bench, DWORD read, BYTE *buffer )
{
    if (status) die( "list", status );
    if (bench->expected && read != bench->expected) die( "number of entries", read );
    NetApiBufferFree( buffer );
}

static void list_shares( const struct bench *bench )
{
    DWORD read, total, resume = 0;
    BYTE *buffer = NULL;
    NET_API_STATUS status = NetShareEnum( bench->server, 1, &buffer, MAX_PREFERRED_LENGTH, &read,
                                          &total, &resume );

    release( status, bench, read, buffer );
}

static void list_files( const struct bench *bench )
{
    DWORD read, total;
    DWORD_PTR resume = 0;
    BYTE *buffer = NULL;
    NET_API_STATUS status = NetFileEnum( bench->server, NULL, NULL, 3, &buffer,
                                         MAX_PREFERRED_LENGTH, &read, &total, &resume );

    release( status, bench, read, buffer );
}

static void get_share( const struct bench *bench )
{
    BYTE *buffer = NULL;
    NET_API_STATUS status = NetShareGetInfo( bench->server, bench->client, bench->level, &buffer );

    if (status) die( "NetShareGetInfo", status );
    NetApiBufferFree( buffer );
}

static void stub( const struct bench *bench )
{
    unsigned long error = stub_enum( bench );

    if (error) die( "NetrSessionEnum", error );
}

/* Threads: a line has their number. They make calls for THREADS_MS. */

#define THREADS_MS   2000
#define MAX_THREADS  64
#define MAX_CALLS    50000  /* of a thread */

static const struct bench *threads_bench;
static HANDLE threads_start;

static DWORD WINAPI call_until_the_end( void *arg )
{
    float *times = arg;
    double start, begin;

    WaitForSingleObject( threads_start, INFINITE );
    for (begin = start = now_us(); start - begin < THREADS_MS * 1e3 && *times < MAX_CALLS;)
    {
        double end;

        get_info( threads_bench );
        end = now_us();
        times[(unsigned int)++*times] = end - start;
        start = end;
    }
    return 0;
}

static void run_threads( const struct bench *bench, unsigned int count )
{
    float *times = calloc( count, (MAX_CALLS + 1) * sizeof(*times) );
    HANDLE threads[MAX_THREADS];
    unsigned int i, j;

    if (!times || count > MAX_THREADS) die( "number of threads", count );
    threads_bench = bench;
    threads_start = CreateEventW( NULL, TRUE, FALSE, NULL );
    for (i = 0; i < count; i++)
        threads[i] = CreateThread( NULL, 0, call_until_the_end, times + i * (MAX_CALLS + 1), 0,
                                   NULL );
    SetEvent( threads_start );
    WaitForMultipleObjects( count, threads, TRUE, INFINITE );
    CloseHandle( threads_start );
    for (i = 0; i < count; i++)
    {
        const float *own = times + i * (MAX_CALLS + 1);

        CloseHandle( threads[i] );
        for (j = 1; j <= own[0]; j++) printf( "%.1f ", own[j] );
    }
    free( times );
}

static void run_calls( const struct bench *bench, unsigned int count )
{
    for (; count; count--)
    {
        double start = now_us();

        bench->call( bench );
        printf( "%.1f ", now_us() - start );
    }
}

static void serve_input( const struct bench *bench )
{
    unsigned int count;
    char line[32];

    while (fgets( line, sizeof(line), stdin ))
    {
        if (!(count = strtoul( line, NULL, 10 ))) printf( "%lu", result_size );
        else if (bench->threads) run_threads( bench, count );
        else run_calls( bench, count );
        printf( "\n" );
        fflush( stdout );
    }
}

static void usage(void)
{
    fprintf( stderr, "Usage: bench exchange PORT\n"
                     "       bench fifos FOLDER\n"
                     "       bench getinfo SERVER CLIENT USER LEVEL\n"
                     "       bench enum SERVER CLIENT|- USER|- LEVEL [NUMBER]\n"
                     "       bench shares|files SERVER - - LEVEL [NUMBER]\n"
                     "       bench share SERVER SHARE - LEVEL\n"
                     "       bench threads SERVER CLIENT USER LEVEL\n"
                     "       bench stub BINDING CLIENT|- USER|- LEVEL\n" );
    exit( 2 );
}

int wmain( int argc, WCHAR *argv[] )
{
    struct bench bench = { NULL };

    QueryPerformanceFrequency( &frequency );
    if (argc == 3 && !wcscmp( argv[1], L"exchange" ))
    {
        connect_to_port( wcstoul( argv[2], NULL, 10 ));
        bench.call = exchange;
    }
    else if (argc == 3 && !wcscmp( argv[1], L"fifos" ))
    {
        open_fifos( argv[2] );
        bench.call = exchange_by_fifos;
    }
    else if (argc >= 6)
    {
        bench.server = argv[2];
        bench.client = name_argument( argv[3] );
        bench.user = name_argument( argv[4] );
        bench.level = wcstoul( argv[5], NULL, 10 );
        if (argc > 6) bench.expected = wcstoul( argv[6], NULL, 10 );
        bench.threads = !wcscmp( argv[1], L"threads" );
        if (!wcscmp( argv[1], L"getinfo" ) || bench.threads) bench.call = get_info;
        else if (!wcscmp( argv[1], L"enum" )) bench.call = enumerate;
        else if (!wcscmp( argv[1], L"shares" )) bench.call = list_shares;
        else if (!wcscmp( argv[1], L"files" )) bench.call = list_files;
        else if (!wcscmp( argv[1], L"share" )) bench.call = get_share;
        else if (!wcscmp( argv[1], L"stub" )) bench.call = stub;
    }
    if (!bench.call) usage();
    serve_input( &bench );
    return 0;
}
