/*
 * The reference server itself, and its computer
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

#include "services_test.h"

/* MinGW's import library lacks it. */
static NET_API_STATUS (WINAPI *pNetServerStatisticsGet)( LMSTR, DWORD, DWORD, LPBYTE * );

#define MEMBER( type, member, kind, name ) { #member, offsetof( type, member ), kind, 0, name, 0 }

#define M103( member, kind ) MEMBER( SERVER_INFO_103, info.sv102_##member, kind, L""#member )

/* Levels 100 to 103 each are the beginning of the next. */
static const struct member members_103[] =
{
    M103( platform_id, KIND_NUMBER ),
    M103( name, KIND_STRING ),
    M103( version_major, KIND_NUMBER ),
    M103( version_minor, KIND_NUMBER ),
    M103( type, KIND_NUMBER ),
    M103( comment, KIND_STRING ),
    M103( users, KIND_NUMBER ),
    M103( disc, KIND_NUMBER ),
    M103( hidden, KIND_NUMBER ),
    M103( announce, KIND_NUMBER ),
    M103( anndelta, KIND_NUMBER ),
    M103( licenses, KIND_ZERO ),
    M103( userpath, KIND_STRING ),
    MEMBER( SERVER_INFO_103, capabilities, KIND_NUMBER, L"capabilities" ),
};

/* Level 502 is the beginning of 503. */
#define M503( member ) MEMBER( SERVER_INFO_503, sv503_##member, KIND_NUMBER, L""#member )

static const struct member members_503[] =
{
    M503( sessopens ), M503( sessvcs ), M503( opensearch ), M503( sizreqbuf ),
    M503( initworkitems ), M503( maxworkitems ), M503( rawworkitems ), M503( irpstacksize ),
    M503( maxrawbuflen ), M503( sessusers ), M503( sessconns ), M503( maxpagedmemoryusage ),
    M503( maxnonpagedmemoryusage ), M503( enablesoftcompat ), M503( enableforcedlogoff ),
    M503( timesource ), M503( acceptdownlevelapis ), M503( lmannounce ),
    MEMBER( SERVER_INFO_503, sv503_domain, KIND_STRING, L"domain" ),
    M503( maxcopyreadlen ), M503( maxcopywritelen ), M503( minkeepsearch ), M503( maxkeepsearch ),
    M503( minkeepcomplsearch ), M503( maxkeepcomplsearch ), M503( threadcountadd ),
    M503( numblockthreads ), M503( scavtimeout ), M503( minrcvqueue ), M503( minfreeworkitems ),
    M503( xactmemsize ), M503( threadpriority ), M503( maxmpxct ), M503( oplockbreakwait ),
    M503( oplockbreakresponsewait ), M503( enableoplocks ), M503( enableoplockforceclose ),
    M503( enablefcbopens ), M503( enableraw ), M503( enablesharednetdrives ),
    M503( minfreeconnections ), M503( maxfreeconnections ),
};

static const struct level levels[] =
{
    LEVEL( 100, SERVER_INFO_100, members_103, 2 ),
    LEVEL( 101, SERVER_INFO_101, members_103, 6 ),
    LEVEL( 102, SERVER_INFO_102, members_103, 13 ),
    LEVEL( 103, SERVER_INFO_103, members_103, 14 ),
    LEVEL( 502, SERVER_INFO_502, members_503, 18 ),
    LEVEL( 503, SERVER_INFO_503, members_503, ARRAYSIZE(members_503) ),
};

/* MS-SRVS has a server tell the name by which it was called, so that is not the file's. */
static void check_server( const struct level *level, BYTE *buffer )
{
    SERVER_INFO_100 *info = (SERVER_INFO_100 *)buffer;
    WCHAR *name = info->sv100_name;

    if (level->level < 200 && server)
    {
        ok( name && wcsstr( name, L"127.0.0.1" ), "name %s\n", wine_dbgstr_w( name ));
        info->sv100_name = wcscpy( name, L"" );
    }
    if (level->level >= 200 || !server) check_entry( L"server", 0, level, buffer, buffer );
    else
    {
        struct level rest = { level->level, level->size, level->members + 2, level->count - 2 };

        ok( info->sv100_platform_id == 500, "platform %lu\n", info->sv100_platform_id );
        check_entry( L"server", 0, &rest, buffer, buffer );
    }
}

/* Of the local computer, levels 100 and 101 are Wine's. */
static void test_get(void)
{
    static const DWORD wrong[] = { 0, 99, 104, 402, 403, 504, 599, 1005, MAXDWORD };
    BYTE *buffer;
    DWORD i;

    for (i = server ? 0 : 2; i < ARRAYSIZE(levels); i++)
    {
        ok_status( NetServerGetInfo( server, levels[i].level, &buffer ), NERR_Success );
        if (buffer) check_server( &levels[i], buffer );
        NetApiBufferFree( buffer );
        ok_status( NetServerGetInfo( server, levels[i].level, NULL ), ERROR_INVALID_PARAMETER );
    }
    for (i = 0; i < ARRAYSIZE(wrong); i++)
        ok_failure( NetServerGetInfo( server, wrong[i], &buffer ), ERROR_INVALID_LEVEL );
}

