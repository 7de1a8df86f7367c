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
 * What the stub allocates during a call comes from chunks of the calling thread that are freed as a
 * whole. An answer that turns out to be broken halfway through leaves nothing behind that way, and
 * the many short strings of a long one cost little more than their size.
 */
#ifndef CHUNK_SIZE
#define CHUNK_SIZE 0x10000
#endif
#define MAX_BLOCK  0x7fff0000
#define UNIT       sizeof(ULONGLONG)    /* what blocks are aligned to */

/*
 * In 32-bit programs Wine's rpcrt4 allocates and clears an array before it looks whether the answer
 * has so many elements: some GB if a short answer says so. In memory an answer takes less than
 * three times its size, as four bytes of a pointer become eight, and the 20 of an empty string with
 * its pointer 48.
 */
#define MAX_MEMORY (3 * SMBPIPE_MAX_ANSWER)

/* What is larger has a chunk of its own, and where each end is watched, every block has. */
#ifdef __SANITIZE_ADDRESS__
#define LARGE_UNITS 0
#else
#define LARGE_UNITS (CHUNK_UNITS / 2)
#endif

/* A chunk has blocks from its beginning, and their sizes from its end, or is one large block. */
struct rpc_chunk
{
    struct rpc_chunk *next;
    DWORD             used, count;      /* units and blocks */
    SIZE_T            large;            /* bytes of a large block, or 0 */
    ULONGLONG         data[1];
};

#define CHUNK_UNITS ((CHUNK_SIZE - offsetof( struct rpc_chunk, data )) / UNIT)

static SIZE_T units_of( SIZE_T size )
{
    return size ? (size + UNIT - 1) / UNIT : 1;
}

static WORD *block_size( struct rpc_chunk *chunk, DWORD index )
{
    return (WORD *)(chunk->data + CHUNK_UNITS) - 1 - index;
}

static BOOL has_room( const struct rpc_chunk *chunk, SIZE_T units )
{
    SIZE_T sizes = ((chunk->count + 1) * sizeof(WORD) + UNIT - 1) / UNIT;

    return !chunk->large && chunk->used + units + sizes <= CHUNK_UNITS;
}

void rpc_memory_begin( struct rpc_memory *memory )
{
    memory->first = memory->last = NULL;
    memory->buffer = NULL;
    memory->size = 0;
    TlsSetValue( memory_index, memory );
}

void rpc_memory_end( struct rpc_memory *memory )
{
    struct rpc_chunk *chunk;

    heap_free( memory->buffer );
    while ((chunk = memory->first))
    {
        memory->first = chunk->next;
        heap_free( chunk );
    }
    TlsSetValue( memory_index, NULL );
}

/* The thread's memory is as it was when it began: nothing of an earlier answer is needed. */
void rpc_memory_reset(void)
{
    struct rpc_memory *memory = TlsGetValue( memory_index );

    rpc_memory_end( memory );
    rpc_memory_begin( memory );
}

/* What is sent or has been received. It can be large, and is freed before the rest. */
void rpc_set_buffer( void *buffer )
{
    struct rpc_memory *memory = TlsGetValue( memory_index );

    heap_free( memory->buffer );
    memory->buffer = buffer;
}

static struct rpc_chunk *add_chunk( struct rpc_memory *memory, SIZE_T large )
{
    SIZE_T units = large ? units_of( large ) : CHUNK_UNITS;
    struct rpc_chunk *chunk = heap_alloc( offsetof( struct rpc_chunk, data ) + units * UNIT );

    if (!chunk) return NULL;
    chunk->next = NULL;
    chunk->used = chunk->count = 0;
    chunk->large = large;
    if (memory->last) memory->last->next = chunk;
    else memory->first = chunk;
    return memory->last = chunk;
}

static void *alloc_block( struct rpc_memory *memory, SIZE_T size )
{
    SIZE_T units = units_of( size );
    struct rpc_chunk *chunk = memory->last;
    void *block;

    if (size && units > LARGE_UNITS)
        return (chunk = add_chunk( memory, size )) ? chunk->data : NULL;
    if (!chunk || !has_room( chunk, units )) chunk = add_chunk( memory, 0 );
    if (!chunk) return NULL;
    *block_size( chunk, chunk->count++ ) = size;
    block = chunk->data + chunk->used;
    chunk->used += units;
    return block;
}

/* Outside of our calls, in Wine's own netapi32, there may be others that allocate. */
void * __RPC_USER MIDL_user_allocate( SIZE_T size )
{
    struct rpc_memory *memory = TlsGetValue( memory_index );
    void *ptr = NULL;

    if (memory && size > MAX_MEMORY - memory->size) RpcRaiseException( RPC_X_BAD_STUB_DATA );
    if (memory) memory->size += size;
    if (size < MAX_BLOCK) ptr = memory ? alloc_block( memory, size ) : heap_alloc( size );

    /* Wine's rpcrt4 writes to whatever it gets from here. */
    if (!ptr) RpcRaiseException( RPC_S_OUT_OF_MEMORY );
    return ptr;
}

void __RPC_USER MIDL_user_free( void *ptr )
{
    if (!TlsGetValue( memory_index )) heap_free( ptr );
}

static SIZE_T next_block( struct rpc_cursor *cursor, const void **block )
{
    struct rpc_chunk *chunk = cursor->chunk;
    SIZE_T size = chunk->large ? chunk->large : *block_size( chunk, cursor->index );

    *block = chunk->data + cursor->offset;
    cursor->offset += units_of( size );
    if (chunk->large || ++cursor->index == chunk->count)
    {
        cursor->chunk = chunk->next;
        cursor->offset = cursor->index = 0;
    }
    return size;
}

/*
 * The size of what the stub allocated at ptr for this call, 0 if it is nothing of it. The cursor is
 * 0 at first; blocks are mostly asked for in the order that they were made in, so that the search
 * begins behind the one that was found last.
 */
SIZE_T rpc_memory_size( const void *ptr, struct rpc_cursor *cursor )
{
    struct rpc_memory *memory = TlsGetValue( memory_index );
    unsigned int turn;
    const void *block;
    SIZE_T size;

    for (turn = 0; turn < 2; turn++)
    {
        while (cursor->chunk)
        {
            size = next_block( cursor, &block );
            if (block == ptr) return size;
        }
        cursor->chunk = memory->first;
        cursor->offset = cursor->index = 0;
    }
    return 0;
}

const struct srvsvc_methods rpc_methods = { NetrSessionEnum, NetrSessionDel };

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
    case STATUS_NETWORK_SESSION_EXPIRED:
        return ERROR_NETNAME_DELETED;
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

    case RPC_S_CALL_FAILED_DNE:
        return ERROR_NETNAME_DELETED;

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

/* What a caller sees of an exception. It is the status of a fault, and can mean that none came. */
NET_API_STATUS map_exception( DWORD code )
{
    NET_API_STATUS err = map_status( code );

    return err && err != ERROR_MORE_DATA ? err : RPC_S_CALL_FAILED;
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
    case STATUS_BUFFER_TOO_SMALL:           /* so says Samba of an answer that it can't read */
    case STATUS_ARRAY_BOUNDS_EXCEEDED:
    case STATUS_NET_WRITE_FAULT:            /* and of a fault */
        return RPC_S_PROTOCOL_ERROR;
    default:
        return map_status( status );
    }
}
