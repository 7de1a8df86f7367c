/*
 * Net server, statistics and clock functions
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

enum { NAME, COMMENT, USERPATH, DOMAIN, NUMBERS };

#define SERVER( level, field ) FIELD( SERVER_INFO_##level, sv##level##_##field )

static const struct info_level server_levels[] =
{
    { 100, 100, 100, LEVEL_GET, sizeof(SERVER_INFO_100), { [NAME] = SERVER( 100, name ) } },
    { 101, 101, 101, LEVEL_GET, sizeof(SERVER_INFO_101),
      { [NAME] = SERVER( 101, name ), [COMMENT] = SERVER( 101, comment ) } },
    { 102, 102, 102, LEVEL_GET, sizeof(SERVER_INFO_102),
      { [NAME] = SERVER( 102, name ), [COMMENT] = SERVER( 102, comment ),
        [USERPATH] = SERVER( 102, userpath ) } },
    { 103, 103, 103, LEVEL_GET, sizeof(SERVER_INFO_103),
      { [NAME] = SERVER( 103, name ), [COMMENT] = SERVER( 103, comment ),
        [USERPATH] = SERVER( 103, userpath ) } },
    { 502, 502, 502, LEVEL_GET, sizeof(SERVER_INFO_502), { 0 } },
    { 503, 503, 503, LEVEL_GET, sizeof(SERVER_INFO_503), { [DOMAIN] = SERVER( 503, domain ) } },
};

/* All of them are pointers to structures, which the stub knows. */
static const WORD set_levels[] =
{
    101, 102, 502, 503, 599, 1005, 1010, 1016, 1017, 1018, 1107, 1501, 1502, 1503, 1506, 1510, 1511,
    1512, 1513, 1514, 1515, 1516, 1518, 1523, 1528, 1529, 1530, 1533, 1534, 1535, 1536, 1538, 1539,
    1540, 1541, 1542, 1543, 1544, 1545, 1546, 1547, 1548, 1549, 1550, 1552, 1553, 1554, 1555, 1556
};

static NET_API_STATUS server_get( WCHAR *server, void *params )
{
    struct info_request *request = params;

    return NetrServerGetInfo( server, request->info.level,
                              (SERVER_INFO *)&request->container.entries );
}

static const struct info_class servers =
{
    .index = CLASS_SERVER, .levels = server_levels, .level_count = ARRAY_SIZE(server_levels),
    .strings = NUMBERS, .fields = NUMBERS, .get = server_get,
};

static NET_API_STATUS server_set( WCHAR *server, struct change *change )
{
    return NetrServerSetInfo( server, change->level, (SERVER_INFO *)&change->info,
                              &change->parm_err );
}

/************************************************************
 *                NetServerGetInfo  (NETAPI32.@)
 *
 * Get information about a server.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer, of which Wine's own
 *                 function tells the levels 100 and 101
 *  level      [I] 100, 101, 102, 103, 502 or 503: a SERVER_INFO_100 and so on is wanted
 *  bufptr     [O] Receives the information, to be freed by NetApiBufferFree; NULL after a failure
 *
 * RETURNS
 *  NERR_Success, or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetServerGetInfo( LMSTR servername, DWORD level, LPBYTE *bufptr )
{
    struct info_request request = { .class = &servers, .one = TRUE };
    NET_API_STATUS (WINAPI *next)( LMSTR, DWORD, LPBYTE * );

    TRACE( "(%s, %lu, %p)\n", debugstr_w(servername), level, bufptr );

    if ((level == 100 || level == 101) &&
        (next = (void *)get_local_proc( servername, "NetServerGetInfo" )))
        return next( servername, level, bufptr );
    return get_info( servername, &request, level, bufptr );
}

/************************************************************
 *                NetServerSetInfo  (NETAPI32.@)
 *
 * Change the settings of a server.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  level      [I] 101, 102, 502, 503, 599, or one from 1005 on: buf is a SERVER_INFO_101 and so on
 *  buf        [I] New settings
 *  parm_err   [O] Receives the number of the member that is wrong; can be NULL
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER also if a member is wrong, or an error as described for
 *  NetSessionGetInfo.
 *
 * NOTES
 *  Samba reports success and changes nothing.
 */
NET_API_STATUS WINAPI NetServerSetInfo( LMSTR servername, DWORD level, LPBYTE buf,
                                        LPDWORD parm_err )
{
    struct change change = { .send = server_set, .level = level, .info = buf };
    unsigned int i;

    TRACE( "(%s, %lu, %p, %p)\n", debugstr_w(servername), level, buf, parm_err );

    if (parm_err) *parm_err = 0;
    for (i = 0; i < ARRAY_SIZE(set_levels) && set_levels[i] != level; i++) ;
    if (i == ARRAY_SIZE(set_levels)) return ERROR_INVALID_LEVEL;
    return send_change( servername, &change, parm_err );
}

