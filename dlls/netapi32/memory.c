/*
 * What the generated stub allocates during a call
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

/* NULL if there is none, an exception if no answer can need so much. */
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
 * The size of what the stub allocated at ptr for this call, 0 if it is nothing of it. The cursor is
 * 0 at first; blocks are mostly asked for in the order that they were made in, so that the search
 * begins behind the one that was found last.
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
