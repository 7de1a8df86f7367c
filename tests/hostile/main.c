/*
 * Makes the calls that a hostile server asks for, and reports their results
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
#include <stdlib.h>
#include <wchar.h>

#include "hostile.h"

#include <lm.h>

#include "../functions.h"

NTSYSAPI DWORD WINAPI RtlComputeCrc32( DWORD initial, const BYTE *data, INT size );

static const char usage_text[] =
    "Usage: hostile --port PORT [--server NAME]\n"
    "       hostile --port PORT --pipe\n"
    "\n"
    "  --port PORT    where hostile.py says on 127.0.0.1 which calls to make; with --pipe, where\n"
    "                 it answers those that come over the pipe\n"
    "  --server NAME  the server to ask, without it the local computer\n"
    "  --pipe         serve \\pipe\\srvsvc, and pass all that comes on, as it is\n";

/* The result of a call, and faults in it that no server can cause */
struct result
{
    NET_API_STATUS status;
    DWORD          entries;
    DWORD          checksum;    /* of the entries */
    DWORD          time;        /* in ms */
    const char    *error;
};

/* The program's functions, of which MinGW's headers and libraries have not all. */
void *function_address( const char *name )
{
    void *proc = (void *)GetProcAddress( GetModuleHandleW( L"netapi32" ), name );

    if (proc) return proc;
    fprintf( stderr, "hostile: netapi32.dll has no %s\n", name );
    ExitProcess( 4 );
}

static void add_bytes( DWORD *checksum, const void *data, DWORD size )
{
    *checksum = RtlComputeCrc32( *checksum, (BYTE *)&size, sizeof(size) );
    *checksum = RtlComputeCrc32( *checksum, data, size );
}

static void add_field( void *context, DWORD entry, const struct field *field, const void *data,
                       DWORD size )
{
    add_bytes( context, data, size );
}

static const struct function *find_function( const char *name )
{
    const struct function *function;

    for (function = functions; function->name; function++)
        if (!strcmp( function->name, name )) return function;
    fprintf( stderr, "hostile: there is no function %s to call\n", name );
    ExitProcess( 4 );
}

static void call_well( struct result *result, const WCHAR *server, const char *name, DWORD level )
{
    const struct function *function = find_function( name );
    struct outcome outcome = { 0 };

    call_function( function, server, level, MAX_PREFERRED_LENGTH, &outcome );
    look_at( function, level, &outcome, add_field, &result->checksum );
    if (!outcome.status && (function->form == PATH_CANONICAL || function->form == NAME_CANONICAL))
        add_bytes( &result->checksum, outcome.text, wcslen( outcome.text ) * sizeof(WCHAR) );
    else if (!outcome.status && (function->form == CHECK_NAME || function->form == PATH_TYPE))
        add_bytes( &result->checksum, &outcome.value, sizeof(outcome.value) );
    result->status = outcome.status;
    result->entries = outcome.entries;
    result->error = outcome.error;
    if (outcome.buffer != (BYTE *)&outcome) NetApiBufferFree( outcome.buffer );
}

/* A session that no server has */
static void search( struct result *result, const WCHAR *server, DWORD level )
{
    BYTE *block = (BYTE *)&block;

    result->status = NetSessionGetInfo( (WCHAR *)server, (WCHAR *)L"\\\\not-there", (WCHAR *)L"",
                                        level, &block );
    if (block) result->error = "a result after a failure";
}

static struct result call( const WCHAR *server, const char *function, DWORD level )
{
    struct result result = { 0 };
    DWORD start = GetTickCount();

    if (!strcmp( function, "search" )) search( &result, server, level );
    else call_well( &result, server, function, level );
    result.time = GetTickCount() - start;
    return result;
}

static BOOL send_result( SOCKET sock, const struct result *result )
{
    char line[256];
    int size = sprintf( line, "%lu %lu %lu %lu %s\n", result->status, result->entries,
                        result->checksum, result->time, result->error ? result->error : "" );

    return send( sock, line, size, 0 ) == size;
}

static BOOL receive_line( SOCKET sock, char *line, int size )
{
    int used = 0;

    while (used < size && recv( sock, line + used, 1, 0 ) == 1)
    {
        if (line[used++] != '\n') continue;
        line[used - 1] = 0;
        return TRUE;
    }
    return FALSE;
}

/* Each line is a function and a level. */
static int make_calls( const WCHAR *server, WORD port )
{
    SOCKET sock = connect_to( port );
    char line[64], function[40];
    struct result result;
    DWORD level;

    if (sock == INVALID_SOCKET)
    {
        fprintf( stderr, "hostile: nobody listens on port %u; start hostile.py\n", port );
        return 1;
    }
    while (receive_line( sock, line, sizeof(line) ) &&
           sscanf( line, "%39s %lu", function, &level ) == 2)
    {
        result = call( server, function, level );
        if (!send_result( sock, &result )) break;
    }
    closesocket( sock );
    return 0;
}

SOCKET connect_to( WORD port )
{
    struct sockaddr_in addr = { .sin_family = AF_INET, .sin_port = htons( port ) };
    SOCKET sock = socket( AF_INET, SOCK_STREAM, 0 );
    int one = 1;

    addr.sin_addr.s_addr = htonl( INADDR_LOOPBACK );
    if (sock == INVALID_SOCKET || !connect( sock, (struct sockaddr *)&addr, sizeof(addr) ))
    {
        setsockopt( sock, IPPROTO_TCP, TCP_NODELAY, (char *)&one, sizeof(one) );
        return sock;
    }
    closesocket( sock );
    return INVALID_SOCKET;
}

/* A debugger would take too long. */
static LONG WINAPI report_crash( EXCEPTION_POINTERS *ptrs )
{
    const EXCEPTION_RECORD *record = ptrs->ExceptionRecord;
    const DWORD flags = GET_MODULE_HANDLE_EX_FLAG_FROM_ADDRESS;
    WCHAR name[MAX_PATH] = L"?";
    HMODULE module = NULL;

    if (GetModuleHandleExW( flags, record->ExceptionAddress, &module ))
        GetModuleFileNameW( module, name, ARRAYSIZE(name) );
    fprintf( stderr, "hostile: exception %#lx at %ls+%p\n", record->ExceptionCode, name,
             (void *)((BYTE *)record->ExceptionAddress - (BYTE *)module) );
    ExitProcess( 3 );
}

int wmain( int argc, WCHAR **argv )
{
    const WCHAR *server = NULL;
    WSADATA data;
    BOOL pipe = FALSE;
    WORD port = 0;
    int i;

    for (i = 1; i < argc; i++)
    {
        if (!wcscmp( argv[i], L"--pipe" )) pipe = TRUE;
        else if (i + 1 < argc && !wcscmp( argv[i], L"--port" )) port = _wtoi( argv[++i] );
        else if (i + 1 < argc && !wcscmp( argv[i], L"--server" )) server = argv[++i];
        else break;
    }
    if (i < argc || !port || (pipe && server))
    {
        fputs( usage_text, stderr );
        return 2;
    }
    SetUnhandledExceptionFilter( report_crash );
    WSAStartup( MAKEWORD( 2, 2 ), &data );
    return pipe ? serve_pipe( port ) : make_calls( server, port );
}