static const struct info_level disk_levels[] =
{
    { 0, 0, 0, LEVEL_ENUM, sizeof(DISK_INFO), { 0 } }
};

static NET_API_STATUS disk_enum( WCHAR *server, void *params )
{
    struct info_request *request = params;

    return NetrServerDiskEnum( server, request->info.level,
                               (DISK_ENUM_CONTAINER *)&request->container, request->prefmaxlen,
                               &request->total, &request->resume );
}

/*
 * In the answer the number of disks is followed by a pointer, the size of the array, and by the
 * offset and the number of what is sent of it. Each disk has an offset and a number, too. Wine's
 * rpcrt4 writes the characters of a disk at any offset that it is told, in memory or not.
 */
static BOOL check_disks( const DWORD *data, DWORD count )
{
    DWORD i, pos = 5;

    if (count < pos || !data[1]) return TRUE;
    if (data[3] || data[4] > data[2]) return FALSE;
    for (i = 0; i < data[4]; i++)
    {
        if (count - pos < 2 || data[pos] || data[pos + 1] > ARRAY_SIZE(((DISK_INFO *)0)->Disk))
            return FALSE;
        pos += 2 + (data[pos + 1] + 1) / 2;
        if (pos > count) return FALSE;
    }
    return TRUE;
}

static const struct info_class disks =
{
    .index = CLASS_DISK, .levels = disk_levels, .level_count = ARRAY_SIZE(disk_levels),
    .untagged = TRUE, .enumerate = disk_enum, .check_list = check_disks,
};

/* Puts an empty string behind the last disk, where the server did not. */
static NET_API_STATUS end_disks( BYTE **bufptr, DWORD count )
{
    DISK_INFO *disks;

    if (NetApiBufferReallocate( *bufptr, (count + 1) * sizeof(*disks), (void **)&disks ))
    {
        NetApiBufferFree( *bufptr );
        *bufptr = NULL;
        return ERROR_NOT_ENOUGH_MEMORY;
    }
    memset( &disks[count], 0, sizeof(*disks) );
    *bufptr = (BYTE *)disks;
    return NERR_Success;
}

/************************************************************
 *                NetServerDiskEnum  (NETAPI32.@)
 *
 * List the disk drives of a server.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  level      [I] 0: an array of strings of three characters is wanted, as "C:" with its terminator
 *  bufptr     [O] Receives the array, to be freed by NetApiBufferFree. An empty string follows it,
 *                 which is not counted
 *  prefmaxlen, entriesread, totalentries, resume [I/O] As described for NetSessionEnum; servers
 *                 look neither at the length nor at the handle
 *
 * RETURNS
 *  NERR_Success, or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetServerDiskEnum( LMSTR servername, DWORD level, LPBYTE *bufptr,
                                         DWORD prefmaxlen, LPDWORD entriesread,
                                         LPDWORD totalentries, LPDWORD resume )
{
    struct info_request request = { .class = &disks, .prefmaxlen = MAX_PREFERRED_LENGTH };
    NET_API_STATUS ret, err;
    DWORD i;

    TRACE( "(%s, %lu, %p, %lu, %p, %p, %p)\n", debugstr_w(servername), level, bufptr, prefmaxlen,
           entriesread, totalentries, resume );

    ret = enum_info( servername, &request, level, bufptr, entriesread, totalentries, NULL );
    if (ret && ret != ERROR_MORE_DATA) return ret;
    for (i = 0; i < *entriesread; i++)
    {
        DISK_INFO *disk = (DISK_INFO *)*bufptr + i;

        disk->Disk[2] = 0;
        if (!disk->Disk[0]) break;
    }
    if (i && i == *entriesread && (err = end_disks( bufptr, i ))) ret = err;
    *entriesread = *totalentries = *bufptr ? i : 0;
    if (resume) *resume = 0;
    return ret;
}

/* One structure that is not in a union, and so has no level on the wire */

static const struct info_level clock_levels[] =
{
    { 0, 0, 0, LEVEL_GET, sizeof(TIME_OF_DAY_INFO), { 0 } }
};

static NET_API_STATUS clock_get( WCHAR *server, void *params )
{
    struct info_request *request = params;

    return NetrRemoteTOD( server, (TIME_OF_DAY_INFO **)&request->container.entries );
}

static const struct info_class clocks =
{
    .index = CLASS_CLOCK, .levels = clock_levels, .level_count = 1, .untagged = TRUE,
    .get = clock_get,
};

