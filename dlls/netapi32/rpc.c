/*
 * Calls through the generated srvsvc stub
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

#include "netapi32_private.h"

static DWORD memory_index = TLS_OUT_OF_INDEXES;

BOOL rpc_init(void)
{
    return (memory_index = TlsAlloc()) != TLS_OUT_OF_INDEXES;
}

void rpc_cleanup(void)
{
    TlsFree( memory_index );
}

/*
 * What the stub allocates during a call is kept in a list of the calling thread and freed as a
 * whole. An answer that turns out to be broken halfway through leaves nothing behind that way.
 */
void rpc_memory_begin( struct rpc_memory *memory )
{
    memory->next = memory->prev = memory;
    TlsSetValue( memory_index, memory );
}

void rpc_memory_end( struct rpc_memory *memory )
{
    while (memory->next != memory) MIDL_user_free( memory->next + 1 );
    TlsSetValue( memory_index, NULL );
}

void * __RPC_USER MIDL_user_allocate( SIZE_T size )
{
    struct rpc_memory *head = TlsGetValue( memory_index ), *block = NULL;

    if (size <= ~(SIZE_T)0 - sizeof(*block)) block = heap_alloc( sizeof(*block) + size );

    /* Wine's rpcrt4 writes to whatever it gets from here. */
    if (!block) RpcRaiseException( RPC_S_OUT_OF_MEMORY );

    if (!head) head = block;
    block->next = head == block ? block : head->next;
    block->prev = head;
    block->next->prev = block;
    head->next = block;
    return block + 1;
}

void __RPC_USER MIDL_user_free( void *ptr )
{
    struct rpc_memory *block = (struct rpc_memory *)ptr - 1;

    if (!ptr) return;
    block->prev->next = block->next;
    block->next->prev = block->prev;
    heap_free( block );
}

/*
 * The size of what the stub allocated at ptr for this call, 0 if it is nothing of it. *last is NULL
 * at first; blocks are mostly asked for in the order that they were made in, so that the search
 * begins behind the one that was found last.
 */
SIZE_T rpc_memory_size( const void *ptr, const struct rpc_memory **last )
{
    const struct rpc_memory *head = TlsGetValue( memory_index ), *block;

    if (!*last) *last = head;
    block = *last;
    do
    {
        block = block->prev;
        if (block == head || block + 1 != ptr) continue;
        *last = block;
        return HeapSize( GetProcessHeap(), 0, block ) - sizeof(*block);
    } while (block != *last);
    return 0;
}

handle_t __RPC_USER SRVSVC_HANDLE_bind( SRVSVC_HANDLE handle )
{
    return server_get_binding( handle );
}

void __RPC_USER SRVSVC_HANDLE_unbind( SRVSVC_HANDLE handle, handle_t binding )
{
    /* It is kept for the next call, see binding.c. */
}

static DWORD map_nt_status( NTSTATUS status )
{
    switch (status)
    {
    case STATUS_BAD_NETWORK_PATH:
    case STATUS_CONNECTION_REFUSED:
    case STATUS_HOST_UNREACHABLE:
    case STATUS_NETWORK_UNREACHABLE:
    case STATUS_PORT_UNREACHABLE:
    case STATUS_PROTOCOL_UNREACHABLE:
    case STATUS_NOT_FOUND:              /* the name does not resolve */
    case STATUS_OBJECT_NAME_NOT_FOUND:  /* nor does this one; or no such pipe */
    case STATUS_INVALID_ADDRESS:
        return ERROR_BAD_NETPATH;
    case STATUS_WRONG_PASSWORD:
    case STATUS_NO_SUCH_USER:
        return ERROR_LOGON_FAILURE;
    default:
        return RtlNtStatusToDosError( status );
    }
}

/*
 * The one place that decides what a caller sees of an RPC error or of an NTSTATUS. Errors that are
 * neither are passed on as they are.
 */
NET_API_STATUS map_status( DWORD status )
{
    if (status & 0x80000000) status = map_nt_status( status );

    switch (status)
    {
    case ERROR_OUTOFMEMORY:
    case ERROR_NO_SYSTEM_RESOURCES:
    case ERROR_NOT_ENOUGH_SERVER_MEMORY:
    case RPC_S_OUT_OF_RESOURCES:
        return ERROR_NOT_ENOUGH_MEMORY;

    case RPC_S_SERVER_UNAVAILABLE:
    case RPC_S_INVALID_NET_ADDR:
        return ERROR_BAD_NETPATH;

    case RPC_S_UNKNOWN_IF:
    case RPC_S_PROCNUM_OUT_OF_RANGE:
        return ERROR_NOT_SUPPORTED;

    case RPC_X_NULL_REF_POINTER:
        return ERROR_INVALID_PARAMETER;

    default:
        return status;
    }
}

/* While a connection is made there is more that says that no server can be reached. */
NET_API_STATUS map_connect_status( DWORD status )
{
    switch (status)
    {
    case STATUS_IO_TIMEOUT:
    case STATUS_CONNECTION_RESET:           /* what is there speaks no SMB */
    case STATUS_CONNECTION_DISCONNECTED:
    case STATUS_CONNECTION_ABORTED:
    case STATUS_INVALID_NETWORK_RESPONSE:
    case STATUS_INVALID_PARAMETER:          /* said by Samba, and of no parameter of our caller */
        return ERROR_BAD_NETPATH;
    default:
        return map_status( status );
    }
}
