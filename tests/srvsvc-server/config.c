/*
 * The calls about the server's settings, disks, statistics and clock
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

#include "server.h"

/*
 * Names, kinds, numbers, whether a caller can set them, smallest and greatest values, and whether
 * they have levels of their own. F( name, kind, parmnum, change, min, max, single )
 *
 * MS-SRVS has a server ignore what is not settable, or look at it and not keep it. The members
 * are in the order of levels 100 to 103, and in that of 502, 503 and 599: each level is the
 * beginning of the next.
 */
#define INFO_103( F ) \
    F( platform_id, NUMBER, 101, NONE, 0, 0, FALSE ) \
    F( name, STRING, 102, STORE, 0, 0, FALSE ) \
    F( version_major, NUMBER, 103, NONE, 0, 0, FALSE ) \
    F( version_minor, NUMBER, 104, NONE, 0, 0, FALSE ) \
    F( type, NUMBER, 105, NONE, 0, 0, FALSE ) \
    F( comment, STRING, 5, STORE, 0, 0, TRUE ) \
    F( users, NUMBER, 107, STORE, 1, MAXDWORD, TRUE ) \
    F( disc, NUMBER, 10, STORE, 1, MAXDWORD, TRUE ) \
    F( hidden, NUMBER, 16, STORE, 0, 1, TRUE ) \
    F( announce, NUMBER, 17, STORE, 1, 65535, TRUE ) \
    F( anndelta, NUMBER, 18, STORE, 0, 65535, TRUE ) \
    F( licenses, NUMBER, 0, NONE, 0, 0, FALSE ) \
    F( userpath, STRING, 112, STORE, 0, 0, FALSE ) \
    F( capabilities, NUMBER, 0, NONE, 0, 0, FALSE )

