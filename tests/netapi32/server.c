/*
 * The server itself: its settings, disks, statistics and clock
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

#include "netapi32_test.h"

#include <lmstats.h>

#define SERVER_103( name, kind ) SERVICE_FIELD( SERVER_INFO_103, sv103_, name, kind )

#define SERVER( level, name, kind ) SERVICE_FIELD( SERVER_INFO_##level, sv##level##_, name, kind )

static const struct service_level levels[] =
{
    { 100, sizeof(SERVER_INFO_100),
      { SERVER( 100, platform_id, HEX ), SERVER( 100, name, TEXT ) } },
    { 101, sizeof(SERVER_INFO_101),
      { SERVER( 101, platform_id, HEX ), SERVER( 101, name, TEXT ),
        SERVER( 101, version_major, NUMBER ), SERVER( 101, version_minor, NUMBER ),
        SERVER( 101, type, NUMBER ) } },
    { 102, sizeof(SERVER_INFO_102),
      { SERVER( 102, platform_id, HEX ), SERVER( 102, name, TEXT ),
        SERVER( 102, version_major, NUMBER ), SERVER( 102, version_minor, NUMBER ),
        SERVER( 102, type, NUMBER ), SERVER( 102, users, NUMBER ), SERVER( 102, disc, NUMBER ),
        SERVER( 102, announce, NUMBER ), SERVER( 102, anndelta, NUMBER ),
        SERVER( 102, licenses, NUMBER ) } },
    { 103, sizeof(SERVER_INFO_103),
      { SERVER_103( platform_id, HEX ), SERVER_103( name, TEXT ),
        SERVER_103( version_major, NUMBER ), SERVER_103( version_minor, NUMBER ),
        SERVER_103( type, NUMBER ), SERVER_103( users, NUMBER ), SERVER_103( disc, NUMBER ),
        SERVER_103( announce, NUMBER ), SERVER_103( anndelta, NUMBER ),
        SERVER_103( licenses, NUMBER ), SERVER_103( capabilities, HEX ) } },
    { 502, sizeof(SERVER_INFO_502),
      { SERVER( 502, sessopens, NUMBER ), SERVER( 502, maxworkitems, NUMBER ),
        SERVER( 502, lmannounce, NUMBER ) } },
    { 503, sizeof(SERVER_INFO_503),
      { SERVER( 503, sessopens, NUMBER ), SERVER( 503, maxworkitems, NUMBER ),
        SERVER( 503, lmannounce, NUMBER ), SERVER( 503, maxfreeconnections, NUMBER ) } },
};

static void test_get(void)
{
    static const DWORD undefined[] = { 0, 1, 99, 104, 504, 1005, 65636, MAXDWORD };
    const ULONG_PTR names[] = { (ULONG_PTR)known.server };
    struct service_level none = { .level = 0 };
    DWORD i;

    for (i = 0; i < ARRAYSIZE(levels); i++)
        observe_service_get( "NetServerGetInfo", names, 1, &levels[i],
                             case_name( "NetServerGetInfo level %lu", levels[i].level ));
    observe_service_levels( "NetServerGetInfo", names, 1, levels, ARRAYSIZE(levels) );
    for (i = 0; i < ARRAYSIZE(undefined); i++)
    {
        none.level = undefined[i];
        observe_service_get( "NetServerGetInfo", names, 1, &none,
                             case_name( "NetServerGetInfo undefined level %lu", undefined[i] ));
    }
}

static void test_set(void)
{
    static const DWORD undefined[] = { 0, 100, 504, 1000, 1504, MAXDWORD };
    SERVER_INFO_502 info = { .sv502_sessopens = 1 };
    DWORD i, parm_err = 0;

    for (i = 0; i < ARRAYSIZE(undefined); i++)
        SERVICE( "NetServerSetInfo",
                 case_name( "NetServerSetInfo undefined level %lu", undefined[i] ), undefined[i],
                 (ULONG_PTR)&info, (ULONG_PTR)&parm_err );
}

static void test_disk_form(void)
{
    DWORD entries = 0, total = 0, i;
    WCHAR *disks = NULL;
    const char *what;
    const ULONG_PTR args[] = { (ULONG_PTR)known.server, 0, (ULONG_PTR)&disks,
                               MAX_PREFERRED_LENGTH, (ULONG_PTR)&entries, (ULONG_PTR)&total, 0 };
    NET_API_STATUS status = call_service( "NetServerDiskEnum", args, ARRAYSIZE(args), &what );

    if (status || !disks) return;
    for (i = 0; i < entries; i++)
        if (!iswalpha( disks[3 * i] ) || disks[3 * i + 1] != ':' || disks[3 * i + 2]) break;
    observe( "NetServerDiskEnum", "NetServerDiskEnum, form" );
    observe_status( status );
    observe_field( "form", i < entries ? "another" : "letters and colons" );
    observed();
    NetApiBufferFree( disks );
}

static void test_disks(void)
{
    static const struct service_level disk_level = { 0, 3 * sizeof(WCHAR), {{ NULL }} };
    static const struct service_list list =
    {
        "NetServerDiskEnum", "NetServerDiskEnum", &disk_level, 1, { NULL }, 0, NULL, TRUE, FALSE
    };

    observe_service_list( &list );
    test_disk_form();
}

#define STAT( name ) { #name, SERVICE_NUMBER, FIELD_OFFSET( STAT_SERVER_0, sts0_##name ) }

static void statistics( const WCHAR *service, DWORD level, DWORD stat_options, const char *name )
{
    const ULONG_PTR names[] = { (ULONG_PTR)known.server, (ULONG_PTR)service, level, stat_options };
    BYTE *buffer = UNTOUCHED;
    ULONG_PTR args[5];
    NET_API_STATUS status;

    memcpy( args, names, sizeof(names) );
    args[4] = (ULONG_PTR)&buffer;
    if (!begin_service( "NetStatisticsGet", name, args, 5, &status )) return;
    observe_out( "bufptr", "%s", pointer_state( buffer ));
    observed();
    if (!status && buffer != UNTOUCHED) NetApiBufferFree( buffer );
}

/* The function behind it, which has no name of a service */
static void server_statistics(void)
{
    BYTE *buffer = UNTOUCHED;
    const ULONG_PTR args[] = { (ULONG_PTR)known.server, 0, 0, (ULONG_PTR)&buffer };
    NET_API_STATUS status;

    if (!begin_service( "NetServerStatisticsGet", "NetServerStatisticsGet", args, 4, &status ))
        return;
    observe_out( "bufptr", "%s", pointer_state( buffer ));
    observed();
    if (!status && buffer != UNTOUCHED) NetApiBufferFree( buffer );
}

