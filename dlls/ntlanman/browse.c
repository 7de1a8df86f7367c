/*
 * Enumerations of the network provider: the shares of a server, and the connections
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

#include "ntlanman.h"

#include "wine/debug.h"

WINE_DEFAULT_DEBUG_CHANNEL(ntlanman);

static WCHAR provider[] = L"Microsoft Windows Network", empty[] = L"";

/* An open enumeration: the block of netapi32's function, and how far it was given */
struct list
{
    DWORD  scope, type, usage;
    DWORD  count, next;
    BYTE  *entries;         /* SHARE_INFO_1 or USE_INFO_2 */
    WCHAR  server[1];       /* of the shares, with backslashes */
};

/* One resource, before its strings are in the caller's buffer */
struct resource
{
    NETRESOURCEW res;
    WCHAR        remote[UNCLEN + NNLEN + 3];
};

/* Puts a resource into a buffer whose strings are at its end. */
struct writer
{
    BYTE *buffer;
    DWORD size;     /* that is left in the middle */
    DWORD count;
};

static DWORD string_size( const WCHAR *str )
{
    return str ? (wcslen( str ) + 1) * sizeof(WCHAR) : 0;
}

static DWORD resource_size( const NETRESOURCEW *res )
{
    return sizeof(*res) + string_size( res->lpRemoteName ) + string_size( res->lpComment ) +
           string_size( res->lpProvider ) + string_size( res->lpLocalName );
}

static WCHAR *put_string( struct writer *writer, const WCHAR *str )
{
    DWORD size = string_size( str );
    BYTE *place = writer->buffer + writer->count * sizeof(NETRESOURCEW) + writer->size - size;

    if (!str) return NULL;
    writer->size -= size;
    return memcpy( place, str, size );
}

/* FALSE if it doesn't fit */
static BOOL put_resource( struct writer *writer, const NETRESOURCEW *res )
{
    NETRESOURCEW *place = (NETRESOURCEW *)writer->buffer + writer->count;

    if (writer->size < resource_size( res )) return FALSE;
    writer->size -= sizeof(*place);
    writer->count++;
    *place = *res;
    place->lpLocalName = put_string( writer, res->lpLocalName );
    place->lpRemoteName = put_string( writer, res->lpRemoteName );
    place->lpComment = put_string( writer, res->lpComment );
    place->lpProvider = put_string( writer, res->lpProvider );
    return TRUE;
}

/* Returns RESOURCETYPE_UNKNOWN for a pipe or a device, which no program can connect to by name. */
static DWORD resource_type( DWORD share_type )
{
    switch (share_type & 0xff)
    {
    case STYPE_DISKTREE: return RESOURCETYPE_DISK;
    case STYPE_PRINTQ:   return RESOURCETYPE_PRINT;
    default:             return RESOURCETYPE_UNKNOWN;
    }
}

static void begin_share( const struct list *list, DWORD share_type, struct resource *ret )
{
    memset( ret, 0, sizeof(*ret) );
    ret->res.dwScope = list->scope;
    ret->res.dwType = resource_type( share_type );
    ret->res.dwDisplayType = RESOURCEDISPLAYTYPE_SHARE;
    ret->res.dwUsage = RESOURCEUSAGE_CONNECTABLE;
    ret->res.lpRemoteName = ret->remote;
    ret->res.lpProvider = provider;
}

static void read_share( const struct list *list, const SHARE_INFO_1 *info, struct resource *ret )
{
    begin_share( list, info->shi1_type, ret );
    swprintf( ret->remote, ARRAY_SIZE(ret->remote), L"%s\\%s", list->server, info->shi1_netname );
    ret->res.lpComment = info->shi1_remark;
}

/* Windows has NULL for no device. Wine's mpr (8.0 to 10.0) crashes if one of these strings is. */
static void read_use( const struct list *list, const USE_INFO_2 *info, struct resource *ret )
{
    begin_share( list, info->ui2_asg_type, ret );
    lstrcpynW( ret->remote, info->ui2_remote, ARRAY_SIZE(ret->remote) );
    ret->res.lpLocalName = ret->res.lpComment = empty;
}

/* Windows lists no shares whose names end with $, and none that are special. */
static BOOL is_hidden( const SHARE_INFO_1 *info )
{
    SIZE_T len = wcslen( info->shi1_netname );

    return (info->shi1_type & STYPE_SPECIAL) || (len && info->shi1_netname[len - 1] == '$');
}

/* FALSE if the program does not want it */
static BOOL read_entry( const struct list *list, DWORD i, struct resource *ret )
{
    DWORD type = list->type & (RESOURCETYPE_DISK | RESOURCETYPE_PRINT);
    const SHARE_INFO_1 *share = (const SHARE_INFO_1 *)list->entries + i;

    if (list->scope != RESOURCE_GLOBALNET)
        read_use( list, (const USE_INFO_2 *)list->entries + i, ret );
    else if (is_hidden( share )) return FALSE;
    else read_share( list, share, ret );
    return !type || (ret->res.dwType & type);
}

