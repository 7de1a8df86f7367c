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

struct level
{
    DWORD       level, size;
    const char *fields;     /* s for a string, n for a number */
};

static const struct level levels[] =
{
    { 0,   sizeof(SESSION_INFO_0),   "s" },
    { 1,   sizeof(SESSION_INFO_1),   "ssnnnn" },
    { 2,   sizeof(SESSION_INFO_2),   "ssnnnns" },
    { 10,  sizeof(SESSION_INFO_10),  "ssnn" },
    { 502, sizeof(SESSION_INFO_502), "ssnnnnss" },
};

static const struct level *find_level( DWORD level )
{
    unsigned int i;

    for (i = 0; i < ARRAYSIZE(levels) - 1; i++) if (levels[i].level == level) break;
    return &levels[i];
}

static BOOL is_string_in_block( const WCHAR *str, const BYTE *block, DWORD size )
{
    const BYTE *ptr = (const BYTE *)str;
    SIZE_T room;

    if (ptr < block || ptr >= block + size) return FALSE;
    room = (block + size - ptr) / sizeof(WCHAR);
    return wcsnlen( str, room ) < room;
}

static void check_entry( struct result *result, const struct level *level, const BYTE *block,
                         DWORD size, const BYTE *entry )
{
    const char *field;

    for (field = level->fields; *field; field++)
    {
        if (*field == 's')
        {
            const WCHAR *str = *(const WCHAR **)entry;

            if (!is_string_in_block( str, block, size ))
            {
                result->error = "a string is not in the block";
                return;
            }
            result->checksum = RtlComputeCrc32( result->checksum, (const BYTE *)str,
                                                (wcslen( str ) + 1) * sizeof(WCHAR) );
            entry += sizeof(str);
        }
        else
        {
            result->checksum = RtlComputeCrc32( result->checksum, entry, sizeof(DWORD) );
            entry += sizeof(DWORD);
        }
    }
}

/* The entries and their strings must be in the one block that NetApiBufferFree frees. */
static void check_block( struct result *result, const struct level *level, const BYTE *block )
{
    DWORD i, size = 0;

    if (NetApiBufferSize( (void *)block, &size )) result->error = "the buffer is no block";
    else if (result->entries > size / level->size) result->error = "more entries than fit";
    else for (i = 0; i < result->entries && !result->error; i++)
        check_entry( result, level, block, size, block + i * level->size );
}

/* An empty client stands for any. */
static void get_info( struct result *result, const WCHAR *server, const WCHAR *client,
                      const struct level *level )
{
    BYTE *block = (BYTE *)&block;

    result->status = NetSessionGetInfo( (WCHAR *)server, (WCHAR *)client, (WCHAR *)L"",
                                        level->level, &block );
    result->entries = !result->status;
    if (!block != !result->entries) result->error = "the buffer does not suit the status";
    else if (block) check_block( result, level, block );
    if (block != (BYTE *)&block) NetApiBufferFree( block );
}

static void enumerate( struct result *result, const WCHAR *server, const struct level *level )
{
    DWORD total = 0, resume = 0;
    BYTE *block = (BYTE *)&block;

    result->status = NetSessionEnum( (WCHAR *)server, NULL, NULL, level->level, &block,
                                     MAX_PREFERRED_LENGTH, &result->entries, &total, &resume );
    if (!block != !result->entries) result->error = "the buffer does not suit the entries";
    else if (result->entries > total) result->error = "more entries than there are";
    else if (result->entries && result->status && result->status != ERROR_MORE_DATA)
        result->error = "entries and an error";
    else if (block) check_block( result, level, block );
    if (block != (BYTE *)&block) NetApiBufferFree( block );
}

static struct result call( const WCHAR *server, const char *function, DWORD level )
{
    struct result result = { 0 };
    DWORD start = GetTickCount();

    if (!strcmp( function, "getinfo" )) get_info( &result, server, L"", find_level( level ));
    else if (!strcmp( function, "search" ))
        get_info( &result, server, L"\\\\not-there", find_level( level ));
    else if (!strcmp( function, "enum" )) enumerate( &result, server, find_level( level ));
    else result.status = NetSessionDel( (WCHAR *)server, NULL, (WCHAR *)L"user" );
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
    char line[64], function[16];
    struct result result;
    DWORD level;

    if (sock == INVALID_SOCKET)
    {
        fprintf( stderr, "hostile: nobody listens on port %u; start hostile.py\n", port );
        return 1;
    }
    while (receive_line( sock, line, sizeof(line) ) &&
           sscanf( line, "%15s %lu", function, &level ) == 2)
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
