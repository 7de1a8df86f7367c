/*
 * Calls a file server as a given user
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
 * credentials_test FILE: runs the commands in the file, one a line, and prints a line for each.
 * Tabs separate the parts of a line. A line names a password by its file. Both files are in UTF-16,
 * so that this program passes no password to a function that Wine traces.
 *
 * credentials_test FILE OUTPUT: the same as a service, which prints into the file OUTPUT.
 *
 *   use SERVER LEVEL USER DOMAIN PASSWORD     NetUseAdd of \\SERVER\IPC$; "-" is NULL, "''" empty.
 *                                             SERVER can be SERVER/SHARE
 *   unuse SERVER                              NetUseDel
 *   force SERVER                              NetUseDel, USE_LOTS_OF_FORCE
 *   info SERVER LEVEL                         NetUseGetInfo
 *   list LEVEL                                NetUseEnum
 *   write TARGET USER PASSWORD                CredWrite
 *   erase TARGET                              CredDelete
 *   enum SERVER [COUNT]                       NetSessionEnum, COUNT times
 *   wait FILE                                 until there is such a file
 *   connect SERVER LOCAL TYPE USER PASSWORD   WNetAddConnection2
 *   provider NAME PROVIDER                    the same of any name, at a provider; "-" is any
 *   cancel SERVER FORCE                       WNetCancelConnection2
 *   shares SERVER TYPE                        WNetOpenEnum of \\SERVER, and WNetEnumResource
 *   connected                                 the same of the program's connections
 *   split NAME                                WNetGetResourceInformation
 */

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>
#include <wincred.h>
#include <lm.h>
#include <winnetwk.h>

#define MAX_ARGS 6

static FILE *out;
#define say( ... ) fprintf( out, __VA_ARGS__ )

/* Strings go out in UTF-8, whatever the code page is. */
static void print( const WCHAR *str )
{
    static char buffer[4096];

    if (!str) str = L"NULL";
    if (!WideCharToMultiByte( CP_UTF8, 0, str, -1, buffer, sizeof(buffer), NULL, NULL ))
        strcpy( buffer, "?" );
    fputs( buffer, out );
}

static void fail( const char *what, const WCHAR *name )
{
    say( "%s ", what );
    print( name );
    say( ", error %lu\n", GetLastError() );
    fflush( out );
    exit( 1 );
}

/* The name is a Unix path. The contents get a terminator. */
static WCHAR *read_file( const WCHAR *name, DWORD *size )
{
    WCHAR path[MAX_PATH], *text;
    HANDLE file;

    swprintf( path, MAX_PATH, L"Z:%ls", name );
    file = CreateFileW( path, GENERIC_READ, FILE_SHARE_READ, NULL, OPEN_EXISTING, 0, NULL );
    if (file == INVALID_HANDLE_VALUE) fail( "can't open", name );
    *size = GetFileSize( file, NULL );
    if (!(text = calloc( 1, *size + sizeof(WCHAR) ))) fail( "no memory for", name );
    if (!ReadFile( file, text, *size, size, NULL )) fail( "can't read", name );
    CloseHandle( file );
    return text;
}

static WCHAR *or_null( WCHAR *arg )
{
    if (!wcscmp( arg, L"-" )) return NULL;
    return wcscmp( arg, L"''" ) ? arg : arg + 2;
}

static WCHAR *ipc_of( const WCHAR *server )
{
    static WCHAR name[512];
    WCHAR *p;

    swprintf( name, ARRAYSIZE(name), wcschr( server, '/' ) ? L"\\\\%ls" : L"\\\\%ls\\IPC$",
              server );
    for (p = name; *p; p++) if (*p == '/') *p = '\\';
    return name;
}

static void add_use( WCHAR *args[] )
{
    WCHAR *password = or_null( args[5] );
    DWORD size, error = 0, status;
    USE_INFO_2 info = { 0 };

    info.ui2_remote = ipc_of( args[1] );
    info.ui2_asg_type = USE_WILDCARD;
    info.ui2_username = or_null( args[3] );
    info.ui2_domainname = or_null( args[4] );
    info.ui2_password = password && password[0] ? read_file( password, &size ) : password;
    status = NetUseAdd( NULL, _wtoi( args[2] ), (BYTE *)&info, &error );
    say( "use %lu", status );
    if (error) say( " member %lu", error );
}

static void print_use( const USE_INFO_2 *info, int level )
{
    print( info->ui2_remote );
    if (!level) return;
    say( " %s status %lu count %lu", info->ui2_password ? "PASSWORD" : "no password",
            info->ui2_status, info->ui2_usecount );
    if (level == 1) return;
    say( " user " );
    print( info->ui2_username );
    say( " domain " );
    print( info->ui2_domainname );
}

