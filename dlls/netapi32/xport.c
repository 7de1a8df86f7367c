/*
 * Net server transport and alias functions
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

enum { TRANSPORTNAME, ADDRESS, NETWORKADDRESS, DOMAIN, ADDRESSLENGTH, TRANSPORT_FIELDS };

#define TRANSPORT( level, field ) FIELD( SERVER_TRANSPORT_INFO_##level, svti##level##_##field )

static const struct info_level transport_levels[] =
{
    { 0, 0, 0, LEVEL_ENUM, sizeof(SERVER_TRANSPORT_INFO_0),
      { [TRANSPORTNAME] = TRANSPORT( 0, transportname ),
        [ADDRESS] = TRANSPORT( 0, transportaddress ),
        [NETWORKADDRESS] = TRANSPORT( 0, networkaddress ),
        [ADDRESSLENGTH] = TRANSPORT( 0, transportaddresslength ) } },
    { 1, 1, 1, LEVEL_ENUM, sizeof(SERVER_TRANSPORT_INFO_1),
      { [TRANSPORTNAME] = TRANSPORT( 1, transportname ),
        [ADDRESS] = TRANSPORT( 1, transportaddress ),
        [NETWORKADDRESS] = TRANSPORT( 1, networkaddress ), [DOMAIN] = TRANSPORT( 1, domain ),
        [ADDRESSLENGTH] = TRANSPORT( 1, transportaddresslength ) } },
    { 2, 2, 2, LEVEL_ENUM, sizeof(SERVER_TRANSPORT_INFO_2),
      { [TRANSPORTNAME] = TRANSPORT( 2, transportname ),
        [ADDRESS] = TRANSPORT( 2, transportaddress ),
        [NETWORKADDRESS] = TRANSPORT( 2, networkaddress ), [DOMAIN] = TRANSPORT( 2, domain ),
        [ADDRESSLENGTH] = TRANSPORT( 2, transportaddresslength ) } },
};

static NET_API_STATUS transport_enum( WCHAR *server, void *params )
{
    struct info_request *request = params;

    return NetrServerTransportEnum( server, (SERVER_XPORT_ENUM_STRUCT *)&request->info,
                                    request->prefmaxlen, &request->total, &request->resume );
}

static const struct info_class transports =
{
    .index = CLASS_TRANSPORT, .levels = transport_levels,
    .level_count = ARRAY_SIZE(transport_levels), .strings = ADDRESSLENGTH,
    .fields = TRANSPORT_FIELDS, .block = ADDRESS, .block_size = ADDRESSLENGTH,
    .enumerate = transport_enum,
};

/************************************************************
 *                NetServerTransportEnum  (NETAPI32.@)
 *
 * List the transport protocols that a server is bound to.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  level      [I] 0, 1 or 2: an array of SERVER_TRANSPORT_INFO_0 and so on is wanted
 *  bufptr     [O] Receives the array, to be freed by NetApiBufferFree; NULL without an entry
 *  prefmaxlen, entriesread, totalentries, resume [I/O] As described for NetSessionEnum
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA if there are more entries than fit, NERR_BufTooSmall if none fits,
 *  or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetServerTransportEnum( LMSTR servername, DWORD level, LPBYTE *bufptr,
                                              DWORD prefmaxlen, LPDWORD entriesread,
                                              LPDWORD totalentries, LPDWORD resume )
{
    struct info_request request = { .class = &transports, .prefmaxlen = prefmaxlen };

    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), level, bufptr, prefmaxlen,
           entriesread, totalentries, resume );

    return enum_info( servername, &request, level, bufptr, entriesread, totalentries, resume );
}

static NET_API_STATUS send_levels( const WCHAR *servername, struct change *change,
                                   DWORD last_level )
{
    if (change->level > last_level) return ERROR_INVALID_LEVEL;
    return send_change( servername, change, NULL );
}

static NET_API_STATUS transport_add( WCHAR *server, struct change *change )
{
    return NetrServerTransportAdd( server, change->level, change->info );
}

static NET_API_STATUS transport_add_ex( WCHAR *server, struct change *change )
{
    return NetrServerTransportAddEx( server, change->level, change->info );
}

static NET_API_STATUS transport_del( WCHAR *server, struct change *change )
{
    if (change->level) return NetrServerTransportDelEx( server, change->level, change->info );
    return NetrServerTransportDel( server, change->level, change->info );
}

/************************************************************
 *                NetServerTransportAdd  (NETAPI32.@)
 *
 * Bind a server to a transport protocol.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  level      [I] 0
 *  bufptr     [I] A SERVER_TRANSPORT_INFO_0
 *
 * RETURNS
 *  NERR_Success, ERROR_DUP_NAME, or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetServerTransportAdd( LMSTR servername, DWORD level, LPBYTE bufptr )
{
    struct change change = { .send = transport_add, .level = level, .info = bufptr };

    TRACE( "(%s, %lu, %p)\n", debugstr_w(servername), level, bufptr );

    return send_levels( servername, &change, 0 );
}

/************************************************************
 *                NetServerTransportAddEx  (NETAPI32.@)
 *
 * Bind a server to a transport protocol. See NetServerTransportAdd; the levels are 0 to 3.
 */