static DWORD list_shares( struct list *list )
{
    DWORD total;

    return NetShareEnum( list->server, 1, &list->entries, MAX_PREFERRED_LENGTH, &list->count,
                         &total, NULL );
}

static DWORD list_uses( struct list *list )
{
    DWORD total;

    return NetUseEnum( NULL, 2, &list->entries, MAX_PREFERRED_LENGTH, &list->count, &total, NULL );
}

static DWORD fill_list( struct list *list )
{
    switch (list->scope)
    {
    case RESOURCE_GLOBALNET:
        return list->server[0] ? list_shares( list ) : WN_SUCCESS;
    case RESOURCE_CONNECTED:
        return list_uses( list );
    default:
        return WN_SUCCESS;      /* nothing is remembered, and there is no neighbourhood */
    }
}

/************************************************************
 *                NPOpenEnum  (NTLANMAN.@)
 *
 * Begin an enumeration.
 *
 * PARAMS
 *  scope    [I] RESOURCE_GLOBALNET: the shares of the server that resource names.
 *               RESOURCE_CONNECTED: the connections of this program. Others have no entries
 *  type     [I] RESOURCETYPE_DISK or RESOURCETYPE_PRINT for these only, 0 for all
 *  usage    [I] RESOURCEUSAGE_CONTAINER alone wants nothing that is there
 *  resource [I] lpRemoteName is \\server; NULL is the whole network, of which nothing is known
 *  handle   [O] Receives the enumeration, for NPCloseEnum
 *
 * RETURNS
 *  WN_SUCCESS, WN_BAD_NETNAME if the name is not \\server, WN_OUT_OF_MEMORY, or an error of
 *  NetShareEnum.
 */
DWORD WINAPI NPOpenEnum( DWORD scope, DWORD type, DWORD usage, NETRESOURCEW *resource,
                         HANDLE *handle )
{
    const WCHAR *server = resource && resource->lpRemoteName ? resource->lpRemoteName : L"";
    struct list *list;
    DWORD ret;

    TRACE( "(%#lx, %#lx, %#lx, %s, %p)\n", scope, type, usage, debugstr_w(server), handle );

    if (!handle) return WN_BAD_POINTER;
    if (scope != RESOURCE_GLOBALNET) server = L"";
    if (server[0] && (!is_unc( server ) || wcschr( server + 2, '\\' ))) return WN_BAD_NETNAME;
    if (!(list = calloc( 1, sizeof(*list) + string_size( server ) ))) return WN_OUT_OF_MEMORY;
    list->scope = scope;
    list->type = type;
    list->usage = usage;
    wcscpy( list->server, server );
    if ((ret = fill_list( list ))) free( list );
    else *handle = list;
    return ret;
}

/************************************************************
 *                NPEnumResource  (NTLANMAN.@)
 *
 * Get the next entries of an enumeration.
 *
 * PARAMS
 *  handle [I]   The enumeration
 *  count  [I/O] How many entries are wanted, -1 for as many as fit; receives their number
 *  buffer [O]   Receives NETRESOURCEs
 *  size   [I/O] Its size in bytes; receives that of the next entry after WN_MORE_DATA
 *
 * RETURNS
 *  WN_SUCCESS, WN_NO_MORE_ENTRIES, WN_MORE_DATA if no entry fits, WN_BAD_HANDLE, WN_BAD_POINTER.
 */
DWORD WINAPI NPEnumResource( HANDLE handle, DWORD *count, void *buffer, DWORD *size )
{
    struct list *list = handle;
    struct writer writer = { .buffer = buffer };
    struct resource entry;

    TRACE( "(%p, %p, %p, %p)\n", handle, count, buffer, size );

    if (!list) return WN_BAD_HANDLE;
    if (!count || !buffer || !size) return WN_BAD_POINTER;
    writer.size = *size & ~(DWORD)(sizeof(WCHAR) - 1);
    if (list->usage == RESOURCEUSAGE_CONTAINER) list->next = list->count;
    for (; list->next < list->count && writer.count < *count; list->next++)
    {
        if (!read_entry( list, list->next, &entry )) continue;
        if (put_resource( &writer, &entry.res )) continue;
        if (!writer.count)
        {
            *size = resource_size( &entry.res );
            return WN_MORE_DATA;
        }
        break;
    }
    *count = writer.count;
    return writer.count ? WN_SUCCESS : WN_NO_MORE_ENTRIES;
}

/************************************************************
 *                NPCloseEnum  (NTLANMAN.@)
 *
 * End an enumeration.
 *
 * PARAMS
 *  handle [I] The enumeration
 *
 * RETURNS
 *  WN_SUCCESS, or WN_BAD_HANDLE for NULL.
 */