static void get_use( WCHAR *args[] )
{
    int level = _wtoi( args[2] );
    USE_INFO_2 *info = NULL;
    DWORD status;

    status = NetUseGetInfo( NULL, ipc_of( args[1] ), level, (BYTE **)&info );
    say( "info %lu ", status );
    if (!status) print_use( info, level );
    NetApiBufferFree( info );
}

static void list_uses( WCHAR *args[] )
{
    static const DWORD sizes[] = { sizeof(USE_INFO_0), sizeof(USE_INFO_1), sizeof(USE_INFO_2) };
    DWORD i, status, count = 0, total = 0;
    int level = _wtoi( args[1] );
    BYTE *info = NULL;

    status = NetUseEnum( NULL, level, &info, MAX_PREFERRED_LENGTH, &count, &total, NULL );
    say( "list %lu %lu", status, count );
    for (i = 0; i < count; i++)
    {
        say( " [" );
        print_use( (USE_INFO_2 *)(info + i * sizes[level]), level );
        say( "]" );
    }
    NetApiBufferFree( info );
}

static void write_credential( WCHAR *args[] )
{
    CREDENTIALW credential = { 0 };

    credential.Type = CRED_TYPE_DOMAIN_PASSWORD;
    credential.Persist = CRED_PERSIST_ENTERPRISE;
    credential.TargetName = args[1];
    credential.UserName = args[2];
    credential.CredentialBlob = (BYTE *)read_file( args[3], &credential.CredentialBlobSize );
    say( "write %lu", CredWriteW( &credential, 0 ) ? 0 : GetLastError() );
}

static int compare_names( const void *a, const void *b )
{
    return wcscmp( *(const WCHAR **)a, *(const WCHAR **)b );
}

/* Prints each user once, without a domain. */
static void print_users( const SESSION_INFO_1 *info, DWORD count )
{
    const WCHAR **names = calloc( count + 1, sizeof(*names) ), *separator;
    DWORD i;

    for (i = 0; i < count; i++)
    {
        separator = wcsrchr( info[i].sesi1_username, '\\' );
        names[i] = separator ? separator + 1 : info[i].sesi1_username;
    }
    qsort( names, count, sizeof(*names), compare_names );
    for (i = 0; i < count; i++)
    {
        if (i && !wcscmp( names[i], names[i - 1] )) continue;
        say( " " );
        print( names[i] );
    }
    free( names );
}

static void enumerate( WCHAR *args[] )
{
    DWORD count = 0, total = 0, status = 0;
    int calls = args[2] ? _wtoi( args[2] ) : 1;
    SESSION_INFO_1 *info = NULL;

    say( "enum" );
    while (calls--)
    {
        NetApiBufferFree( info );
        status = NetSessionEnum( args[1], NULL, NULL, 1, (BYTE **)&info, MAX_PREFERRED_LENGTH,
                                 &count, &total, NULL );
        if (!calls || status != 1326) say( " %lu", status );
        if (status) info = NULL;
    }
    if (!status) print_users( info, count );
    NetApiBufferFree( info );
}

static void connect_resource( WCHAR *args[] )
{
    WCHAR *password = or_null( args[5] );
    NETRESOURCEW resource = { 0 };
    DWORD size;

    resource.dwType = _wtoi( args[3] );
    resource.lpLocalName = or_null( args[2] );
    resource.lpRemoteName = ipc_of( args[1] );
    if (password && password[0]) password = read_file( password, &size );
    say( "connect %lu", WNetAddConnection2W( &resource, password, or_null( args[4] ), 0 ) );
}

static void connect_by_provider( WCHAR *args[] )
{
    NETRESOURCEW resource = { .dwType = RESOURCETYPE_ANY };

    resource.lpRemoteName = args[1];
    resource.lpProvider = or_null( args[2] );
    say( "provider %lu", WNetAddConnection2W( &resource, NULL, NULL, 0 ) );
}

static void list_resources( DWORD scope, DWORD type, const WCHAR *server )
{
    static BYTE buffer[16384];
    NETRESOURCEW resource = { 0 }, *entry = (NETRESOURCEW *)buffer;
    WCHAR name[300] = L"";
    HANDLE handle = NULL;
    DWORD status, count, size;

    swprintf( name, ARRAYSIZE(name), L"\\\\%ls", server ? server : L"" );
    resource.lpRemoteName = name;
    resource.dwUsage = RESOURCEUSAGE_CONTAINER;
    status = WNetOpenEnumW( scope, type, 0, server ? &resource : NULL, &handle );
    say( "resources %lu", status );
    if (status) return;
    for (;;)
    {
        count = 1;
        size = sizeof(buffer);
        if ((status = WNetEnumResourceW( handle, &count, buffer, &size ))) break;
        say( " [" );
        print( entry->lpRemoteName );
        say( " type %lu ", entry->dwType );
        print( entry->lpComment );
        say( "]" );
    }
    say( " %lu", status );
    WNetCloseEnum( handle );
}

