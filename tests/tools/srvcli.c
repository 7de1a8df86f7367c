/*
 * A program that imports the session functions from srvcli.dll
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
#include <windows.h>
#include <lm.h>

/* Ours, and one for each way in which Wine's own DLL has the others */
static const char *const exports[] =
{
    "NetSessionDel", "NetSessionEnum", "NetSessionGetInfo", "NetShareEnum", "NetpsNameCompare",
    "LocalFileEnum"
};

/*
 * Looks the functions up by name, as programs do that run on old systems, too. netapi32 has the
 * same.
 */
static int look_up( HMODULE srvcli, HMODULE netapi32 )
{
    unsigned int i;
    int missing = 0;

    for (i = 0; i < ARRAYSIZE(exports); i++)
    {
        FARPROC proc = GetProcAddress( srvcli, exports[i] );

        if (proc && (i > 2 || proc == GetProcAddress( netapi32, exports[i] ))) continue;
        printf( "%s is %s\n", exports[i], proc ? "another one than netapi32's" : "missing" );
        missing++;
    }
    return missing;
}

int wmain( int argc, WCHAR **argv )
{
    DWORD read = 0, total = 0;
    SESSION_INFO_10 *info = NULL;
    BYTE *list = NULL;
    NET_API_STATUS status;

    if (argc != 4) return 2;
    if (look_up( GetModuleHandleW( L"srvcli.dll" ), LoadLibraryW( L"netapi32.dll" ) )) return 1;
    if ((status = NetSessionEnum( argv[1], NULL, NULL, 10, &list, MAX_PREFERRED_LENGTH, &read,
                                  &total, NULL )) || !read)
    {
        printf( "NetSessionEnum: status %lu, %lu entries\n", status, read );
        return 1;
    }
    if ((status = NetSessionGetInfo( argv[1], argv[2], argv[3], 10, (BYTE **)&info )))
    {
        printf( "NetSessionGetInfo: status %lu\n", status );
        return 1;
    }
    printf( "%ls %ls\n", info->sesi10_cname, info->sesi10_username );
    return 0;
}
