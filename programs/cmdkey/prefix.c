/*
 * Closes a Wine prefix to others
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
 * Wine keeps credentials in user.reg, which everybody can read. It enciphers them with a key that
 * is in the same file. So a prefix with credentials must be closed to others. Windows' access
 * rights, as Wine has them, do not tell whether the Unix group may enter a folder. They can't take
 * that right away without taking the owner's. So a Unix shell does it.
 */

#include <wchar.h>

#include "cmdkey.h"

#define UNIX_FOLDER L"\\\\?\\unix\\"

/* Runs in the prefix, and prints its result. It has no quotes, as we would have to quote them. */
static const WCHAR script[] =
    L"PATH=/usr/bin:/bin; export PATH; "
    L"mode() { ls -ld . | cut -c1-10; }; "
    L"is_closed() { case $(mode) in d*--[-S]--[-T]) ;; *) false;; esac; }; "
    L"if ! [ -d dosdevices -a -d drive_c ]; then echo lost; "
    L"elif is_closed; then echo was; "
    L"elif chmod go-rwx . && is_closed; then echo now; "
    L"else echo open; fi";

/* The prefix, from \??\Z:\path or \??\unix\path */
static BOOL get_prefix( WCHAR *path, DWORD size )
{
    DWORD len = GetEnvironmentVariableW( L"WINECONFIGDIR", path, size );

    if (!len || len >= size || wcsncmp( path, L"\\??\\", 4 )) return FALSE;
    path[1] = '\\';
    return TRUE;
}

static HANDLE create_answer_file(void)
{
    SECURITY_ATTRIBUTES inherit = { sizeof(inherit), NULL, TRUE };
    WCHAR folder[MAX_PATH], path[MAX_PATH];

    if (!GetTempPathW( ARRAYSIZE(folder), folder ) ||
        !GetTempFileNameW( folder, L"key", 0, path )) return INVALID_HANDLE_VALUE;
    return CreateFileW( path, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_READ | FILE_SHARE_WRITE |
                        FILE_SHARE_DELETE, &inherit, CREATE_ALWAYS,
                        FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, NULL );
}

/* Wine gives no handle of a Unix process, so we can't wait for its end. We wait for its answer. */
static BOOL start_script( const WCHAR *prefix, HANDLE answer )
{
    WCHAR command[ARRAYSIZE(script) + 16];
    STARTUPINFOW startup = { .cb = sizeof(startup) };
    PROCESS_INFORMATION process = { 0 };

    swprintf( command, ARRAYSIZE(command), L"sh -c \"%ls\"", script );
    startup.dwFlags = STARTF_USESTDHANDLES;
    startup.hStdOutput = answer;
    if (!CreateProcessW( UNIX_FOLDER L"bin\\sh", command, NULL, NULL, TRUE, 0, NULL, prefix,
                         &startup, &process )) return FALSE;
    if (process.hThread) CloseHandle( process.hThread );
    if (process.hProcess) CloseHandle( process.hProcess );
    return TRUE;
}

/* The answer is one line, or empty if the script prints none. */
static void wait_answer( HANDLE file, char *answer, DWORD size )
{
    DWORD start = GetTickCount(), count;

    do
    {
        Sleep( 10 );
        SetFilePointer( file, 0, NULL, FILE_BEGIN );
        if (!ReadFile( file, answer, size - 1, &count, NULL )) count = 0;
        answer[count] = 0;
        if (count && answer[count - 1] == '\n') return;
    }
    while (GetTickCount() - start < 20000);
    *answer = 0;
}

/* FALSE if others can still enter it */
BOOL close_prefix(void)
{
    char answer[16] = "";
    WCHAR prefix[4096];
    HANDLE file;

    if (!is_wine()) return TRUE;
    file = create_answer_file();
    if (file != INVALID_HANDLE_VALUE)
    {
        if (get_prefix( prefix, ARRAYSIZE(prefix) ) && start_script( prefix, file ))
            wait_answer( file, answer, sizeof(answer) );
        CloseHandle( file );
    }
    if (!strcmp( answer, "was\n" )) return TRUE;
    if (!strcmp( answer, "now\n" ))
    {
        print( L"Other users could enter the Wine prefix, where the password will be: it is closed "
               L"to them now (mode 0700).\n" );
        return TRUE;
    }
    print_error( L"cmdkey: other users may be able to read what is stored in the Wine prefix, so "
                 L"nothing was stored.\nClose the prefix: chmod go-rwx \"$WINEPREFIX\"\n" );
    return FALSE;
}