static void split( WCHAR *name )
{
    static BYTE buffer[16384];
    NETRESOURCEW resource = { 0 }, *found = (NETRESOURCEW *)buffer;
    DWORD status, size = sizeof(buffer);
    WCHAR *path = NULL;

    resource.lpRemoteName = name;
    status = WNetGetResourceInformationW( &resource, buffer, &size, &path );
    say( "split %lu", status );
    if (status) return;
    say( " " );
    print( found->lpRemoteName );
    say( " " );
    print( path );
}

static void wait_for( const WCHAR *name )
{
    WCHAR path[MAX_PATH];
    DWORD end = GetTickCount() + 120000;

    swprintf( path, MAX_PATH, L"Z:%ls", name );
    while (GetFileAttributesW( path ) == INVALID_FILE_ATTRIBUTES && GetTickCount() < end)
        Sleep( 20 );
    say( "waited" );
}

static void run_command( WCHAR *args[], int count )
{
    static const struct { const WCHAR *name; int min; } commands[] =
    {
        { L"use", 6 }, { L"unuse", 2 }, { L"force", 2 }, { L"info", 3 }, { L"list", 2 },
        { L"write", 4 }, { L"erase", 2 }, { L"enum", 2 }, { L"wait", 2 },
        { L"connect", 6 }, { L"cancel", 3 }, { L"shares", 3 }, { L"connected", 1 }, { L"split", 2 },
        { L"provider", 3 }
    };
    DWORD i = 0;

    while (i < ARRAYSIZE(commands) && wcscmp( commands[i].name, args[0] )) i++;
    if (i == ARRAYSIZE(commands) || count < commands[i].min) fail( "no such command:", args[0] );
    switch (i)
    {
    case 0: add_use( args ); break;
    case 1: say( "unuse %lu", NetUseDel( NULL, ipc_of( args[1] ), USE_NOFORCE ) ); break;
    case 2: say( "force %lu", NetUseDel( NULL, ipc_of( args[1] ), USE_LOTS_OF_FORCE ) ); break;
    case 3: get_use( args ); break;
    case 4: list_uses( args ); break;
    case 5: write_credential( args ); break;
    case 6:
        say( "erase %lu", CredDeleteW( args[1], CRED_TYPE_DOMAIN_PASSWORD, 0 ) ?
                0 : GetLastError() );
        break;
    case 7: enumerate( args ); break;
    case 8: wait_for( args[1] ); break;
    case 9: connect_resource( args ); break;
    case 10:
        say( "cancel %lu", WNetCancelConnection2W( ipc_of( args[1] ), 0, _wtoi( args[2] ) ) );
        break;
    case 11: list_resources( RESOURCE_GLOBALNET, _wtoi( args[2] ), args[1] ); break;
    case 12: list_resources( RESOURCE_CONNECTED, RESOURCETYPE_ANY, NULL ); break;
    case 13: split( args[1] ); break;
    case 14: connect_by_provider( args ); break;
    }
    say( "\n" );
    fflush( out );
}

static void run_script( const WCHAR *name )
{
    WCHAR *text, *line, *end, *args[MAX_ARGS + 1];
    DWORD size;
    int count;

    setvbuf( out, NULL, _IOFBF, 8192 );
    text = read_file( name, &size );
    for (line = text; (end = wcschr( line, '\n' )); line = end + 1)
    {
        *end = 0;
        memset( args, 0, sizeof(args) );
        for (count = 0; line && count < MAX_ARGS; count++)
        {
            args[count] = line;
            if ((line = wcschr( line, '\t' ))) *line++ = 0;
        }
        run_command( args, count );
    }
}

/* The service */

static const WCHAR *script, *output;

static void WINAPI control( DWORD code )
{
}

static void set_state( SERVICE_STATUS_HANDLE service, DWORD state )
{
    SERVICE_STATUS status = { .dwServiceType = SERVICE_WIN32_OWN_PROCESS, .dwCurrentState = state };

    SetServiceStatus( service, &status );
}

static void WINAPI run_service( DWORD argc, WCHAR *argv[] )
{
    SERVICE_STATUS_HANDLE service = RegisterServiceCtrlHandlerW( argv[0], control );

    set_state( service, SERVICE_RUNNING );
    if ((out = _wfopen( output, L"w" )))
    {
        run_script( script );
        fclose( out );
    }
    set_state( service, SERVICE_STOPPED );
}

int wmain( int argc, WCHAR *argv[] )
{
    SERVICE_TABLE_ENTRYW services[] = { { (WCHAR *)L"", run_service }, { NULL } };

    if (argc != 2 && argc != 3) return 2;
    script = argv[1];
    output = argv[2];
    if (argc == 3) return !StartServiceCtrlDispatcherW( services );
    out = stdout;
    run_script( script );
    return 0;
}
