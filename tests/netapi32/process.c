/*
 * Starts this program once more
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

/* Command lines are built in UTF-8. */
static void add_wide( struct text *line, const WCHAR *str )
{
    int len = WideCharToMultiByte( CP_UTF8, 0, str, -1, NULL, 0, NULL, NULL );
    char *utf8 = malloc( len );

    WideCharToMultiByte( CP_UTF8, 0, str, -1, utf8, len, NULL, NULL );
    add_argument( line, utf8 );
    free( utf8 );
}

void begin_command( struct text *line, const char *unit )
{
    WCHAR file[MAX_PATH];

    GetModuleFileNameW( NULL, file, ARRAYSIZE(file) );
    add_wide( line, file );
    add_argument( line, unit );
}

void add_option( struct text *line, const char *option, const WCHAR *value )
{
    if (!value) return;
    add_argument( line, option );
    add_wide( line, value );
}

/* Returns the exit code, or NO_ANSWER. Frees the line. */
DWORD run_command( struct text *line, BOOL inherit, DWORD timeout )
{
    STARTUPINFOW startup = { .cb = sizeof(startup) };
    int len = MultiByteToWideChar( CP_UTF8, 0, line->str, -1, NULL, 0 );
    WCHAR *wide = malloc( len * sizeof(*wide) );
    PROCESS_INFORMATION process;
    DWORD code = NO_ANSWER;
    BOOL started;

    MultiByteToWideChar( CP_UTF8, 0, line->str, -1, wide, len );
    started = CreateProcessW( NULL, wide, NULL, NULL, inherit, 0, NULL, NULL, &startup, &process );
    ok( started, "can't start %s, error %lu\n", line->str, GetLastError() );
    free( wide );
    free( line->str );
    if (!started) return NO_ANSWER;

    if (WaitForSingleObject( process.hProcess, timeout ) == WAIT_OBJECT_0)
        GetExitCodeProcess( process.hProcess, &code );
    else TerminateProcess( process.hProcess, NO_ANSWER );
    CloseHandle( process.hThread );
    CloseHandle( process.hProcess );
    return code;
}
