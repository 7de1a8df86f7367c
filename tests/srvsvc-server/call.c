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
static void call_stub( RPC_IF_HANDLE handle, RPC_MESSAGE *message )
{
    const RPC_SERVER_INTERFACE *spec = handle;

    set_heap( HeapCreate( 0, 0, 0 ));
    spec->DispatchTable->DispatchTable[message->ProcNum]( message );
    set_heap( NULL );
}

static void __RPC_STUB dispatch_srvsvc( RPC_MESSAGE *message )
{
    call_stub( srvsvc_v3_0_s_ifspec, message );
}

static void __RPC_STUB dispatch_wkssvc( RPC_MESSAGE *message )
{
    call_stub( wkssvc_v1_0_s_ifspec, message );
}

/* What is not served has no parameters that the stub could read. */

static void __RPC_STUB dispatch_unsupported( RPC_MESSAGE *message )
{
    RPC_STATUS status;

    message->BufferLength = sizeof(NET_API_STATUS);
    if ((status = (I_RpcGetBuffer)( message ))) RpcRaiseException( status );
    *(NET_API_STATUS *)message->Buffer = ERROR_NOT_SUPPORTED;
}

static void __RPC_STUB dispatch_unknown( RPC_MESSAGE *message )
{
    RpcRaiseException( RPC_S_PROCNUM_OUT_OF_RANGE );
}

#define NOT_ON_WIRE( num ) void Opnum##num##NotUsedOnWire(void) {}

NOT_ON_WIRE( 0 )  NOT_ON_WIRE( 1 )  NOT_ON_WIRE( 2 )  NOT_ON_WIRE( 3 )  NOT_ON_WIRE( 4 )
NOT_ON_WIRE( 5 )  NOT_ON_WIRE( 6 )  NOT_ON_WIRE( 7 )  NOT_ON_WIRE( 29 ) NOT_ON_WIRE( 42 )
NOT_ON_WIRE( 43 ) NOT_ON_WIRE( 44 ) NOT_ON_WIRE( 45 ) NOT_ON_WIRE( 46 ) NOT_ON_WIRE( 47 )
NOT_ON_WIRE( 48 ) NOT_ON_WIRE( 49 ) NOT_ON_WIRE( 50 ) NOT_ON_WIRE( 51 ) NOT_ON_WIRE( 52 )

/* By MS-SRVS 3.1.4 opnums 0 to 7 return ERROR_NOT_SUPPORTED, and DFS need not be there. */
static RPC_DISPATCH_FUNCTION get_srvsvc( DWORD num )
{
    if (num <= 7) return dispatch_unsupported;
    return num == 29 || (num >= 42 && num <= 52) ? dispatch_unknown : dispatch_srvsvc;
}

static RPC_DISPATCH_FUNCTION get_wkssvc( DWORD num )
{
    return dispatch_wkssvc;
}

#define METHODS 58      /* of srvsvc: opnums 0 to 57 */
#define MAX_ALIGNMENT 8

/*
 * Where a union is a parameter, Wine's rpcrt4 (8.0, 10.0) computes the size of what a pointer in it
 * points to and forgets to add it; then it fails to write the answer. So the generated stub asks
 * for its buffer here. Only what it writes is sent.
 */
RPC_STATUS WINAPI stub_get_buffer( RPC_MESSAGE *message, MIDL_STUB_MESSAGE *stub )
{
    stub->BufferLength += stub->PointerLength + MAX_ALIGNMENT;
    message->BufferLength = stub->BufferLength;
    return (I_RpcGetBuffer)( message );
}

/* A generated interface with our functions in the place of all its entries */
struct served
{
    RPC_SERVER_INTERFACE  spec;
    RPC_DISPATCH_TABLE    table;
    RPC_DISPATCH_FUNCTION functions[METHODS];
};

static RPC_STATUS register_interface( struct served *served, RPC_IF_HANDLE handle,
                                      RPC_DISPATCH_FUNCTION (*get)( DWORD num ))
{
    unsigned int i;

    served->spec = *(const RPC_SERVER_INTERFACE *)handle;
    served->table = *served->spec.DispatchTable;
    if (served->table.DispatchTableCount > METHODS) return RPC_S_INTERNAL_ERROR;
    for (i = 0; i < served->table.DispatchTableCount; i++)
        served->functions[i] = get( i );
    served->table.DispatchTable = served->functions;
    served->spec.DispatchTable = &served->table;
    return RpcServerRegisterIf( &served->spec, NULL, NULL );
}

RPC_STATUS register_interfaces(void)
{
    static struct served srvsvc, wkssvc;
    RPC_STATUS status;

    heap_index = FlsAlloc( destroy_heap );
    if (heap_index == FLS_OUT_OF_INDEXES) return RPC_S_OUT_OF_RESOURCES;
    if ((status = register_interface( &srvsvc, srvsvc_v3_0_s_ifspec, get_srvsvc )))
        return status;
    return register_interface( &wkssvc, wkssvc_v1_0_s_ifspec, get_wkssvc );
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
