/*
 * The workstation service of other computers
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

enum { COMPUTERNAME, LANGROUP, LANROOT, PLATFORM_ID, VER_MAJOR, VER_MINOR, USERS, WKSTA_FIELDS };

#define WKSTA( level, field ) FIELD( WKSTA_INFO_##level, wki##level##_##field )

static const struct info_level wksta_levels[] =
{
    { 100, 100, 100, LEVEL_GET, sizeof(WKSTA_INFO_100),
      { [COMPUTERNAME] = WKSTA( 100, computername ), [LANGROUP] = WKSTA( 100, langroup ) } },
    { 101, 101, 101, LEVEL_GET, sizeof(WKSTA_INFO_101),
      { [COMPUTERNAME] = WKSTA( 101, computername ), [LANGROUP] = WKSTA( 101, langroup ),
        [LANROOT] = WKSTA( 101, lanroot ) } },
    { 102, 102, 102, LEVEL_GET, sizeof(WKSTA_INFO_102),
      { [COMPUTERNAME] = WKSTA( 102, computername ), [LANGROUP] = WKSTA( 102, langroup ),
        [LANROOT] = WKSTA( 102, lanroot ) } },
};

static NET_API_STATUS call_get( WCHAR *server, void *params )
{
    struct info_request *request = params;

    return NetrWkstaGetInfo( server, request->info.level,
                             (WKSTA_INFO *)&request->container.entries );
}

static const struct info_class wkstas =
{
    .index = CLASS_WKSTA, .levels = wksta_levels, .level_count = ARRAY_SIZE(wksta_levels),
    .strings = PLATFORM_ID, .fields = WKSTA_FIELDS, .get = call_get,
};

/************************************************************
 *                NetWkstaGetInfo  (NETAPI32.@)
 *
 * Get information about a computer.
 *
 * PARAMS
 *  servername [I] Name of the computer; for NULL, empty and the local one Wine's own function
 *                 answers
 *  level      [I] 100, 101 or 102: a WKSTA_INFO_100 and so on is wanted
 *  bufptr     [O] Receives the information, to be freed by NetApiBufferFree; NULL after a failure
 *
 * RETURNS
 *  NERR_Success, or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetWkstaGetInfo( LMSTR servername, DWORD level, LPBYTE *bufptr )
{
    struct info_request request = { .class = &wkstas, .one = TRUE };
    NET_API_STATUS (WINAPI *next)( LMSTR, DWORD, LPBYTE * );

    TRACE( "(%s, %lu, %p)\n", debugstr_w(servername), level, bufptr );

    if ((next = (void *)get_local_proc( servername, "NetWkstaGetInfo" )))
        return next( servername, level, bufptr );
    return get_info( servername, &request, level, bufptr );
}

enum { USERNAME, LOGON_DOMAIN, OTH_DOMAINS, LOGON_SERVER, USER_FIELDS };

#define USER( level, field ) FIELD( WKSTA_USER_INFO_##level, wkui##level##_##field )

static const struct info_level user_levels[] =
{
    { 0, 0, 0, LEVEL_ENUM, sizeof(WKSTA_USER_INFO_0), { [USERNAME] = USER( 0, username ) } },
    { 1, 1, 1, LEVEL_ENUM, sizeof(WKSTA_USER_INFO_1),
      { [USERNAME] = USER( 1, username ), [LOGON_DOMAIN] = USER( 1, logon_domain ),
        [OTH_DOMAINS] = USER( 1, oth_domains ), [LOGON_SERVER] = USER( 1, logon_server ) } },
};

static NET_API_STATUS call_enum( WCHAR *server, void *params )
{
    struct info_request *request = params;

    return NetrWkstaUserEnum( server, (WKSTA_USER_ENUM_STRUCT *)&request->info, request->prefmaxlen,
                              &request->total, &request->resume );
}

static const struct info_class users =
{
    .index = CLASS_USER, .levels = user_levels, .level_count = ARRAY_SIZE(user_levels),
    .strings = USER_FIELDS, .fields = USER_FIELDS, .enumerate = call_enum,
};

/************************************************************
 *                NetWkstaUserEnum  (NETAPI32.@)
 *
 * List the users who are logged on to a computer.
 *
 * PARAMS
 *  servername [I] Name of the computer; for NULL, empty and the local one Wine's own function
 *                 answers
 *  level      [I] 0 or 1: an array of WKSTA_USER_INFO_0 or WKSTA_USER_INFO_1 is wanted
 *  bufptr     [O] Receives the array, to be freed by NetApiBufferFree; NULL without an entry
 *  prefmaxlen, entriesread, totalentries, resume [I/O] As described for NetSessionEnum
 *
 * RETURNS
 *  NERR_Success, ERROR_MORE_DATA if there are more entries than fit, NERR_BufTooSmall if none fits,
 *  or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetWkstaUserEnum( LMSTR servername, DWORD level, LPBYTE *bufptr,
                                        DWORD prefmaxlen, LPDWORD entriesread,
                                        LPDWORD totalentries, LPDWORD resume )
{
    struct info_request request = { .class = &users, .prefmaxlen = prefmaxlen };
    NET_API_STATUS (WINAPI *next)( LMSTR, DWORD, LPBYTE *, DWORD, LPDWORD, LPDWORD, LPDWORD );

    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), level, bufptr, prefmaxlen,
           entriesread, totalentries, resume );

    if ((next = (void *)get_local_proc( servername, "NetWkstaUserEnum" )))
        return next( servername, level, bufptr, prefmaxlen, entriesread, totalentries, resume );
    return enum_info( servername, &request, level, bufptr, entriesread, totalentries, resume );
}
