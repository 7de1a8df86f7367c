/*
 * Changes of the reference server itself, seen by another function
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

#define LEVELS_503( member, level, good, bad ) \
    { level, offsetof( SERVER_INFO_503, sv503_##member ), good, bad }

/* Of a value that has no wrong one, the wrong one is 0. */
static const struct single
{
    DWORD level, offset, good, bad;
} singles_503[] =
{
    LEVELS_503( sessopens, 1501, 2222, 16385 ),
    LEVELS_503( sessvcs, 1502, 1, 2 ),
    LEVELS_503( opensearch, 1503, 33, 2049 ),
    LEVELS_503( maxworkitems, 1506, 66, 65536 ),
    LEVELS_503( sessusers, 1510, 10, 2049 ),
    LEVELS_503( sessconns, 1511, 11, 2049 ),
    LEVELS_503( maxnonpagedmemoryusage, 1512, 0x500000, 1 ),
    LEVELS_503( maxpagedmemoryusage, 1513, 0x600000, 1 ),
    LEVELS_503( enablesoftcompat, 1514, 0, 2 ),
    LEVELS_503( enableforcedlogoff, 1515, 0, 2 ),
    LEVELS_503( timesource, 1516, 1, 2 ),
    LEVELS_503( lmannounce, 1518, 1, 2 ),
    LEVELS_503( maxkeepsearch, 1523, 23, 9 ),
    LEVELS_503( scavtimeout, 1528, 28, 301 ),
    LEVELS_503( minrcvqueue, 1529, 9, 11 ),
    LEVELS_503( minfreeworkitems, 1530, 10, 11 ),
    LEVELS_503( maxmpxct, 1533, 33, 65536 ),
    LEVELS_503( oplockbreakwait, 1534, 34, 9 ),
    LEVELS_503( oplockbreakresponsewait, 1535, 35, 181 ),
    LEVELS_503( enableoplocks, 1536, 0, 2 ),
    LEVELS_503( enablefcbopens, 1538, 0, 2 ),
    LEVELS_503( enableraw, 1539, 1, 2 ),
    LEVELS_503( enablesharednetdrives, 1540, 1, 2 ),
    LEVELS_503( minfreeconnections, 1541, 41, 1 ),
    LEVELS_503( maxfreeconnections, 1542, 42, 1 ),
};

static const struct single singles_102[] =
{
    { 1010, offsetof( SERVER_INFO_102, sv102_disc ), 99, 0 },
    { 1016, offsetof( SERVER_INFO_102, sv102_hidden ), 0, 2 },
    { 1017, offsetof( SERVER_INFO_102, sv102_announce ), 99, 65536 },
    { 1018, offsetof( SERVER_INFO_102, sv102_anndelta ), 98, 65536 },
    { 1107, offsetof( SERVER_INFO_102, sv102_users ), 88, 0 },
};

/* No level that can be asked for has these. */
static const struct single singles_599[] =
{
    { 1543, 0, 43, 65 }, { 1544, 0, 44, 129 }, { 1545, 0, 45, 257 }, { 1546, 0, 46, 2049 },
    { 1547, 0, 47, 65536 }, { 1548, 0, 48, 65536 }, { 1549, 0, 49, 101 }, { 1550, 0, 50, 100 },
    { 1552, 0, 52, 0x10000001 }, { 1553, 0, 53, 0 }, { 1554, 0, 54, 0x10000001 },
    { 1555, 0, 55, 0x10000001 }, { 1556, 0, 56, 9 },
};

static DWORD get_number( DWORD level, DWORD offset )
{
    BYTE *buffer;
    DWORD number;

    ok_status( NetServerGetInfo( server, level, &buffer ), NERR_Success );
    if (!buffer) return MAXDWORD;
    number = *(DWORD *)(buffer + offset);
    NetApiBufferFree( buffer );
    return number;
}