static void test_statistics(void)
{
    statistics( L"LanmanServer", 0, 0, "NetStatisticsGet" );
    statistics( L"LanmanServer", 99, 0, "NetStatisticsGet undefined level 99" );
    statistics( L"LanmanServer", 0, 0x80, "NetStatisticsGet, options 0x80" );
    server_statistics();
}

/* The date that the seconds give is another one in other time zones, for a day at most. */
static BOOL is_date( const TIME_OF_DAY_INFO *info )
{
    SYSTEMTIME date = { .wYear = info->tod_year, .wMonth = info->tod_month,
                        .wDay = info->tod_day };
    static const SYSTEMTIME epoch = { .wYear = 1970, .wMonth = 1, .wDay = 1 };
    ULARGE_INTEGER now, begin;
    LONG days;

    if (!SystemTimeToFileTime( &date, (FILETIME *)&now ) ||
        !SystemTimeToFileTime( &epoch, (FILETIME *)&begin )) return FALSE;
    days = (now.QuadPart - begin.QuadPart) / (86400 * (ULONGLONG)10000000);
    return labs( days - (LONG)(info->tod_elapsedt / 86400) ) <= 1 &&
           info->tod_weekday == (DWORD)(days + 4) % 7;  /* the epoch was a Thursday */
}

static void test_clock(void)
{
    TIME_OF_DAY_INFO *info = (TIME_OF_DAY_INFO *)UNTOUCHED;
    const ULONG_PTR args[] = { (ULONG_PTR)known.server, (ULONG_PTR)&info };
    NET_API_STATUS status;

    if (!begin_service( "NetRemoteTOD", "NetRemoteTOD", args, 2, &status )) return;
    observe_out( "bufptr", "%s", pointer_state( info ));
    if (!status && info && (BYTE *)info != UNTOUCHED)
    {
        BOOL plausible = info->tod_hours < 24 && info->tod_mins < 60 && info->tod_secs < 60 &&
                         info->tod_hunds < 100 && info->tod_day - 1 < 31 &&
                         info->tod_month - 1 < 12 && info->tod_weekday < 7 &&
                         info->tod_elapsedt % 60 == info->tod_secs &&
                         info->tod_elapsedt / 60 % 60 == info->tod_mins;

        observe_number_field( "time", plausible ? "plausible" : "implausible",
                              info->tod_elapsedt );
        observe_field( "date", is_date( info ) ? "plausible" : "implausible" );
        observe_number_field( "timezone", info->tod_timezone >= -840 && info->tod_timezone <= 840 ?
                              "minutes" : "implausible", info->tod_timezone );
    }
    observed();
    if (!status && (BYTE *)info != UNTOUCHED) NetApiBufferFree( info );
}

static void test_supports(void)
{
    DWORD supported = UNTOUCHED_LONG;
    const ULONG_PTR args[] = { (ULONG_PTR)known.server, 0x1e, (ULONG_PTR)&supported };
    NET_API_STATUS status;

    if (!begin_service( "NetRemoteComputerSupports", "NetRemoteComputerSupports", args, 3,
                        &status )) return;
    if (!status) observe_number_field( "supported", supported & ~0x1e ? "more than was asked for" :
                                       "of what was asked for", supported );
    observed();
}

START_TEST(server)
{
    begin_unit( "server" );
    find_session();
    begin_variant( without_session );
    test_get();
    test_set();
    test_disks();
    test_statistics();
    test_clock();
    test_supports();
    observe_zeros( "NetServerGetInfo" );
    observe_zeros( "NetServerDiskEnum" );
    observe_zeros( "NetStatisticsGet" );
    observe_zeros( "NetRemoteTOD" );
    observe_zeros( "NetRemoteComputerSupports" );
    end_unit();
}