#define INFO_599( F ) \
    F( sessopens, NUMBER, 501, STORE, 1, 16384, TRUE ) \
    F( sessvcs, NUMBER, 502, STORE, 1, 1, TRUE ) \
    F( opensearch, NUMBER, 503, STORE, 1, 2048, TRUE ) \
    F( sizreqbuf, NUMBER, 504, NONE, 0, 0, FALSE ) \
    F( initworkitems, NUMBER, 505, NONE, 0, 0, FALSE ) \
    F( maxworkitems, NUMBER, 506, STORE, 1, 65535, TRUE ) \
    F( rawworkitems, NUMBER, 507, NONE, 0, 0, FALSE ) \
    F( irpstacksize, NUMBER, 508, NONE, 0, 0, FALSE ) \
    F( maxrawbuflen, NUMBER, 509, CHECK, 65535, 65535, FALSE ) \
    F( sessusers, NUMBER, 510, STORE, 1, 2048, TRUE ) \
    F( sessconns, NUMBER, 511, STORE, 1, 2048, TRUE ) \
    F( maxpagedmemoryusage, NUMBER, 513, STORE, 0x400000, MAXDWORD, TRUE ) \
    F( maxnonpagedmemoryusage, NUMBER, 512, STORE, 0x400000, MAXDWORD, TRUE ) \
    F( enablesoftcompat, NUMBER, 514, STORE, 0, 1, TRUE ) \
    F( enableforcedlogoff, NUMBER, 515, STORE, 0, 1, TRUE ) \
    F( timesource, NUMBER, 516, STORE, 0, 1, TRUE ) \
    F( acceptdownlevelapis, NUMBER, 517, NONE, 0, 0, FALSE ) \
    F( lmannounce, NUMBER, 518, STORE, 0, 1, TRUE ) \
    F( domain, STRING, 519, NONE, 0, 0, FALSE ) \
    F( maxcopyreadlen, NUMBER, 520, NONE, 0, 0, FALSE ) \
    F( maxcopywritelen, NUMBER, 521, NONE, 0, 0, FALSE ) \
    F( minkeepsearch, NUMBER, 522, CHECK, 5, 5000, FALSE ) \
    F( maxkeepsearch, NUMBER, 523, STORE, 10, 10000, TRUE ) \
    F( minkeepcomplsearch, NUMBER, 524, CHECK, 1, 1000, FALSE ) \
    F( maxkeepcomplsearch, NUMBER, 525, CHECK, 2, 10000, FALSE ) \
    F( threadcountadd, NUMBER, 526, NONE, 0, 0, FALSE ) \
    F( numblockthreads, NUMBER, 527, NONE, 0, 0, FALSE ) \
    F( scavtimeout, NUMBER, 528, STORE, 1, 300, TRUE ) \
    F( minrcvqueue, NUMBER, 529, STORE, 0, 10, TRUE ) \
    F( minfreeworkitems, NUMBER, 530, STORE, 0, 10, TRUE ) \
    F( xactmemsize, NUMBER, 531, NONE, 0, 0, FALSE ) \
    F( threadpriority, NUMBER, 532, NONE, 0, 0, FALSE ) \
    F( maxmpxct, NUMBER, 533, STORE, 1, 65535, TRUE ) \
    F( oplockbreakwait, NUMBER, 534, STORE, 10, 180, TRUE ) \
    F( oplockbreakresponsewait, NUMBER, 535, STORE, 10, 180, TRUE ) \
    F( enableoplocks, NUMBER, 536, STORE, 0, 1, TRUE ) \
    F( enableoplockforceclose, NUMBER, 537, NONE, 0, 0, FALSE ) \
    F( enablefcbopens, NUMBER, 538, STORE, 0, 1, TRUE ) \
    F( enableraw, NUMBER, 539, STORE, 0, 1, TRUE ) \
    F( enablesharednetdrives, NUMBER, 540, STORE, 0, 1, TRUE ) \
    F( minfreeconnections, NUMBER, 541, STORE, 2, 1024, TRUE ) \
    F( maxfreeconnections, NUMBER, 542, STORE, 2, 16384, TRUE ) \
    F( initsesstable, NUMBER, 543, STORE, 1, 64, TRUE ) \
    F( initconntable, NUMBER, 544, STORE, 1, 128, TRUE ) \
    F( initfiletable, NUMBER, 545, STORE, 1, 256, TRUE ) \
    F( initsearchtable, NUMBER, 546, STORE, 1, 2048, TRUE ) \
    F( alertschedule, NUMBER, 547, STORE, 1, 65535, TRUE ) \
    F( errorthreshold, NUMBER, 548, STORE, 1, 65535, TRUE ) \
    F( networkerrorthreshold, NUMBER, 549, STORE, 1, 100, TRUE ) \
    F( diskspacethreshold, NUMBER, 550, STORE, 0, 99, TRUE ) \
    F( reserved, NUMBER, 0, NONE, 0, 0, FALSE ) \
    F( maxlinkdelay, NUMBER, 552, STORE, 0, 0x10000000, TRUE ) \
    F( minlinkthroughput, NUMBER, 553, STORE, 0, MAXDWORD, TRUE ) \
    F( linkinfovalidtime, NUMBER, 554, STORE, 0, 0x10000000, TRUE ) \
    F( scavqosinfoupdatetime, NUMBER, 555, STORE, 0, 0x10000000, TRUE ) \
    F( maxworkitemidletime, NUMBER, 556, STORE, 10, 1800, TRUE )

#define ENUM_103( name, ... ) SV103_##name,
#define ENUM_599( name, ... ) SV599_##name,

enum { INFO_103( ENUM_103 ) INFO_599( ENUM_599 ) };