static void check_wrong( const struct single *single )
{
    DWORD number = single->bad, parm_err = 0xdead;

    ok_status( NetServerSetInfo( server, single->level, (BYTE *)&number, &parm_err ),
               ERROR_INVALID_PARAMETER );
    ok( parm_err == single->level - PARMNUM_BASE_INFOLEVEL, "level %lu: member %lu\n",
        single->level, parm_err );
    ok_status( NetServerSetInfo( server, single->level, (BYTE *)&number, NULL ),
               ERROR_INVALID_PARAMETER );
}

/* get_level 0: it can't be seen */
static void test_singles( const struct single *singles, DWORD count, DWORD get_level )
{
    DWORD i, before = 0, number, parm_err;

    for (i = 0; i < count; i++)
    {
        const struct single *single = &singles[i];

        if (get_level) before = get_number( get_level, single->offset );
        number = single->good;
        parm_err = 0xdead;
        ok_status( NetServerSetInfo( server, single->level, (BYTE *)&number, &parm_err ),
                   NERR_Success );
        ok( !parm_err, "level %lu: member %lu\n", single->level, parm_err );
        if (single->bad || single->level == 1010 || single->level == 1107) check_wrong( single );
        ok_status( NetServerSetInfo( server, single->level, NULL, NULL ),
                   ERROR_INVALID_PARAMETER );
        if (!get_level) continue;
        number = get_number( get_level, single->offset );
        ok( number == single->good, "level %lu: %lu, expected %lu\n", single->level, number,
            single->good );
        ok_status( NetServerSetInfo( server, single->level, (BYTE *)&before, NULL ), NERR_Success );
        ok( get_number( get_level, single->offset ) == before, "level %lu: not as before\n",
            single->level );
    }
}

static void check_comment( const WCHAR *expected )
{
    SERVER_INFO_102 *info;

    ok_status( NetServerGetInfo( server, 102, (BYTE **)&info ), NERR_Success );
    if (info) ok( !wcscmp( info->sv102_comment, expected ), "comment %s\n",
                  wine_dbgstr_w( info->sv102_comment ));
    NetApiBufferFree( info );
}

/* Whole structures, which are put back as they were */
static void test_comment(void)
{
    static WCHAR texts[][10] = { L"one", L"tw\xf6", L"three" };
    SERVER_INFO_102 *info, copy;
    SERVER_INFO_101 info101;
    SERVER_INFO_1005 info1005 = { texts[2] };
    DWORD parm_err = 0xdead;

    ok_status( NetServerGetInfo( server, 102, (BYTE **)&info ), NERR_Success );
    if (!info) return;
    copy = *info;
    memcpy( &info101, info, sizeof(info101) );
    info101.sv101_comment = texts[0];
    ok_status( NetServerSetInfo( server, 101, (BYTE *)&info101, &parm_err ), NERR_Success );
    check_comment( texts[0] );
    copy.sv102_comment = texts[1];
    copy.sv102_users = 33;
    ok_status( NetServerSetInfo( server, 102, (BYTE *)&copy, &parm_err ), NERR_Success );
    check_comment( texts[1] );
    ok( get_number( 102, offsetof( SERVER_INFO_102, sv102_users )) == 33, "other users\n" );
    ok_status( NetServerSetInfo( server, 1005, (BYTE *)&info1005, &parm_err ), NERR_Success );
    check_comment( texts[2] );
    ok( !parm_err, "member %lu\n", parm_err );
    copy.sv102_users = 0;
    ok_status( NetServerSetInfo( server, 102, (BYTE *)&copy, &parm_err ),
               ERROR_INVALID_PARAMETER );
    ok( parm_err == SV_USERS_PARMNUM, "member %lu\n", parm_err );
    check_comment( texts[2] );
    ok_status( NetServerSetInfo( server, 102, (BYTE *)info, NULL ), NERR_Success );
    check_comment( info->sv102_comment );
    NetApiBufferFree( info );
}