NET_API_STATUS WINAPI NetServerTransportAddEx( LMSTR servername, DWORD level, LPBYTE bufptr )
{
    struct change change = { .send = transport_add_ex, .level = level, .info = bufptr };

    TRACE( "(%s, %lu, %p)\n", debugstr_w(servername), level, bufptr );

    return send_levels( servername, &change, 3 );
}

/************************************************************
 *                NetServerTransportDel  (NETAPI32.@)
 *
 * Unbind a server from a transport protocol.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  level      [I] 0 or 1
 *  bufptr     [I] A SERVER_TRANSPORT_INFO_0 or SERVER_TRANSPORT_INFO_1
 *
 * RETURNS
 *  NERR_Success, NERR_NetNameNotFound if the server is not bound to it, or an error as described
 *  for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetServerTransportDel( LMSTR servername, DWORD level, LPBYTE bufptr )
{
    struct change change = { .send = transport_del, .level = level, .info = bufptr };

    TRACE( "(%s, %lu, %p)\n", debugstr_w(servername), level, bufptr );

    return send_levels( servername, &change, 1 );
}

#define MAX_TRANSPORTS   1000   /* in a list that each is compared with */
#define NETBIOS_NAME_LEN 16     /* the last character is the service, a blank for servers */

/* The address that a server of that name has on a transport: upper case, padded with blanks. */
static BOOL make_address( const WCHAR *name, BYTE address[NETBIOS_NAME_LEN] )
{
    WCHAR upper[NETBIOS_NAME_LEN];
    SIZE_T i, len = name ? wcsnlen( name, NETBIOS_NAME_LEN ) : 0;

    if (!len || len == NETBIOS_NAME_LEN) return FALSE;
    for (i = 0; i < len; i++) upper[i] = RtlUpcaseUnicodeChar( name[i] );
    memset( address, ' ', NETBIOS_NAME_LEN );
    return WideCharToMultiByte( CP_OEMCP, 0, upper, len, (char *)address, NETBIOS_NAME_LEN - 1,
                                NULL, NULL ) != 0;
}

static BOOL has_address( const SERVER_TRANSPORT_INFO_1 *info, const BYTE *address )
{
    return info->svti1_transportaddresslength == NETBIOS_NAME_LEN &&
           !memcmp( info->svti1_transportaddress, address, NETBIOS_NAME_LEN );
}

/* A transport is in the list once for each of the server's names. It gets a further one once. */
static BOOL can_add( const SERVER_TRANSPORT_INFO_1 *info, DWORD count, DWORD i,
                     const BYTE *address )
{
    DWORD j;

    for (j = 0; j < count; j++)
        if (names_equal( info[j].svti1_transportname, info[i].svti1_transportname ) &&
            (j < i || has_address( &info[j], address )))
            return FALSE;
    return TRUE;
}

/* Does it for each transport of the server, and returns the first error. */
static NET_API_STATUS for_each_transport( const WCHAR *servername, const WCHAR *name,
                                          WCHAR *domain, BOOL add )
{
    NET_API_STATUS ret, err = NERR_NetNameNotFound, first = NERR_Success;
    BYTE address[NETBIOS_NAME_LEN];
    SERVER_TRANSPORT_INFO_1 *info;
    DWORD i, count, total;
    BOOL done = FALSE;

    if (!make_address( name, address )) return ERROR_INVALID_PARAMETER;
    if ((ret = NetServerTransportEnum( (WCHAR *)servername, 1, (BYTE **)&info, MAX_PREFERRED_LENGTH,
                                       &count, &total, NULL )))
        return ret;
    if (count > MAX_TRANSPORTS) count = 0, first = RPC_X_BAD_STUB_DATA;
    for (i = 0; i < count; i++)
    {
        if (add ? !can_add( info, count, i, address ) : !has_address( &info[i], address )) continue;
        info[i].svti1_transportaddress = address;
        info[i].svti1_transportaddresslength = sizeof(address);
        if (domain) info[i].svti1_domain = domain;
        if (add) err = NetServerTransportAddEx( (WCHAR *)servername, 1, (BYTE *)&info[i] );
        else err = NetServerTransportDel( (WCHAR *)servername, 0, (BYTE *)&info[i] );
        if (err && !first) first = err;
        done = TRUE;
    }
    NetApiBufferFree( info );
    return done || first ? first : add ? ERROR_DUP_NAME : NERR_NetNameNotFound;
}

