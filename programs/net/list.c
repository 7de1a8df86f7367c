/*
 * Reads lists of a server to their end
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

#include <stdlib.h>
#include <string.h>

#include "net.h"

NET_API_STATUS enum_connections( WCHAR *server, WCHAR *qualifier, DWORD level, BYTE **buffer,
                                 DWORD *count, DWORD *total, DWORD_PTR *resume )
{
    DWORD handle = *resume;
    NET_API_STATUS status = NetConnectionEnum( server, qualifier, level, buffer,
                                               MAX_PREFERRED_LENGTH, count, total, &handle );

    *resume = handle;
    return status;
}

NET_API_STATUS enum_files( WCHAR *server, WCHAR *qualifier, DWORD level, BYTE **buffer,
                           DWORD *count, DWORD *total, DWORD_PTR *resume )
{
    return NetFileEnum( server, NULL, qualifier, level, buffer, MAX_PREFERRED_LENGTH, count, total,
                        resume );
}

NET_API_STATUS enum_sessions( WCHAR *server, WCHAR *qualifier, DWORD level, BYTE **buffer,
                              DWORD *count, DWORD *total, DWORD_PTR *resume )
{
    DWORD handle = *resume;
    NET_API_STATUS status = NetSessionEnum( server, qualifier, NULL, level, buffer,
                                            MAX_PREFERRED_LENGTH, count, total, &handle );

    *resume = handle;
    return status;
}

NET_API_STATUS enum_shares( WCHAR *server, WCHAR *qualifier, DWORD level, BYTE **buffer,
                            DWORD *count, DWORD *total, DWORD_PTR *resume )
{
    DWORD handle = *resume;
    NET_API_STATUS status = NetShareEnum( server, level, buffer, MAX_PREFERRED_LENGTH, count, total,
                                          &handle );

    *resume = handle;
    return status;
}

NET_API_STATUS enum_transports( WCHAR *server, WCHAR *qualifier, DWORD level, BYTE **buffer,
                                DWORD *count, DWORD *total, DWORD_PTR *resume )
{
    DWORD handle = *resume;
    NET_API_STATUS status = NetServerTransportEnum( server, level, buffer, MAX_PREFERRED_LENGTH,
                                                    count, total, &handle );

    *resume = handle;
    return status;
}

/* The list takes over the buffer. */
static void add_buffer( struct list *list, BYTE *buffer, DWORD count )
{
    DWORD i = list->buffer_count++;

    list->buffers = resize( list->buffers, list->buffer_count * sizeof(*list->buffers) );
    list->counts = resize( list->counts, list->buffer_count * sizeof(*list->counts) );
    list->buffers[i] = buffer;
    list->counts[i] = count;
    list->count += count;
}

NET_API_STATUS read_list( enum_function function, WCHAR *server, WCHAR *qualifier, DWORD level,
                          struct list *list )
{
    NET_API_STATUS status;
    DWORD_PTR resume = 0;
    DWORD count, total;

    memset( list, 0, sizeof(*list) );
    do
    {
        BYTE *buffer = NULL;

        count = total = 0;
        status = function( server, qualifier, level, &buffer, &count, &total, &resume );
        if (buffer && (!status || status == ERROR_MORE_DATA)) add_buffer( list, buffer, count );
        else if (buffer) NetApiBufferFree( buffer );
    }
    while (status == ERROR_MORE_DATA && count);

    if (status) free_list( list );
    return status;
}

/* Tells an ERROR_FILE_NOT_FOUND of the server from one that is about smbpipe */
BOOL is_reached( WCHAR *server )
{
    struct list list;

    if (read_list( enum_shares, server, NULL, 1, &list )) return FALSE;
    free_list( &list );
    return TRUE;
}

void *list_entry( const struct list *list, DWORD index, size_t size )
{
    DWORD i;

    for (i = 0; index >= list->counts[i]; i++) index -= list->counts[i];
    return list->buffers[i] + index * size;
}

void free_list( struct list *list )
{
    DWORD i;

    for (i = 0; i < list->buffer_count; i++) NetApiBufferFree( list->buffers[i] );
    free( list->buffers );
    free( list->counts );
    memset( list, 0, sizeof(*list) );
}