static void test_disks(void)
{
    DWORD i, entries, total, resume = 0, rows = count_rows( L"disks" );
    WCHAR *disks;
    BYTE *buffer;

    ok_status( NetServerDiskEnum( server, 0, (BYTE **)&disks, MAX_PREFERRED_LENGTH, &entries,
                                  &total, &resume ), NERR_Success );
    ok( entries == rows && total == rows, "%lu of %lu disks\n", entries, total );
    for (i = 0; i < entries; i++)
        ok( !wcscmp( disks + 3 * i, get_value( L"disks", i, 0 )), "%lu: %ls\n", i, disks + 3 * i );
    ok( !disks[3 * i], "no empty string at the end\n" );
    NetApiBufferFree( disks );
    ok_failure( NetServerDiskEnum( server, 1, &buffer, MAX_PREFERRED_LENGTH, &entries, &total,
                                   NULL ), ERROR_INVALID_LEVEL );
    ok_status( NetServerDiskEnum( server, 0, NULL, MAX_PREFERRED_LENGTH, &entries, &total, NULL ),
               ERROR_INVALID_PARAMETER );
    ok_failure( NetServerDiskEnum( server, 0, &buffer, MAX_PREFERRED_LENGTH, NULL, &total, NULL ),
                ERROR_INVALID_PARAMETER );
}

#define STAT( member ) MEMBER( STAT_SERVER_0, sts0_##member, KIND_NUMBER, L""#member )

static const struct member stat_members[] =
{
    STAT( start ), STAT( fopens ), STAT( devopens ), STAT( jobsqueued ), STAT( sopens ),
    STAT( stimedout ), STAT( serrorout ), STAT( pwerrors ), STAT( permerrors ), STAT( syserrors ),
    STAT( bytessent_low ), STAT( bytessent_high ), STAT( bytesrcvd_low ), STAT( bytesrcvd_high ),
    STAT( avresponse ), STAT( reqbufneed ), STAT( bigbufneed ),
};

static const struct level stat_level = LEVEL( 0, STAT_SERVER_0, stat_members, 17 );

static void test_statistics(void)
{
    static WCHAR service[] = L"LANMANSERVER", other[] = L"Spooler";
    BYTE *buffer;

    ok_status( NetStatisticsGet( server, service, 0, 0, &buffer ), NERR_Success );
    check_entry( L"statistics", 0, &stat_level, buffer, buffer );
    NetApiBufferFree( buffer );
    ok_status( pNetServerStatisticsGet( server, 0, 0, &buffer ), NERR_Success );
    check_entry( L"statistics", 0, &stat_level, buffer, buffer );
    NetApiBufferFree( buffer );

    ok_failure( NetStatisticsGet( server, service, 1, 0, &buffer ), ERROR_INVALID_LEVEL );
    ok_failure( NetStatisticsGet( server, service, 0, 1, &buffer ), ERROR_INVALID_PARAMETER );
    ok_failure( NetStatisticsGet( server, NULL, 0, 0, &buffer ), ERROR_INVALID_PARAMETER );
    ok_status( NetStatisticsGet( server, service, 0, 0, NULL ), ERROR_INVALID_PARAMETER );
    if (server) ok_failure( NetStatisticsGet( server, other, 0, 0, &buffer ), ERROR_NOT_SUPPORTED );
    ok_failure( pNetServerStatisticsGet( server, 1, 0, &buffer ), ERROR_INVALID_LEVEL );
    ok_failure( pNetServerStatisticsGet( server, 0, 1, &buffer ), ERROR_INVALID_PARAMETER );
    ok_status( pNetServerStatisticsGet( server, 0, 0, NULL ), ERROR_INVALID_PARAMETER );
}

#define CLOCK( member ) MEMBER( TIME_OF_DAY_INFO, tod_##member, KIND_NUMBER, L""#member )

static const struct member clock_members[] =
{
    CLOCK( elapsedt ), CLOCK( msecs ), CLOCK( hunds ), CLOCK( timezone ), CLOCK( tinterval ),
};

static const struct level clock_level = LEVEL( 0, TIME_OF_DAY_INFO, clock_members, 5 );

