/*
 * Serves \pipe\srvsvc of the local computer for a server elsewhere
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

#include <stdio.h>

#include "hostile.h"

#define PIPE_NAME L"\\\\.\\pipe\\srvsvc"
#define MAX_MESSAGE 65536

struct connection
{
    HANDLE pipe;
    SOCKET sock;
    LONG   refs;
};

static void release( struct connection *connection )
{
    /* Ends the wait of the other direction. */
    DisconnectNamedPipe( connection->pipe );
    shutdown( connection->sock, SD_BOTH );
    if (InterlockedDecrement( &connection->refs )) return;
    CloseHandle( connection->pipe );
    closesocket( connection->sock );
    free( connection );
}

static DWORD transfer( HANDLE pipe, BOOL write, void *data, DWORD size )
{
    OVERLAPPED overlapped = { .hEvent = CreateEventW( NULL, TRUE, FALSE, NULL ) };
    DWORD done = 0;
    BOOL ret;

    if (write) ret = WriteFile( pipe, data, size, NULL, &overlapped );
    else ret = ReadFile( pipe, data, size, NULL, &overlapped );
    if (!ret && GetLastError() != ERROR_IO_PENDING) done = 0;
    else if (!GetOverlappedResult( pipe, &overlapped, &done, TRUE )) done = 0;
    CloseHandle( overlapped.hEvent );
    return done;
}

static BOOL receive( SOCKET sock, void *data, DWORD size )
{
    int got;

    for (; size; size -= got, data = (char *)data + got)
        if ((got = recv( sock, data, size, 0 )) <= 0) return FALSE;
    return TRUE;
}

/* The size comes before each message, so that the message stays one message in the pipe. */
static DWORD WINAPI copy_to_pipe( void *arg )
{
    struct connection *connection = arg;
    BYTE *data = malloc( MAX_MESSAGE );
    DWORD size;

    while (receive( connection->sock, &size, sizeof(size) ) && size <= MAX_MESSAGE &&
           receive( connection->sock, data, size ) &&
           transfer( connection->pipe, TRUE, data, size ) == size)
        ;
    /* The client may still be about to read. */
    FlushFileBuffers( connection->pipe );
    release( connection );
    free( data );
    return 0;
}

static DWORD WINAPI copy_to_socket( void *arg )
{
    struct connection *connection = arg;
    BYTE *data = malloc( MAX_MESSAGE );
    DWORD size;

    while ((size = transfer( connection->pipe, FALSE, data, MAX_MESSAGE )))
        if (send( connection->sock, (char *)data, size, 0 ) != (int)size) break;
    release( connection );
    free( data );
    return 0;
}

static HANDLE create_pipe(void)
{
    return CreateNamedPipeW( PIPE_NAME, PIPE_ACCESS_DUPLEX | FILE_FLAG_OVERLAPPED,
                             PIPE_TYPE_MESSAGE | PIPE_READMODE_BYTE, PIPE_UNLIMITED_INSTANCES,
                             MAX_MESSAGE, MAX_MESSAGE, 0, NULL );
}

static void wait_for_client( HANDLE pipe )
{
    OVERLAPPED overlapped = { .hEvent = CreateEventW( NULL, TRUE, FALSE, NULL ) };
    DWORD size;

    if (!ConnectNamedPipe( pipe, &overlapped ) && GetLastError() == ERROR_IO_PENDING)
        GetOverlappedResult( pipe, &overlapped, &size, TRUE );
    CloseHandle( overlapped.hEvent );
}

static void start_connection( HANDLE pipe, WORD port )
{
    struct connection *connection = malloc( sizeof(*connection) );

    connection->pipe = pipe;
    connection->sock = connect_to( port );
    connection->refs = 2;
    CloseHandle( CreateThread( NULL, 0, copy_to_pipe, connection, 0, NULL ));
    CloseHandle( CreateThread( NULL, 0, copy_to_socket, connection, 0, NULL ));
}

int serve_pipe( WORD port )
{
    HANDLE pipe = create_pipe(), next;

    if (pipe == INVALID_HANDLE_VALUE)
    {
        fprintf( stderr, "hostile: can't make \\pipe\\srvsvc (error %lu); end its other server\n",
                 GetLastError() );
        return 1;
    }
    printf( "listening on \\pipe\\srvsvc\n" );
    fflush( stdout );
    for (;; pipe = next)
    {
        wait_for_client( pipe );
        if ((next = create_pipe()) == INVALID_HANDLE_VALUE) return 1;
        start_connection( pipe, port );
    }
}
