/*
 * A call's memory, and its line in the log
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

#include <stdarg.h>
#include <stdio.h>

#include "server.h"

static DWORD heap_index;
static FILE *log_file;

static void NTAPI destroy_heap( void *heap )
{
    if (heap) HeapDestroy( heap );
}

static void set_heap( HANDLE heap )
{
    destroy_heap( FlsGetValue( heap_index ));
    FlsSetValue( heap_index, heap );
}

void *call_alloc( SIZE_T size )
{
    HANDLE heap = FlsGetValue( heap_index );

    return heap ? HeapAlloc( heap, HEAP_ZERO_MEMORY, size ) : NULL;
}

void * __RPC_USER MIDL_user_allocate( size_t size )
{
    void *ptr = call_alloc( size );

    if (!ptr) RpcRaiseException( RPC_S_OUT_OF_MEMORY );
    return ptr;
}

void __RPC_USER MIDL_user_free( void *ptr )
{
    if (ptr) HeapFree( FlsGetValue( heap_index ), 0, ptr );
}

/*
 * Every call has a heap of its own, which ends with it. So nothing is left of the entries that a
 * caller sent and that were replaced, nor of a request that turned out to be broken halfway
 * through: its exception passes by here, and the heap ends with the thread's next call, or with the
 * thread.
 */
static void __RPC_STUB dispatch( RPC_MESSAGE *message )
{
    set_heap( HeapCreate( 0, 0, 0 ));
    NdrServerCall2( message );
    set_heap( NULL );
}

#define METHODS 58  /* of the IDL: opnums 0 to 57 */

/* The generated interface with dispatch() in the place of all its entries */
RPC_STATUS register_interface(void)
{
    static RPC_SERVER_INTERFACE interface_spec;
    static RPC_DISPATCH_TABLE table;
    static RPC_DISPATCH_FUNCTION functions[METHODS];
    unsigned int i;

    heap_index = FlsAlloc( destroy_heap );
    if (heap_index == FLS_OUT_OF_INDEXES) return RPC_S_OUT_OF_RESOURCES;

    interface_spec = *(const RPC_SERVER_INTERFACE *)srvsvc_v3_0_s_ifspec;
    table = *interface_spec.DispatchTable;
    if (table.DispatchTableCount > ARRAYSIZE(functions)) return RPC_S_INTERNAL_ERROR;
    for (i = 0; i < table.DispatchTableCount; i++) functions[i] = dispatch;
    table.DispatchTable = functions;
    interface_spec.DispatchTable = &table;
    return RpcServerRegisterIf( &interface_spec, NULL, NULL );
}

BOOL log_open( const WCHAR *path )
{
    if (!(log_file = _wfopen( path, L"ab" )))
        error( L"can't write to the log %ls; check its name", path );
    return log_file != NULL;
}

const WCHAR *log_name( const WCHAR *name )
{
    return name ? name : L"(null)";
}

/* Writes a line to the log, and returns the status. */
NET_API_STATUS WINAPIV log_call( NET_API_STATUS status, const WCHAR *format, ... )
{
    WCHAR call[512] = L"", caller[UNLEN + 1], line[1024] = L"";
    char utf8[ARRAYSIZE(line) * 3];
    va_list args;

    if (!log_file) return status;
    va_start( args, format );
    _vsnwprintf( call, ARRAYSIZE(call) - 1, format, args );
    va_end( args );
    get_caller( caller, ARRAYSIZE(caller) );
    _snwprintf( line, ARRAYSIZE(line) - 1, L"%ls; caller=%ls status=%lu\n", call, caller, status );
    if (WideCharToMultiByte( CP_UTF8, 0, line, -1, utf8, sizeof(utf8), NULL, NULL ))
        fputs( utf8, log_file );
    fflush( log_file );
    return status;
}
