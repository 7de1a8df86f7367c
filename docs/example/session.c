/*
 * Prints who has a session on a file server
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
 *
 * Build this program from the installed files:
 *
 *     x86_64-w64-mingw32-gcc -municode -o session.exe session.c \
 *         $(x86_64-w64-mingw32-pkg-config --libs netapi32-session)
 *     wine session.exe '\\fileserver'
 *
 * For 32 bits write i686 in place of x86_64.
 */

#include <fcntl.h>
#include <io.h>
#include <stdio.h>
#include <windows.h>
#include <lm.h>

int wmain( int argc, WCHAR *argv[] )
{
    DWORD i, count, total;
    SESSION_INFO_10 *info;
    NET_API_STATUS status = NetSessionEnum( argc > 1 ? argv[1] : NULL, NULL, NULL, 10,
                                            (BYTE **)&info, MAX_PREFERRED_LENGTH, &count, &total,
                                            NULL );

    if (status) return fprintf( stderr, "error %lu\n", status ), 1;
    _setmode( _fileno( stdout ), _O_U8TEXT );   /* names in any script */
    for (i = 0; i < count; i++)
        wprintf( L"%ls from %ls, for %lu s\n", info[i].sesi10_username, info[i].sesi10_cname,
                 info[i].sesi10_time );
    NetApiBufferFree( info );
    return 0;
}
