/*
 * What a command says of its end, in the forms of Windows
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

#include <wchar.h>

#include "net.h"

struct message
{
    NET_API_STATUS status;
    const WCHAR   *text;
};

/* As Microsoft documents them in "System Error Codes" and "Network Management Error Codes". Wine
   has no texts of the latter, and others of the former. */
static const struct message messages[] =
{
    { ERROR_FILE_NOT_FOUND,       L"The system cannot find the file specified." },
    { ERROR_PATH_NOT_FOUND,       L"The system cannot find the path specified." },
    { ERROR_ACCESS_DENIED,        L"Access is denied." },
    { ERROR_NOT_SUPPORTED,        L"The request is not supported." },
    { ERROR_BAD_NETPATH,          L"The network path was not found." },
    { ERROR_NETNAME_DELETED,      L"The specified network name is no longer available." },
    { ERROR_BAD_NET_NAME,         L"The network name cannot be found." },
    { ERROR_FILE_EXISTS,          L"The file exists." },
    { ERROR_INVALID_PARAMETER,    L"The parameter is incorrect." },
    { ERROR_SEM_TIMEOUT,          L"The semaphore timeout period has expired." },
    { ERROR_INVALID_NAME,         L"The filename, directory name, or volume label syntax is "
                                  L"incorrect." },
    { ERROR_INVALID_LEVEL,        L"The system call level is not correct." },
    { ERROR_LOGON_FAILURE,        L"The user name or password is incorrect." },
    { ERROR_NONE_MAPPED,          L"No mapping between account names and security IDs was done." },
    { NERR_ServerNotStarted,      L"The Server service is not started." },
    { NERR_UnknownDevDir,         L"The device or directory does not exist." },
    { NERR_RedirectedPath,        L"The operation is invalid on a redirected resource." },
    { NERR_DuplicateShare,        L"The name has already been shared." },
    { NERR_NoRoom,                L"The server is currently out of the requested resource." },
    { NERR_InternalError,         L"An internal Windows error occurred." },
    { NERR_InvalidAPI,            L"The requested API is not supported on the remote server." },
    { NERR_UserNotFound,          L"The user name could not be found." },
    { NERR_NetNameNotFound,       L"This shared resource does not exist." },
    { NERR_DeviceNotShared,       L"This device is not shared." },
    { NERR_ClientNameNotFound,    L"A session does not exist with that computer name." },
    { NERR_FileIdNotFound,        L"There is not an open file with that identification number." },
    { NERR_InvalidComputer,       L"This computer name is invalid." },
};

/* NULL if there is none */
const WCHAR *get_message( NET_API_STATUS status )
{
    static WCHAR text[512];
    unsigned int i;
    DWORD len;

    for (i = 0; i < ARRAYSIZE(messages); i++)
        if (messages[i].status == status) return messages[i].text;
    len = FormatMessageW( FORMAT_MESSAGE_FROM_SYSTEM | FORMAT_MESSAGE_IGNORE_INSERTS, NULL, status,
                          MAKELANGID( LANG_ENGLISH, SUBLANG_ENGLISH_US ), text, ARRAYSIZE(text),
                          NULL );
    while (len && text[len - 1] <= ' ') text[--len] = 0;
    return len ? text : NULL;
}

/* Windows' words, and after them what helps here */
enum exit_status fail( const WCHAR *server, NET_API_STATUS status )
{
    const WCHAR *text = get_message( status );

    if (text && status >= NERR_BASE && status <= MAX_NERR)
        print_error( L"%ls\n\nMore help is available by typing NET HELPMSG %lu.\n\n", text,
                     status );
    else
        print_error( L"System error %lu has occurred.\n\n%ls\n\n", status, text ? text : L"" );
    print_remedy( server, status );
    return EXIT_ERROR;
}

enum exit_status completed(void)
{
    print( L"The command completed successfully.\n\n" );
    return EXIT_DONE;
}

enum exit_status empty_list(void)
{
    print( L"There are no entries in the list.\n\n" );
    return EXIT_DONE;
}

/* The end of the input is no answer, and FALSE. What is behind the line stays in the input. */
static BOOL read_line( WCHAR *line, DWORD size )
{
    HANDLE input = GetStdHandle( STD_INPUT_HANDLE );
    DWORD mode, count, len = 0;
    char ch = 0;

    if (GetConsoleMode( input, &mode ))
    {
        if (!ReadConsoleW( input, line, size - 1, &len, NULL ) || !len) return FALSE;
    }
    else
    {
        while (ch != '\n' && ReadFile( input, &ch, 1, &count, NULL ) && count)
            if (len < size - 1) line[len++] = (BYTE)ch;
        if (!len) return FALSE;
    }
    while (len && line[len - 1] <= ' ') len--;
    line[len] = 0;
    return TRUE;
}

/* With the question that Windows asks; an empty line is the answer in brackets. */
BOOL confirm( const struct arguments *args, BOOL is_default )
{
    WCHAR line[80];

    if (args->values[OPTION_YES]) return TRUE;
    if (args->values[OPTION_NO]) return FALSE;
    for (;;)
    {
        print( L"Do you want to continue this operation? (Y/N) [%ls]: ", is_default ? L"Y" : L"N" );
        if (!read_line( line, ARRAYSIZE(line) ))
        {
            print_error( L"\nNo valid response was provided.\n\n" );
            return FALSE;
        }
        if (!*line) return is_default;
        if (!_wcsicmp( line, L"y" ) || !_wcsicmp( line, L"yes" )) return TRUE;
        if (!_wcsicmp( line, L"n" ) || !_wcsicmp( line, L"no" )) return FALSE;
    }
}
