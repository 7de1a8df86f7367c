/*
 * Memory that the generated stub allocates during a call
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

#include "client.h"

/*
 * During a call the stub allocates from chunks of the calling thread, which we free as a whole. So
 * an answer that is broken halfway through leaves nothing behind, and the many short strings of a
 * long answer cost little more than their size.
 */
#ifndef CHUNK_SIZE
#define CHUNK_SIZE 0x10000
#endif
#define MAX_BLOCK  0x7fff0000
#define UNIT       sizeof(ULONGLONG)    /* alignment of blocks */

/*
 * In 32-bit programs Wine's rpcrt4 allocates and clears an array before it looks whether the answer
 * has so many elements. A short answer can make it take some GB. In memory an answer needs less
 * than three times its size: a pointer grows from 4 bytes to 8, an empty string with its pointer
 * from 20 to 48.
 */
#define MAX_MEMORY (3 * SMBPIPE_MAX_ANSWER)

/* A large block has its own chunk. For AddressSanitizer every block has, so it sees overruns. */
#ifdef __SANITIZE_ADDRESS__
#define LARGE_UNITS 0
#else
#define LARGE_UNITS (CHUNK_UNITS / 2)
#endif

/* A chunk is one large block, or has blocks from its beginning and their sizes from its end. */
struct memory_chunk
{
    struct memory_chunk *next;
    DWORD             used, count;      /* units and blocks */
    SIZE_T            large;            /* bytes of a large block, or 0 */
    ULONGLONG         data[1];
};

#define CHUNK_UNITS ((CHUNK_SIZE - offsetof( struct memory_chunk, data )) / UNIT)

static SIZE_T units_of( SIZE_T size )
{
    return size ? (size + UNIT - 1) / UNIT : 1;
}

static WORD *block_size( struct memory_chunk *chunk, DWORD index )
{
    return (WORD *)(chunk->data + CHUNK_UNITS) - 1 - index;
}

static BOOL has_room( const struct memory_chunk *chunk, SIZE_T units )
{
    SIZE_T sizes = ((chunk->count + 1) * sizeof(WORD) + UNIT - 1) / UNIT;

    return !chunk->large && chunk->used + units + sizes <= CHUNK_UNITS;
}

void memory_free( struct memory *memory )
{
    struct memory_chunk *chunk;

    while ((chunk = memory->first))
    {
        memory->first = chunk->next;
        heap_free( chunk );
    }
    memory->last = NULL;
    memory->size = 0;
}

static struct memory_chunk *add_chunk( struct memory *memory, SIZE_T large )
{
    SIZE_T units = large ? units_of( large ) : CHUNK_UNITS;
    struct memory_chunk *chunk = heap_alloc( offsetof( struct memory_chunk, data ) + units * UNIT );

    if (!chunk) return NULL;
    chunk->next = NULL;
    chunk->used = chunk->count = 0;
    chunk->large = large;
    if (memory->last) memory->last->next = chunk;
    else memory->first = chunk;
    return memory->last = chunk;
}

static void *alloc_block( struct memory *memory, SIZE_T size )
{
    SIZE_T units = units_of( size );
    struct memory_chunk *chunk = memory->last;
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

/* Returns NULL without memory. Raises an exception if no answer can need so much. */
void *memory_alloc( struct memory *memory, SIZE_T size )
{
    if (size > MAX_MEMORY - memory->size) RpcRaiseException( RPC_X_BAD_STUB_DATA );
    memory->size += size;
    return size < MAX_BLOCK ? alloc_block( memory, size ) : NULL;
}

static SIZE_T next_block( struct memory_cursor *cursor, const void **block )
{
    struct memory_chunk *chunk = cursor->chunk;
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
 * Returns the size of the block at ptr, 0 if the stub allocated no block there for this call. The
 * cursor is 0 at first. Callers mostly ask for blocks in the order of their allocation, so the
 * search begins behind the last block that it found.
 */
SIZE_T memory_size( const struct memory *memory, const void *ptr, struct memory_cursor *cursor )
{
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