/************************************************************
 *                NetServerComputerNameAdd  (NETAPI32.@)
 *
 * Have a server answer to another name, on each of its transport protocols.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  domain     [I] Domain that it is said to be in, or NULL
 *  name       [I] The name, 1 to 15 characters
 *
 * RETURNS
 *  NERR_Success, ERROR_DUP_NAME if it has that name already, ERROR_INVALID_PARAMETER if the name is
 *  none, or the first error of the transports, as described for NetServerTransportAddEx. Then the
 *  server can have the name on some of them.
 */
NET_API_STATUS WINAPI NetServerComputerNameAdd( LMSTR servername, LMSTR domain, LMSTR name )
{
    TRACE( "(%s, %s, %s)\n", debugstr_w(servername), debugstr_w(domain), debugstr_w(name) );

    return for_each_transport( servername, name, domain, TRUE );
}

/************************************************************
 *                NetServerComputerNameDel  (NETAPI32.@)
 *
 * Take a name from a server that NetServerComputerNameAdd gave to it.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  name       [I] The name
 *
 * RETURNS
 *  NERR_Success, NERR_NetNameNotFound if it has no such name, or an error as described for
 *  NetServerComputerNameAdd.
 */
NET_API_STATUS WINAPI NetServerComputerNameDel( LMSTR servername, LMSTR name )
{
    TRACE( "(%s, %s)\n", debugstr_w(servername), debugstr_w(name) );

    return for_each_transport( servername, name, NULL, FALSE );
}

enum { ALIAS, TARGET, ALIAS_FIELDS };

static const struct info_level alias_levels[] =
{
    { 0, 0, 0, LEVEL_ENUM, sizeof(SERVER_ALIAS_INFO_0),
      { [ALIAS] = FIELD( SERVER_ALIAS_INFO_0, srvai0_alias ),
        [TARGET] = FIELD( SERVER_ALIAS_INFO_0, srvai0_target ) } },
};

static NET_API_STATUS alias_enum( WCHAR *server, void *params )
{
    struct info_request *request = params;

    return NetrServerAliasEnum( server, (SERVER_ALIAS_ENUM_STRUCT *)&request->info,
                                request->prefmaxlen, &request->total, &request->resume );
}

static const struct info_class aliases =
{
    .index = CLASS_ALIAS, .levels = alias_levels, .level_count = ARRAY_SIZE(alias_levels),
    .strings = ALIAS_FIELDS, .fields = ALIAS_FIELDS, .enumerate = alias_enum,
};

static NET_API_STATUS alias_add( WCHAR *server, struct change *change )
{
    return NetrServerAliasAdd( server, change->level, (SERVER_ALIAS_INFO *)&change->info );
}

static NET_API_STATUS alias_del( WCHAR *server, struct change *change )
{
    return NetrServerAliasDel( server, change->level, (SERVER_ALIAS_INFO *)&change->info );
}

/************************************************************
 *                NetServerAliasEnum  (NETAPI32.@)
 *
 * List the aliases of a server.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  level      [I] 0: an array of SERVER_ALIAS_INFO_0 is wanted
 *  bufptr     [O] Receives the array, to be freed by NetApiBufferFree; NULL without an entry
 *  prefmaxlen, entriesread, totalentries, resume [I/O] As described for NetSessionEnum
 *
 * RETURNS
 *  As described for NetServerTransportEnum.
 */
NET_API_STATUS WINAPI NetServerAliasEnum( LMSTR servername, DWORD level, LPBYTE *bufptr,
                                          DWORD prefmaxlen, LPDWORD entriesread,
                                          LPDWORD totalentries, LPDWORD resume )
{
    struct info_request request = { .class = &aliases, .prefmaxlen = prefmaxlen };

    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), level, bufptr, prefmaxlen,
           entriesread, totalentries, resume );

    return enum_info( servername, &request, level, bufptr, entriesread, totalentries, resume );
}

/************************************************************
 *                NetServerAliasAdd  (NETAPI32.@)
 *
 * Give a server an alias.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  level      [I] 0
 *  buf        [I] A SERVER_ALIAS_INFO_0
 *
 * RETURNS
 *  NERR_Success, or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetServerAliasAdd( LMSTR servername, DWORD level, LPBYTE buf )
{
    struct change change = { .send = alias_add, .level = level, .info = buf };

    TRACE( "(%s, %lu, %p)\n", debugstr_w(servername), level, buf );

    return send_levels( servername, &change, 0 );
}

/************************************************************
 *                NetServerAliasDel  (NETAPI32.@)
 *
 * Take an alias from a server. See NetServerAliasAdd.
 */
NET_API_STATUS WINAPI NetServerAliasDel( LMSTR servername, DWORD level, LPBYTE buf )
{
    struct change change = { .send = alias_del, .level = level, .info = buf };

    TRACE( "(%s, %lu, %p)\n", debugstr_w(servername), level, buf );

    return send_levels( servername, &change, 0 );
}
