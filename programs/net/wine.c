/*
 * Hands a command to Wine's own net.exe
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
#include <wchar.h>

#include "net.h"

/* The verbs whose exit status of Wine's net.exe can be trusted. For those that it has not, it shows
   its help, and 0. */
static const WCHAR * const wine_verbs[] =
    { L"CONTINUE", L"HELP", L"PAUSE", L"START", L"STOP", L"USE", L"/?", L"/HELP", L"-?" };

static BOOL is_known( const WCHAR *verb )
{
    unsigned int i;

    if (!verb) return TRUE;
    for (i = 0; i < ARRAYSIZE(wine_verbs); i++) if (!_wcsicmp( verb, wine_verbs[i] )) return TRUE;
    return FALSE;
}

/* Ctrl+C is for the program that we wait for. */
static BOOL WINAPI ignore( DWORD event )
{
    return TRUE;
}

static BOOL start( const WCHAR *path, PROCESS_INFORMATION *process )
{
    WCHAR *line = _wcsdup( GetCommandLineW() );
    STARTUPINFOW startup;
    BOOL ret;

    GetStartupInfoW( &startup );
    startup.dwFlags |= STARTF_USESTDHANDLES;
    startup.hStdInput = GetStdHandle( STD_INPUT_HANDLE );
    startup.hStdOutput = GetStdHandle( STD_OUTPUT_HANDLE );
    startup.hStdError = GetStdHandle( STD_ERROR_HANDLE );
    ret = line && CreateProcessW( path, line, NULL, NULL, TRUE, 0, NULL, NULL, &startup, process );
    free( line );
    return ret;
}

/* The verb is NULL if there is none. */
int run_wine( const WCHAR *verb )
{
    PROCESS_INFORMATION process;
    WCHAR path[MAX_PATH];
    DWORD status = EXIT_ERROR, len = GetSystemDirectoryW( path, ARRAYSIZE(path) - 20 );

    wcscpy( path + len, L"\\net_wine.exe" );
    SetConsoleCtrlHandler( ignore, TRUE );
    if (!start( path, &process ))
    {
        print_error( L"This command is one of Wine's own net, which can't be started as %ls: "
                     L"error %lu.\nRun \"netapi32-setup-prefix install\" in a Unix shell.\n",
                     path, GetLastError() );
        return EXIT_ERROR;
    }
    WaitForSingleObject( process.hProcess, INFINITE );
    GetExitCodeProcess( process.hProcess, &status );
    CloseHandle( process.hThread );
    CloseHandle( process.hProcess );
    if (status || is_known( verb )) return status;
    print_error( L"Wine has no NET %ls. Nothing was done.\n", verb );
    return EXIT_USAGE;
}
