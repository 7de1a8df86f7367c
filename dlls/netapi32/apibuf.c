/*
 * Net API buffers
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

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(netapi32);

BOOL WINAPI DllMain( HINSTANCE instance, DWORD reason, void *reserved )
{
    switch (reason)
    {
    case DLL_PROCESS_ATTACH:
        DisableThreadLibraryCalls( instance );
        return locks_init() && calls_init();

    case DLL_PROCESS_DETACH:
        if (reserved) break;  /* the process ends, and its handles with it */
        machines_cleanup();
        smbpipe_cleanup();
        credentials_cleanup();
        calls_cleanup();
        locks_cleanup();
        break;
    }
    return TRUE;
}

/************************************************************
 *                NetApiBufferAllocate  (NETAPI32.@)
 *
 * Allocate a block of memory.
 *
 * PARAMS
 *  size   [I] Size in bytes, 0 included
 *  buffer [O] Receives the block
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER if buffer is NULL, ERROR_NOT_ENOUGH_MEMORY.
 */
NET_API_STATUS WINAPI NetApiBufferAllocate( DWORD size, void **buffer )
{
    TRACE( "(%lu, %p)\n", size, buffer );

    if (!buffer) return ERROR_INVALID_PARAMETER;
    if (!(*buffer = heap_alloc( size ))) return ERROR_NOT_ENOUGH_MEMORY;
    return NERR_Success;
}

/************************************************************
 *                NetApiBufferFree  (NETAPI32.@)
 *
 * Free a block that a Net function returned, with all that it points to.
 *
 * PARAMS
 *  buffer [I] Block, or NULL
 *
 * RETURNS
 *  NERR_Success, or ERROR_INVALID_PARAMETER if it is no block of the heap.
 */
NET_API_STATUS WINAPI NetApiBufferFree( void *buffer )
{
    TRACE( "(%p)\n", buffer );

    if (!HeapFree( GetProcessHeap(), 0, buffer )) return ERROR_INVALID_PARAMETER;
    return NERR_Success;
}

/************************************************************
 *                NetApiBufferReallocate  (NETAPI32.@)
 *
 * Change the size of a block.
 *
 * PARAMS
 *  old    [I] Block, or NULL for a new one
 *  size   [I] New size in bytes; 0 frees the block
 *  buffer [O] Receives the block, NULL if size is 0
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER if buffer is NULL, ERROR_NOT_ENOUGH_MEMORY, in which case
 *  the old block is still there.
 */
NET_API_STATUS WINAPI NetApiBufferReallocate( void *old, DWORD size, void **buffer )
{
    TRACE( "(%p, %lu, %p)\n", old, size, buffer );

    if (!buffer) return ERROR_INVALID_PARAMETER;
    *buffer = NULL;

    /* Seen on Windows: NULL with size 0 gives a block. */
    if (!old) return NetApiBufferAllocate( size, buffer );
    if (!size) return NetApiBufferFree( old );
    if (!(*buffer = HeapReAlloc( GetProcessHeap(), 0, old, size ))) return ERROR_NOT_ENOUGH_MEMORY;
    return NERR_Success;
}

/************************************************************
 *                NetApiBufferSize  (NETAPI32.@)
 *
 * Tell the size of a block.
 *
 * PARAMS
 *  buffer [I] Block
 *  size   [O] Receives its size in bytes, at least the requested size
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER if buffer or size is NULL or buffer is no block of the
 *  heap.
 */
NET_API_STATUS WINAPI NetApiBufferSize( void *buffer, DWORD *size )
{
    SIZE_T bytes;

    TRACE( "(%p, %p)\n", buffer, size );

    if (!buffer || !size) return ERROR_INVALID_PARAMETER;
    bytes = HeapSize( GetProcessHeap(), 0, buffer );
    if (bytes == ~(SIZE_T)0) return ERROR_INVALID_PARAMETER;
    *size = bytes;
    return NERR_Success;
}
