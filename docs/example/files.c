/*
 * Prints which files clients have open on a file server
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
 * The server's interface srvsvc has more functions than our netapi32. Build this program from the
 * installed files, with widl of mingw-w64-tools and the .idl files of libwine-dev:
 *
 *     idl=$(x86_64-w64-mingw32-pkg-config --variable=idl netapi32-session)
 *     widl="x86_64-w64-mingw32-widl --win64 -I /usr/include/wine/wine/windows"
 *     $widl -h -o srvsvc.h "$idl" && $widl -Oif -c -o srvsvc_c.c "$idl"
 *     x86_64-w64-mingw32-gcc -municode -o files.exe files.c srvsvc_c.c -lrpcrt4
 *
 * For 32 bits write i686 in place of x86_64, and --win32. Under Wine ncacn_np reaches the pipe
 * \pipe\srvsvc of the same prefix only, whatever the server's name. An error of RPC ends the
 * program, because GCC has no RpcTryExcept.
 */

#include <stdio.h>
#include <stdlib.h>
#include <windows.h>
#include <lm.h>
#include "srvsvc.h"

void * __RPC_USER MIDL_user_allocate( size_t size ) { return malloc( size ); }
void __RPC_USER MIDL_user_free( void *ptr ) { free( ptr ); }

handle_t __RPC_USER SRVSVC_HANDLE_bind( SRVSVC_HANDLE server )
{
    handle_t binding = NULL;
    RPC_WSTR str;

    if (!RpcStringBindingComposeW( NULL, SRVSVC_TRANSPORT, server, SRVSVC_ENDPOINT, NULL, &str ))
    {
        RpcBindingFromStringBindingW( str, &binding );
        RpcStringFreeW( &str );
    }
    return binding;
}

void __RPC_USER SRVSVC_HANDLE_unbind( SRVSVC_HANDLE server, handle_t binding )
{
    RpcBindingFree( &binding );
}

int wmain( int argc, WCHAR *argv[] )
{
    FILE_INFO_3_CONTAINER files = { 0, NULL };
    FILE_ENUM_STRUCT info = { 3, { .Level3 = &files } };
    DWORD i, total;
    NET_API_STATUS status = NetrFileEnum( argc > 1 ? argv[1] : NULL, NULL, NULL, &info,
                                          MAX_PREFERRED_LENGTH, &total, NULL );

    if (status) return fprintf( stderr, "error %lu\n", status ), 1;
    for (i = 0; i < files.EntriesRead; i++)
        printf( "%ls by %ls\n", files.Buffer[i].fi3_pathname, files.Buffer[i].fi3_username );
    return 0;
}