/* The file's clock stands still: 1796045862 is Monday, 2026-11-30 13:37:42. */
static void test_clock(void)
{
    static const DWORD time[] = { 13, 37, 42, 30, 11, 2026, 1 };
    TIME_OF_DAY_INFO *info;

    ok_status( NetRemoteTOD( server, (BYTE **)&info ), NERR_Success );
    if (info)
    {
        const DWORD got[] = { info->tod_hours, info->tod_mins, info->tod_secs, info->tod_day,
                              info->tod_month, info->tod_year, info->tod_weekday };

        check_entry( L"clock", 0, &clock_level, (BYTE *)info, (BYTE *)info );
        ok( !memcmp( got, time, sizeof(time) ), "%lu-%lu-%lu (%lu) %lu:%lu:%lu\n", got[5], got[4],
            got[3], got[6], got[0], got[1], got[2] );
    }
    NetApiBufferFree( info );
    ok_status( NetRemoteTOD( server, NULL ), ERROR_INVALID_PARAMETER );
}

static void test_supports(void)
{
    DWORD supported = 0xdead;

    ok_status( NetRemoteComputerSupports( server, MAXDWORD, &supported ), NERR_Success );
    ok( (supported & ~0x20) == 0x1e, "supports %#lx\n", supported );
    ok( !(supported & 0x20) == !!server, "local: %#lx\n", supported );
    ok_status( NetRemoteComputerSupports( server, SUPPORTS_UNICODE, &supported ), NERR_Success );
    ok( supported == SUPPORTS_UNICODE, "supports %#lx\n", supported );
    ok_status( NetRemoteComputerSupports( server, 1, NULL ), ERROR_INVALID_PARAMETER );
}

START_TEST(server)
{
    load_data();
    pNetServerStatisticsGet = (void *)GetProcAddress( GetModuleHandleA( "netapi32" ),
                                                      "NetServerStatisticsGet" );
    test_get();
    test_disks();
    test_statistics();
    test_clock();
    test_supports();
}

#define WKSTA( member, kind ) MEMBER( WKSTA_INFO_102, wki102_##member, kind, L""#member )

static const struct member wksta_members[] =
{
    WKSTA( platform_id, KIND_NUMBER ), WKSTA( computername, KIND_STRING ),
    WKSTA( langroup, KIND_STRING ), WKSTA( ver_major, KIND_NUMBER ),
    WKSTA( ver_minor, KIND_NUMBER ), WKSTA( lanroot, KIND_STRING ),
};

static const struct level wksta_levels[] =
{
    LEVEL( 100, WKSTA_INFO_100, wksta_members, 5 ),
    LEVEL( 101, WKSTA_INFO_101, wksta_members, 6 ),
    LEVEL( 102, WKSTA_INFO_102, wksta_members, 6 ),
};

#define USER( member, column ) \
    { #member, offsetof( WKSTA_USER_INFO_1, wkui1_##member ), KIND_STRING, column, NULL, 0 }

static const struct member user_members[] =
{
    USER( username, 0 ), USER( logon_domain, 1 ), USER( oth_domains, 2 ), USER( logon_server, 3 ),
};

static const struct level user_levels[] =
{
    LEVEL( 0, WKSTA_USER_INFO_0, user_members, 1 ), LEVEL( 1, WKSTA_USER_INFO_1, user_members, 4 ),
};

static NET_API_STATUS user_enum( DWORD level, BYTE **buffer, DWORD prefmaxlen, DWORD *entries,
                                 DWORD *total, DWORD *resume )
{
    return NetWkstaUserEnum( server, level, buffer, prefmaxlen, entries, total, resume );
}

/* Wine answers for the local computer. */
START_TEST(wksta)
{
    static const struct list list = { "NetWkstaUserEnum", L"users", user_levels, 2, NULL,
                                      user_enum };
    static const DWORD wrong[] = { 0, 99, 103, 502, MAXDWORD };
    BYTE *buffer;
    DWORD i;

    load_data();
    if (!server) return;
    for (i = 0; i < ARRAYSIZE(wksta_levels); i++)
    {
        ok_status( NetWkstaGetInfo( server, wksta_levels[i].level, &buffer ), NERR_Success );
        if (!buffer) continue;
        check_entry( L"workstation", 0, &wksta_levels[i], buffer, buffer );
        if (i == 2)
            ok( ((WKSTA_INFO_102 *)buffer)->wki102_logged_on_users == count_rows( L"users" ),
                "%lu users\n", ((WKSTA_INFO_102 *)buffer)->wki102_logged_on_users );
        NetApiBufferFree( buffer );
        ok_status( NetWkstaGetInfo( server, wksta_levels[i].level, NULL ),
                   ERROR_INVALID_PARAMETER );
    }
    for (i = 0; i < ARRAYSIZE(wrong); i++)
        ok_failure( NetWkstaGetInfo( server, wrong[i], &buffer ), ERROR_INVALID_LEVEL );
    test_list( &list );
}
