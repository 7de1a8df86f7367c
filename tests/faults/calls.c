/*
 * Makes calls one by one, as standard input tells
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

#include "../samba/samba_test.h"

/*
 * Each line of standard input names the server of a call; an empty line is the local computer.
 * After "del " the program ends a session there that does not exist. After "end " a thread makes
 * the call, and the program ends the thread if it still runs after PATIENCE.
 */

#define PATIENCE 1000   /* milliseconds */

static WCHAR *read_server( char *line, int size )
{
    static WCHAR server[64];
    unsigned int i;

    if (!fgets( line, size, stdin )) return NULL;
    for (i = 0; line[i] && line[i] != '\r' && line[i] != '\n'; i++) server[i] = line[i];
    server[i] = 0;
    return server;
}

static NET_API_STATUS make_call( WCHAR *server )
{
    static const WCHAR del[] = L"del ";
    static WCHAR nobody[] = L"nobody-of-this-name";
    DWORD entries, total;
    NET_API_STATUS status;
    BYTE *buffer = NULL;

    if (!wcsncmp( server, del, wcslen( del ) ))
        return NetSessionDel( server + wcslen( del ), NULL, nobody );
    status = NetSessionEnum( server, NULL, NULL, 1, &buffer, MAX_PREFERRED_LENGTH, &entries, &total,
                             NULL );
    ok( !status == !!buffer, "buffer is %p after status %lu\n", buffer, status );
    NetApiBufferFree( buffer );
    return status;
}

static DWORD WINAPI thread( void *server )
{
    return make_call( server );
}

static NET_API_STATUS make_and_end_call( WCHAR *server )
{
    HANDLE handle = CreateThread( NULL, 0, thread, server, 0, NULL );
    DWORD status = WaitForSingleObject( handle, PATIENCE );

    if (status == WAIT_TIMEOUT) TerminateThread( handle, 0 );
    else GetExitCodeThread( handle, &status );
    CloseHandle( handle );
    return status;
}

START_TEST(calls)
{
    static const WCHAR end[] = L"end ";
    DWORD before, number = 0;
    NET_API_STATUS status;
    WCHAR *server;
    char line[64];

    while ((server = read_server( line, sizeof(line) )))
    {
        before = GetTickCount();
        if (wcsncmp( server, end, wcslen( end ) )) status = make_call( server );
        else status = make_and_end_call( server + wcslen( end ) );
        printf( "call %lu: status %lu after %lu ms\n", ++number, status, GetTickCount() - before );
        fflush( stdout );
    }
}