#define FIELD( name, kind, parmnum, change, min, max, single ) \
    { L""#name, KIND_##kind, parmnum, CHANGE_##change, min, max, single },

static const struct field server_fields[] = { INFO_103( FIELD ) INFO_599( FIELD ) };

struct table server_config = { .section = L"server", FIELDS( server_fields ), .single = TRUE };

#define MEMBER_103( name, ... ) MEMBER_AT( SV103_##name, SERVER_INFO_103, sv103_##name ),
#define MEMBER_599( name, ... ) MEMBER_AT( SV599_##name, SERVER_INFO_599, sv599_##name ),

static const struct member members_103[] = { INFO_103( MEMBER_103 ) };
static const struct member members_599[] = { INFO_599( MEMBER_599 ) };

#define LEVEL( level, access, members, count ) \
    { level, sizeof(SERVER_INFO_##level), access, members, count, NULL }

static const struct level server_levels[] =
{
    LEVEL( 100, ACCESS_EVERYBODY, members_103, 2 ),
    LEVEL( 101, ACCESS_EVERYBODY, members_103, 6 ),
    LEVEL( 102, ACCESS_ADMINISTRATOR, members_103, 13 ),
    LEVEL( 103, ACCESS_EVERYBODY, members_103, 14 ),
    LEVEL( 502, ACCESS_ADMINISTRATOR, members_599, 18 ),
    LEVEL( 503, ACCESS_ADMINISTRATOR, members_599, 42 ),
    LEVEL( 599, ACCESS_ADMINISTRATOR, members_599, ARRAYSIZE(members_599) ),
};

static const struct level *find_server_level( DWORD level )
{
    return find_level( server_levels, ARRAYSIZE(server_levels), level );
}

/* The server has the name that it is called by. */
static NET_API_STATUS get_server( WCHAR *server, const struct level *level, SERVER_INFO *info )
{
    union value record[ARRAYSIZE(server_fields)];

    table_lock();
    memcpy( record, server_config.values, sizeof(record) );
    if (server) record[SV103_name].string = server;
    record[SV103_licenses].number = 0;
    info->ServerInfo100 = (SERVER_INFO_100 *)make_entry( &server_config, level, record );
    table_unlock();
    return info->ServerInfo100 ? NERR_Success : ERROR_NOT_ENOUGH_MEMORY;
}

NET_API_STATUS NetrServerGetInfo( SRVSVC_HANDLE server, DWORD level, SERVER_INFO *info )
{
    const struct level *found = level == 599 ? NULL : find_server_level( level );
    NET_API_STATUS ret;

    info->ServerInfo100 = NULL;
    if (!access_allowed( found ? found->access : ACCESS_ADMINISTRATOR )) ret = ERROR_ACCESS_DENIED;
    else if (!found) ret = ERROR_INVALID_LEVEL;
    else if (is_too_long( server )) ret = ERROR_INVALID_PARAMETER;
    else ret = get_server( server, found, info );
    return log_call( ret, L"NetrServerGetInfo server=%.100ls level=%lu", log_name( server ),
                     level );
}

NET_API_STATUS NetrServerSetInfo( SRVSVC_HANDLE server, DWORD level, SERVER_INFO *info,
                                  DWORD *parm_err )
{
    struct own_level own;
    const struct level *found = level == 100 || level == 103 ? NULL : find_server_level( level );
    NET_API_STATUS ret = NERR_Success;
    DWORD parmnum = 0;

    if (!found) found = find_own_level( &server_config, level, &own );
    if (!access_allowed( ACCESS_ADMINISTRATOR )) ret = ERROR_ACCESS_DENIED;
    else if (!found) ret = ERROR_INVALID_LEVEL;
    else if (!info->ServerInfo100 ||
             find_invalid( &server_config, found, info->ServerInfo100, &parmnum ))
        ret = ERROR_INVALID_PARAMETER;
    else
    {
        table_lock();
        if (!store_entry( &server_config, found, info->ServerInfo100, server_config.values ))
            ret = ERROR_NOT_ENOUGH_MEMORY;
        table_unlock();
    }
    if (ret == ERROR_INVALID_PARAMETER && parm_err) *parm_err = parmnum;
    return log_call( ret, L"NetrServerSetInfo level=%lu parm_err=%lu", level, parmnum );
}

static const struct field disk_fields[] = {PLAIN_FIELD( L"drive", KIND_STRING )};

static const WCHAR *check_disk( const union value *disk )
{
    const WCHAR *name = disk->string;

    return name && name[0] >= 'A' && name[0] <= 'Z' && !wcscmp( name + 1, L":" )
           ? NULL : L"a disk is a letter and a colon";
}

struct table disks = { .section = L"disks", FIELDS( disk_fields ), .check = check_disk };

/* An empty one ends the list, and does not count. */
static NET_API_STATUS enum_disks( DISK_ENUM_CONTAINER *container, DWORD *total )
{
    DWORD i;

    if (!(container->Buffer = call_alloc( (disks.count + 1) * sizeof(*container->Buffer) )))
        return ERROR_NOT_ENOUGH_MEMORY;
    for (i = 0; i < disks.count; i++)
        memcpy( container->Buffer[i].Disk, table_record( &disks, i )->string,
                sizeof(container->Buffer[i].Disk) );
    container->EntriesRead = disks.count + 1;
    *total = disks.count;
    return NERR_Success;
}

NET_API_STATUS NetrServerDiskEnum( SRVSVC_HANDLE server, DWORD level,
                                   DISK_ENUM_CONTAINER *container, DWORD length, DWORD *total,
                                   DWORD *resume )
{
    NET_API_STATUS ret;

    *total = 0;
    memset( container, 0, sizeof(*container) );
    if (!access_allowed( ACCESS_ADMINISTRATOR )) ret = ERROR_ACCESS_DENIED;
    else if (level) ret = ERROR_INVALID_LEVEL;
    else ret = enum_disks( container, total );
    return log_call( ret, L"NetrServerDiskEnum level=%lu: %lu", level, *total );
}

/* As STAT_SERVER_0 has them */
static const struct field statistics_fields[] =
{
    PLAIN_FIELD( L"start", KIND_NUMBER ),
    PLAIN_FIELD( L"fopens", KIND_NUMBER ),
    PLAIN_FIELD( L"devopens", KIND_NUMBER ),
    PLAIN_FIELD( L"jobsqueued", KIND_NUMBER ),
    PLAIN_FIELD( L"sopens", KIND_NUMBER ),
    PLAIN_FIELD( L"stimedout", KIND_NUMBER ),
    PLAIN_FIELD( L"serrorout", KIND_NUMBER ),
    PLAIN_FIELD( L"pwerrors", KIND_NUMBER ),
    PLAIN_FIELD( L"permerrors", KIND_NUMBER ),
    PLAIN_FIELD( L"syserrors", KIND_NUMBER ),
    PLAIN_FIELD( L"bytessent_low", KIND_NUMBER ),
    PLAIN_FIELD( L"bytessent_high", KIND_NUMBER ),
    PLAIN_FIELD( L"bytesrcvd_low", KIND_NUMBER ),
    PLAIN_FIELD( L"bytesrcvd_high", KIND_NUMBER ),
    PLAIN_FIELD( L"avresponse", KIND_NUMBER ),
    PLAIN_FIELD( L"reqbufneed", KIND_NUMBER ),
    PLAIN_FIELD( L"bigbufneed", KIND_NUMBER ),
};

struct table statistics = { .section = L"statistics", FIELDS( statistics_fields ), .single = TRUE };

NET_API_STATUS NetrServerStatisticsGet( SRVSVC_HANDLE server, WCHAR *service, DWORD level,
                                        DWORD options, STAT_SERVER_0 **info )
{
    NET_API_STATUS ret;
    DWORD i;

    *info = NULL;
    if (!access_allowed( ACCESS_ADMINISTRATOR )) ret = ERROR_ACCESS_DENIED;
    else if (level) ret = ERROR_INVALID_LEVEL;
    else if (options) ret = ERROR_INVALID_PARAMETER;
    else if (!(*info = call_alloc( sizeof(**info) ))) ret = ERROR_NOT_ENOUGH_MEMORY;
    else
    {
        for (i = 0; i < statistics.field_count; i++)
            ((DWORD *)*info)[i] = statistics.values[i].number;
        ret = NERR_Success;
    }
    return log_call( ret, L"NetrServerStatisticsGet service=%.100ls level=%lu options=%lu",
                     log_name( service ), level, options );
}

enum { CLOCK_ELAPSED, CLOCK_MSECS, CLOCK_HUNDS, CLOCK_TIMEZONE, CLOCK_INTERVAL };

static const struct field clock_fields[] =
{
    [CLOCK_ELAPSED]  = PLAIN_FIELD( L"elapsedt", KIND_NUMBER ),
    [CLOCK_MSECS]    = PLAIN_FIELD( L"msecs", KIND_NUMBER ),
    [CLOCK_HUNDS]    = PLAIN_FIELD( L"hunds", KIND_NUMBER ),
    [CLOCK_TIMEZONE] = PLAIN_FIELD( L"timezone", KIND_NUMBER ),
    [CLOCK_INTERVAL] = PLAIN_FIELD( L"tinterval", KIND_NUMBER ),
};

struct table fixed_clock = { .section = L"clock", FIELDS( clock_fields ), .single = TRUE };

#define TICKS_PER_SECOND 10000000
#define TICKS_TO_1970    116444736000000000ULL

static ULONGLONG get_ticks( DWORD elapsed, DWORD hunds )
{
    return TICKS_TO_1970 + (ULONGLONG)elapsed * TICKS_PER_SECOND + hunds * (TICKS_PER_SECOND / 100);
}

/* Its hours and days are those of Greenwich. */
static void fill_time( TIME_OF_DAY_INFO *info, ULONGLONG ticks )
{
    FILETIME file_time = { ticks, ticks >> 32 };
    SYSTEMTIME time;

    FileTimeToSystemTime( &file_time, &time );
    info->tod_elapsedt = (ticks - TICKS_TO_1970) / TICKS_PER_SECOND;
    info->tod_hours = time.wHour;
    info->tod_mins = time.wMinute;
    info->tod_secs = time.wSecond;
    info->tod_hunds = time.wMilliseconds / 10;
    info->tod_day = time.wDay;
    info->tod_month = time.wMonth;
    info->tod_year = time.wYear;
    info->tod_weekday = time.wDayOfWeek;
}

static void fill_fixed_time( TIME_OF_DAY_INFO *info, const union value *clock )
{
    fill_time( info, get_ticks( clock[CLOCK_ELAPSED].number, clock[CLOCK_HUNDS].number ));
    info->tod_msecs = clock[CLOCK_MSECS].number;
    info->tod_timezone = clock[CLOCK_TIMEZONE].number;
    info->tod_tinterval = clock[CLOCK_INTERVAL].number;
}

static void fill_real_time( TIME_OF_DAY_INFO *info )
{
    TIME_ZONE_INFORMATION zone;
    FILETIME now;

    GetSystemTimeAsFileTime( &now );
    fill_time( info, ((ULONGLONG)now.dwHighDateTime << 32) | now.dwLowDateTime );
    info->tod_msecs = GetTickCount();
    info->tod_timezone = GetTimeZoneInformation( &zone ) == TIME_ZONE_ID_INVALID ? -1 : zone.Bias;
    info->tod_tinterval = 310;      /* as Windows */
}

NET_API_STATUS NetrRemoteTOD( SRVSVC_HANDLE server, TIME_OF_DAY_INFO **info )
{
    NET_API_STATUS ret = NERR_Success;

    *info = NULL;
    if (!access_allowed( ACCESS_EVERYBODY )) ret = ERROR_ACCESS_DENIED;
    else if (!(*info = call_alloc( sizeof(**info) ))) ret = ERROR_NOT_ENOUGH_MEMORY;
    else if (fixed_clock.values[CLOCK_ELAPSED].number)
        fill_fixed_time( *info, fixed_clock.values );
    else fill_real_time( *info );
    return log_call( ret, L"NetrRemoteTOD" );
}