/************************************************************
 *                NetRemoteTOD  (NETAPI32.@)
 *
 * Tell the time of a server.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  bufptr     [O] Receives a TIME_OF_DAY_INFO, to be freed by NetApiBufferFree; NULL after a
 *                 failure. Its time is that of UTC, tod_timezone is in minutes, tod_msecs in
 *                 milliseconds, tod_hunds in hundredths of a second
 *
 * RETURNS
 *  NERR_Success, or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetRemoteTOD( LMCSTR servername, LPBYTE *bufptr )
{
    struct info_request request = { .class = &clocks, .one = TRUE };

    TRACE( "(%s, %p)\n", debugstr_w(servername), bufptr );

    return get_info( servername, &request, 0, bufptr );
}

static const struct info_level statistics_levels[] =
{
    { 0, 0, 0, LEVEL_GET, sizeof(STAT_SERVER_0), { 0 } }
};

static NET_API_STATUS statistics_get( WCHAR *server, void *params )
{
    static WCHAR service[] = L"LanmanServer";
    struct info_request *request = params;

    return NetrServerStatisticsGet( server, service, request->info.level, 0,
                                    (STAT_SERVER_0 **)&request->container.entries );
}

static const struct info_class statistics =
{
    .index = CLASS_STATISTICS, .levels = statistics_levels, .level_count = 1, .untagged = TRUE,
    .get = statistics_get,
};

/************************************************************
 *                NetServerStatisticsGet  (NETAPI32.@)
 *
 * Get the statistics of a server's Server service.
 *
 * PARAMS
 *  servername [I] Name of the server, NULL or empty for the local computer
 *  level      [I] 0: a STAT_SERVER_0 is wanted
 *  options    [I] 0
 *  bufptr     [O] Receives the information, to be freed by NetApiBufferFree; NULL after a failure
 *
 * RETURNS
 *  NERR_Success, or an error as described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetServerStatisticsGet( LMSTR servername, DWORD level, DWORD options,
                                              LPBYTE *bufptr )
{
    struct info_request request = { .class = &statistics, .one = TRUE };

    TRACE( "(%s, %lu, %#lx, %p)\n", debugstr_w(servername), level, options, bufptr );

    if (bufptr) *bufptr = NULL;
    if (options && !level) return ERROR_INVALID_PARAMETER;
    return get_info( servername, &request, level, bufptr );
}

/************************************************************
 *                NetStatisticsGet  (NETAPI32.@)
 *
 * Get the statistics of a service. See NetServerStatisticsGet.
 *
 * PARAMS
 *  service [I] L"LanmanServer"; those of other services on the local computer are Wine's affair
 *
 * RETURNS
 *  Also ERROR_NOT_SUPPORTED for another service of another computer.
 */
NET_API_STATUS WINAPI NetStatisticsGet( LMSTR servername, LMSTR service, DWORD level, DWORD options,
                                        LPBYTE *bufptr )
{
    NET_API_STATUS (WINAPI *next)( LMSTR, LMSTR, DWORD, DWORD, LPBYTE * );

    TRACE( "(%s, %s, %lu, %#lx, %p)\n", debugstr_w(servername), debugstr_w(service), level, options,
           bufptr );

    if (bufptr) *bufptr = NULL;
    if (!service) return ERROR_INVALID_PARAMETER;
    if (names_equal( service, L"LanmanServer" ))
        return NetServerStatisticsGet( servername, level, options, bufptr );
    next = (void *)get_local_proc( servername, "NetStatisticsGet" );
    return next ? next( servername, service, level, options, bufptr ) : ERROR_NOT_SUPPORTED;
}

static NET_API_STATUS call_nothing( WCHAR *server, void *params )
{
    return NERR_Success;
}

/************************************************************
 *                NetRemoteComputerSupports  (NETAPI32.@)
 *
 * Tell what a computer can be asked for.
 *
 * PARAMS
 *  servername [I] Name of the computer, NULL or empty for the local one
 *  options    [I] SUPPORTS_ values that are of interest
 *  supported  [O] Receives those of them that apply
 *
 * RETURNS
 *  NERR_Success, ERROR_INVALID_PARAMETER if supported is NULL, or an error of connecting, as
 *  described for NetSessionGetInfo.
 */
NET_API_STATUS WINAPI NetRemoteComputerSupports( LMCSTR servername, DWORD options,
                                                 LPDWORD supported )
{
    enum { LOCAL = 0x20, ANY = 0x1e };  /* remote administration, RPC, SAM and Unicode */
    NET_API_STATUS ret = NERR_Success;

    TRACE( "(%s, %#lx, %p)\n", debugstr_w(servername), options, supported );

    if (!supported) return ERROR_INVALID_PARAMETER;
    *supported = 0;
    if (is_local_machine( servername )) *supported = options & (ANY | LOCAL);
    else if (!(ret = single_call( servername, call_nothing, NULL, TRUE )))
        *supported = options & ANY;
    return ret;
}