DWORD WINAPI NPCloseEnum( HANDLE handle )
{
    struct list *list = handle;

    if (!list) return WN_BAD_HANDLE;
    NetApiBufferFree( list->entries );
    free( list );
    return WN_SUCCESS;
}

/* Sets the resource for a name: a server, or a share with a path behind it. */
static DWORD read_name( const WCHAR *name, struct resource *ret, const WCHAR **path )
{
    const WCHAR *share, *end;

    if (!name || !is_unc( name )) return WN_BAD_NETNAME;
    share = wcschr( name + 2, '\\' );
    if (share && !share[1]) share = NULL;
    end = share ? wcschr( share + 1, '\\' ) : NULL;
    if (!end) end = name + wcslen( name );
    if (end - name >= (ptrdiff_t)ARRAY_SIZE(ret->remote)) return WN_BAD_NETNAME;

    memset( ret, 0, sizeof(*ret) );
    memcpy( ret->remote, name, (end - name) * sizeof(WCHAR) );
    ret->res.dwScope = RESOURCE_GLOBALNET;
    ret->res.dwType = RESOURCETYPE_ANY;
    ret->res.dwDisplayType = share ? RESOURCEDISPLAYTYPE_SHARE : RESOURCEDISPLAYTYPE_SERVER;
    ret->res.dwUsage = share ? RESOURCEUSAGE_CONNECTABLE : RESOURCEUSAGE_CONTAINER;
    ret->res.lpRemoteName = ret->remote;
    ret->res.lpProvider = provider;
    *path = end;
    return WN_SUCCESS;
}

/* Gives the resource, and a path behind it. */
static DWORD give_resource( const struct resource *res, const WCHAR *path, void *buffer,
                            DWORD *size, WCHAR **system )
{
    DWORD needed = resource_size( &res->res ) + (system ? string_size( path ) : 0);
    struct writer writer = { .buffer = buffer, .size = *size & ~(DWORD)(sizeof(WCHAR) - 1) };

    if (!buffer || writer.size < needed)
    {
        *size = needed;
        return WN_MORE_DATA;
    }
    put_resource( &writer, &res->res );
    if (system) *system = path[0] ? put_string( &writer, path ) : NULL;
    return WN_SUCCESS;
}

/************************************************************
 *                NPGetResourceInformation  (NTLANMAN.@)
 *
 * Split a name into a resource of this network and a path in it.
 *
 * PARAMS
 *  resource [I]   lpRemoteName is \\server, \\server\share or \\server\share\path
 *  buffer   [O]   Receives a NETRESOURCE of the server or the share
 *  size     [I/O] Its size in bytes; receives the needed size after WN_MORE_DATA
 *  system   [O]   Receives the path behind the share, with its backslash, or NULL
 *
 * RETURNS
 *  WN_SUCCESS, WN_MORE_DATA, or WN_BAD_NETNAME if the name is none of this network.
 *
 * NOTES
 *  No server is asked whether it is there.
 */
DWORD WINAPI NPGetResourceInformation( NETRESOURCEW *resource, void *buffer, DWORD *size,
                                       WCHAR **system )
{
    struct resource entry;
    const WCHAR *path;
    DWORD ret;

    TRACE( "(%p, %p, %p, %p)\n", resource, buffer, size, system );

    if (!resource || !size || !system) return WN_BAD_POINTER;
    if ((ret = read_name( resource->lpRemoteName, &entry, &path ))) return ret;
    return give_resource( &entry, path, buffer, size, system );
}

/************************************************************
 *                NPGetResourceParent  (NTLANMAN.@)
 *
 * Get the resource that holds another.
 *
 * PARAMS
 *  resource [I]   lpRemoteName is \\server\share, or \\server\share\path
 *  buffer   [O]   Receives a NETRESOURCE of the server, or of the share that has the path
 *  size     [I/O] Its size in bytes; receives the needed size after WN_MORE_DATA
 *
 * RETURNS
 *  WN_SUCCESS, WN_MORE_DATA, or WN_BAD_NETNAME if the name is none of this network or a server's.
 */
DWORD WINAPI NPGetResourceParent( NETRESOURCEW *resource, void *buffer, DWORD *size )
{
    struct resource entry;
    const WCHAR *path;
    WCHAR *share;
    DWORD ret;

    TRACE( "(%p, %p, %p)\n", resource, buffer, size );

    if (!resource || !size) return WN_BAD_POINTER;
    if ((ret = read_name( resource->lpRemoteName, &entry, &path ))) return ret;
    if (!path[0] || !path[1])
    {
        if (!(share = wcschr( entry.remote + 2, '\\' ))) return WN_BAD_NETNAME;
        *share = 0;
        entry.res.dwDisplayType = RESOURCEDISPLAYTYPE_SERVER;
        entry.res.dwUsage = RESOURCEUSAGE_CONTAINER;
    }
    return give_resource( &entry, L"", buffer, size, NULL );
}