static void test_whole( DWORD level, SERVER_INFO_599 *info )
{
    const DWORD before = info->sv599_opensearch;
    DWORD parm_err = 0xdead;

    info->sv599_opensearch = 77;
    ok_status( NetServerSetInfo( server, level, (BYTE *)info, &parm_err ), NERR_Success );
    ok( !parm_err, "level %lu: member %lu\n", level, parm_err );
    ok( get_number( 503, offsetof( SERVER_INFO_503, sv503_opensearch )) == 77,
        "level %lu: nothing is set\n", level );
    info->sv599_opensearch = 2049;
    ok_status( NetServerSetInfo( server, level, (BYTE *)info, &parm_err ),
               ERROR_INVALID_PARAMETER );
    ok( parm_err == SV_OPENSEARCH_PARMNUM, "level %lu: member %lu\n", level, parm_err );
    info->sv599_opensearch = before;
    ok_status( NetServerSetInfo( server, level, (BYTE *)info, NULL ), NERR_Success );
    ok_status( NetServerSetInfo( server, level, NULL, NULL ), ERROR_INVALID_PARAMETER );
}

static void test_wholes(void)
{
    SERVER_INFO_503 *info;
    SERVER_INFO_599 info599 = { 0 };

    ok_status( NetServerGetInfo( server, 503, (BYTE **)&info ), NERR_Success );
    if (!info) return;
    memcpy( &info599, info, sizeof(*info) );
    info599.sv599_initsesstable = info599.sv599_initconntable = info599.sv599_initfiletable = 1;
    info599.sv599_initsearchtable = info599.sv599_alertschedule = info599.sv599_errorthreshold = 1;
    info599.sv599_networkerrorthreshold = 1;
    info599.sv599_maxworkitemidletime = 10;
    test_whole( 502, &info599 );
    test_whole( 503, &info599 );
    test_whole( 599, &info599 );
    NetApiBufferFree( info );
}

static void test_levels(void)
{
    static const DWORD wrong[] = { 0, 100, 103, 402, 403, 504, 1000, 1004, 1006, 1009, 1106, 1500,
                                   1504, 1505, 1551, 1557, MAXDWORD };
    DWORD i, parm_err = 0xdead;
    SERVER_INFO_599 info = { 0 };

    for (i = 0; i < ARRAYSIZE(wrong); i++)
        ok_status( NetServerSetInfo( server, wrong[i], (BYTE *)&info, &parm_err ),
                   ERROR_INVALID_LEVEL );
    ok( !parm_err, "member %lu\n", parm_err );
}

START_TEST(change_server)
{
    load_data();
    test_singles( singles_102, ARRAYSIZE(singles_102), 102 );
    test_singles( singles_503, ARRAYSIZE(singles_503), 503 );
    test_singles( singles_599, ARRAYSIZE(singles_599), 0 );
    test_comment();
    test_wholes();
    test_levels();
}

static DWORD count_files(void)
{
    DWORD entries, total;
    BYTE *buffer;

    ok_status( NetFileEnum( server, NULL, NULL, 2, &buffer, MAX_PREFERRED_LENGTH, &entries, &total,
                            NULL ), NERR_Success );
    NetApiBufferFree( buffer );
    return entries;
}

/* Ends the first file that is there, so that each run of the unit needs one. */
START_TEST(change_files)
{
    DWORD entries, total, id, count;
    FILE_INFO_2 *files;
    BYTE *buffer;

    load_data();
    count = count_files();
    ok_status( NetFileEnum( server, NULL, NULL, 2, (BYTE **)&files, MAX_PREFERRED_LENGTH, &entries,
                            &total, NULL ), NERR_Success );
    if (!ok( files != NULL, "no file is open\n" )) return;
    id = files[0].fi2_id;
    NetApiBufferFree( files );
    ok_status( NetFileClose( server, id ), NERR_Success );
    ok( count_files() == count - 1, "no file less\n" );
    ok_failure( NetFileGetInfo( server, id, 3, &buffer ), ERROR_FILE_NOT_FOUND );
    ok_status( NetFileClose( server, id ), NERR_FileIdNotFound );
}
