/*
 * The record's header about the platform
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
#include <winver.h>

#ifdef __x86_64__
#define ARCH "x86_64"
#else
#define ARCH "i386"
#endif

static void *get_proc( const WCHAR *module, const char *name )
{
    return (void *)GetProcAddress( GetModuleHandleW( module ), name );
}

/* GetVersion() returns only a version that the program's manifest declares. */
static void add_windows_version( struct text *text )
{
    LONG (WINAPI *pRtlGetVersion)( OSVERSIONINFOEXW *info ) = get_proc( L"ntdll.dll",
                                                                       "RtlGetVersion" );
    OSVERSIONINFOEXW info = { .dwOSVersionInfoSize = sizeof(info) };

    pRtlGetVersion( &info );
    add_text( text, ",\"windows\":\"%lu.%lu.%lu\",\"edition\":\"%s\"", info.dwMajorVersion,
              info.dwMinorVersion, info.dwBuildNumber,
              info.wProductType == VER_NT_WORKSTATION ? "workstation" : "server" );
}

static void add_wine_version( struct text *text )
{
    const char *(CDECL *wine_get_version)(void) = get_proc( L"ntdll.dll", "wine_get_version" );
    void (CDECL *wine_get_host_version)( const char **sysname, const char **release ) =
        get_proc( L"ntdll.dll", "wine_get_host_version" );
    const char *sysname, *release;
    char host[256];

    add_text( text, ",\"wine\":" );
    if (wine_get_version) add_json_string( text, wine_get_version() );
    else add_text( text, "null" );

    add_text( text, ",\"host\":" );
    if (wine_get_host_version)
    {
        wine_get_host_version( &sysname, &release );
        snprintf( host, sizeof(host), "%s %s", sysname, release );
        add_json_string( text, host );
    }
    else add_text( text, "null" );
}

/* Not on_wine(), which an environment variable can change: no other system may record "windows". */
static BOOL is_windows(void)
{
    return !get_proc( L"ntdll.dll", "wine_get_version" );
}

/* Wine puts a mark after the DOS header of the DLLs that it has built itself. */
static const char *dll_origin( HMODULE module, const WCHAR *file )
{
    static const char mark[] = "Wine builtin DLL";
    WCHAR system[MAX_PATH];
    UINT len;

    if (is_windows())
    {
        len = GetSystemWindowsDirectoryW( system, ARRAYSIZE(system) );
        return _wcsnicmp( file, system, len ) ? "application" : "windows";
    }
    if (!memcmp( (const char *)module + sizeof(IMAGE_DOS_HEADER), mark, sizeof(mark) ))
        return "wine-builtin";
    return "native";
}

static void add_file_version( struct text *text, const WCHAR *file )
{
    DWORD handle, size = GetFileVersionInfoSizeW( file, &handle );
    VS_FIXEDFILEINFO *info;
    void *data;
    UINT len;

    add_text( text, ",\"version\":" );
    data = malloc( size + 1 );
    if (size && GetFileVersionInfoW( file, 0, size, data ) &&
        VerQueryValueW( data, L"\\", (void **)&info, &len ))
        add_text( text, "\"%u.%u.%u.%u\"", HIWORD(info->dwFileVersionMS),
                  LOWORD(info->dwFileVersionMS), HIWORD(info->dwFileVersionLS),
                  LOWORD(info->dwFileVersionLS) );
    else add_text( text, "null" );
    free( data );
}

static void add_dll( struct text *text )
{
    HMODULE module = GetModuleHandleW( L"netapi32.dll" );
    WCHAR file[MAX_PATH] = L"";

    GetModuleFileNameW( module, file, ARRAYSIZE(file) );
    add_text( text, ",\"dll\":{\"file\":" );
    add_json_wstring( text, file );
    add_file_version( text, file );
    add_text( text, ",\"from\":\"%s\"}", dll_origin( module, file ) );
}

static BOOL is_administrator(void)
{
    SID_IDENTIFIER_AUTHORITY authority = { SECURITY_NT_AUTHORITY };
    BOOL member = FALSE;
    PSID sid;

    if (!AllocateAndInitializeSid( &authority, 2, SECURITY_BUILTIN_DOMAIN_RID,
                                   DOMAIN_ALIAS_RID_ADMINS, 0, 0, 0, 0, 0, 0, &sid )) return FALSE;
    CheckTokenMembership( NULL, sid, &member );
    FreeSid( sid );
    return member;
}

static void add_optional( struct text *text, const char *name, const WCHAR *value )
{
    add_text( text, ",\"%s\":", name );
    add_json_wstring( text, value );
}

void add_platform( struct text *text )
{
    SYSTEMTIME now;

    GetSystemTime( &now );
    add_text( text, "{\"format\":\"netapi32-conformance\",\"version\":1,\"system\":\"%s\"",
              is_windows() ? "windows" : "wine" );
    add_windows_version( text );
    add_wine_version( text );
    add_text( text, ",\"arch\":\"" ARCH "\"" );
    add_dll( text );
    add_text( text, ",\"date\":\"%04u-%02u-%02uT%02u:%02u:%02uZ\",\"rights\":\"%s\"", now.wYear,
              now.wMonth, now.wDay, now.wHour, now.wMinute, now.wSecond,
              is_administrator() ? "administrator" : "user" );
    add_optional( text, "server", options.server ? options.server : L"(local)" );
    add_optional( text, "target", options.target );
    add_text( text, "}" );
}
